#include "rent/scope.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/number.h"

static const char nobody[] = "";

void
scope_landlord(struct query *q, const struct who *who)
{
    bool keeps = query_has(q, ":limited_to");

    query_text(q, ":landlord_id",
               who->landlord_id && (!who->limited || keeps || query_adds(q)) ? who->landlord_id : nobody);
    if (keeps)
        query_text(q, ":limited_to", who->limited ? who->person_id : NULL);
}

void
scope_whole(struct query *q, const struct who *who)
{
    query_text(q, ":landlord_id", who->landlord_id ? who->landlord_id : nobody);
}

void
scope_both(struct query *q, const struct who *who)
{
    scope_landlord(q, who);
    if (who->role == ROLE_TENANT)
        query_text(q, ":tenant_id", who->tenant_id ? who->tenant_id : "");
    else
        query_null(q, ":tenant_id");
}

void
scope_today(struct query *q)
{
    char today[DATE_SIZE];

    query_text(q, ":today", date_text(today, today_eat()));
}

int64_t
scope_day_edge(const char *date, int64_t otherwise, int days_later)
{
    struct date d;

    return date && date_parse(date, &d) ? date_start_utc(d) + days_later * INT64_C(86400) : otherwise;
}

bool
cursor_read(struct arena *mem, const char *text, struct cursor *out)
{
    *out = (struct cursor){INT64_MAX, "~"}; /* after every id: the beginning of a list that runs backwards */
    if (!text || !*text)
        return true;
    const char *dash = strchr(text, '-');
    int64_t     at;
    if (!dash || strlen(dash + 1) > 32 ||
        !int64_parse(arena_strndup(mem, text, (size_t)(dash - text)), 0, INT64_MAX, &at))
        return false;
    *out = (struct cursor){at, arena_strdup(mem, dash + 1)};
    return true;
}

const char *
cursor_text(struct arena *mem, struct cursor c)
{
    return arena_printf(mem, "%" PRId64 "-%s", c.at, c.id);
}
