#include "rent/payment.h"

#include <string.h>

#include "base/date.h"
#include "rent/list.h"
#include "rent/scope.h"

/* A tenant sees his part of money that several paid with; nothing of it is said to the landlord's side. */
static void
keep_own_part(struct query *q, struct arena *mem, struct payment *p)
{
    if (row_null(q, "own_cents"))
        return;
    p->asked = row_money(q, "own_cents");
    p->lease_id = row_text(q, mem, "own_lease_id");
    p->tenant_name = row_text(q, mem, "own_tenant");
    p->unit_label = row_text(q, mem, "own_unit");
    p->property_name = row_text(q, mem, "own_property");
}

static struct payment
from_row(struct query *q, struct arena *mem)
{
    struct payment p = {
        .id = row_text(q, mem, "id"),
        .reference = row_text(q, mem, "reference"),
        .purpose = row_text(q, mem, "purpose"),
        .type = row_text(q, mem, "type"),
        .payer_name = row_text(q, mem, "payer_name"),
        .landlord_id = row_text(q, mem, "landlord_id"),
        .lease_id = row_text(q, mem, "lease_id"),
        .bill_id = row_text(q, mem, "bill_id"),
        .business_type = row_text(q, mem, "business_type"),
        .shortcode = row_text(q, mem, "shortcode"),
        .store_number = row_text(q, mem, "store_number"),
        .business_name = row_text(q, mem, "business_name"),
        .account_ref = row_text(q, mem, "account_ref"),
        .phone = row_text(q, mem, "phone"),
        .asked = row_money(q, "asked_cents"),
        .state = row_text(q, mem, "state"),
        .outcome = row_text(q, mem, "outcome"),
        .money_moved = row_null(q, "money_moved") ? -1 : (int)row_int(q, "money_moved"),
        .result_code = row_text(q, mem, "result_code"),
        .result_desc = row_text(q, mem, "result_desc"),
        .merchant_request_id = row_text(q, mem, "merchant_request_id"),
        .checkout_request_id = row_text(q, mem, "checkout_request_id"),
        .mpesa_code = row_text(q, mem, "mpesa_code"),
        .receipt_number = row_text(q, mem, "receipt_number"),
        .held = row_text(q, mem, "held"),
        .bill_kind = row_text(q, mem, "bill_kind"),
        .bill_period = row_text(q, mem, "bill_period"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_name = row_text(q, mem, "property_name"),
        .initiated_at = row_int(q, "initiated_at"),
        .sent_at = row_int(q, "sent_at"),
        .expires_at = row_int(q, "expires_at"),
        .completed_at = row_int(q, "completed_at"),
        .confirmed_at = row_int(q, "confirmed_at"),
    };

    if (strcmp(p.business_type, "deposits") == 0) /* the deposit's lease: no number that anybody paid to */
        p.shortcode = "";
    keep_own_part(q, mem, &p);
    return p;
}

enum err
payment_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct payment *out)
{
    struct query *q = db_query(db, SQL_PAYMENT_LOAD);

    scope_both(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

bool
payment_is_out(const struct payment *p)
{
    static const char *const in[] = {"stk", "c2b", "manual"};

    for (size_t i = 0; i < COUNT(in); i++)
        if (strcmp(p->type, in[i]) == 0)
            return false;
    return true;
}

enum err
payment_movement(struct db *db, struct arena *mem, const struct who *who, const char *id, struct payment *out)
{
    struct query *q = db_query(db, SQL_PAYMENT_MOVEMENT);

    scope_both(q, who);
    query_int(q, ":hides_out", who->role == ROLE_CARETAKER);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
payment_list(struct db *db, struct arena *mem, const struct who *who, const struct payment_filter *f,
             struct payment **out, size_t *count, const char **next)
{
    struct cursor from, last = {0, ""};
    int64_t       limit = f->limit ? f->limit : PAGE_ROWS_STANDARD;
    struct list   rows = list_new(mem, sizeof(struct payment));

    *next = NULL;
    if (!cursor_read(mem, f->cursor, &from))
        return ERR_INPUT;
    struct query *q = db_query(db, SQL_PAYMENT_LIST);
    scope_both(q, who);
    query_int(q, ":hides_out", who->role == ROLE_CARETAKER);
    query_text(q, ":type", f->type);
    query_text(q, ":state", f->state);
    query_text(q, ":lease_id", f->lease_id);
    query_text(q, ":phone", f->phone);
    query_int(q, ":from_at", scope_day_edge(f->from, 0, 0));
    query_int(q, ":to_at", scope_day_edge(f->to, INT64_MAX, 1));
    query_int(q, ":cursor_at", from.at);
    query_text(q, ":cursor_id", from.id);
    query_int(q, ":limit", limit + 1);
    while (query_next(q)) {
        if ((int64_t)rows.count == limit) {
            *next = cursor_text(mem, last);
            break;
        }
        struct payment *p = list_add(&rows);
        *p = from_row(q, mem);
        last = (struct cursor){p->initiated_at, p->id};
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
