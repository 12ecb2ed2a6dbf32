#include "rent/recon.h"

#include <string.h>

#include "base/clock.h"
#include "base/fill.h"
#include "base/random.h"
#include "rent/list.h"
#include "rent/recon_private.h"
#include "rent/scope.h"

/* ---- comparing ---- */

static struct recon_finding
finding_row(struct query *q, struct arena *mem)
{
    return (struct recon_finding){
        .subject = row_text(q, mem, "subject"),
        .shortcode = row_text(q, mem, "shortcode"),
        .code = row_text(q, mem, "code"),
        .about = row_text(q, mem, "about"),
        .target = row_text(q, mem, "target"),
        .target_id = row_text(q, mem, "target_id"),
        .has_ours = !row_null(q, "ours_cents"),
        .has_theirs = !row_null(q, "theirs_cents"),
        .ours = row_int(q, "ours_cents"),
        .theirs = row_int(q, "theirs_cents"),
        .at = row_int(q, "at"),
    };
}

/* Only those that read the clock name :now. */
static void
bind_now(struct query *q, const struct recon_kind *k, int64_t now)
{
    if (strstr(sql_texts[k->finds].text, ":now"))
        query_int(q, ":now", now);
}

static enum err
find(struct db *db, struct arena *mem, const struct recon_work *work, const struct recon_kind *k, struct list *found)
{
    struct query *q = db_query(db, (enum sql)k->finds);

    scope_landlord(q, work->who);
    bind_now(q, k, work->now);
    while (query_next(q)) {
        struct recon_finding *f = list_add(found);
        *f = finding_row(q, mem);
        f->kind = k->name;
    }
    return query_end(q);
}

static void
bind_cents(struct query *q, const char *name, bool known, int64_t cents)
{
    if (known)
        query_int(q, name, cents);
    else
        query_null(q, name);
}

static enum err
keep(struct db *db, const struct recon_work *work, const struct recon_finding *f)
{
    char          id[ID_SIZE];
    struct query *q = db_query(db, SQL_RECON_SEEN);

    scope_landlord(q, work->who);
    query_text(q, ":id", random_id(id));
    query_text(q, ":kind", f->kind);
    query_text(q, ":subject", f->subject);
    query_text(q, ":shortcode", f->shortcode);
    bind_cents(q, ":ours_cents", f->has_ours, f->ours);
    bind_cents(q, ":theirs_cents", f->has_theirs, f->theirs);
    query_text(q, ":code", f->code);
    query_text(q, ":about", f->about);
    bind_cents(q, ":at", f->at != 0, f->at);
    query_text(q, ":target", f->target);
    query_text(q, ":target_id", f->target_id);
    query_int(q, ":now", work->now);
    query_int(q, ":run", work->run);
    return query_run(q);
}

static enum err
find_all(struct db *db, struct arena *mem, const struct recon_work *work)
{
    struct list found = list_new(mem, sizeof(struct recon_finding));
    enum err    e = recon_find_balances(db, mem, work, &found);

    for (const struct recon_kind *k = recon_kinds; e == ERR_OK && k->name; k++)
        if (k->finds >= 0)
            e = find(db, mem, work, k, &found);
    for (size_t i = 0; e == ERR_OK && i < found.count; i++)
        e = keep(db, work, (const struct recon_finding *)found.items + i);
    return e;
}

static enum err
begin(struct db *db, const char *cause, struct recon_work *work)
{
    struct query *q = db_query(db, SQL_RECON_RUN_ADD);

    scope_landlord(q, work->who);
    query_int(q, ":now", work->now);
    query_text(q, ":cause", cause);
    query_text(q, ":person_id", work->who->person_id);
    query_int(q, ":from", work->from);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    work->run = row_int(q, "id");
    return query_end(q);
}

/* What this run did not see closes itself. */
static enum err
resolve(struct db *db, const struct recon_work *work, int64_t *resolved)
{
    struct query *q = db_query(db, SQL_RECON_RESOLVE);

    scope_landlord(q, work->who);
    query_int(q, ":now", work->now);
    query_int(q, ":run", work->run);
    query_int(q, ":from", work->from);
    enum err e = query_run(q);
    *resolved = e == ERR_OK ? db_changes(db) : 0;
    return e;
}

static enum err
write_figures(struct db *db, const struct recon_work *work, int64_t appeared, int64_t resolved)
{
    static const char *const names[] = {"received", "in_cents", "out_cents", "listed", "listed_cents"};
    static const char *const holes[] = {":received", ":in_cents", ":out_cents", ":listed", ":listed_cents"};
    int64_t                  figures[COUNT(names)];
    struct query            *q = db_query(db, SQL_RECON_FIGURES);

    scope_landlord(q, work->who);
    query_int(q, ":from", work->from);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; i < COUNT(names); i++)
        figures[i] = row_int(q, names[i]);
    e = query_end(q);
    if (e != ERR_OK)
        return e;
    q = db_query(db, SQL_RECON_RUN_END);
    scope_landlord(q, work->who);
    query_int(q, ":id", work->run);
    for (size_t i = 0; i < COUNT(names); i++)
        query_int(q, holes[i], figures[i]);
    query_int(q, ":appeared", appeared);
    query_int(q, ":resolved", resolved);
    return query_run(q);
}

static enum err
prune(struct db *db, const struct recon_work *work)
{
    struct query *q = db_query(db, SQL_RECON_RUN_PRUNE);

    scope_landlord(q, work->who);
    query_int(q, ":id", work->run);
    return query_run(q);
}

static enum err
compare(struct db *db, struct arena *mem, const char *cause, struct recon_work *work)
{
    int64_t  before, after, resolved, open_resolved;
    enum err e = recon_open_count(db, work->who, &before);

    if (e == ERR_OK)
        e = begin(db, cause, work);
    if (e == ERR_OK)
        e = find_all(db, mem, work);
    if (e == ERR_OK)
        e = recon_open_count(db, work->who, &open_resolved); /* those gone are still among them */
    if (e == ERR_OK)
        e = resolve(db, work, &resolved);
    if (e == ERR_OK)
        e = recon_open_count(db, work->who, &after);
    if (e == ERR_OK)
        e = write_figures(db, work, open_resolved - before, resolved);
    return e == ERR_OK ? prune(db, work) : e;
}

enum err
recon_compare(struct db *db, struct arena *mem, const struct who *who, const char *cause, struct recon_run *out)
{
    struct recon_work work = {.who = who, .now = clock_now(), .from = clock_now() - (int64_t)RECON_BACK_DAYS * 86400};
    bool              waits;
    enum err          e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = db_end(db, compare(db, mem, cause, &work));
    return e == ERR_OK ? recon_latest(db, mem, who, out, &waits) : e;
}

/* ---- looking ---- */

static enum err
asked(struct db *db, const struct who *who, bool *waits)
{
    struct query *q = db_query(db, SQL_RECON_ASKED);

    *waits = false;
    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *waits = row_int(q, "asked_at") != 0;
    return query_end(q);
}

enum err
recon_latest(struct db *db, struct arena *mem, const struct who *who, struct recon_run *out, bool *waits)
{
    struct query *q = db_query(db, SQL_RECON_RUN_NEWEST);

    *out = (struct recon_run){0};
    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? asked(db, who, waits) : e;
    *out = (struct recon_run){
        .id = row_int(q, "id"),
        .at = row_int(q, "at"),
        .from_at = row_int(q, "from_at"),
        .cause = row_text(q, mem, "cause"),
        .person = row_text(q, mem, "person"),
        .received = row_int(q, "received"),
        .listed = row_int(q, "listed"),
        .in = row_money(q, "in_cents"),
        .out = row_money(q, "out_cents"),
        .listed_sum = row_money(q, "listed_cents"),
        .open = row_int(q, "open"),
        .appeared = row_int(q, "appeared"),
        .resolved = row_int(q, "resolved"),
    };
    e = query_end(q);
    return e == ERR_OK ? asked(db, who, waits) : e;
}

static struct recon_difference
difference_row(struct query *q, struct arena *mem)
{
    return (struct recon_difference){
        .id = row_text(q, mem, "id"),
        .kind = row_text(q, mem, "kind"),
        .subject = row_text(q, mem, "subject"),
        .shortcode = row_text(q, mem, "shortcode"),
        .code = row_text(q, mem, "code"),
        .about = row_text(q, mem, "about"),
        .target = row_text(q, mem, "target"),
        .target_id = row_text(q, mem, "target_id"),
        .has_ours = !row_null(q, "ours_cents"),
        .has_theirs = !row_null(q, "theirs_cents"),
        .ours = row_money(q, "ours_cents"),
        .theirs = row_money(q, "theirs_cents"),
        .at = row_int(q, "at"),
        .first_seen = row_int(q, "first_seen"),
        .last_seen = row_int(q, "last_seen"),
        .resolved_at = row_int(q, "resolved_at"),
        .explained_at = row_int(q, "explained_at"),
        .state = row_text(q, mem, "state"),
        .explained_name = row_text(q, mem, "explained_name"),
        .reason = row_text(q, mem, "reason"),
    };
}

enum err
recon_list(struct db *db, struct arena *mem, const struct who *who, const struct recon_filter *f,
           struct recon_difference **out, size_t *count, const char **next)
{
    struct list   rows = list_new(mem, sizeof(struct recon_difference));
    struct cursor from;
    int64_t       limit = f->limit > 0 && f->limit <= PAGE_ROWS_MOST ? f->limit : PAGE_ROWS_STANDARD;

    if (!cursor_read(mem, f->cursor, &from))
        return ERR_INPUT;
    struct query *q = db_query(db, SQL_RECON_LIST);
    scope_landlord(q, who);
    query_text(q, ":state", f->state);
    query_int(q, ":before_at", from.at);
    query_text(q, ":before_id", from.id);
    query_int(q, ":most", limit + 1);
    while (query_next(q))
        *(struct recon_difference *)list_add(&rows) = difference_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    *next = NULL;
    if (rows.count > (size_t)limit) {
        *count = (size_t)limit;
        *next = cursor_text(mem, (struct cursor){(*out)[limit - 1].first_seen, (*out)[limit - 1].id});
    }
    return query_end(q);
}

enum err
recon_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct recon_difference *out)
{
    struct query *q = db_query(db, SQL_RECON_LOAD);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = difference_row(q, mem);
    return query_end(q);
}

enum err
recon_open_count(struct db *db, const struct who *who, int64_t *count)
{
    struct query *q = db_query(db, SQL_RECON_OPEN_COUNT);

    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *count = row_int(q, "n");
    return query_end(q);
}

static int64_t
apart(const struct recon_difference *d)
{
    int64_t gap = d->theirs.cents - d->ours.cents;

    return gap < 0 ? -gap : gap;
}

const char *
recon_say(struct arena *mem, const char *translated, const struct recon_difference *d, const char *day,
          const char *nobody)
{
    char                 ours[MONEY_TEXT_SIZE], theirs[MONEY_TEXT_SIZE], gap[MONEY_TEXT_SIZE];
    const struct filling with[] = {
        {"ours", d->has_ours ? money_text(ours, d->ours) : "–"},
        {"theirs", d->has_theirs ? money_text(theirs, d->theirs) : "–"},
        {"gap", money_text(gap, (struct money){apart(d)})},
        {"code", d->code ? d->code : "–"},
        {"day", day},
        {"number", d->shortcode ? d->shortcode : "–"},
        {"about", d->about && *d->about ? d->about : nobody},
    };

    return fill(mem, translated, with, COUNT(with));
}
