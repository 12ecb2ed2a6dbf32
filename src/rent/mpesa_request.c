#include "rent/mpesa_request.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/random.h"
#include "rent/list.h"
#include "rent/scope.h"

struct mpesa_request
mpesa_request_row(struct query *q, struct arena *mem)
{
    return (struct mpesa_request){
        .id = row_text(q, mem, "id"),
        .landlord_id = row_text(q, mem, "landlord_id"),
        .receiving_account_id = row_text(q, mem, "receiving_account_id"),
        .api = row_text(q, mem, "api"),
        .purpose = row_text(q, mem, "purpose"),
        .state = row_text(q, mem, "state"),
        .shortcode = row_text(q, mem, "shortcode"),
        .store_number = row_text(q, mem, "store_number"),
        .business_type = row_text(q, mem, "business_type"),
        .credentials = row_text(q, mem, "credentials"),
        .till = row_int(q, "till") != 0,
        .money = row_int(q, "money") != 0,
        .command = row_text(q, mem, "command"),
        .party = row_text(q, mem, "party"),
        .party_kind = row_text(q, mem, "party_kind"),
        .account_ref = row_text(q, mem, "account_ref"),
        .receipt_no = row_text(q, mem, "receipt_no"),
        .about_conversation = row_text(q, mem, "about_conversation"),
        .about_request_id = row_text(q, mem, "about_request_id"),
        .about_inbox_id = row_int(q, "about_inbox_id"),
        .money_in_id = row_text(q, mem, "money_in_id"),
        .payment_id = row_text(q, mem, "payment_id"),
        .lease_id = row_text(q, mem, "lease_id"),
        .bill_id = row_text(q, mem, "bill_id"),
        .remarks = row_text(q, mem, "remarks"),
        .occasion = row_text(q, mem, "occasion"),
        .originator_id = row_text(q, mem, "originator_id"),
        .amount = row_money(q, "amount_cents"),
        .charge = row_money(q, "charge_cents"),
        .requested_by = row_text(q, mem, "requested_by"),
        .requested_name = row_text(q, mem, "requested_name"),
        .decided_by = row_text(q, mem, "decided_by"),
        .decided_name = row_text(q, mem, "decided_name"),
        .decision_note = row_text(q, mem, "decision_note"),
        .second_factor = row_int(q, "second_factor") != 0,
        .requested_at = row_int(q, "requested_at"),
        .decided_at = row_int(q, "decided_at"),
        .sent_at = row_int(q, "sent_at"),
        .completed_at = row_int(q, "completed_at"),
        .next_check_at = row_int(q, "next_check_at"),
        .sends = row_int(q, "sends"),
        .checks = row_int(q, "checks"),
        .conversation_id = row_text(q, mem, "conversation_id"),
        .result_code = row_text(q, mem, "result_code"),
        .result_desc = row_text(q, mem, "result_desc"),
        .verdict = row_text(q, mem, "verdict"),
        .result_receipt = row_text(q, mem, "result_receipt"),
        .party_name = row_text(q, mem, "party_name"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_name = row_text(q, mem, "property_name"),
    };
}

enum err
mpesa_request_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct mpesa_request *out)
{
    struct query *q = db_query(db, SQL_REQUEST_LOAD);

    scope_both(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = mpesa_request_row(q, mem);
    return query_end(q);
}

enum err
mpesa_request_landlord(struct db *db, struct arena *mem, const struct who *operator, const char * id,
                       const char **landlord_id)
{
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    struct query *q = db_query(db, SQL_REQUEST_LANDLORD);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *landlord_id = row_text(q, mem, "landlord_id");
    return query_end(q);
}

enum err
mpesa_request_list(struct db *db, struct arena *mem, const struct who *who, const struct mpesa_request_filter *f,
                   struct mpesa_request **out, size_t *count, const char **next)
{
    struct list   rows = list_new(mem, sizeof **out);
    int64_t       limit = f->limit > 0 && f->limit <= PAGE_ROWS_MOST ? f->limit : PAGE_ROWS_STANDARD;
    struct cursor from;

    if (!cursor_read(mem, f->cursor, &from))
        return ERR_INPUT;
    struct query *q = db_query(db, SQL_REQUEST_LIST);
    scope_landlord(q, who);
    query_text(q, ":api", f->api);
    query_text(q, ":group", f->group);
    query_text(q, ":state", f->state);
    query_text(q, ":purpose", f->purpose);
    query_text(q, ":lease_id", f->lease_id);
    query_int(q, ":cursor_at", from.at);
    query_text(q, ":cursor_id", from.id);
    query_int(q, ":limit", limit + 1);
    while (query_next(q))
        *(struct mpesa_request *)list_add(&rows) = mpesa_request_row(q, mem);
    enum err e = query_end(q);
    *out = rows.items;
    *count = rows.count;
    *next = NULL;
    if (e == ERR_OK && (int64_t)rows.count > limit) {
        const struct mpesa_request *last = *out + limit - 1;
        *next = cursor_text(mem, (struct cursor){last->requested_at, last->id});
        *count = (size_t)limit;
    }
    return e;
}

/* ---- asking ---- */

enum err
mpesa_account(struct db *db, struct arena *mem, const char *landlord_id, const char *shortcode,
              struct mpesa_account *out)
{
    struct query *q = db_query(db, SQL_REQUEST_ACCOUNT);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":shortcode", shortcode);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct mpesa_account){
        .id = row_text(q, mem, "id"),
        .business_type = row_text(q, mem, "business_type"),
        .shortcode = row_text(q, mem, "shortcode"),
        .store_number = row_text(q, mem, "store_number"),
        .payout_shortcode = row_text(q, mem, "payout_shortcode"),
        .business_name = row_text(q, mem, "business_name"),
    };
    out->till = strcmp(out->business_type, "till") == 0;
    return query_end(q);
}

/* What makes two requests the same request: everything that is asked. */
static const char *
fingerprint(struct arena *mem, const struct mpesa_ask *a)
{
    char       *hash = arena_alloc(mem, SHA256_HEX_SIZE);
    const char *parts[] = {a->api,         a->purpose,    a->command,
                           a->shortcode,   a->party,      a->party_kind,
                           a->account_ref, a->receipt_no, a->about_conversation,
                           a->money_in_id, a->lease_id,   a->bill_id,
                           a->remarks,     a->occasion};
    const char *text = arena_printf(mem, "%lld", (long long)a->amount.cents);

    for (size_t i = 0; i < COUNT(parts); i++)
        text = arena_printf(mem, "%s|%zu:%s", text, parts[i] ? strlen(parts[i]) : 0, parts[i] ? parts[i] : "");
    return sha256_hex(hash, text, strlen(text));
}

enum err
mpesa_request_again(struct db *db, struct arena *mem, const struct who *who, const struct mpesa_ask *ask,
                    const char **id)
{
    if (!ask->key)
        return ERR_NOT_FOUND;
    struct query *q = db_query(db, SQL_REQUEST_BY_KEY);
    scope_whole(q, who);
    query_text(q, ":person_id", who->person_id);
    query_text(q, ":key", ask->key);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    bool same = strcmp(row_text(q, mem, "request_hash"), fingerprint(mem, ask)) == 0;
    *id = row_text(q, mem, "id");
    e = query_end(q);
    return e == ERR_OK && !same ? ERR_LIMIT : e;
}

static enum err
insert(struct db *db, const struct who *who, const struct mpesa_account *account, const struct mpesa_ask *a,
       const char *hash, const char *id, const char *originator_id)
{
    struct query *q = db_query(db, SQL_REQUEST_ADD);

    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":receiving_account_id", account->id);
    query_text(q, ":api", a->api);
    query_text(q, ":purpose", a->purpose);
    query_text(q, ":state", a->needs_approval ? "awaiting_approval" : "pending");
    query_text(q, ":shortcode", a->shortcode ? a->shortcode : account->shortcode);
    query_int(q, ":till", account->till && !a->shortcode);
    query_text(q, ":command", a->command);
    if (a->amount.cents)
        query_money(q, ":amount_cents", a->amount);
    else
        query_null(q, ":amount_cents");
    query_text(q, ":party", a->party);
    query_text(q, ":party_kind", a->party_kind);
    query_text(q, ":account_ref", a->account_ref);
    query_text(q, ":receipt_no", a->receipt_no);
    query_text(q, ":about_conversation", a->about_conversation);
    query_text(q, ":about_request_id", a->about_request_id);
    if (a->about_inbox_id)
        query_int(q, ":about_inbox_id", a->about_inbox_id);
    else
        query_null(q, ":about_inbox_id");
    query_text(q, ":money_in_id", a->money_in_id);
    query_text(q, ":lease_id", a->lease_id);
    query_text(q, ":bill_id", a->bill_id);
    query_text(q, ":remarks", a->remarks);
    query_text(q, ":occasion", a->occasion);
    query_text(q, ":originator_id", originator_id);
    query_text(q, ":requested_by", who->person_id);
    query_int(q, ":now", clock_now());
    query_text(q, ":idempotency_key", a->key);
    query_text(q, ":request_hash", hash);
    return query_run(q);
}

enum err
mpesa_request_add(struct db *db, struct arena *mem, const struct who *who, const struct mpesa_account *account,
                  const struct mpesa_ask *ask, const char **id)
{
    *id = random_id(arena_alloc(mem, ID_SIZE));
    return insert(db, who, account, ask, ask->key ? fingerprint(mem, ask) : NULL, *id, random_uuid(mem));
}
