#include "rent/statement_import.h"

#include <string.h>

#include "base/clock.h"
#include "base/csv.h"
#include "base/log.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/direct.h"
#include "rent/enquiry.h"
#include "rent/list.h"
#include "rent/scope.h"
#include "rent/statement_private.h"

enum { DRAFT_KEPT_S = 30 * 24 * 3600, SCRATCH_MOST = 64 * 1024 * 1024 };

/* ---- accounts ---- */

enum err
statement_accounts(struct db *db, struct arena *mem, const struct who *who, struct statement_account **out,
                   size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct statement_account));
    struct query *q = db_query(db, SQL_STATEMENT_ACCOUNTS);

    scope_landlord(q, who);
    while (query_next(q)) {
        struct statement_account a = {.rail = row_text(q, mem, "rail"),
                                      .detail = row_text(q, mem, "detail"),
                                      .kind = row_text(q, mem, "kind"),
                                      .connected = row_int(q, "connected") != 0};
        a.key = arena_printf(mem, "%s/%s", a.rail, a.detail);
        *(struct statement_account *)list_add(&rows) = a;
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

static enum err
account_named(struct db *db, struct arena *mem, const struct who *who, const char *key, struct statement_account *out)
{
    struct statement_account *rows;
    size_t                    count;
    enum err                  e = statement_accounts(db, mem, who, &rows, &count);

    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        if (strcmp(rows[i].key, key) == 0) {
            *out = rows[i];
            return ERR_OK;
        }
    }
    return e == ERR_OK ? ERR_NOT_FOUND : e;
}

static enum err
other_add(struct db *db, struct arena *mem, const struct who *who, const char *kind, const char *name)
{
    const char   *id = random_id(arena_alloc(mem, ID_SIZE));
    struct query *q = db_query(db, SQL_RECEIVING_OTHER_ADD);

    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":kind", kind);
    query_text(q, ":name", name);
    query_text(q, ":person", who->person_id);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "account.added", id, name) : e;
}

enum err
receiving_other_add(struct db *db, struct arena *mem, const struct who *who, const char *kind, const char *name)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, other_add(db, mem, who, kind, name)) : e;
}

/* ---- keeping ---- */

static enum err
keep(struct db *db, struct arena *mem, const struct who *who, const struct statement_account *a, const char *text,
     const char *id)
{
    struct query *q = db_query(db, SQL_STATEMENT_FORGET);

    scope_landlord(q, who);
    query_int(q, ":before", clock_now() - DRAFT_KEPT_S);
    enum err e = query_run(q);
    if (e != ERR_OK)
        return e;
    q = db_query(db, SQL_STATEMENT_ADD);
    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":rail", a->rail);
    query_text(q, ":account", a->detail);
    query_text(q, ":text", text);
    query_text(q, ":person", who->person_id);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "statement.kept", id, a->key) : e;
}

enum err
statement_import_add(struct db *db, struct arena *mem, const struct who *who, const char *key, const char *bytes,
                     size_t n, const char **id)
{
    struct statement_account a;
    enum err                 e = account_named(db, mem, who, key, &a);

    if (e != ERR_OK)
        return e;
    if (n > STATEMENT_TEXT_MOST)
        return ERR_TOO_LARGE;
    const char *text = csv_utf8(mem, bytes, n);
    if (!text)
        return ERR_INPUT;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    e = db_begin(db);
    return e == ERR_OK ? db_end(db, keep(db, mem, who, &a, text, *id)) : e;
}

/* ---- reading it again ---- */

static enum err
map_load(struct db *db, const struct who *who, const char *head, struct statement_map *out)
{
    struct query *q = db_query(db, SQL_STATEMENT_MAP_LOAD);

    scope_landlord(q, who);
    query_text(q, ":head", head);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct statement_map){(int)row_int(q, "day"),   (int)row_int(q, "amount"), (int)row_int(q, "credit"),
                                  (int)row_int(q, "debit"), (int)row_int(q, "ref"),    (int)row_int(q, "narration"),
                                  (int)row_int(q, "payer"), (int)row_int(q, "balance")};
    return query_end(q);
}

/* A table of no known format is read by the columns that somebody chose for one with the same head. */
static enum err
read_text(struct db *db, struct arena *mem, const struct who *who, struct statement_import *s)
{
    struct statement_map map;
    enum err             e = statement_read(mem, s->text, NULL, &s->it);

    if (e != ERR_OK || !s->it.unknown)
        return e;
    e = map_load(db, who, s->it.head_hash, &map);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    return statement_read(mem, s->text, &map, &s->it);
}

static struct statement_import
from_row(struct query *q, struct arena *mem)
{
    return (struct statement_import){
        .id = row_text(q, mem, "id"),
        .state = row_text(q, mem, "state"),
        .rail = row_text(q, mem, "rail"),
        .account = row_text(q, mem, "account"),
        .made_name = row_text(q, mem, "made_name"),
        .decided_name = row_text(q, mem, "decided_name"),
        .made_at = row_int(q, "made_at"),
        .decided_at = row_int(q, "decided_at"),
    };
}

enum err
statement_import_load(struct db *db, struct arena *mem, const struct who *who, const char *id,
                      struct statement_import *out)
{
    struct statement_account a;
    struct query            *q = db_query(db, SQL_STATEMENT_LOAD);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    out->text = row_text(q, mem, "text");
    e = query_end(q);
    if (e != ERR_OK || strcmp(out->state, "draft") != 0)
        return e;
    e = account_named(db, mem, who, arena_printf(mem, "%s/%s", out->rail, out->account), &a);
    if (e == ERR_OK)
        e = read_text(db, mem, who, out);
    return e == ERR_OK ? statement_judge(db, mem, who, &a, out) : e;
}

enum err
statement_import_list(struct db *db, struct arena *mem, const struct who *who, struct statement_import **out,
                      size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct statement_import));
    struct query *q = db_query(db, SQL_STATEMENT_LIST);

    scope_landlord(q, who);
    while (query_next(q))
        *(struct statement_import *)list_add(&rows) = from_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

/* ---- columns ---- */

static enum err
columns(struct db *db, struct arena *mem, const struct who *who, const char *id, const struct statement_map *m)
{
    struct statement_import s;
    enum err                e = statement_import_load(db, mem, who, id, &s);

    if (e != ERR_OK)
        return e;
    if (strcmp(s.state, "draft") != 0 || !s.it.head)
        return ERR_CONFLICT;
    if (!statement_map_fits(m, s.it.head->count))
        return ERR_FIELD;
    struct query *q = db_query(db, SQL_STATEMENT_MAP_SET);
    scope_landlord(q, who);
    query_text(q, ":head", s.it.head_hash);
    query_int(q, ":day", m->day);
    query_int(q, ":amount", m->amount);
    query_int(q, ":credit", m->credit);
    query_int(q, ":debit", m->debit);
    query_int(q, ":ref", m->ref);
    query_int(q, ":narration", m->narration);
    query_int(q, ":payer", m->payer);
    query_int(q, ":balance", m->balance);
    query_text(q, ":person", who->person_id);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "statement.columns", id, NULL) : e;
}

enum err
statement_import_columns(struct db *db, struct arena *mem, const struct who *who, const char *id,
                         const struct statement_map *map)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, columns(db, mem, who, id, map)) : e;
}

/* ---- doing what it says ---- */

static enum err
decide(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *state, const char *detail)
{
    struct query *q = db_query(db, SQL_STATEMENT_DECIDE);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":state", state);
    query_text(q, ":person", who->person_id);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    if (e == ERR_OK && db_changes(db) != 1)
        return ERR_CONFLICT;
    return e == ERR_OK ? audit_note(db, mem, who, arena_printf(mem, "statement.%s", state), id, detail) : e;
}

static enum err
post(struct db *db, struct arena *mem, const struct who *who, const struct statement_import *s,
     const struct statement_row *r, const char **money_in_id)
{
    const struct statement_line *l = r->it;
    bool                         mpesa = strcmp(s->rail, "mpesa") == 0;
    enum direct_verdict          verdict;
    const struct direct          d = {
                 .channel = "statement",
                 .rail = s->rail,
                 .landlord_id = who->landlord_id,
                 .shortcode = s->account,
                 .receipt_no = mpesa ? l->receipt_no : NULL,
                 .ref = mpesa           ? NULL
                        : l->receipt_no ? l->receipt_no
                                        : l->ref,
                 .bill_ref = l->bill_ref,
                 .msisdn = l->phone ? l->phone : "",
                 .payer_name = l->payer,
                 .amount = l->amount,
                 .paid_at = l->at,
                 .lease_id = r->lease_id,
                 .how = "account",
                 .money_in_id = money_in_id,
    };
    enum err e = direct_money(db, mem, &d, &verdict);

    return e == ERR_OK && verdict != DIRECT_POSTED && verdict != DIRECT_WAITING ? ERR_CONFLICT : e;
}

static enum err
line_add(struct db *db, const struct who *who, const struct statement_import *s, const struct statement_row *r,
         const char *verdict, const char *money_in_id)
{
    const struct statement_line *l = r->it;
    struct query                *q = db_query(db, SQL_STATEMENT_LINE_ADD);

    scope_landlord(q, who);
    query_text(q, ":import_id", s->id);
    query_int(q, ":line", l->line);
    query_text(q, ":rail", s->rail);
    query_text(q, ":account", s->account);
    query_text(q, ":identity", r->identity);
    query_text(q, ":day", l->day);
    query_int(q, ":at", l->at);
    query_money(q, ":amount_cents", l->amount);
    query_text(q, ":receipt_no", l->receipt_no);
    query_text(q, ":ref", l->ref);
    query_text(q, ":narration", l->narration);
    query_text(q, ":payer", l->payer);
    query_text(q, ":phone", l->phone);
    query_text(q, ":bill_ref", l->bill_ref);
    if (l->has_balance)
        query_money(q, ":balance_cents", l->balance);
    else
        query_null(q, ":balance_cents");
    query_text(q, ":verdict", verdict);
    query_text(q, ":money_in_id", money_in_id);
    return query_run(q);
}

static enum err
do_row(struct db *db, struct arena *mem, const struct who *who, const struct statement_import *s,
       const struct statement_row *r, bool *asked)
{
    const char *money_in_id = r->money_in_id, *id;
    enum err    e = ERR_OK;

    switch (r->verdict) {
    case VERDICT_POST:
    case VERDICT_TRAY:
        e = post(db, mem, who, s, r, &money_in_id);
        return e == ERR_OK ? line_add(db, who, s, r, "posted", money_in_id) : e;
    case VERDICT_KNOWN: return line_add(db, who, s, r, "known", money_in_id);
    case VERDICT_ASK:
        *asked = true;
        e = enquiry_ask(db, mem, who, r->it->receipt_no, NULL, &id);
        return e == ERR_OK ? line_add(db, who, s, r, "asked", NULL) : e;
    case VERDICT_NOT_MONEY: return r->it->amount.cents ? line_add(db, who, s, r, "not_money", NULL) : ERR_OK;
    default: return ERR_OK;
    }
}

static enum err
do_rows(struct db *db, const struct who *who, const struct statement_import *s, bool *asked)
{
    struct arena *scratch = arena_new(SCRATCH_MOST); /* matching a lease reads every unit */
    enum err      e = ERR_OK;

    for (size_t i = 0; e == ERR_OK && i < s->it.count; i++) {
        e = do_row(db, scratch, who, s, &s->rows[i], asked);
        arena_reset(scratch);
    }
    arena_free(scratch);
    return e;
}

static enum err
apply(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *seen,
      enum statement_answer *answer, bool *asked, struct statement_import *s)
{
    enum err e = statement_import_load(db, mem, who, id, s);

    if (e != ERR_OK)
        return e;
    *answer = strcmp(s->state, "draft") != 0         ? STATEMENT_DECIDED
              : s->it.wrong || s->it.unknown         ? STATEMENT_UNREADABLE
              : seen && strcmp(seen, s->digest) != 0 ? STATEMENT_CHANGED
                                                     : STATEMENT_APPLIED;
    if (*answer != STATEMENT_APPLIED)
        return ERR_OK;
    e = do_rows(db, who, s, asked);
    if (e == ERR_OK)
        e = decide(db, mem, who, id, "applied",
                   arena_printf(mem, "%lld posted, %lld known, %lld asked, %lld repeated, %lld wrong",
                                (long long)(s->counts[VERDICT_POST] + s->counts[VERDICT_TRAY]),
                                (long long)s->counts[VERDICT_KNOWN], (long long)s->counts[VERDICT_ASK],
                                (long long)s->counts[VERDICT_AGAIN], (long long)s->counts[VERDICT_WRONG]));
    return e;
}

enum err
statement_import_apply(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *digest,
                       enum statement_answer *answer, bool *asked, struct statement_import *out)
{
    enum err e = db_begin(db);

    *asked = false;
    if (e != ERR_OK)
        return e;
    e = db_end(db, apply(db, mem, who, id, digest, answer, asked, out));
    if (e == ERR_OK && *answer == STATEMENT_APPLIED)
        log_event(LOG_INFO, "statement.applied", "statement", id, "landlord", who->landlord_id, "lines",
                  I64((int64_t)out->it.count), "cents", I64(out->posted.cents), NULL);
    return e;
}

enum err
statement_import_discard(struct db *db, struct arena *mem, const struct who *who, const char *id)
{
    struct statement_import s;
    enum err                e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = statement_import_load(db, mem, who, id, &s);
    return db_end(db, e == ERR_OK ? decide(db, mem, who, id, "discarded", NULL) : e);
}
