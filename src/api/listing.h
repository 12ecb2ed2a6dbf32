/*
 * listing.h - every list of the API: ?limit=&cursor= in, {"items":[…],"nextCursor":null} out.
 */
#ifndef API_LISTING_H
#define API_LISTING_H

#include "api/call.h"
#include "base/json.h"
#include "rent/scope.h"

/* The fields of a list's query begin with these; filters of its own follow at LISTING_FIELDS. */
enum { LISTING_LIMIT = CALL_FIELDS, LISTING_CURSOR, LISTING_FIELDS };
/* clang-format off */
#define LISTING_QUERY                                                              \
    CALL_LANDLORD,                                                              \
    [LISTING_LIMIT] = {"limit", FIELD_INT, OPTIONAL, .least = 1, .most = PAGE_ROWS_MOST}, \
    [LISTING_CURSOR] = {"cursor", FIELD_TEXT, OPTIONAL, .least = 1, .most = 100}
/* clang-format on */

/* The rows asked for: limit as typed, or the usual. */
int64_t listing_limit(const struct form *f);

/* Begins and ends the answer around the caller's objects. */
struct json_writer  listing_begin(struct arena *mem);
MUST_CHECK enum err listing_end(struct json_writer *w, struct response *rs, const char *next);

/*
 * For lists that are loaded whole: cuts out the page that was asked for and writes it. Each of the `count`
 * rows, `size` bytes long, must begin with its id (const char *); the cursor is the id of the last row shown.
 * ERR_INPUT: a cursor that is no row's.
 */
typedef void        put_row(struct json_writer *w, const void *row);
MUST_CHECK enum err listing_rows(const struct form *f, struct request *rq, struct response *rs, const void *rows,
                                 size_t count, size_t size, put_row *put);

#endif
