/*
 * json.h - the one reader and the one writer of JSON; json.c is the only file that knows cJSON.
 *
 * Reading is guarded (threat-model.md 10): valid UTF-8, no NUL (raw or escaped), at most 16 levels deep, nothing after
 * the end, no key twice in one object, and numbers as JSON writes them. Keys are case-sensitive. Numbers are never read
 * through an int or printed through %g: a number is had as its decimal text, from a double that holds 15 significant
 * digits exactly; phones, 14-digit times and amounts all fit.
 *
 * A document belongs to the arena it was parsed into. Nodes are read with json_*; any of them may be handed NULL and
 * then finds nothing, so that paths can be written without an if between the steps.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct json; /* one value */

enum json_kind { JSON_NONE, JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

/* ERR_INPUT for anything the guard refuses; *why then names it for a person. The document lives in `mem`. */
MUST_CHECK enum err
json_parse(struct arena *mem, const char *bytes, size_t n, const struct json **out, const char **why);

enum json_kind json_kind(const struct json *j); /* JSON_NONE for NULL */

/* The member, or NULL when there is none or `j` is no object. */
const struct json *json_get(const struct json *j, const char *key);

/* Elements of an array, or members of an object, in order: for (e = json_first(j); e; e = json_next(e)). */
const struct json *json_first(const struct json *j);
const struct json *json_next(const struct json *j);
const char        *json_key(const struct json *member); /* NULL for an element of an array */

/* The text of a string; NULL for anything else. */
const char *json_string(const struct json *j);

/* A string as it is, a number as its shortest decimal text ("12500", "12500.5", "254712345678"), but zero as it was
 * written, so that nothing but the token 0 reads "0"; NULL for anything else. "" stays "". */
const char *json_text(const struct json *j);

/* A whole number, written as a number, |n| < 2^53: a double holds no more exactly. False otherwise. */
bool json_int(const struct json *j, int64_t *out);

/* True only for the literal true. */
bool json_true(const struct json *j);

/*
 * Writing: straight into a buffer, commas and quotes looked after.
 *
 *   struct json_writer w = json_writer_new(mem);
 *   json_open(&w, NULL, '{');
 *   json_put_text(&w, "id", id);
 *   json_open(&w, "items", '[');  json_put_int(&w, NULL, 1);  json_close(&w);
 *   json_close(&w);
 *   json_done(&w)  ->  {"id":"…","items":[1]}
 *
 * `key` is NULL inside an array and at the top. A NULL text is written as null.
 */
struct json_writer {
    struct buf out;
    char       open[24]; /* the closing bracket of each level */
    int        depth;
    bool       comma;
};

struct json_writer json_writer_new(struct arena *mem);
void               json_open(struct json_writer *w, const char *key, char bracket);
void               json_close(struct json_writer *w);
void               json_put_text(struct json_writer *w, const char *key, const char *text);
void               json_put_int(struct json_writer *w, const char *key, int64_t n);
void               json_put_bool(struct json_writer *w, const char *key, bool b);
void               json_put_null(struct json_writer *w, const char *key);
/* Bytes that are JSON already (a number's text, a stored document). */
void json_put_raw(struct json_writer *w, const char *key, const char *json);
/* The finished text; NULL when it grew past 1 MiB. Every bracket must be closed. */
const char *json_done(struct json_writer *w);

#endif
