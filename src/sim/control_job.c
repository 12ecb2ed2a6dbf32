#include "sim/control.h"

#include <string.h>

#include "sim/api_script.h"
#include "sim/job.h"
#include "sim/route.h"

static void
bad(struct call *c, unsigned status, const char *why)
{
    c->answer = answer_control_error(c->mem, status, why);
}

static bool
status_good(int64_t status)
{
    return status == 0 || (status >= 200 && status <= 599);
}

void
control_script_put(struct world *w, struct call *c)
{
    enum { COPIES_MOST = 1000 };
    struct api_script s = api_script_default();
    const char       *why = NULL;

    if (!route_api_known(c->param)) {
        bad(c, 404, "no API of that name has scripts");
        return;
    }
    if (!members_read(w->mem, c->json, api_script_members, &s, &why))
        bad(c, 400, arena_strdup(c->mem, why));
    else if (!status_good(s.answer.status) || s.result.copies > COPIES_MOST)
        bad(c, 400, "status: 200 to 599; copies: at most 1000");
    else {
        api_script_put(w, c->param, &s);
        c->answer = answer_ok();
    }
}

void
control_jobs(struct world *w, struct call *c)
{
    enum { LIST_MOST = 512 * 1024 * 1024 };
    const char *api = call_query(c, "api"), *id = call_query(c, "id");
    struct buf  out = buf_new(c->mem, LIST_MOST);
    bool        comma = false;

    buf_str(&out, "{\"jobs\":[");
    for (const struct job *j = w->jobs; j; j = j->next) {
        bool other_id = id && strcmp(id, j->conversation) != 0 && strcmp(id, j->originator) != 0;
        if ((api && strcmp(api, j->kind->name) != 0) || other_id)
            continue;
        if (comma)
            buf_char(&out, ',');
        buf_str(&out, job_json(c->mem, j));
        comma = true;
    }
    buf_str(&out, "]}");
    if (buf_ok(&out))
        c->answer = answer_json(200, out.bytes);
    else
        bad(c, 500, "too many to list; ask for one api");
}

void
control_job_resend(struct world *w, struct call *c)
{
    struct job *j = job_find(w, c->param);

    if (!j)
        bad(c, 404, "no such request");
    else if (!job_again(j, c))
        bad(c, 409, "it has not ended yet");
}
