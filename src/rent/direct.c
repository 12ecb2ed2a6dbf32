#include "rent/direct.h"

#include <string.h>

#include "base/log.h"
#include "rent/audit.h"
#include "rent/collect_private.h"
#include "rent/list.h"
#include "rent/match.h"
#include "rent/posting.h"
#include "rent/scope.h"
#include "rent/tenant.h"

/* Is the receipt in the books? */
static enum err
find_receipt(struct db *db, struct arena *mem, const struct direct *d, bool *known, bool *fits)
{
    struct query *q = db_query(db, SQL_MONEY_IN_BY_RECEIPT);

    *known = *fits = false;
    query_text(q, ":receipt_no", d->receipt_no);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *known = true;
    *fits = row_money(q, "amount_cents").cents == d->amount.cents &&
            strcmp(row_text(q, mem, "landlord_id"), d->landlord_id) == 0;
    return query_end(q);
}

enum err
direct_is_known(struct db *db, const char *receipt_no, bool *known)
{
    struct query *q = db_query(db, SQL_MONEY_IN_BY_RECEIPT);

    query_text(q, ":receipt_no", receipt_no);
    enum err e = query_one(q);
    *known = e == ERR_OK;
    if (e == ERR_NOT_FOUND)
        return ERR_OK;
    return e == ERR_OK ? query_end(q) : e;
}

static enum err
hold(struct db *db, struct arena *mem, const struct direct *d)
{
    struct pay      nobody = {.landlord_id = d->landlord_id};
    struct evidence v = {
        .channel = d->channel, .receipt_no = d->receipt_no, .amount = d->amount, .inbox_id = d->inbox_id};

    return collect_hold(db, mem, &nobody, "receipt_taken", &v);
}

static enum err
post(struct db *db, struct arena *mem, const struct direct *d, enum direct_verdict *verdict)
{
    const char    *id;
    struct posting p = {
        .landlord_id = d->landlord_id,
        .channel = d->channel,
        .rail = d->rail,
        .ref = d->ref,
        .receipt_no = d->receipt_no,
        .shortcode = d->shortcode,
        .phone = d->msisdn,
        .bill_ref = d->bill_ref,
        .payer_name = d->payer_name,
        .amount = d->amount,
        .paid_at = d->paid_at,
        .lease_id = d->lease_id,
        .bill_id = d->bill_id,
        .how = !d->lease_id ? "account"
               : d->how     ? d->how
                            : "claim",
    };
    enum err e = ERR_OK;
    if (!d->lease_id && d->bill_ref)
        e = match_lease(db, mem, d->landlord_id, d->bill_ref, &p.lease_id);

    if (e != ERR_OK)
        return e;
    p.credit = p.lease_id ? NULL : "unallocated";
    *verdict = p.lease_id ? DIRECT_POSTED : DIRECT_WAITING;
    e = posting_money(db, mem, &p, &id);
    if (e == ERR_OK && d->money_in_id)
        *d->money_in_id = id;
    if (e == ERR_OK)
        log_event(LOG_INFO, "direct.posted", "money", id, "receipt", d->receipt_no, "cents", I64(d->amount.cents),
                  "lease", p.lease_id, "landlord", d->landlord_id, NULL);
    return e;
}

static enum err
take(struct db *db, struct arena *mem, const struct direct *d, enum direct_verdict *verdict)
{
    bool     known = false, fits = false;
    enum err e = d->receipt_no ? find_receipt(db, mem, d, &known, &fits) : ERR_OK;

    if (e != ERR_OK)
        return e;
    if (!known)
        return post(db, mem, d, verdict);
    *verdict = fits ? DIRECT_KNOWN : DIRECT_HELD;
    return fits ? ERR_OK : hold(db, mem, d);
}

enum err
direct_money(struct db *db, struct arena *mem, const struct direct *d, enum direct_verdict *verdict)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, take(db, mem, d, verdict)) : e;
}

enum err
direct_prompts(struct db *db, struct arena *mem, const struct direct *d, struct pay **out, size_t *count)
{
    struct query *q = db_query(db, SQL_DIRECT_PROMPTS);

    query_text(q, ":landlord_id", d->landlord_id);
    query_text(q, ":shortcode", d->shortcode);
    query_money(q, ":amount_cents", d->amount);
    query_int(q, ":paid_at", d->paid_at);
    return collect_many(q, mem, out, count);
}

enum err
direct_by_address(struct db *db, struct arena *mem, const char *secret_hash, struct direct_address *out)
{
    struct query *q = db_query(db, SQL_DIRECT_ADDRESS);

    query_text(q, ":secret_hash", secret_hash);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct direct_address){
        .landlord_id = row_text(q, mem, "landlord_id"),
        .receiving_account_id = row_text(q, mem, "receiving_account_id"),
        .shortcode = row_text(q, mem, "shortcode"),
        .store_number = row_text(q, mem, "store_number"),
        .account_number = row_text(q, mem, "account_number"),
        .strict = row_int(q, "c2b_strict") != 0,
    };
    return query_end(q);
}

/* ---- the tray ---- */

static enum err
waiting_rows(struct db *db, struct arena *mem, const struct who *who, const char *id, struct list *rows)
{
    struct query *q = db_query(db, SQL_WAITING_LIST);

    *rows = list_new(mem, sizeof(struct waiting));
    scope_landlord(q, who);
    query_text(q, ":id", id);
    while (query_next(q))
        *(struct waiting *)list_add(rows) = (struct waiting){
            .id = row_text(q, mem, "id"),
            .receipt_no = row_text(q, mem, "receipt_no"),
            .ref = row_text(q, mem, "ref"),
            .shortcode = row_text(q, mem, "shortcode"),
            .bill_ref = row_text(q, mem, "bill_ref"),
            .payer_name = row_text(q, mem, "payer_name"),
            .msisdn = row_text(q, mem, "phone"),
            .amount = row_money(q, "amount_cents"),
            .paid_at = row_int(q, "paid_at"),
        };
    return query_end(q);
}

enum err
waiting_list(struct db *db, struct arena *mem, const struct who *who, struct waiting **out, size_t *count)
{
    struct list rows;
    enum err    e = waiting_rows(db, mem, who, NULL, &rows);

    *out = rows.items;
    *count = rows.count;
    return e;
}

enum err
waiting_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct waiting *out)
{
    struct list rows;
    enum err    e = waiting_rows(db, mem, who, id, &rows);

    if (e == ERR_OK && rows.count == 0)
        e = ERR_NOT_FOUND;
    if (e == ERR_OK)
        *out = *(struct waiting *)rows.items;
    return e;
}

enum err
waiting_count(struct db *db, const struct who *who, int64_t *count)
{
    struct query *q = db_query(db, SQL_WAITING_COUNT);

    *count = 0;
    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *count = row_int(q, "count");
    return query_end(q);
}

enum err
direct_assigned(struct db *db, struct arena *mem, const struct who *who, const char *id, struct assigned *out)
{
    struct query *q = db_query(db, SQL_DIRECT_ASSIGNED);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct assigned){row_text(q, mem, "how"), row_text(q, mem, "person"), row_int(q, "made_at")};
    return query_end(q);
}

static enum err
assign(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *lease_id)
{
    struct lease    l;
    struct waiting  w;
    struct assigned already;
    enum err        e = lease_load(db, mem, who, lease_id, &l);

    if (e == ERR_OK)
        e = waiting_load(db, mem, who, id, &w);
    if (e == ERR_NOT_FOUND && direct_assigned(db, mem, who, id, &already) == ERR_OK)
        return ERR_CONFLICT;
    if (e == ERR_OK)
        e = posting_assign(db, mem, who->landlord_id, id, lease_id, "person", who->person_id);
    return e == ERR_OK ? audit_note(db, mem, who, "money.assigned", id, lease_id) : e;
}

enum err
waiting_assign(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *lease_id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, assign(db, mem, who, id, lease_id)) : e;
}
