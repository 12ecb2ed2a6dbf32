#include "api/refuse.h"

#include "base/json.h"
#include "web/api.h"

enum err
refuse(struct request *rq, struct response *rs, const struct refusal *r)
{
    const char        *message = lang_text(rq->lang, r->message);
    struct json_writer w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    json_put_bool(&w, "success", false);
    json_open(&w, "error", '{');
    json_put_text(&w, "code", r->code);
    json_put_text(&w, "message", message);
    if (r->payment_id)
        json_put_text(&w, "paymentId", r->payment_id);
    if (r->field) {
        json_open(&w, "fields", '{');
        json_put_text(&w, r->field, message);
        json_close(&w);
    }
    json_close(&w);
    json_close(&w);

    response_reset(rs);
    rs->status = r->status;
    rs->content_type = "application/json; charset=utf-8";
    buf_str(&rs->body, json_done(&w));
    if (r->status == 429)
        api_retry_after(rs, r->retry_after_s);
    return ERR_OK;
}
