/*
 * places.c - where money lies that is not at M-Pesa, and how it was moved.
 */
#include "rent/place.h"

#include <stddef.h>
#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "api/start.h"
#include "web/api.h"

_Static_assert(offsetof(struct transfer, id) == 0, "listing_rows reads the id there");

static const struct refusal name_taken = {
    .status = 409,
    .code = "name_taken",
    .message = N_("You have a bank account of that name already."),
    .field = "name",
};

static void
put_total(struct json_writer *w, const char *key, struct money m, bool sees)
{
    if (sees)
        put_money(w, key, m);
    else
        json_put_null(w, key);
}

/* A caretaker learns which accounts there are, and not what lies there. */
static void
put_account(struct json_writer *w, const struct bank_account *a, bool sees)
{
    json_open(w, NULL, '{');
    json_put_text(w, "id", a->id);
    json_put_text(w, "name", a->name);
    json_put_text(w, "number", a->number);
    put_total(w, "balance", a->balance, sees);
    put_time(w, "addedAt", a->added_at);
    json_close(w);
}

enum err
api_bank_account_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { NAME = CALL_FIELDS, NUMBER };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [NAME] = {"name", FIELD_TEXT, REQUIRED, .least = 2, .most = 40},
        [NUMBER] = {"number", FIELD_TEXT, OPTIONAL, .least = 4, .most = 30},
    };
    struct call         c;
    struct bank_account a;
    const char         *id;
    enum err            e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    e = bank_account_add(app->db, rq->mem, &c.who, form_text(&c.form, NAME), form_text(&c.form, NUMBER), &id);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &name_taken);
    if (!e)
        e = bank_account_load(app->db, rq->mem, &c.who, id, &a);
    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    put_account(&w, &a, false);
    return api_ok(rs, 201, &w);
}

/* Cash, cheques in hand and each bank account, with what it should hold. */
enum err
api_bank_account_list(struct app *app, struct request *rq, struct response *rs)
{
    struct call          c;
    struct bank_account *rows = NULL;
    struct in_hand       hand;
    size_t               count = 0;
    enum err             e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (!e)
        e = bank_account_list(app->db, rq->mem, &c.who, &rows, &count);
    if (!e)
        e = place_in_hand(app->db, &c.who, &hand);
    if (e)
        return call_failed(&c, rs, e);
    bool               sees = c.who.role != ROLE_CARETAKER;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_total(&w, "cash", hand.cash, sees);
    put_total(&w, "chequesInHand", hand.cheques, sees);
    json_open(&w, "bankAccounts", '[');
    for (size_t i = 0; i < count; i++)
        put_account(&w, &rows[i], sees);
    json_close(&w);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

/* ---- moving ---- */

static void
put_place(struct json_writer *w, const char *key, const char *kind, const char *detail)
{
    json_put_text(w, key, strcmp(kind, "drawings") == 0 ? "owner" : kind);
    json_put_text(w, strcmp(key, "from") == 0 ? "fromBankAccount" : "toBankAccount", *detail ? detail : NULL);
}

static void
put_transfer(struct json_writer *w, const void *row)
{
    const struct transfer *x = row;

    json_put_text(w, "id", x->id);
    put_place(w, "from", x->from_kind, x->from_detail);
    put_place(w, "to", x->to_kind, x->to_detail);
    put_money(w, "amount", x->amount);
    json_put_text(w, "movedOn", x->moved_on);
    json_put_text(w, "note", x->note);
    json_put_text(w, "recordedBy", x->made_name);
    put_time(w, "recordedAt", x->made_at);
}

enum { FROM = CALL_FIELDS, TO, AMOUNT, MOVED, NOTE };
static const struct field transfer_fields[] = {
    CALL_LANDLORD,
    [FROM] = {"from", FIELD_TEXT, REQUIRED, .least = 1, .most = 20},
    [TO] = {"to", FIELD_TEXT, REQUIRED, .least = 1, .most = 20},
    [AMOUNT] = {"amount", FIELD_MONEY, REQUIRED, .least = 100, .most = INT64_C(10000000000)},
    [MOVED] = {"movedOn", FIELD_DATE, OPTIONAL},
    [NOTE] = {"note", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
};

enum err
api_transfer_add(struct app *app, struct request *rq, struct response *rs)
{
    struct call          c;
    struct transfer      x;
    enum transfer_answer how;
    const char          *id, *key;
    enum err             e = call_body(&c, app, rq, transfer_fields, COUNT(transfer_fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    if (start_key_or_new(rq, &key))
        return start_key_refused(rq, rs);
    const struct transfer_new in = {.from = form_text(&c.form, FROM),
                                    .to = form_text(&c.form, TO),
                                    .amount = form_money(&c.form, AMOUNT),
                                    .moved_on = form_text(&c.form, MOVED),
                                    .note = form_text(&c.form, NOTE),
                                    .key = key};
    e = transfer_add(app->db, rq->mem, &c.who, &in, &how, &id);
    if (e)
        return e;
    const struct place_refusal *r = transfer_refusal(how);
    if (r)
        return refuse(
            rq, rs, &(struct refusal){.status = r->status, .code = r->code, .message = r->message, .field = r->field});
    e = transfer_load(app->db, rq->mem, &c.who, id, &x);
    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_transfer(&w, &x);
    json_close(&w);
    return api_ok(rs, how == TRANSFER_AGAIN ? 200 : 201, &w);
}

enum err
api_transfer_list(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct call               c;
    struct transfer          *rows = NULL;
    size_t                    count = 0;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (!e)
        e = transfer_list(app->db, rq->mem, &c.who, INT64_MAX, &rows, &count);
    if (e)
        return call_failed(&c, rs, e);
    return listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_transfer);
}
