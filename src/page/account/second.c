#include "page/account/second.h"

#include "page/public/wait.h"

const struct field second_form[SECOND_FIELD_COUNT] = {
    [SECOND_PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, 1, 1024},
    [SECOND_CODE] = {"code", FIELD_TEXT, OPTIONAL, 1, 40},
};

void
second_put(struct view *v, struct request *rq, struct response *rs, const struct form *f, int64_t wait_s)
{
    view_form(v, f);
    view_bool(v, "too_often", wait_s > 0);
    wait_view(v, wait_s);
    wait_header(rq, rs, wait_s);
}
