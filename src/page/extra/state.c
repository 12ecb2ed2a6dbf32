#include "page/extra/state.h"

#include <string.h>

#include "daraja/extra_telling.h"

bool
state_waits(const struct mpesa_request *r)
{
    const char *status = r ? extra_telling_of(r).status : "";

    return strcmp(status, "pending") == 0 || strcmp(status, "processing") == 0;
}

void
state_view(struct view *v, const struct mpesa_request *r)
{
    struct extra_telling t = {.status = ""};

    if (r)
        t = extra_telling_of(r);
    bool good = strcmp(t.status, "success") == 0, bad = strcmp(t.status, "failed") == 0;
    bool waits = state_waits(r);
    view_bool(v, "has_request", r != NULL);
    view_bool(v, "waits", waits);
    view_bool(v, "good", good);
    view_bool(v, "bad", bad);
    view_bool(v, "unsure", r && !waits && !good && !bad);
    view_text(v, "badge", good ? "paid" : bad ? "failed" : "pending");
    view_say(v, "headline", t.headline);
    view_say(v, "message", t.message);
    view_text(v, "said", bad ? r->result_desc : NULL);
    view_text(v, "answer_code", bad ? r->result_code : NULL);
}
