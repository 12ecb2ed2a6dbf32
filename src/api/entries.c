/*
 * entries.c - cash, cheques and bank deposits that were recorded by hand.
 */
#include "rent/entry.h"

#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "api/start.h"
#include "web/api.h"

#define MOST_CENTS INT64_C(10000000000)

static const struct refusal decided_already = {
    .status = 409,
    .code = "already_decided",
    .message = N_("This was decided already. Read it again before you do anything else."),
};
static const struct refusal not_so = {
    .status = 409,
    .code = "wrong_state",
    .message = N_("This cannot be done with it as it stands now. Read it again before you do anything else."),
};
static const struct refusal may_not_decide = {
    .status = 403,
    .code = "approval_not_allowed",
    .message = N_("Only an owner or an agent decides this."),
};
static const struct refusal owner_only = {
    .status = 403,
    .code = "owner_only",
    .message = N_("Only an owner takes back what is in the books."),
};
static const struct refusal no_account = {
    .status = 422,
    .code = "invalid_fields",
    .message = N_("Choose the bank account that the cheque was paid into."),
    .field = "bankAccountId",
};

static void
put_entry(struct json_writer *w, const struct entry *n)
{
    json_open(w, NULL, '{');
    json_put_text(w, "id", n->id);
    json_put_text(w, "status", n->status);
    json_put_text(w, "rail", n->rail);
    put_money(w, "amount", n->amount);
    json_put_text(w, "receivedOn", n->received_on);
    json_put_text(w, "reference", n->ref);
    json_put_text(w, "bankAccount", n->account_name);
    json_put_text(w, "chequeBank", n->cheque_bank);
    json_put_text(w, "chequeDate", n->cheque_date);
    json_put_text(w, "note", n->note);
    json_put_text(w, "leaseId", n->lease_id);
    json_put_text(w, "billId", n->bill_id);
    json_put_text(w, "tenantName", n->tenant_name);
    json_put_text(w, "unitLabel", n->unit_label);
    json_put_text(w, "propertyName", n->property_name);
    json_put_text(w, "recordedBy", n->made_name);
    json_put_text(w, "recordedAs", n->made_role);
    put_time(w, "recordedAt", n->made_at);
    json_put_text(w, "decidedBy", n->decided_name);
    put_time(w, "decidedAt", n->decided_at);
    json_put_text(w, "reason", n->ended_reason ? n->ended_reason : n->reason);
    json_put_text(w, "clearedTo", n->cleared_name);
    put_time(w, "clearedAt", n->cleared_at);
    json_put_text(w, "endedBy", n->ended_name);
    put_time(w, "endedAt", n->ended_at);
    json_put_text(w, "chargeBillId", n->charge_bill_id);
    json_put_text(w, "paymentId", n->money_in_id);
    json_put_text(w, "receiptNumber", n->receipt_number);
    json_close(w);
}

static enum err
answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id, int status)
{
    struct entry n;
    enum err     e = entry_load(app->db, rq->mem, who, id, &n);

    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    put_entry(&w, &n);
    return api_ok(rs, status, &w);
}

/* ---- recording ---- */

enum { LEASE = CALL_FIELDS, BILL, RAIL, AMOUNT, RECEIVED, REFERENCE, ACCOUNT, CHEQUE_BANK, CHEQUE_DATE, NOTE, SURE };
static const struct field add_fields[] = {
    CALL_LANDLORD,
    [LEASE] = {"leaseId", FIELD_ID, REQUIRED},
    [BILL] = {"billId", FIELD_ID, OPTIONAL},
    [RAIL] = {"rail", FIELD_CHOICE, REQUIRED, .choices = ENTRY_RAILS},
    [AMOUNT] = {"amount", FIELD_MONEY, REQUIRED, .least = 100, .most = MOST_CENTS},
    [RECEIVED] = {"receivedOn", FIELD_DATE, OPTIONAL},
    [REFERENCE] = {"reference", FIELD_TEXT, OPTIONAL, .least = 1, .most = 40},
    [ACCOUNT] = {"bankAccountId", FIELD_ID, OPTIONAL},
    [CHEQUE_BANK] = {"chequeBank", FIELD_TEXT, OPTIONAL, .least = 1, .most = 40},
    [CHEQUE_DATE] = {"chequeDate", FIELD_DATE, OPTIONAL},
    [NOTE] = {"note", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
    [SURE] = {"sure", FIELD_FLAG, OPTIONAL},
};

static struct entry_new
entry_of(const struct form *f, const char *key)
{
    return (struct entry_new){
        .lease_id = form_text(f, LEASE),
        .bill_id = form_text(f, BILL),
        .rail = form_text(f, RAIL),
        .amount = form_money(f, AMOUNT),
        .received_on = form_text(f, RECEIVED),
        .ref = form_text(f, REFERENCE),
        .bank_account_id = form_text(f, ACCOUNT),
        .cheque_bank = form_text(f, CHEQUE_BANK),
        .cheque_date = form_text(f, CHEQUE_DATE),
        .note = form_text(f, NOTE),
        .key = key,
        .sure = form_flag(f, SURE),
    };
}

enum err
api_entry_add(struct app *app, struct request *rq, struct response *rs)
{
    struct call       c;
    enum entry_answer how;
    const char       *id, *key;
    enum err          e = call_body(&c, app, rq, add_fields, COUNT(add_fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    if (start_key_or_new(rq, &key))
        return start_key_refused(rq, rs);
    const struct entry_new in = entry_of(&c.form, key);
    e = entry_add(app->db, rq->mem, &c.who, &in, &how, &id);
    if (e)
        return e;
    const struct entry_refusal *r = entry_refusal(how);
    if (r)
        return refuse(
            rq, rs, &(struct refusal){.status = r->status, .code = r->code, .message = r->message, .field = r->field});
    return answer(app, rq, rs, &c.who, id, how == ENTRY_AGAIN ? 200 : 201);
}

/* ---- looking ---- */

enum { STATUS = LISTING_FIELDS, BY_RAIL, OF_LEASE };
static const struct field list_fields[] = {
    LISTING_QUERY,
    [STATUS] = {"status", FIELD_CHOICE, OPTIONAL, .choices = ENTRY_STATUSES},
    [BY_RAIL] = {"rail", FIELD_CHOICE, OPTIONAL, .choices = ENTRY_RAILS},
    [OF_LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
};

enum err
api_entry_list(struct app *app, struct request *rq, struct response *rs)
{
    struct call   c;
    struct entry *rows = NULL;
    size_t        count = 0;
    const char   *next = NULL;
    enum err      e = call_query(&c, app, rq, list_fields, COUNT(list_fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    const struct entry_filter f = {
        .status = form_text(&c.form, STATUS),
        .rail = form_text(&c.form, BY_RAIL),
        .lease_id = form_text(&c.form, OF_LEASE),
        .limit = listing_limit(&c.form),
        .cursor = form_text(&c.form, LISTING_CURSOR),
    };
    e = entry_list(app->db, rq->mem, &c.who, &f, &rows, &count, &next);
    if (e)
        return e;
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++)
        put_entry(&w, &rows[i]);
    return listing_end(&w, rs, next);
}

enum err
api_entry_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], 200);
}

/* ---- deciding ---- */

static enum err
done(struct app *app, struct request *rq, struct response *rs, const struct call *c, enum err e,
     const struct refusal *forbidden, const struct refusal *conflict)
{
    if (e == ERR_FORBIDDEN)
        return refuse(rq, rs, forbidden);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, conflict);
    return e ? e : answer(app, rq, rs, &c->who, rq->args[0], 200);
}

enum err
api_entry_approve(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    e = entry_approve(app->db, rq->mem, &c.who, rq->args[0]);
    return done(app, rq, rs, &c, e, &may_not_decide, &decided_already);
}

enum { REASON = CALL_FIELDS };
static const struct field reject_fields[] = {
    CALL_LANDLORD,
    [REASON] = {"reason", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
};
static const struct field undo_fields[] = {
    CALL_LANDLORD,
    [REASON] = {"reason", FIELD_TEXT, REQUIRED, .least = 2, .most = 200},
};

enum err
api_entry_reject(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_body(&c, app, rq, reject_fields, COUNT(reject_fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    e = entry_reject(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, REASON));
    return done(app, rq, rs, &c, e, &may_not_decide, &decided_already);
}

enum err
api_entry_undo(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_body(&c, app, rq, undo_fields, COUNT(undo_fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    e = entry_undo(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, REASON));
    return done(app, rq, rs, &c, e, &owner_only, &not_so);
}

/* ---- cheques ---- */

enum err
api_entry_clear(struct app *app, struct request *rq, struct response *rs)
{
    enum { INTO = CALL_FIELDS };
    static const struct field fields[] = {CALL_LANDLORD, [INTO] = {"bankAccountId", FIELD_ID, REQUIRED}};
    struct call               c;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    e = entry_clear(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, INTO));
    return e == ERR_FIELD ? refuse(rq, rs, &no_account) : done(app, rq, rs, &c, e, &may_not_decide, &not_so);
}

enum err
api_entry_bounce(struct app *app, struct request *rq, struct response *rs)
{
    enum { WHY = CALL_FIELDS, CHARGE };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [WHY] = {"reason", FIELD_TEXT, REQUIRED, .least = 2, .most = 200},
        [CHARGE] = {"charge", FIELD_MONEY, OPTIONAL, .least = 100, .most = INT64_C(10000000)},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    e = entry_bounce(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, WHY), form_money(&c.form, CHARGE));
    return done(app, rq, rs, &c, e, &may_not_decide, &not_so);
}
