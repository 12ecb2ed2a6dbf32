#include "page/public/enter.h"

#include "base/clock.h"
#include "rent/session.h"
#include "web/cookie.h"

enum { UNTIL_CLOSED = -1, AT_ONCE = 0 };

enum err
enter_for(struct app *app, struct request *rq, struct response *rs, const char *person_id, const char *landlord_id,
          const char *path)
{
    struct who  who;
    const char *token;
    int64_t     expires_at;

    if (rq->who.session) {
        enum err e = session_end(app->db, &rq->who);
        if (e)
            return e;
    }
    enum err e = session_start(app->db, rq->mem, SESSION_BROWSER, person_id, &who, &token, &expires_at);
    if (!e && landlord_id)
        e = session_switch(app->db, rq->mem, &who, landlord_id);
    if (e)
        return e;

    /* Those who handle others' money are signed out with the browser; a tenant's own phone remembers him. */
    int64_t age = who.role == ROLE_TENANT && !landlord_id ? expires_at - clock_now() : UNTIL_CLOSED;
    response_cookie(rs, app->secure, COOKIE_SESSION, token, age);
    response_redirect(rs, path);
    return ERR_OK;
}

enum err
enter(struct app *app, struct request *rq, struct response *rs, const char *person_id, const char *path)
{
    return enter_for(app, rq, rs, person_id, NULL, path);
}

void
enter_forget(const struct app *app, struct response *rs)
{
    response_cookie(rs, app->secure, COOKIE_SESSION, "", AT_ONCE);
}
