#include "api/credentials.h"

#include <string.h>

#include "api/put.h"
#include "api/refuse.h"
#include "rent/session.h"
#include "web/api.h"
#include "web/proof.h"

static const struct refusal wrong_login = {
    .status = 401,
    .code = "wrong_login",
    .message = N_("The phone number or e-mail and the password do not belong together. "
                  "Check both and try again."),
};

enum err
credentials_check(struct app *app, struct request *rq, struct response *rs, const char *login, const char *password,
                  struct person *out)
{
    int64_t  wait_s = 0;
    enum err e = proof_login(app, rq, login, password, out, &wait_s);

    if (e == ERR_LIMIT)
        api_retry_after(rs, wait_s);
    return e;
}

enum err
credentials_wrong(struct request *rq, struct response *rs)
{
    return refuse(rq, rs, &wrong_login);
}

/* Another hat than the first: the session's role is then read anew. */
static enum err
act_for(struct app *app, struct request *rq, const char *token, const char *landlord_id, struct who *who)
{
    enum err e = session_switch(app->db, rq->mem, who, landlord_id);

    return e ? e : session_load(app->db, rq->mem, SESSION_API, token, who);
}

enum err
credentials_session(struct app *app, struct request *rq, struct response *rs, const char *person_id,
                    const char *landlord_id)
{
    struct who  who;
    const char *token;
    int64_t     expires_at;
    enum err    e = session_start(app->db, rq->mem, SESSION_API, person_id, &who, &token, &expires_at);

    if (!e && landlord_id && (!who.landlord_id || strcmp(who.landlord_id, landlord_id) != 0))
        e = act_for(app, rq, token, landlord_id, &who);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "token", token);
    put_time(&w, "expiresAt", expires_at);
    put_user(&w, "user", &who);
    json_close(&w);
    return api_ok(rs, 200, &w);
}
