#include "sim/control.h"

#include <string.h>

#include "base/phone.h"
#include "sim/handset.h"
#include "sim/notify.h"
#include "sim/push.h"
#include "sim/result.h"

enum { LIST_MOST = 512 * 1024 * 1024 };

static void
bad(struct call *c, unsigned status, const char *why)
{
    c->answer = answer_control_error(c->mem, status, why);
}

void
control_transactions(struct world *w, struct call *c)
{
    const char *wanted = call_query(c, "phone");
    char        phone[PHONE_SIZE];
    struct buf  out = buf_new(c->mem, LIST_MOST);
    bool        comma = false;

    if (wanted && !phone_parse(wanted, phone)) {
        bad(c, 400, "phone: not a phone number");
        return;
    }
    buf_str(&out, "{\"transactions\":[");
    for (const struct push *p = w->pushes; p; p = p->next) {
        if (wanted && strcmp(p->handset->phone, phone) != 0)
            continue;
        if (comma)
            buf_char(&out, ',');
        buf_str(&out, push_json(c->mem, p));
        comma = true;
    }
    buf_str(&out, "]}");
    if (buf_ok(&out))
        c->answer = answer_json(200, out.bytes);
    else
        bad(c, 500, "too many to list; ask for one phone");
}

/* The push that the address names; NULL after answering. */
static struct push *
push_of(struct world *w, struct call *c)
{
    struct push *p = push_find(w, c->param);

    if (!p)
        bad(c, 404, "no such transaction");
    return p;
}

void
control_resend(struct world *w, struct call *c)
{
    struct push *p = push_of(w, c);

    if (!p)
        return;
    if (p->body)
        notify_again(w, p, c);
    else
        bad(c, 409, "it has not ended yet");
}

void
control_complete(struct world *w, struct call *c)
{
    const char  *result = json_text(json_get(c->json, "result"));
    struct push *p = push_of(w, c);

    if (!p)
        return;
    if (c->json && (!result || !*result)) {
        bad(c, 400, "{\"result\":\"0\"} is wanted");
        return;
    }
    if (p->state == PUSH_PAID) { /* the money has moved, and moves once */
        bad(c, 409, "it is paid; resend repeats its callback");
        return;
    }
    push_overrule(w, p, result ? result : RESULT_SUCCESS);
    notify_late(w, p, c);
}

void
control_query_put(struct world *w, struct call *c)
{
    struct query_script q = {0};
    struct push        *p = push_of(w, c);
    const char         *why = NULL;

    if (!p)
        return;
    if (!members_read(w->mem, c->json, query_script_members, &q, &why)) {
        bad(c, 400, arena_strdup(c->mem, why));
        return;
    }
    q.first_n += q.first_n ? p->queries : 0; /* counted from now */
    p->query = q;
    c->answer = answer_ok();
}

void
control_callback(struct world *w, struct call *c)
{
    const char *url = json_string(json_get(c->json, "url"));
    const char *body = json_string(json_get(c->json, "body"));
    const char *shortcode = json_text(json_get(c->json, "shortcode"));

    if (url && body)
        notify_raw(w, url, body, shortcode, c);
    else
        bad(c, 400, "url and body are wanted, both text");
}
