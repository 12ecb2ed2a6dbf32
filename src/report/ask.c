#include "report/ask.h"

#include <string.h>

#include "web/url.h"

enum { QUERY_MOST = 1024 };

const struct field ask_fields[ASK_FIELD_COUNT] = {
    [ASK_LANDLORD] = {"landlordId", FIELD_ID, OPTIONAL},
    [ASK_MONTH] = {"month", FIELD_PERIOD, OPTIONAL},
    [ASK_FROM] = {"from", FIELD_DATE, OPTIONAL},
    [ASK_TO] = {"to", FIELD_DATE, OPTIONAL},
    [ASK_PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL},
    [ASK_LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
    [ASK_TENANT] = {"tenantId", FIELD_ID, OPTIONAL},
    [ASK_SORT] = {"sort", FIELD_CHOICE, OPTIONAL, .choices = "oldest|most"},
    [ASK_TYPE] = {"type", FIELD_CHOICE, OPTIONAL, .choices = "stk|c2b|b2c|b2b|tax|reversal|manual"},
    [ASK_STATUS] = {"status", FIELD_CHOICE, OPTIONAL,
                    .choices = "open|unpaid|part_paid|paid|void|pending|processing|success|failed|cancelled|timeout|"
                               "reversed"},
    [ASK_PHONE] = {"phone", FIELD_PHONE, OPTIONAL},
    [ASK_PERIOD] = {"period", FIELD_PERIOD, OPTIONAL},
};

static const char *
taken(const struct form *f, const struct report_kind *k, unsigned by, size_t field)
{
    return k->takes & by ? form_text(f, field) : NULL;
}

struct report_ask
ask_from(struct form *f, const struct report_kind *k, const struct who *who)
{
    struct report_ask a = {
        .month = taken(f, k, TAKE_MONTH, ASK_MONTH),
        .from = taken(f, k, TAKE_RANGE | TAKE_MOVES, ASK_FROM),
        .to = taken(f, k, TAKE_RANGE | TAKE_DAY | TAKE_MOVES, ASK_TO),
        .property_id = taken(f, k, TAKE_PROPERTY, ASK_PROPERTY),
        .lease_id = taken(f, k, TAKE_LEASE | TAKE_MOVES, ASK_LEASE),
        .tenant_id = taken(f, k, TAKE_LEASE, ASK_TENANT),
        .sort = taken(f, k, TAKE_SORT, ASK_SORT),
        .type = taken(f, k, TAKE_MOVES, ASK_TYPE),
        .status = taken(f, k, TAKE_MOVES | TAKE_BILLS, ASK_STATUS),
        .phone = taken(f, k, TAKE_MOVES, ASK_PHONE),
        .period = taken(f, k, TAKE_BILLS, ASK_PERIOD),
    };

    if (a.from && a.to && strcmp(a.from, a.to) > 0)
        form_error(f, ASK_TO, "The last day is before the first.");
    if ((k->takes & TAKE_LEASE) && who->role != ROLE_TENANT && !a.lease_id && !a.tenant_id)
        form_error(f, ASK_LEASE, "Choose whose statement it is.");
    return a;
}

static void
add(struct buf *b, const char *name, const char *value)
{
    if (value && *value)
        buf_printf(b, "%s%s=%s", b->len ? "&" : "", name, url_encode(b->mem, value));
}

const char *
ask_query(struct arena *mem, const struct report_ask *ask)
{
    struct buf b = buf_new(mem, QUERY_MOST);

    add(&b, "month", ask->month);
    if (!ask->month) { /* a month is a range already */
        add(&b, "from", ask->from);
        add(&b, "to", ask->to);
    }
    add(&b, "propertyId", ask->property_id);
    add(&b, "leaseId", ask->lease_id);
    add(&b, "tenantId", ask->tenant_id);
    add(&b, "sort", ask->sort);
    add(&b, "type", ask->type);
    add(&b, "status", ask->status);
    add(&b, "phone", ask->phone);
    add(&b, "period", ask->period);
    return b.bytes;
}
