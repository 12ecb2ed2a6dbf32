#include "rent/audit.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"

static const char genesis[] = "0000000000000000000000000000000000000000000000000000000000000000";

struct note {
    int64_t     id, at;
    const char *person_id, *landlord_id, *action, *subject, *detail, *prev_hash;
};

static const char *
or_empty(const char *text)
{
    return text ? text : "";
}

static const char *
note_hash(struct arena *mem, const struct note *n)
{
    const char *text = arena_printf(mem, "%s\n%" PRId64 "|%" PRId64 "|%s|%s|%s|%s|%s", n->prev_hash, n->id, n->at,
                                    or_empty(n->person_id), or_empty(n->landlord_id), n->action, or_empty(n->subject),
                                    or_empty(n->detail));

    return sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), text, strlen(text));
}

static enum err
last_note(struct db *db, struct arena *mem, int64_t *id, const char **hash)
{
    struct query *q = db_query(db, SQL_AUDIT_LAST);
    enum err      e = query_one(q);

    *id = 0;
    *hash = genesis;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *id = row_int(q, "id");
    *hash = row_text(q, mem, "hash");
    return query_end(q);
}

static enum err
add(struct db *db, struct arena *mem, struct note *n)
{
    int64_t  last;
    enum err e = last_note(db, mem, &last, &n->prev_hash);

    if (e != ERR_OK)
        return e;
    n->id = last + 1;
    struct query *q = db_query(db, SQL_AUDIT_ADD);
    query_int(q, ":id", n->id);
    query_int(q, ":at", n->at);
    query_text(q, ":person_id", n->person_id);
    query_text(q, ":landlord_id", n->landlord_id);
    query_text(q, ":action", n->action);
    query_text(q, ":subject", n->subject);
    query_text(q, ":detail", n->detail);
    query_text(q, ":prev_hash", n->prev_hash);
    query_text(q, ":hash", note_hash(mem, n));
    return query_run(q);
}

enum err
audit_note(struct db *db, struct arena *mem, const struct who *who, const char *action, const char *subject,
           const char *detail)
{
    struct note n = {.at = clock_now(), .action = action, .subject = subject, .detail = detail};
    enum err    e = db_begin(db);

    if (e != ERR_OK)
        return e;
    if (who) {
        n.person_id = who->person_id;
        n.landlord_id = who->landlord_id;
    }
    return db_end(db, add(db, mem, &n));
}

enum err
audit_verify(struct db *db, struct arena *mem, int64_t *bad)
{
    const char *ignored, *prev_hash = genesis;
    int64_t     last;
    enum err    e = last_note(db, mem, &last, &ignored);

    for (int64_t id = 1; e == ERR_OK && id <= last; id++) {
        struct query *q = db_query(db, SQL_AUDIT_LOAD);
        *bad = id;
        query_int(q, ":id", id);
        e = query_one(q);
        if (e != ERR_OK)
            return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
        struct note n = {id,
                         row_int(q, "at"),
                         row_text(q, mem, "person_id"),
                         row_text(q, mem, "landlord_id"),
                         row_text(q, mem, "action"),
                         row_text(q, mem, "subject"),
                         row_text(q, mem, "detail"),
                         row_text(q, mem, "prev_hash")};
        const char *hash = row_text(q, mem, "hash");
        e = query_end(q);
        if (strcmp(n.prev_hash, prev_hash) != 0 || strcmp(hash, note_hash(mem, &n)) != 0)
            return ERR_CONFLICT;
        prev_hash = hash;
    }
    return e;
}
