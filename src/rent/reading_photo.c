/*
 * reading_photo.c - pictures of dials (contracts in reading.h). What they are is judged by their first bytes alone;
 * what the sender called them is not looked at.
 */
#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/reading.h"
#include "rent/scope.h"

const char *
reading_photo_type(const void *bytes, size_t n)
{
    const char *b = bytes;

    if (n > 3 && memcmp(b, "\xff\xd8\xff", 3) == 0)
        return "image/jpeg";
    if (n > 8 && memcmp(b, "\x89PNG\r\n\x1a\n", 8) == 0)
        return "image/png";
    if (n > 12 && memcmp(b, "RIFF", 4) == 0 && memcmp(b + 8, "WEBP", 4) == 0)
        return "image/webp";
    return NULL;
}

enum err
reading_photo_keep(struct db *db, struct arena *mem, const struct who *who, const void *bytes, size_t n,
                   const char **photo_id)
{
    const char *type = reading_photo_type(bytes, n);

    if (!type)
        return ERR_MEDIA;
    if (n > READING_PHOTO_MOST)
        return ERR_TOO_LARGE;
    *photo_id = random_id(arena_alloc(mem, ID_SIZE));
    struct query *q = db_query(db, SQL_READING_PHOTO_ADD);
    query_text(q, ":id", *photo_id);
    scope_landlord(q, who);
    query_text(q, ":type", type);
    query_blob(q, ":bytes", bytes, n);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    return query_run(q);
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const char *reading_id, const void *bytes, size_t n)
{
    struct reading r;
    const char    *photo;
    enum err       e = reading_load(db, mem, who, reading_id, &r);

    if (e == ERR_OK && r.photo_id)
        e = ERR_CONFLICT;
    if (e == ERR_OK)
        e = reading_photo_keep(db, mem, who, bytes, n, &photo);
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_READING_SET_PHOTO);
    scope_landlord(q, who);
    query_text(q, ":id", r.id);
    query_text(q, ":photo_id", photo);
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "reading.photo", r.id, NULL) : e;
}

enum err
reading_photo_add(struct db *db, struct arena *mem, const struct who *who, const char *reading_id, const void *bytes,
                  size_t n)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, add(db, mem, who, reading_id, bytes, n)) : e;
}

enum err
reading_photo(struct db *db, struct arena *mem, const struct who *who, const char *reading_id, const char **type,
              const void **bytes, size_t *n)
{
    struct query *q = db_query(db, SQL_READING_PHOTO);

    scope_both(q, who);
    query_text(q, ":id", reading_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *type = row_text(q, mem, "type");
    *bytes = row_blob(q, mem, "bytes", n);
    return query_end(q);
}
