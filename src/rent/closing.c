#include "rent/closing.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/hash.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/recon.h"
#include "rent/scope.h"

enum { CONTENTS_CEILING = 4 * 1024 * 1024 };

struct figure {
    const char *name;
    int64_t     cents;
    bool        kept;
};

/* ---- figures ---- */

static enum err
ledger_figures(struct db *db, struct arena *mem, const char *landlord_id, const char *month, struct list *out)
{
    struct query *q = db_query(db, SQL_MONTHS_FIGURES);

    *out = list_new(mem, sizeof(struct figure));
    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":month", month);
    while (query_next(q))
        *(struct figure *)list_add(out) = (struct figure){row_text(q, mem, "name"), row_int(q, "cents"), true};
    return query_end(q);
}

static enum err
kept_figures(struct db *db, struct arena *mem, const char *landlord_id, const char *month, struct list *out)
{
    struct query *q = db_query(db, SQL_MONTHS_KEPT);

    *out = list_new(mem, sizeof(struct figure));
    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":month", month);
    while (query_next(q))
        *(struct figure *)list_add(out) =
            (struct figure){row_text(q, mem, "name"), row_int(q, "cents"), row_int(q, "kept") == 1};
    return query_end(q);
}

static int64_t
figure(const struct list *l, const char *name)
{
    const struct figure *all = l->items;

    for (size_t i = 0; i < l->count; i++)
        if (strcmp(all[i].name, name) == 0)
            return all[i].cents;
    return 0;
}

static struct closing_figures
figures_of(const struct list *l)
{
    struct closing_figures f = {
        .billed = {figure(l, "billed")},
        .mpesa = {figure(l, "received.mpesa")},
        .cash = {figure(l, "received.cash")},
        .cheque = {figure(l, "received.cheque")},
        .bank = {figure(l, "received.bank")},
        .paid_out = {figure(l, "paid_out")},
        .arrears = {figure(l, "arrears")},
        .ahead = {figure(l, "ahead")},
        .differences = figure(l, "open.differences"),
    };

    f.in.cents = f.mpesa.cents + f.cash.cents + f.cheque.cents + f.bank.cents;
    return f;
}

/* Of a closed month as they were kept; of an open one as they are. */
static enum err
put_figures(struct db *db, struct arena *mem, const struct who *who, struct closing_month *m)
{
    struct list         l;
    struct closing_open open;
    enum err            e = m->closed_at ? kept_figures(db, mem, who->landlord_id, m->month, &l)
                                         : ledger_figures(db, mem, who->landlord_id, m->month, &l);

    if (e != ERR_OK)
        return e;
    m->f = figures_of(&l);
    if (m->closed_at)
        return ERR_OK;
    e = closing_open(db, who, m->month, &open);
    m->f.differences = open.differences;
    return e;
}

/* ---- months ---- */

static const char *
this_month(struct arena *mem)
{
    return period_text(arena_alloc(mem, PERIOD_SIZE), today_eat());
}

static enum err
list_months(struct db *db, struct arena *mem, const struct who *who, struct list *rows)
{
    struct query *q = db_query(db, SQL_MONTHS_LIST);
    const char   *now = this_month(mem);

    *rows = list_new(mem, sizeof(struct closing_month));
    scope_landlord(q, who);
    query_text(q, ":this_month", now);
    while (query_next(q))
        *(struct closing_month *)list_add(rows) = (struct closing_month){
            .month = row_text(q, mem, "month"),
            .closed = row_int(q, "closed") == 1,
            .closed_at = row_int(q, "closed_at"),
            .closed_by = row_text(q, mem, "closed_by"),
            .note = row_text(q, mem, "note"),
        };
    enum err              e = query_end(q);
    struct closing_month *all = rows->items;
    for (size_t i = 0; e == ERR_OK && i < rows->count; i++) /* newest first: the one behind it is the one before it */
        all[i].closable =
            !all[i].closed && strcmp(all[i].month, now) < 0 && (i + 1 == rows->count || all[i + 1].closed);
    return e;
}

enum err
closing_months(struct db *db, struct arena *mem, const struct who *who, struct closing_month **out, size_t *count)
{
    struct list rows;
    enum err    e = list_months(db, mem, who, &rows);

    *out = rows.items;
    *count = rows.count > CLOSING_MONTHS_MOST ? CLOSING_MONTHS_MOST : rows.count;
    for (size_t i = 0; e == ERR_OK && i < *count; i++)
        e = put_figures(db, mem, who, &(*out)[i]);
    return e;
}

enum err
closing_month(struct db *db, struct arena *mem, const struct who *who, const char *month, struct closing_month *out)
{
    struct list rows;
    enum err    e = list_months(db, mem, who, &rows);

    for (size_t i = 0; e == ERR_OK && i < rows.count; i++) {
        struct closing_month *m = (struct closing_month *)rows.items + i;
        if (strcmp(m->month, month) != 0)
            continue;
        e = put_figures(db, mem, who, m);
        *out = *m;
        return e;
    }
    return e == ERR_OK ? ERR_NOT_FOUND : e;
}

/* The UTC second at which the month after it begins. */
static int64_t
end_of(const char *month)
{
    struct date d = {2000, 1, 1};
    char        first[DATE_SIZE];

    memcpy(first, month, PERIOD_SIZE - 1);
    memcpy(first + PERIOD_SIZE - 1, "-01", 4);
    if (!date_parse(first, &d))
        return 0;
    return date_start_utc(date_from_days(date_days(d) + days_in_month(d.year, d.month)));
}

enum err
closing_open(struct db *db, const struct who *who, const char *month, struct closing_open *out)
{
    struct query *q = db_query(db, SQL_MONTHS_OPEN);

    scope_landlord(q, who);
    query_int(q, ":end", end_of(month));
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct closing_open){row_int(q, "differences"), row_int(q, "unmatched"), row_int(q, "payments"),
                                 row_int(q, "requests")};
    return query_end(q);
}

/* ---- closing ---- */

/* All figures as one text, so that a change of any of them shows in the audit's chain. */
static const char *
hash_of(struct arena *mem, const char *landlord_id, const char *month, const struct list *l)
{
    struct buf           b = buf_new(mem, CONTENTS_CEILING);
    const struct figure *all = l->items;

    buf_printf(&b, "%s|%s", landlord_id, month);
    for (size_t i = 0; i < l->count; i++)
        buf_printf(&b, "\n%s|%" PRId64 "|%d", all[i].name, all[i].cents, all[i].kept);
    return buf_ok(&b) ? sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), b.bytes, b.len) : NULL;
}

static enum err
keep_figure(struct db *db, const struct who *who, const char *month, const struct figure *f)
{
    struct query *q = db_query(db, SQL_MONTHS_KEEP);

    scope_landlord(q, who);
    query_text(q, ":month", month);
    query_text(q, ":name", f->name);
    query_int(q, ":cents", f->cents);
    query_int(q, ":kept", f->kept);
    return query_run(q);
}

static enum err
keep_figures(struct db *db, struct arena *mem, const struct who *who, const char *month)
{
    struct list         l;
    struct closing_open open;
    enum err            e = ledger_figures(db, mem, who->landlord_id, month, &l);

    if (e == ERR_OK)
        e = closing_open(db, who, month, &open);
    if (e != ERR_OK)
        return e;
    *(struct figure *)list_add(&l) = (struct figure){"open.differences", open.differences, false};
    for (size_t i = 0; e == ERR_OK && i < l.count; i++)
        e = keep_figure(db, who, month, (const struct figure *)l.items + i);
    if (e == ERR_OK) /* read back, so that the hash is of what was kept, in its order */
        e = kept_figures(db, mem, who->landlord_id, month, &l);
    if (e != ERR_OK)
        return e;
    const char *hash = hash_of(mem, who->landlord_id, month, &l);
    return hash ? audit_note(db, mem, who, "month.closed", month, hash) : ERR_INTERNAL;
}

static enum err
close_month(struct db *db, struct arena *mem, const struct who *who, const char *month, const char *note,
            enum closing_answer *answer)
{
    struct closing_month m;
    enum err             e = closing_month(db, mem, who, month, &m);

    if (e != ERR_OK)
        return e;
    *answer = m.closed                              ? CLOSING_ALREADY
              : strcmp(month, this_month(mem)) >= 0 ? CLOSING_NOT_OVER
              : !m.closable                         ? CLOSING_EARLIER_FIRST
                                                    : CLOSING_DONE;
    if (*answer != CLOSING_DONE)
        return ERR_OK;
    struct query *q = db_query(db, SQL_MONTHS_CLOSE);
    scope_landlord(q, who);
    query_text(q, ":month", month);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    query_text(q, ":note", note);
    e = query_run(q);
    return e == ERR_OK ? keep_figures(db, mem, who, month) : e;
}

enum err
closing_close(struct db *db, struct arena *mem, const struct who *who, const char *month, const char *note,
              enum closing_answer *answer)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, close_month(db, mem, who, month, note, answer)) : e;
}

enum err
closing_late_bill(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char **day)
{
    struct query *q = db_query(db, SQL_MONTHS_LATE_BILL);

    *day = NULL;
    scope_landlord(q, who);
    query_text(q, ":bill_id", bill_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *day = row_text(q, mem, "day");
    return query_end(q);
}

/* ---- verifying ---- */

struct closed {
    const char *landlord_id, *business_name, *month, *detail;
};
struct telling {
    void (*broken)(void *arg, const char *business_name, const char *month, const char *what);
    void    *arg;
    int64_t *count;
};

static void
tell(const struct telling *t, const struct closed *c, const char *what)
{
    t->broken(t->arg, c->business_name, c->month, what);
    ++*t->count;
}

/* Each of the one list is in the other, with the same amount. */
static void
compare_figures(const struct telling *t, const struct closed *c, const struct list *kept, const struct list *now)
{
    const struct figure *k = kept->items, *n = now->items;

    for (size_t i = 0; i < kept->count; i++)
        if (k[i].kept && figure(now, k[i].name) != k[i].cents)
            tell(t, c, k[i].name);
    for (size_t i = 0; i < now->count; i++)
        if (n[i].cents != 0 && figure(kept, n[i].name) == 0)
            tell(t, c, n[i].name);
}

static enum err
verify_one(struct db *db, struct arena *mem, const struct telling *t, const struct closed *c)
{
    struct list kept, now;
    enum err    e = kept_figures(db, mem, c->landlord_id, c->month, &kept);

    if (e == ERR_OK)
        e = ledger_figures(db, mem, c->landlord_id, c->month, &now);
    if (e != ERR_OK)
        return e;
    const char *hash = hash_of(mem, c->landlord_id, c->month, &kept);
    if (!hash || !c->detail || strcmp(hash, c->detail) != 0)
        tell(t, c, "hash");
    compare_figures(t, c, &kept, &now);
    return ERR_OK;
}

enum err
closing_verify(struct db *db, struct arena                                                                     *mem,
               void (*broken)(void *arg, const char *business_name, const char *month, const char *what), void *arg,
               int64_t *count)
{
    struct list          rows = list_new(mem, sizeof(struct closed));
    const struct telling t = {broken, arg, count};
    struct query        *q = db_query(db, SQL_MONTHS_ALL_CLOSED);

    *count = 0;
    while (query_next(q))
        *(struct closed *)list_add(&rows) =
            (struct closed){row_text(q, mem, "landlord_id"), row_text(q, mem, "business_name"),
                            row_text(q, mem, "month"), row_text(q, mem, "detail")};
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < rows.count; i++)
        e = verify_one(db, mem, &t, (const struct closed *)rows.items + i);
    return e;
}
