#include "rent/recovery.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/random.h"
#include "rent/audit.h"

/* The same for every way to write it: capitals, and the letters that look like digits. */
static const char *
code_hash(struct arena *mem, const char *code)
{
    char *plain = arena_strdup(mem, code);

    for (char *p = plain; *p; p++) {
        *p = (char)tolower((unsigned char)*p);
        *p = *p == 'o' ? '0' : *p == 'i' || *p == 'l' ? '1' : *p;
    }
    return sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), plain, strlen(plain));
}

static enum err
add(struct db *db, struct arena *mem, const char *person_id, const char *code)
{
    struct query *q = db_query(db, SQL_RECOVERY_CODE_ADD);

    query_text(q, ":person_id", person_id);
    query_text(q, ":code_hash", code_hash(mem, code));
    return query_run(q);
}

enum err
recovery_make(struct db *db, struct arena *mem, const char *person_id, const char *codes[RECOVERY_CODES])
{
    enum err e = ERR_OK;

    for (int i = 0; e == ERR_OK && i < RECOVERY_CODES; i++) {
        char code[ID_SIZE];
        e = add(db, mem, person_id, random_id(code));
        codes[i] = arena_printf(mem, "%.4s-%.4s-%.4s-%.4s", code, code + 4, code + 8, code + 12);
    }
    return e;
}

bool
recovery_is_shaped(const char *code)
{
    return strlen(code) == ID_LEN;
}

enum err
recovery_use(struct db *db, struct arena *mem, const struct who *who, const char *code, bool *right)
{
    struct query *q = db_query(db, SQL_RECOVERY_CODE_USE);

    query_text(q, ":person_id", who->person_id);
    query_text(q, ":code_hash", code_hash(mem, code));
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    *right = e == ERR_OK && db_changes(db) == 1;
    return *right ? audit_note(db, mem, who, "second_factor.recovery_used", who->person_id, NULL) : e;
}
