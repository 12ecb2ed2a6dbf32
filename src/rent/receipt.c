#include "rent/receipt.h"

#include <string.h>

#include "rent/list.h"
#include "rent/scope.h"

static enum err
lines(struct db *db, struct arena *mem, const struct who *who, const char *money_in_id, struct receipt *r)
{
    struct list   rows = list_new(mem, sizeof(struct receipt_line));
    struct query *q = db_query(db, SQL_RECEIPT_LINES);

    scope_both(q, who);
    query_text(q, ":money_in_id", money_in_id);
    query_int(q, ":reversed", r->reversed);
    r->credit = r->amount;
    while (query_next(q)) {
        struct receipt_line *l = list_add(&rows);
        *l = (struct receipt_line){row_text(q, mem, "id"), row_text(q, mem, "kind"), row_text(q, mem, "period"),
                                   row_money(q, "cents")};
        r->credit.cents -= l->amount.cents;
    }
    r->lines = rows.items;
    r->line_count = rows.count;
    return query_end(q);
}

enum err
receipt_load(struct db *db, struct arena *mem, const struct who *who, const char *number, struct receipt *out)
{
    struct query *q = db_query(db, SQL_RECEIPT_LOAD);

    scope_both(q, who);
    query_text(q, ":number", number);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct receipt){
        .number = row_text(q, mem, "number"),
        .mpesa_code = row_text(q, mem, "mpesa_code"),
        .payment_id = row_text(q, mem, "payment_id"),
        .lease_id = row_text(q, mem, "lease_id"),
        .business_name = row_text(q, mem, "business_name"),
        .business_type = row_text(q, mem, "business_type"),
        .shortcode = row_text(q, mem, "shortcode"),
        .account_ref = row_text(q, mem, "account_ref"),
        .payer_name = row_text(q, mem, "payer_name"),
        .type = row_text(q, mem, "type"),
        .ref = row_text(q, mem, "ref"),
        .taker_name = row_text(q, mem, "taker_name"),
        .taker_role = row_text(q, mem, "taker_role"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .phone = row_text(q, mem, "phone"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_name = row_text(q, mem, "property_name"),
        .amount = row_money(q, "amount_cents"),
        .balance_after = row_money(q, "balance_cents"),
        .paid_at = row_int(q, "paid_at"),
        .issued_at = row_int(q, "issued_at"),
        .reversed = row_int(q, "reversed") != 0,
        .bounced = row_int(q, "bounced") != 0,
    };
    if (strcmp(out->business_type, "deposits") == 0) /* the deposit's lease: no number that anybody paid to */
        out->shortcode = "";
    if (!row_null(q, "own_cents")) { /* a tenant sees his part */
        out->amount = row_money(q, "own_cents");
        out->lease_id = row_text(q, mem, "own_lease_id");
        out->tenant_name = row_text(q, mem, "own_tenant");
        out->unit_label = row_text(q, mem, "own_unit");
        out->property_name = row_text(q, mem, "own_property");
    }
    const char *money_in_id = row_text(q, mem, "money_in_id");
    e = query_end(q);
    return e == ERR_OK ? lines(db, mem, who, money_in_id, out) : e;
}
