/*
 * deposits.c - what a lease brought with it, and what becomes of its deposit.
 */
#include "rent/deposit.h"

#include <string.h>

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "rent/opening.h"
#include "web/api.h"

#define MOST_CENTS INT64_C(10000000000)

/* ---- opening balances ---- */

static const struct refusal opening_spent = {
    .status = 409,
    .code = "given_back",
    .message = N_("Some of it was given back to the tenant already, so it cannot be undone."),
};

static enum err
answer_opening(struct app *app, struct request *rq, struct response *rs, const struct who *who, int status)
{
    struct opening o;
    enum err       e = opening_load(app->db, rq->mem, who, rq->args[0], &o);

    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", o.id);
    json_put_text(&w, "leaseId", o.lease_id);
    put_money(&w, "owed", (struct money){o.balance.cents > 0 ? o.balance.cents : 0});
    put_money(&w, "paidAhead", (struct money){o.balance.cents < 0 ? -o.balance.cents : 0});
    put_money(&w, "depositHeld", o.deposit);
    json_put_text(&w, "asOf", o.as_of);
    json_put_text(&w, "dueDate", o.due_date);
    json_put_text(&w, "billId", o.bill_id);
    json_put_text(&w, "paymentId", o.money_in_id);
    json_put_text(&w, "note", o.note);
    json_put_text(&w, "setBy", o.set_name);
    put_time(&w, "setAt", o.set_at);
    json_put_text(&w, "undoneBy", o.undone_name);
    put_time(&w, "undoneAt", o.undone_at);
    json_put_text(&w, "undoneReason", o.undone_reason);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum { OWED = CALL_FIELDS, AHEAD, HELD, AS_OF, DUE, NOTE };
static const struct field opening_fields[] = {
    CALL_LANDLORD,
    [OWED] = {"owed", FIELD_MONEY, OPTIONAL, .least = 1, .most = MOST_CENTS},
    [AHEAD] = {"paidAhead", FIELD_MONEY, OPTIONAL, .least = 1, .most = MOST_CENTS},
    [HELD] = {"depositHeld", FIELD_MONEY, OPTIONAL, .least = 1, .most = MOST_CENTS},
    [AS_OF] = {"asOf", FIELD_DATE, OPTIONAL},
    [DUE] = {"dueDate", FIELD_DATE, OPTIONAL},
    [NOTE] = {"note", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
};

enum err
api_opening_set(struct app *app, struct request *rq, struct response *rs)
{
    struct call         c;
    enum opening_answer how;
    const char         *id;
    enum err            e = call_body(&c, app, rq, opening_fields, COUNT(opening_fields), WHO_KEEPER);

    if (!e && form_text(&c.form, OWED) && form_text(&c.form, AHEAD)) {
        form_error(&c.form, AHEAD, N_("Say either what was owed or what was paid ahead, not both."));
        e = ERR_FIELD;
    }
    if (e)
        return call_failed(&c, rs, e);
    const struct opening_new in = {
        .lease_id = rq->args[0],
        .balance = {form_money(&c.form, OWED).cents - form_money(&c.form, AHEAD).cents},
        .deposit = form_money(&c.form, HELD),
        .as_of = form_text(&c.form, AS_OF),
        .due_date = form_text(&c.form, DUE),
        .note = form_text(&c.form, NOTE),
    };
    e = opening_set(app->db, rq->mem, &c.who, &in, &how, &id);
    if (e)
        return e;
    const struct opening_refusal *r = opening_refusal(how);
    if (r)
        return refuse(rq, rs,
                      &(struct refusal){.status = how == OPENING_AGAIN ? 409 : 422,
                                        .code = r->code,
                                        .message = r->message,
                                        .field = r->field && strcmp(r->field, "balance") == 0 ? "owed" : r->field});
    return answer_opening(app, rq, rs, &c.who, 201);
}

enum err
api_opening_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_PURSER);

    return e ? call_failed(&c, rs, e) : answer_opening(app, rq, rs, &c.who, 200);
}

enum err
api_opening_undo(struct app *app, struct request *rq, struct response *rs)
{
    enum { REASON = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [REASON] = {"reason", FIELD_TEXT, REQUIRED, .least = 2, .most = 200},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    e = opening_undo(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, REASON));
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &opening_spent);
    return e ? e : answer_opening(app, rq, rs, &c.who, 200);
}

/* ---- deposits ---- */

static void
put_items(struct json_writer *w, const struct deposit *d)
{
    json_open(w, "lines", '[');
    for (size_t i = 0; i < d->item_count; i++) {
        const struct deposit_item *item = &d->items[i];
        json_open(w, NULL, '{');
        json_put_int(w, "line", item->place);
        json_put_text(w, "kind", item->kind);
        json_put_text(w, "words", *item->words ? item->words : NULL);
        put_money(w, "amount", item->amount);
        json_put_text(w, "billId", item->bill_id);
        json_put_text(w, "billKind", item->bill_kind);
        json_put_text(w, "billPeriod", item->bill_period);
        json_put_text(w, "receiptNumber", item->receipt_number);
        json_close(w);
    }
    json_close(w);
}

static enum err
answer_deposit(struct app *app, struct request *rq, struct response *rs, const struct who *who, int status)
{
    struct deposit d;
    enum err       e = deposit_load(app->db, rq->mem, who, rq->args[0], &d);

    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "leaseId", rq->args[0]);
    put_money(&w, "held", d.held);
    json_put_text(&w, "status", d.final ? "settled" : d.id ? "draft" : "held");
    put_money(&w, "settledFrom", d.was_held);
    put_money(&w, "deducted", d.deducted);
    put_money(&w, "rest", d.rest);
    put_items(&w, &d);
    json_put_text(&w, "note", d.note);
    json_put_text(&w, "returnedBy", d.returned_by);
    json_put_text(&w, "returnedFrom", d.returned_from);
    json_put_text(&w, "reference", d.returned_ref);
    json_put_text(&w, "payoutId", d.request_id);
    json_put_text(&w, "payoutState", d.request_state);
    json_put_text(&w, "mpesaReceiptNumber", d.request_receipt);
    json_put_text(&w, "settledBy", d.final_name);
    put_time(&w, "settledAt", d.final_at);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_deposit_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e && c.who.role == ROLE_CARETAKER)
        e = ERR_FORBIDDEN;
    return e ? call_failed(&c, rs, e) : answer_deposit(app, rq, rs, &c.who, 200);
}

static enum err
refuse_deposit(struct request *rq, struct response *rs, const struct deposit_refusal *r)
{
    return refuse(rq, rs,
                  &(struct refusal){.status = r->status, .code = r->code, .message = r->message, .field = r->field});
}

/* One line more, or one less. */
enum err
api_deposit_line(struct app *app, struct request *rq, struct response *rs)
{
    enum { KIND = CALL_FIELDS, WORDS, AMOUNT, BILL, REMOVE };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [KIND] = {"kind", FIELD_CHOICE, OPTIONAL, .choices = DEPOSIT_KINDS},
        [WORDS] = {"words", FIELD_TEXT, OPTIONAL, .least = 2, .most = 120},
        [AMOUNT] = {"amount", FIELD_MONEY, OPTIONAL, .least = 1, .most = MOST_CENTS},
        [BILL] = {"billId", FIELD_ID, OPTIONAL},
        [REMOVE] = {"remove", FIELD_INT, OPTIONAL, .least = 1, .most = 10000},
    };
    struct call                   c;
    const struct deposit_refusal *why;
    enum err                      e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e && !form_text(&c.form, KIND) && !form_text(&c.form, REMOVE)) {
        form_error(&c.form, KIND, N_("Say what is deducted, or with remove which line to take off."));
        e = ERR_FIELD;
    }
    if (e)
        return call_failed(&c, rs, e);
    const struct deposit_line line = {form_text(&c.form, KIND), form_text(&c.form, WORDS), form_text(&c.form, BILL),
                                      form_money(&c.form, AMOUNT)};
    if (form_text(&c.form, REMOVE))
        e = deposit_drop(app->db, rq->mem, &c.who, rq->args[0], form_int(&c.form, REMOVE), &why);
    else
        e = deposit_deduct(app->db, rq->mem, &c.who, rq->args[0], &line, &why);
    if (e)
        return e;
    return why ? refuse_deposit(rq, rs, why) : answer_deposit(app, rq, rs, &c.who, 200);
}

enum err
api_deposit_settle(struct app *app, struct request *rq, struct response *rs)
{
    enum { BY = CALL_FIELDS, PHONE, ACCOUNT, REFERENCE, WORDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [BY] = {"returnBy", FIELD_CHOICE, OPTIONAL, .choices = DEPOSIT_RETURNS},
        [PHONE] = {"phoneNumber", FIELD_PHONE, OPTIONAL},
        [ACCOUNT] = {"bankAccountId", FIELD_ID, OPTIONAL},
        [REFERENCE] = {"reference", FIELD_TEXT, OPTIONAL, .least = 1, .most = 40},
        [WORDS] = {"note", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
    };
    struct call                   c;
    const struct deposit_refusal *why;
    enum err                      e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    const struct deposit_end end = {.by = form_text(&c.form, BY),
                                    .phone = form_text(&c.form, PHONE),
                                    .bank_account_id = form_text(&c.form, ACCOUNT),
                                    .ref = form_text(&c.form, REFERENCE),
                                    .note = form_text(&c.form, WORDS)};
    e = deposit_finish(app->db, rq->mem, &c.who, rq->args[0], &end, &why);
    if (e)
        return e;
    return why ? refuse_deposit(rq, rs, why) : answer_deposit(app, rq, rs, &c.who, 200);
}
