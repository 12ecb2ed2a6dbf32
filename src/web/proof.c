#include "web/proof.h"

#include "base/box.h"
#include "rent/session.h"
#include "web/password_slots.h"

/* A NULL hash stands for nobody: false, after just as long. */
static enum err
verify(struct app *app, struct request *rq, const char *hash, const char *password, bool *right)
{
    struct password_slot slot;
    enum err             e = password_slot_take(app->conf, rq->mem, &slot);

    if (e)
        return e;
    *right = hash && password_verify(hash, password);
    if (!hash)
        password_verify_nobody(password);
    password_slot_give(&slot);
    return ERR_OK;
}

enum err
proof_login(struct app *app, struct request *rq, const char *login, const char *password, struct person *out,
            int64_t *wait_s)
{
    bool     right = false;
    enum err e = login_allowed(app->db, login, rq->remote_addr, wait_s);

    if (e)
        return e;
    e = person_by_login(app->db, rq->mem, login, out);
    if (e && e != ERR_NOT_FOUND)
        return e;
    e = verify(app, rq, e ? NULL : out->password_hash, password, &right);
    if (!e)
        e = right ? login_succeeded(app->db, login) : login_failed(app->db, login, rq->remote_addr);
    if (e)
        return e;
    return right ? ERR_OK : ERR_AUTH;
}

enum err
proof_again(struct app *app, struct request *rq, const char *password, int64_t *wait_s)
{
    struct person me, same;
    enum err      e = person_load(app->db, rq->mem, rq->who.person_id, &me);

    if (!e)
        e = proof_login(app, rq, me.phone, password, &same, wait_s);
    return e ? e : session_freshen(app->db, &rq->who);
}

enum err
proof_second(struct app *app, struct request *rq, const char *code, int64_t *wait_s)
{
    return second_factor_check(app->db, rq->mem, &app->web_key, &rq->who, code, wait_s);
}

enum err
proof_hash(struct app *app, struct request *rq, const char *password, const char **hash)
{
    struct password_slot slot;
    enum err             e = password_slot_take(app->conf, rq->mem, &slot);

    if (e)
        return e;
    *hash = password_hash(rq->mem, password);
    password_slot_give(&slot);
    return *hash ? ERR_OK : ERR_BUSY;
}
