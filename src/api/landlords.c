#include "rent/landlord.h"

#include <stddef.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "web/api.h"
#include "web/proof.h"

_Static_assert(offsetof(struct landlord_row, it.id) == 0, "listing_rows reads the id there");

enum { NAME, PHONE, EMAIL, PASSWORD, BUSINESS };
static const struct field sign_up_fields[] = {
    [NAME] = {"name", FIELD_TEXT, REQUIRED, .least = 1, .most = 100},
    [PHONE] = {"phone", FIELD_PHONE, REQUIRED},
    [EMAIL] = {"email", FIELD_EMAIL, OPTIONAL},
    [PASSWORD] = {"password", FIELD_PASSWORD, REQUIRED},
    [BUSINESS] = {"businessName", FIELD_TEXT, OPTIONAL, .least = 1, .most = 100},
};

static const struct refusal closed = {
    .status = 403,
    .code = "sign_up_closed",
    .message = N_("New landlords cannot sign up here themselves. Ask whoever runs this service."),
};
static const struct refusal phone_taken = {
    .status = 409,
    .code = "phone_taken",
    .message = N_("Someone with this phone number has signed up already. Sign in instead."),
    .field = "phone",
};
static const struct refusal email_taken = {
    .status = 409,
    .code = "email_taken",
    .message = N_("Someone with this e-mail address has signed up already. Sign in instead."),
    .field = "email",
};

static enum err
read_sign_up(struct form *f, struct request *rq)
{
    enum err e = form_read(f, rq, sign_up_fields, COUNT(sign_up_fields));
    if (e)
        return e;

    const char *fault = password_fault(form_text(f, PASSWORD), form_text(f, NAME), form_text(f, PHONE));
    if (fault)
        form_error(f, PASSWORD, fault);
    return fault ? ERR_FIELD : ERR_OK;
}

enum err
api_landlord_add(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    const char *hash, *person_id, *landlord_id;
    enum taken  taken = TAKEN_NOTHING;

    if (!app->conf->signup_open)
        return refuse(rq, rs, &closed);
    enum err e = read_sign_up(&f, rq);
    if (!e)
        e = proof_hash(app, rq, form_text(&f, PASSWORD), &hash);
    if (e)
        return e == ERR_FIELD ? api_form_error(rs, &f) : e;

    struct sign_up in = {
        .name = form_text(&f, NAME),
        .phone = form_text(&f, PHONE),
        .email = form_text(&f, EMAIL),
        .password_hash = hash,
        .business_name = form_text(&f, BUSINESS),
    };
    e = person_sign_up(app->db, rq->mem, &in, &person_id, &landlord_id, &taken);
    if (e == ERR_CONFLICT && taken != TAKEN_NOTHING)
        return refuse(rq, rs, taken == TAKEN_PHONE ? &phone_taken : &email_taken);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", landlord_id);
    json_put_text(&w, "userId", person_id);
    json_close(&w);
    return api_ok(rs, 201, &w);
}

static void
put_landlord(struct json_writer *w, const struct landlord *l)
{
    json_put_text(w, "id", l->id);
    json_put_text(w, "name", l->name);
    json_put_text(w, "businessName", l->business_name);
    json_put_text(w, "phone", l->phone);
    json_put_text(w, "email", l->email);
    put_time(w, "createdAt", l->created_at);
}

static void
put_landlord_row(struct json_writer *w, const void *row)
{
    const struct landlord_row *l = row;

    put_landlord(w, &l->it);
    json_put_text(w, "businessShortCode", l->shortcode);
    json_put_text(w, "receivingState", l->state);
    json_put_int(w, "payments", l->payments);
    put_money(w, "received", l->received);
}

enum err
api_landlord_list(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct form               f;
    struct landlord_row      *rows;
    size_t                    count;
    enum err                  e = form_read_query(&f, rq, fields, COUNT(fields));

    if (e)
        return e == ERR_FIELD ? api_form_error(rs, &f) : e;
    e = landlord_list(app->db, rq->mem, &rq->who, &rows, &count);
    return e ? e : listing_rows(&f, rq, rs, rows, count, sizeof *rows, put_landlord_row);
}

enum err
api_landlord_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call     c;
    struct landlord l;
    enum err        e = call_landlord(&c, app, rq, NULL, 0, WHO_LANDLORD);

    if (!e)
        e = landlord_load(app->db, rq->mem, &c.who, &l);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_landlord(&w, &l);
    json_close(&w);
    return api_ok(rs, 200, &w);
}
