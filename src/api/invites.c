#include "api/credentials.h"
#include "api/handlers.h"
#include "web/api.h"
#include "web/form.h"
#include "web/proof.h"

enum { TOKEN_FIELD, PASSWORD };
static const struct field fields[] = {
    [TOKEN_FIELD] = {"token", FIELD_TOKEN, REQUIRED},
    [PASSWORD] = {"password", FIELD_PASSWORD, REQUIRED, .least = 1, .most = 1024},
};

/* Someone new sets a password, which has to be a good one; someone known proves the one he has. */
static enum err
settle_password(struct app *app, struct request *rq, struct response *rs, struct form *f, const struct invite *inv,
                const char **hash)
{
    const char   *password = form_text(f, PASSWORD);
    struct person p;

    if (inv->has_account)
        return credentials_check(app, rq, rs, inv->phone, password, &p);
    const char *fault = password_fault(password, inv->tenant_name, inv->phone);
    if (fault) {
        form_error(f, PASSWORD, fault);
        return ERR_FIELD;
    }
    return proof_hash(app, rq, password, hash);
}

enum err
api_invite_accept(struct app *app, struct request *rq, struct response *rs)
{
    struct form   f;
    struct invite inv;
    const char   *hash = NULL, *person_id = NULL;
    enum err      e = form_read(&f, rq, fields, COUNT(fields));

    if (!e)
        e = invite_load(app->db, rq->mem, form_text(&f, TOKEN_FIELD), &inv);
    if (!e)
        e = settle_password(app, rq, rs, &f, &inv, &hash);
    if (e == ERR_AUTH)
        return credentials_wrong(rq, rs);
    if (!e)
        e = invite_accept(app->db, rq->mem, form_text(&f, TOKEN_FIELD), hash, &person_id);
    if (e)
        return e == ERR_FIELD ? api_form_error(rs, &f) : e;
    return credentials_session(app, rq, rs, person_id, inv.landlord_id);
}
