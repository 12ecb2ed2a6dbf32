#include "api/prove.h"

#include "rent/session.h"
#include "web/api.h"
#include "web/proof.h"

static const struct refusal second_factor_wrong = {
    .status = 403,
    .code = "second_factor_wrong",
    .message = N_("This code is not right, or it was used already. Send the next one that your app shows."),
    .field = "totp",
};

/* A password typed minutes ago, or sent along now. On ERR_AUTH *why is how to refuse. */
static enum err
prove_password(struct app *app, struct request *rq, const char *password, const struct prove_refusals *say,
               const struct refusal **why, int64_t *wait_s)
{
    if (rq->who.role == ROLE_OPERATOR || session_is_fresh(&rq->who))
        return ERR_OK;
    *why = say->password;
    return password ? proof_again(app, rq, password, wait_s) : ERR_AUTH;
}

/* The code of whoever has a second factor. The same. */
static enum err
prove_second(struct app *app, struct request *rq, const char *code, const struct prove_refusals *say,
             const struct refusal **why, int64_t *wait_s)
{
    bool     on;
    enum err e = second_factor_on(app->db, rq->who.person_id, &on);

    if (e || !on)
        return e;
    *why = code ? &second_factor_wrong : say->code;
    return code ? proof_second(app, rq, code, wait_s) : ERR_AUTH;
}

enum err
prove_again(struct app *app, struct request *rq, struct response *rs, const char *password, const char *code,
            const struct prove_refusals *say, const struct refusal **why)
{
    int64_t  wait_s = 0;
    enum err e = prove_password(app, rq, password, say, why, &wait_s);

    if (!e)
        e = prove_second(app, rq, code, say, why, &wait_s);
    if (e == ERR_LIMIT)
        api_retry_after(rs, wait_s);
    return e;
}
