#include "rent/balance.h"

#include <string.h>

#include "base/clock.h"
#include "rent/list.h"
#include "rent/scope.h"

enum { ASK_GAP_S = 60 };

static enum err
number(struct db *db, struct arena *mem, const struct who *who, const char *shortcode, struct mpesa_account *out)
{
    enum err e = mpesa_account(db, mem, who->landlord_id, NULL, out);

    if (e != ERR_OK || !shortcode || strcmp(shortcode, out->shortcode) == 0)
        return e;
    return out->payout_shortcode && strcmp(shortcode, out->payout_shortcode) == 0 ? ERR_OK : ERR_NOT_FOUND;
}

static enum err
newest_request(struct db *db, struct arena *mem, const struct who *who, const char *shortcode,
               struct mpesa_request *out)
{
    struct query *q = db_query(db, SQL_BALANCE_NEWEST_REQUEST);

    *out = (struct mpesa_request){0};
    scope_landlord(q, who);
    query_text(q, ":shortcode", shortcode);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *out = mpesa_request_row(q, mem);
    return query_end(q);
}

static struct balance_money
figure(struct query *q, const char *column)
{
    return (struct balance_money){!row_null(q, column), row_money(q, column)};
}

static enum err
lines(struct db *db, struct arena *mem, const struct who *who, const char *request_id, struct balance_state *out)
{
    struct list   rows = list_new(mem, sizeof(struct balance_line));
    struct query *q = db_query(db, SQL_BALANCE_LINES);

    scope_landlord(q, who);
    query_text(q, ":request_id", request_id);
    while (query_next(q))
        *(struct balance_line *)list_add(&rows) = (struct balance_line){
            .kind = row_text(q, mem, "kind"),
            .name = row_text(q, mem, "name"),
            .currency = row_text(q, mem, "currency"),
            .current = figure(q, "current_cents"),
            .available = figure(q, "available_cents"),
            .reserved = figure(q, "reserved_cents"),
            .uncleared = figure(q, "uncleared_cents"),
        };
    out->lines = rows.items;
    out->line_count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        out->available.known = out->available.known || out->lines[i].available.known;
        out->available.money.cents += out->lines[i].available.money.cents;
    }
    return query_end(q);
}

enum err
balance_latest(struct db *db, struct arena *mem, const struct who *who, const char *shortcode,
               struct balance_state *out)
{
    struct mpesa_account a;
    enum err             e = number(db, mem, who, shortcode, &a);

    *out = (struct balance_state){0};
    if (e != ERR_OK)
        return e;
    out->shortcode = shortcode ? shortcode : a.shortcode;
    out->payout_shortcode = a.payout_shortcode;
    e = newest_request(db, mem, who, out->shortcode, &out->newest);
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_BALANCE_NEWEST_CHECK);
    scope_landlord(q, who);
    query_text(q, ":shortcode", out->shortcode);
    e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    const char *request_id = row_text(q, mem, "request_id");
    out->at = row_int(q, "at");
    e = query_end(q);
    return e == ERR_OK ? lines(db, mem, who, request_id, out) : e;
}

static enum err
ask(struct db *db, struct arena *mem, const struct who *who, const char *shortcode, const char **id)
{
    static const char *const open[] = {"pending", "sending", "sent"};
    struct mpesa_account     a;
    struct mpesa_request     newest;
    struct mpesa_ask what = {.api = "balance", .purpose = who->person_id ? "person" : "schedule", .remarks = "Balance"};
    enum err         e = number(db, mem, who, shortcode, &a);

    if (e == ERR_OK)
        e = newest_request(db, mem, who, shortcode ? shortcode : a.shortcode, &newest);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; newest.id && i < COUNT(open); i++) {
        *id = newest.id;
        if (strcmp(newest.state, open[i]) == 0)
            return ERR_OK;
    }
    if (newest.id && newest.requested_at > clock_now() - ASK_GAP_S)
        return ERR_LIMIT;
    what.shortcode = shortcode && strcmp(shortcode, a.shortcode) != 0 ? shortcode : NULL;
    return mpesa_request_add(db, mem, who, &a, &what, id);
}

enum err
balance_ask(struct db *db, struct arena *mem, const struct who *who, const char *shortcode, const char **id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, ask(db, mem, who, shortcode, id)) : e;
}

enum err
balance_history(struct db *db, struct arena *mem, const struct who *who, const char *shortcode, const char *kind,
                int64_t most, struct balance_point **out, size_t *count)
{
    struct mpesa_account a;
    struct list          rows = list_new(mem, sizeof **out);
    enum err             e = number(db, mem, who, shortcode, &a);

    *out = NULL;
    *count = 0;
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_BALANCE_POINTS);
    scope_landlord(q, who);
    query_text(q, ":shortcode", shortcode ? shortcode : a.shortcode);
    query_text(q, ":kind", kind);
    query_int(q, ":most", most);
    while (query_next(q))
        *(struct balance_point *)list_add(&rows) =
            (struct balance_point){row_int(q, "at"), row_money(q, "available_cents")};
    e = query_end(q);
    *out = rows.items;
    *count = rows.count;
    for (size_t i = 0; i < rows.count / 2; i++) { /* they came newest first */
        struct balance_point swap = (*out)[i];
        (*out)[i] = (*out)[rows.count - 1 - i];
        (*out)[rows.count - 1 - i] = swap;
    }
    return e;
}

/* ---- for the gateway ---- */

static void
bind(struct query *q, const char *name, struct balance_money m)
{
    if (m.known)
        query_money(q, name, m.money);
    else
        query_null(q, name);
}

static enum err
keep_line(struct db *db, const struct mpesa_request *r, int64_t position, const struct balance_line *l)
{
    struct query *q = db_query(db, SQL_BALANCE_FIGURE_ADD);

    query_text(q, ":request_id", r->id);
    query_int(q, ":position", position);
    query_text(q, ":kind", l->kind);
    query_text(q, ":name", l->name);
    query_text(q, ":currency", l->currency);
    bind(q, ":current_cents", l->current);
    bind(q, ":available_cents", l->available);
    bind(q, ":reserved_cents", l->reserved);
    bind(q, ":uncleared_cents", l->uncleared);
    return query_run(q);
}

enum err
balance_keep(struct db *db, const struct mpesa_request *r, int64_t at, const struct balance_line *all, size_t count)
{
    struct query *q = db_query(db, SQL_BALANCE_CHECK_ADD);

    query_text(q, ":request_id", r->id);
    query_text(q, ":landlord_id", r->landlord_id);
    query_text(q, ":receiving_account_id", r->receiving_account_id);
    query_text(q, ":shortcode", r->shortcode);
    query_int(q, ":at", at);
    enum err e = query_run(q);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = keep_line(db, r, (int64_t)i, &all[i]);
    return e;
}

enum err
balance_ask_due(struct db *db, struct arena *mem, int64_t now, int64_t every_s, int64_t *count)
{
    struct due {
        const char *account_id, *landlord_id;
    };
    struct list   rows = list_new(mem, sizeof(struct due));
    struct query *q = db_query(db, SQL_BALANCE_DUE);

    *count = 0;
    query_int(q, ":now", now);
    query_int(q, ":every", every_s);
    while (query_next(q))
        *(struct due *)list_add(&rows) = (struct due){row_text(q, mem, "id"), row_text(q, mem, "landlord_id")};
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < rows.count; i++) {
        const struct due *d = (const struct due *)rows.items + i;
        struct who        itself = {.landlord_id = d->landlord_id};
        const char       *id;
        bool              trusted;
        e = mpesa_initiator_trusted(db, mem, d->account_id, "balance", &trusted);
        if (e != ERR_OK || !trusted)
            continue;
        e = balance_ask(db, mem, &itself, NULL, &id);
        e = e == ERR_LIMIT ? ERR_OK : e;
        ++*count;
    }
    return e;
}
