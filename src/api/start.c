#include "api/start.h"

#include <string.h>

#include "api/refuse.h"
#include "base/poke.h"
#include "base/random.h"

enum { KEY_MOST = 255 };

static const struct refusal key_required = {
    .status = 400,
    .code = "idempotency_key_required",
    .message = N_("Send a header Idempotency-Key: 1 to 255 visible ASCII characters, new for each "
                  "payment and the same when you repeat one."),
};

struct payment_rules
start_rules(const struct app *app)
{
    return (struct payment_rules){
        .expiry_s = app->conf->stk_expiry_s,
        .gap_s = app->conf->prompt_gap_s,
        .per_hour = app->conf->prompts_per_hour,
        .per_day = app->conf->prompts_per_day,
    };
}

enum err
start_key(const struct request *rq, const char **out)
{
    const char *key = rq->idempotency_key;

    if (!key || !*key)
        return ERR_NOT_FOUND;
    if (strlen(key) > KEY_MOST)
        return ERR_INPUT;
    for (const char *c = key; *c; c++)
        if (*c <= ' ' || *c > '~')
            return ERR_INPUT;
    *out = key;
    return ERR_OK;
}

enum err
start_key_or_new(const struct request *rq, const char **out)
{
    enum err e = start_key(rq, out);

    if (e != ERR_NOT_FOUND)
        return e;
    *out = random_id(arena_alloc(rq->mem, ID_SIZE));
    return ERR_OK;
}

enum err
start_key_refused(struct request *rq, struct response *rs)
{
    return refuse(rq, rs, &key_required);
}

enum err
start_settle(struct app *app, struct request *rq, struct response *rs, enum payment_answer answer,
             const struct payment *p, int64_t wait_s, int *status)
{
    const struct payment_refusal *r = payment_refusal(answer);

    *status = 0;
    if (r)
        return refuse(rq, rs,
                      &(struct refusal){.status = r->status,
                                        .code = r->code,
                                        .message = r->message,
                                        .field = r->field,
                                        .retry_after_s = wait_s,
                                        .payment_id = answer == PAYMENT_IN_PROGRESS ? p->id : NULL});
    if (answer == PAYMENT_STARTED)
        poke(app->gateway);
    *status = answer == PAYMENT_STARTED ? 202 : 200;
    return ERR_OK;
}
