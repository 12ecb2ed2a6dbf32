#include "rent/bill_manager.h"

#include <string.h>

#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/scope.h"

enum { SHILLING = 100 };

static enum err
add_facts(struct db *db, const struct who *who, const char *request_id, const struct bill_manager_facts *f)
{
    struct query *q = db_query(db, SQL_BILL_MANAGER_ADD);

    query_text(q, ":request_id", request_id);
    scope_landlord(q, who);
    query_text(q, ":email", f->email);
    query_text(q, ":contact", f->contact);
    query_int(q, ":reminders", f->reminders);
    query_text(q, ":about", f->about);
    return query_run(q);
}

enum err
bill_manager_state(struct db *db, struct arena *mem, const struct who *who, struct bill_manager *out)
{
    struct query *q = db_query(db, SQL_BILL_MANAGER_STATE);

    *out = (struct bill_manager){0};
    scope_whole(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *out = (struct bill_manager){
        .opt_in = mpesa_request_row(q, mem),
        .email = row_text(q, mem, "email"),
        .contact = row_text(q, mem, "contact"),
        .reminders = row_int(q, "reminders") != 0,
        .on = row_int(q, "is_on") != 0,
    };
    return query_end(q);
}

static bool
is_open(const struct mpesa_request *r)
{
    return r->id && (strcmp(r->state, "pending") == 0 || strcmp(r->state, "sending") == 0);
}

static enum err
opt_in(struct db *db, struct arena *mem, const struct who *who, const struct bill_manager_facts *f, const char **id)
{
    struct mpesa_account a;
    struct mpesa_ask     what = {
            .api = "billmanager", .purpose = "person", .command = BILL_MANAGER_OPT_IN, .remarks = "Bill Manager"};
    struct bill_manager before;
    enum err            e = mpesa_account(db, mem, who->landlord_id, NULL, &a);

    if (e == ERR_OK)
        e = bill_manager_state(db, mem, who, &before);
    if (e == ERR_OK && is_open(&before.opt_in))
        e = ERR_CONFLICT;
    if (e == ERR_OK)
        e = mpesa_request_add(db, mem, who, &a, &what, id);
    if (e == ERR_OK)
        e = add_facts(db, who, *id, f);
    return e == ERR_OK ? audit_note(db, mem, who, "bill_manager.asked", *id, NULL) : e;
}

enum err
bill_manager_opt_in(struct db *db, struct arena *mem, const struct who *who, const char *email, const char *contact,
                    bool reminders, const char **id)
{
    struct bill_manager_facts f = {.email = email, .contact = contact, .reminders = reminders};
    enum err                  e = db_begin(db);

    return e == ERR_OK ? db_end(db, opt_in(db, mem, who, &f, id)) : e;
}

static enum err
newest(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char *but_not,
       struct mpesa_request *out)
{
    struct query *q = db_query(db, SQL_BILL_MANAGER_OF_BILL);

    scope_whole(q, who);
    query_text(q, ":bill_id", bill_id);
    query_text(q, ":but_not", but_not);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = mpesa_request_row(q, mem);
    return query_end(q);
}

enum err
bill_manager_of_bill(struct db *db, struct arena *mem, const struct who *who, const char *bill_id,
                     struct mpesa_request *out)
{
    return newest(db, mem, who, bill_id, NULL, out);
}

/* M-Pesa takes whole shillings: cents are rounded up, to be kept as credit. */
static struct money
whole(struct money m)
{
    return (struct money){(m.cents + SHILLING - 1) / SHILLING * SHILLING};
}

static enum err
invoice(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, bool cancel, const char **id)
{
    struct bill          b;
    struct bill_manager  state;
    struct mpesa_account a;
    struct mpesa_request before = {0};
    enum err             e = bill_load(db, mem, who, bill_id, &b);

    if (e == ERR_OK)
        e = bill_manager_state(db, mem, who, &state);
    if (e == ERR_OK) {
        e = newest(db, mem, who, bill_id, "failed", &before);
        e = e == ERR_NOT_FOUND ? ERR_OK : e;
    }
    if (e != ERR_OK)
        return e;
    bool sent = before.id && strcmp(before.command, BILL_MANAGER_INVOICE) == 0;
    if (!state.on || (!cancel && b.balance.cents <= 0) || (cancel && !sent))
        return ERR_CONFLICT;
    *id = before.id;
    if (!cancel && sent)
        return ERR_OK;
    struct mpesa_ask what = {.api = "billmanager",
                             .purpose = "person",
                             .command = cancel ? BILL_MANAGER_CANCEL : BILL_MANAGER_INVOICE,
                             .amount = whole(b.balance.cents > 0 ? b.balance : b.due),
                             .party = b.tenant_phone,
                             .party_kind = "phone",
                             .account_ref = b.account_ref,
                             .lease_id = b.lease_id,
                             .bill_id = b.id,
                             .remarks = "Invoice"};
    e = mpesa_account(db, mem, who->landlord_id, NULL, &a);
    if (e == ERR_OK)
        e = mpesa_request_add(db, mem, who, &a, &what, id);
    return e == ERR_OK ? audit_note(db, mem, who, "bill_manager.invoice", *id, b.id) : e;
}

enum err
bill_manager_invoice(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, bool cancel,
                     const char **id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, invoice(db, mem, who, bill_id, cancel, id)) : e;
}

/* ---- for the gateway ---- */

enum err
bill_manager_facts(struct db *db, struct arena *mem, const struct mpesa_request *r, struct bill_manager_facts *out)
{
    struct query *q = db_query(db, SQL_BILL_MANAGER_FACTS);

    *out = (struct bill_manager_facts){0};
    query_text(q, ":id", r->id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    out->email = row_text(q, mem, "email");
    out->contact = row_text(q, mem, "contact");
    out->about = row_text(q, mem, "about");
    out->reminders = row_int(q, "reminders") != 0;
    return query_end(q);
}

enum err
bill_manager_key(struct db *db, struct arena *mem, const char *receiving_account_id, const char **request_id,
                 const char **sealed)
{
    struct query *q = db_query(db, SQL_BILL_MANAGER_KEY);

    *sealed = *request_id = NULL;
    query_text(q, ":id", receiving_account_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *request_id = row_text(q, mem, "request_id");
    *sealed = row_text(q, mem, "app_key");
    return query_end(q);
}

enum err
bill_manager_keep_key(struct db *db, const struct mpesa_request *r, const char *sealed)
{
    struct query *q = db_query(db, SQL_BILL_MANAGER_KEEP_KEY);

    query_text(q, ":id", r->id);
    query_text(q, ":sealed", sealed);
    return query_run(q);
}

static enum err
told(struct db *db, const char *receiving_account_id, const char *receipt_no, bool *yes)
{
    struct query *q = db_query(db, SQL_BILL_MANAGER_TOLD);

    query_text(q, ":id", receiving_account_id);
    query_text(q, ":receipt_no", receipt_no);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *yes = row_int(q, "count") > 0;
    return query_end(q);
}

enum err
bill_manager_acknowledge(struct db *db, struct arena *mem, const struct mpesa_request *r, const char *receipt_no,
                         struct money amount)
{
    struct who                itself = {.landlord_id = r->landlord_id};
    struct mpesa_account      a = {.id = r->receiving_account_id, .shortcode = r->shortcode, .till = r->till};
    struct bill_manager_facts f = {.about = receipt_no};
    const char               *id;
    bool                      yes;
    struct mpesa_ask          what = {.api = "billmanager",
                                      .purpose = "acknowledge",
                                      .command = BILL_MANAGER_ACKNOWLEDGE,
                                      .amount = amount,
                                      .receipt_no = receipt_no,
                                      .remarks = "Receipt"};
    enum err                  e = told(db, r->receiving_account_id, receipt_no, &yes);

    if (e != ERR_OK || yes)
        return e;
    e = mpesa_request_add(db, mem, &itself, &a, &what, &id);
    return e == ERR_OK ? add_facts(db, &itself, id, &f) : e;
}
