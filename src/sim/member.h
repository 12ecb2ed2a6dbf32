/*
 * member.h - JSON objects into structs and back, by a table: how every body of the control API is read.
 *
 * Strict: a member that the table does not name, or of the wrong kind, is refused with a sentence that says
 * so; a typing error in a test's script should not look like a passing test.
 */
#ifndef SIM_MEMBER_H
#define SIM_MEMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/json.h"

enum member_kind {
    MEMBER_TEXT,     /* const char *: a string, or a number's text; JSON null leaves NULL */
    MEMBER_NULLABLE, /* const char *: likewise, but JSON null gives member_null */
    MEMBER_COUNT,    /* int64_t: a whole number, 0 or more */
    MEMBER_BOOL,     /* bool */
    MEMBER_MAYBE,    /* enum maybe */
    MEMBER_CHOICE,   /* int: position in `choices` */
    MEMBER_OBJECT,   /* a struct, read by `table` */
    MEMBER_MONEY,    /* struct money: "1250.50" or 1250.5 */
    MEMBER_PAIRS,    /* struct pair *: an object of texts, with any keys */
};

/* One member of a MEMBER_PAIRS object; a null value is NULL. */
struct pair {
    struct pair *next;
    const char  *key, *value;
};

/* The pair with that key, or NULL. */
const struct pair *pair_find(const struct pair *pairs, const char *key);

enum maybe { MAYBE_UNSAID, MAYBE_NO, MAYBE_YES };

/* Stands for a null that was said. Compare the pointer. */
extern const char member_null[];

struct member {
    const char          *name;
    enum member_kind     kind;
    size_t               offset;
    const char *const   *choices; /* NULL-terminated */
    const struct member *table;   /* ended by a member without a name */
};

/* What is not there leaves its slot as it was. Text is copied into `mem`. False with a sentence in *why (in
 * `mem`). */
bool members_read(struct arena *mem, const struct json *from, const struct member *table, void *into, const char **why);

/* Writes the members into the object that is open. */
void members_write(struct json_writer *w, const struct member *table, const void *from);

#endif
