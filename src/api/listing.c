#include "api/listing.h"

#include <string.h>

#include "web/api.h"

int64_t
listing_limit(const struct form *f)
{
    return form_text(f, LISTING_LIMIT) ? form_int(f, LISTING_LIMIT) : PAGE_ROWS_STANDARD;
}

struct json_writer
listing_begin(struct arena *mem)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_open(&w, "items", '[');
    return w;
}

enum err
listing_end(struct json_writer *w, struct response *rs, const char *next)
{
    json_close(w);
    json_put_text(w, "nextCursor", next);
    json_close(w);
    return api_ok(rs, 200, w);
}

static const void *
row_at(const void *rows, size_t size, size_t i)
{
    return (const char *)rows + i * size;
}

static const char *
row_id(const void *row)
{
    const char *id;

    memcpy(&id, row, sizeof id);
    return id;
}

/* Where the page begins: after the row that the cursor names; `count` + 1 when it names none. */
static size_t
page_start(const char *cursor, const void *rows, size_t count, size_t size)
{
    if (!cursor)
        return 0;
    for (size_t i = 0; i < count; i++)
        if (strcmp(row_id(row_at(rows, size, i)), cursor) == 0)
            return i + 1;
    return count + 1;
}

enum err
listing_rows(const struct form *f, struct request *rq, struct response *rs, const void *rows, size_t count, size_t size,
             put_row *put)
{
    size_t from = page_start(form_text(f, LISTING_CURSOR), rows, count, size);
    if (from > count)
        return ERR_INPUT;

    size_t             limit = (size_t)listing_limit(f);
    size_t             to = count - from > limit ? from + limit : count;
    struct json_writer w = listing_begin(rq->mem);

    for (size_t i = from; i < to; i++) {
        json_open(&w, NULL, '{');
        put(&w, row_at(rows, size, i));
        json_close(&w);
    }
    return listing_end(&w, rs, to < count ? row_id(row_at(rows, size, to - 1)) : NULL);
}
