#include "sim/control.h"

#include "sim/c2b.h"
#include "sim/ratiba.h"

void
control_ratiba_list(struct world *w, struct call *c)
{
    struct json_writer out = json_writer_new(c->mem);

    json_open(&out, NULL, '{');
    json_open(&out, "standingOrders", '[');
    ratiba_list(w, &out);
    json_close(&out);
    json_close(&out);
    const char *text = json_done(&out);
    c->answer = text ? answer_json(200, text) : answer_control_error(c->mem, 500, "too many to list");
}

void
control_ratiba_pay(struct world *w, struct call *c)
{
    struct ratiba *r = ratiba_find(w, c->param);
    const char    *why = NULL;

    if (!r) {
        c->answer = answer_control_error(c->mem, 404, "no such standing order");
        return;
    }
    const struct c2b *p = ratiba_pay(w, r, &why);
    c->answer = p ? answer_json(200, c2b_json(c->mem, p)) : answer_control_error(c->mem, 409, why);
}
