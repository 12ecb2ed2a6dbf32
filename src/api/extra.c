#include "api/extra.h"

#include <string.h>

#include "api/put.h"
#include "api/refuse.h"
#include "daraja/extra_telling.h"

static const struct refusal service_off = {
    .status = 409,
    .code = "service_off",
    .message = N_("This service is not switched on here. It depends on a contract with Safaricom: ask the operator of "
                  "RentEase."),
};

bool
extra_off(const struct app *app, struct request *rq, struct response *rs, const char *service)
{
    if (conf_extra(app->conf, service))
        return false;
    enum err said = refuse(rq, rs, &service_off);
    (void)said;
    return true;
}

void
extra_put(struct json_writer *w, const struct request *rq, const struct mpesa_request *r)
{
    struct extra_telling t = extra_telling_of(r);

    json_put_text(w, "id", r->id);
    json_put_text(w, "status", t.status);
    json_put_text(w, "message", lang_text(rq->lang, t.message));
    json_put_text(w, "resultCode", r->result_code);
    json_put_text(w, "resultDesc", r->result_desc);
    put_time(w, "requestedAt", r->requested_at);
    put_time(w, "completedAt", r->completed_at);
}

enum err
extra_load(struct app *app, struct request *rq, const struct who *who, const char *service, const char *id,
           struct mpesa_request *out)
{
    enum err e = mpesa_request_load(app->db, rq->mem, who, id, out);

    return !e && strcmp(out->api, service) != 0 ? ERR_NOT_FOUND : e;
}
