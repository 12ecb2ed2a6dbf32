/*
 * portfolio.c - an agent over all his landlords (contracts in remittance.h). What he may see comes from the person
 * alone, and from the landlords for whom he is an agent as the query runs: it is the one place where several landlords'
 * rows meet.
 */
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "rent/list.h"
#include "rent/remittance.h"
#include "rent/scope.h"

enum { SEARCH_CEILING = 1024 };

enum err
portfolio_list(struct db *db, struct arena *mem, const struct who *agent, struct portfolio_row **out, size_t *count)
{
    char          period[PERIOD_SIZE];
    struct list   rows = list_new(mem, sizeof(struct portfolio_row));
    struct query *q = db_query(db, SQL_PORTFOLIO_LIST);

    query_text(q, ":person_id", agent->person_id);
    query_text(q, ":period", period_text(period, today_eat()));
    scope_today(q);
    while (query_next(q))
        *(struct portfolio_row *)list_add(&rows) = (struct portfolio_row){
            .landlord_id = row_text(q, mem, "landlord_id"),
            .business_name = row_text(q, mem, "business_name"),
            .billed = row_money(q, "billed_cents"),
            .collected = row_money(q, "collected_cents"),
            .arrears = row_money(q, "arrears_cents"),
            .units = row_int(q, "units"),
            .occupied = row_int(q, "occupied"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

/* "%text%", with what LIKE would read as a wildcard taken as it is. */
static const char *
pattern(struct arena *mem, const char *text)
{
    struct buf b = buf_new(mem, SEARCH_CEILING);

    buf_char(&b, '%');
    for (; *text; text++) {
        if (*text == '%' || *text == '_' || *text == '\\')
            buf_char(&b, '\\');
        buf_char(&b, *text);
    }
    buf_char(&b, '%');
    return b.bytes;
}

/* The digits of a phone as it is typed, without what stands for the country; "" when there are too few to mean one. */
static const char *
digits(struct arena *mem, const char *text)
{
    struct buf b = buf_new(mem, SEARCH_CEILING);

    for (; *text; text++)
        if (*text >= '0' && *text <= '9')
            buf_char(&b, *text);
    return b.len < 4 ? "" : *b.bytes == '0' ? b.bytes + 1 : b.bytes;
}

enum err
portfolio_search(struct db *db, struct arena *mem, const struct who *agent, const char *text,
                 struct portfolio_tenant **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct portfolio_tenant));
    const char   *number = digits(mem, text);
    struct query *q = db_query(db, SQL_PORTFOLIO_SEARCH);

    query_text(q, ":person_id", agent->person_id);
    query_text(q, ":like", pattern(mem, text));
    query_text(q, ":phone", *number ? pattern(mem, number) : NULL);
    scope_today(q);
    while (query_next(q))
        *(struct portfolio_tenant *)list_add(&rows) = (struct portfolio_tenant){
            .tenant_id = row_text(q, mem, "id"),
            .name = row_text(q, mem, "name"),
            .phone = row_text(q, mem, "phone"),
            .landlord_id = row_text(q, mem, "landlord_id"),
            .business_name = row_text(q, mem, "business_name"),
            .unit = row_text(q, mem, "unit"),
            .property = row_text(q, mem, "property"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
