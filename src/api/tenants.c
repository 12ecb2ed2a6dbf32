#include <stddef.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "rent/audit.h"
#include "rent/person.h"
#include "rent/tenant.h"
#include "web/api.h"

_Static_assert(offsetof(struct tenant, id) == 0, "listing_rows reads the id there");

static const struct refusal phone_taken = {
    .status = 409,
    .code = "phone_taken",
    .message = N_("You have a tenant with this phone number already."),
    .field = "phone",
};

static void
put_tenant(struct json_writer *w, const void *row)
{
    const struct tenant *t = row;

    json_put_text(w, "id", t->id);
    json_put_text(w, "name", t->name);
    json_put_text(w, "phone", t->phone);
    json_put_text(w, "email", t->email);
    json_put_text(w, "locale", t->locale);
    json_put_bool(w, "joined", t->joined);
    put_money(w, "balance", t->balance);
    put_time(w, "createdAt", t->created_at);
}

/* `token`: of an invitation made just now, shown this once; NULL: none was. */
static enum err
answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id,
       const char *token, int status)
{
    struct tenant t;
    enum err      e = tenant_load(app->db, rq->mem, who, id, &t);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_tenant(&w, &t);
    if (token)
        json_put_text(&w, "inviteUrl", arena_printf(rq->mem, "%s/invite/%s", app->conf->public_url, token));
    json_close(&w);
    return api_ok(rs, status, &w);
}

/* A tenant and his invitation, both or neither. */
static enum err
add_invited(struct app *app, struct request *rq, const struct who *who, const struct tenant_new *in, const char **id,
            const char **token)
{
    enum err e = db_begin(app->db);
    if (e)
        return e;

    e = tenant_add(app->db, rq->mem, who, in, id);
    if (!e)
        e = invite_make(app->db, rq->mem, who, *id, token);
    return db_end(app->db, e);
}

enum err
api_tenant_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { NAME = CALL_FIELDS, PHONE, EMAIL, LOCALE };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [NAME] = {"name", FIELD_TEXT, REQUIRED, .least = 1, .most = 100},
        [PHONE] = {"phone", FIELD_PHONE, REQUIRED},
        [EMAIL] = {"email", FIELD_EMAIL, OPTIONAL},
        [LOCALE] = {"locale", FIELD_CHOICE, OPTIONAL, .choices = "en|sw"},
    };
    struct call c;
    const char *id, *token = NULL;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e) {
        const char       *locale = form_text(&c.form, LOCALE);
        struct tenant_new in = {
            .name = form_text(&c.form, NAME),
            .phone = form_text(&c.form, PHONE),
            .email = form_text(&c.form, EMAIL),
            .locale = locale ? locale : lang_code(LANG_EN),
        };
        e = add_invited(app, rq, &c.who, &in, &id, &token);
    }
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &phone_taken);
    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, id, token, 201);
}

/* A fresh link, when the first was lost or is over. */
enum err
api_tenant_invite(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {CALL_LANDLORD};
    struct call               c;
    const char               *token;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = invite_make(app->db, rq->mem, &c.who, rq->args[0], &token);
    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], token, 201);
}

enum err
api_tenant_list(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct call               c;
    struct tenant            *rows;
    size_t                    count;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (!e)
        e = tenant_list(app->db, rq->mem, &c.who, &rows, &count);
    if (e)
        return call_failed(&c, rs, e);
    audit_seen(app->db, rq->mem, &c.who, "seen.tenants", c.who.landlord_id, NULL);
    return listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_tenant);
}

/* Noted once he is known to be there. */
static enum err
look(struct app *app, struct request *rq, const struct who *who, const char *id)
{
    struct tenant t;
    enum err      e = tenant_load(app->db, rq->mem, who, id, &t);

    if (!e)
        audit_seen(app->db, rq->mem, who, "seen.tenant", t.id, NULL);
    return e;
}

enum err
api_tenant_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e)
        e = look(app, rq, &c.who, rq->args[0]);
    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], NULL, 200);
}
