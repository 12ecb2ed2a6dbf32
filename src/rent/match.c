#include "rent/match.h"

#include <ctype.h>
#include <string.h>

#include "rent/scope.h"

/* People write what the thing is before its name. */
static const char *const fillers[] = {"BLOCK", "BLK",  "HOUSE", "HSE",    "UNIT", "ROOM",
                                      "RM",    "FLAT", "APT",   "NUMBER", "NO",   "SHOP"};

static bool
is_filler(const char *word)
{
    for (size_t i = 0; i < COUNT(fillers); i++)
        if (strcmp(word, fillers[i]) == 0)
            return true;
    return false;
}

/* O and I are typed for 0 and 1, and the other way round: one of each pair stands for both. */
static char
fold(char c)
{
    c = (char)toupper((unsigned char)c);
    return c == 'O' ? '0' : c == 'I' ? '1' : c;
}

static void
add_word(char *out, const char *word)
{
    size_t n = strlen(out);

    if (is_filler(word))
        return;
    for (; *word && n < MATCH_TEXT_SIZE - 1; word++)
        out[n++] = fold(*word);
    out[n] = '\0';
}

const char *
match_normalise(char out[MATCH_TEXT_SIZE], const char *typed)
{
    char   word[MATCH_TEXT_SIZE];
    size_t n = 0;

    out[0] = '\0';
    for (const char *p = typed;; p++) {
        if (isalnum((unsigned char)*p)) {
            if (n < sizeof word - 1)
                word[n++] = (char)toupper((unsigned char)*p);
            continue;
        }
        word[n] = '\0';
        add_word(out, word);
        n = 0;
        if (!*p)
            return out;
    }
}

struct candidate {
    const char *lease_id, *ref, *label, *property;
};

static bool
equals(const char *wanted, struct arena *mem, const char *before, size_t n, const char *label)
{
    char text[MATCH_TEXT_SIZE];

    return strcmp(wanted, match_normalise(text, arena_printf(mem, "%.*s %s", (int)n, before, label))) == 0;
}

static const char *
initials(struct arena *mem, const char *name)
{
    char  *out = arena_alloc(mem, 9);
    size_t n = 0;

    for (const char *p = name; *p && n < 8; p++)
        if (isalnum((unsigned char)*p) && (p == name || p[-1] == ' '))
            out[n++] = *p;
    return out;
}

static bool
answers_to(struct arena *mem, const struct candidate *c, const char *wanted)
{
    const char *short_name = initials(mem, c->property);

    return equals(wanted, mem, "", 0, c->ref) || equals(wanted, mem, "", 0, c->label) ||
           equals(wanted, mem, c->property, strlen(c->property), c->label) ||
           equals(wanted, mem, c->property, strcspn(c->property, " "), c->label) ||
           equals(wanted, mem, short_name, strlen(short_name), c->label);
}

enum err
match_lease(struct db *db, struct arena *mem, const char *landlord_id, const char *typed, const char **lease_id)
{
    char          wanted[MATCH_TEXT_SIZE];
    int           found = 0;
    struct query *q = db_query(db, SQL_MATCH_CANDIDATES);

    *lease_id = NULL;
    match_normalise(wanted, typed);
    query_text(q, ":landlord_id", landlord_id);
    scope_today(q);
    while (query_next(q)) {
        struct candidate c = {row_text(q, mem, "lease_id"), row_text(q, mem, "account_ref"), row_text(q, mem, "label"),
                              row_text(q, mem, "property_name")};
        if (*wanted && answers_to(mem, &c, wanted)) {
            *lease_id = c.lease_id;
            found++;
        }
    }
    if (found != 1)
        *lease_id = NULL;
    return query_end(q);
}
