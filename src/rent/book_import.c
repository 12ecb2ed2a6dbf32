#include "rent/book_import.h"

#include <string.h>

#include "base/clock.h"
#include "base/csv.h"
#include "base/log.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/book_private.h"
#include "rent/opening.h"
#include "rent/property.h"
#include "rent/scope.h"
#include "rent/tenant.h"

enum { DRAFT_KEPT_S = 30 * 24 * 3600 };

static const char *
actor(const struct who *who)
{
    return who->person_id ? who->person_id : "command line";
}

static enum err
keep(struct db *db, struct arena *mem, const struct who *who, const char *text, const char *id)
{
    struct query *q = db_query(db, SQL_BOOK_IMPORT_FORGET);

    scope_landlord(q, who);
    query_int(q, ":before", clock_now() - DRAFT_KEPT_S);
    enum err e = query_run(q);
    if (e != ERR_OK)
        return e;
    q = db_query(db, SQL_BOOK_IMPORT_ADD);
    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":text", text);
    query_text(q, ":person", actor(who));
    query_int(q, ":now", clock_now());
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "import.kept", id, NULL) : e;
}

enum err
book_import_add(struct db *db, struct arena *mem, const struct who *who, const char *bytes, size_t n, const char **id)
{
    const char *text = n <= BOOK_TEXT_MOST ? csv_utf8(mem, bytes, n) : NULL;

    if (!text)
        return n <= BOOK_TEXT_MOST ? ERR_INPUT : ERR_TOO_LARGE;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, keep(db, mem, who, text, *id)) : e;
}

enum err
book_import_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct book_import *out)
{
    struct query *q = db_query(db, SQL_BOOK_IMPORT_LOAD);

    *out = (struct book_import){0};
    scope_landlord(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    out->id = row_text(q, mem, "id");
    out->state = row_text(q, mem, "state");
    out->text = row_text(q, mem, "text");
    out->made_name = row_text(q, mem, "made_name");
    out->decided_name = row_text(q, mem, "decided_name");
    out->made_at = row_int(q, "made_at");
    out->decided_at = row_int(q, "decided_at");
    e = query_end(q);
    if (e != ERR_OK || strcmp(out->state, "draft") != 0)
        return e;
    e = book_read(mem, out->text, out);
    return e == ERR_OK ? book_judge(db, mem, who, out) : e;
}

static enum err
decide(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *state, const char *detail)
{
    struct query *q = db_query(db, SQL_BOOK_IMPORT_DECIDE);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":state", state);
    query_text(q, ":person", actor(who));
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    if (e == ERR_OK && db_changes(db) != 1)
        return ERR_CONFLICT;
    return e == ERR_OK ? audit_note(db, mem, who, arena_printf(mem, "import.%s", state), id, detail) : e;
}

/* ---- making what it says ---- */

static enum err
make_tenant(struct db *db, struct arena *mem, const struct who *who, struct book_row *r)
{
    const struct tenant_new t = {r->tenant, r->phone, r->email, r->locale};

    return r->new_tenant ? tenant_add(db, mem, who, &t, &r->tenant_id) : ERR_OK;
}

static enum err
make_lease(struct db *db, struct arena *mem, const struct who *who, struct book_row *r)
{
    const struct lease_new l = {.tenant_id = r->tenant_id,
                                .unit_id = r->unit_id,
                                .start_date = r->start,
                                .rent = r->rent,
                                .deposit = r->deposit,
                                .due_day = r->due_day};

    return r->new_lease ? lease_add(db, mem, who, &l, &r->lease_id) : ERR_OK;
}

static enum err
make_opening(struct db *db, struct arena *mem, const struct who *who, struct book_row *r)
{
    const struct opening_new o = {.lease_id = r->lease_id, .balance = r->balance, .deposit = r->held};
    enum opening_answer      answer = OPENING_SET;
    const char              *id;
    enum err                 e = r->new_opening ? opening_set(db, mem, who, &o, &answer, &id) : ERR_OK;

    return e == ERR_OK && answer != OPENING_SET ? ERR_CONFLICT : e;
}

/* What an earlier row has made has its id there. */
static enum err
make_row(struct db *db, struct arena *mem, const struct who *who, struct book_row *rows, size_t i)
{
    struct book_row *r = &rows[i];
    enum err         e = ERR_OK;

    if (r->new_property)
        e = property_add(db, mem, who, r->property, NULL, &r->property_id);
    if (!r->property_id)
        r->property_id = rows[r->property_row].property_id;
    if (e == ERR_OK && r->new_unit)
        e = unit_add(db, mem, who, r->property_id, r->unit, r->rent, &r->unit_id);
    if (e == ERR_OK)
        e = make_tenant(db, mem, who, r);
    if (!r->tenant_id)
        r->tenant_id = rows[r->tenant_row].tenant_id;
    if (e == ERR_OK)
        e = make_lease(db, mem, who, r);
    return e == ERR_OK ? make_opening(db, mem, who, r) : e;
}

static enum book_answer
judge(const struct book_import *b, const char *digest)
{
    if (strcmp(b->state, "draft") != 0)
        return BOOK_DECIDED;
    if (b->wrong || b->counts.wrong)
        return BOOK_WRONG;
    return digest && strcmp(digest, b->digest) != 0 ? BOOK_CHANGED : BOOK_APPLIED;
}

static enum err
apply(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *digest,
      enum book_answer *answer, struct book_import *b)
{
    enum err e = book_import_load(db, mem, who, id, b);

    if (e != ERR_OK)
        return e;
    *answer = judge(b, digest);
    if (*answer != BOOK_APPLIED)
        return ERR_OK;
    for (int64_t i = 0; e == ERR_OK && i < b->counts.rows; i++)
        e = make_row(db, mem, who, b->rows, (size_t)i);
    const struct book_counts *n = &b->counts;
    if (e == ERR_OK)
        e = decide(db, mem, who, id, "applied",
                   arena_printf(mem, "%lld properties, %lld units, %lld tenants, %lld leases, %lld opening balances",
                                (long long)n->properties, (long long)n->units, (long long)n->tenants,
                                (long long)n->leases, (long long)n->openings));
    return e;
}

enum err
book_import_apply(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *digest,
                  enum book_answer *answer, struct book_import *out)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = db_end(db, apply(db, mem, who, id, digest, answer, out));
    if (e == ERR_OK && *answer == BOOK_APPLIED)
        log_event(LOG_INFO, "import.applied", "import", id, "landlord", who->landlord_id, "rows", I64(out->counts.rows),
                  NULL);
    return e;
}

enum err
book_import_discard(struct db *db, struct arena *mem, const struct who *who, const char *id)
{
    struct book_import b;
    enum err           e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = book_import_load(db, mem, who, id, &b);
    return db_end(db, e == ERR_OK ? decide(db, mem, who, id, "discarded", NULL) : e);
}
