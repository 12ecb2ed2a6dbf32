#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "api/listing.h"

struct row {
    const char *id;
    int64_t     n;
};

static const struct row rows[] = {{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}, {"e", 5}};

static void
put(struct json_writer *w, const void *row)
{
    const struct row *r = row;

    json_put_text(w, "id", r->id);
    json_put_int(w, "n", r->n);
}

static enum err
page(struct arena *mem, const char *query, size_t count, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct form               f;
    struct request            rq = {.mem = mem, .id = "t", .is_api = true};
    enum err                  e = request_parse_fields(mem, query, &rq.query);

    *rs = response_new(mem);
    if (e == ERR_OK)
        e = form_read_query(&f, &rq, fields, COUNT(fields));
    return e != ERR_OK ? e : listing_rows(&f, &rq, rs, rows, count, sizeof rows[0], put);
}

static void
a_page_begins_after_its_cursor_and_names_the_next(void **state)
{
    static const struct {
        const char *query;
        size_t      count;
        const char *want;
    } cases[] = {
        {"", 0, "{\"items\":[],\"nextCursor\":null}"},
        {"", 1, "{\"items\":[{\"id\":\"a\",\"n\":1}],\"nextCursor\":null}"},
        {"limit=2", 5, "{\"items\":[{\"id\":\"a\",\"n\":1},{\"id\":\"b\",\"n\":2}],\"nextCursor\":\"b\"}"},
        {"limit=2&cursor=b", 5, "{\"items\":[{\"id\":\"c\",\"n\":3},{\"id\":\"d\",\"n\":4}],\"nextCursor\":\"d\"}"},
        {"limit=2&cursor=c", 5, "{\"items\":[{\"id\":\"d\",\"n\":4},{\"id\":\"e\",\"n\":5}],\"nextCursor\":null}"},
        {"limit=2&cursor=e", 5, "{\"items\":[],\"nextCursor\":null}"},
    };
    struct arena *mem = arena_new(4 * 1024 * 1024);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct response rs;
        assert_int_equal(page(mem, cases[i].query, cases[i].count, &rs), ERR_OK);
        const char *want = arena_printf(mem, "{\"success\":true,\"data\":%s}", cases[i].want);
        assert_string_equal(rs.body.bytes, want);
        assert_int_equal(rs.status, 200);
        arena_reset(mem);
    }
    arena_free(mem);
}

static void
a_cursor_or_limit_that_is_none_is_refused(void **state)
{
    struct arena   *mem = arena_new(1024 * 1024);
    struct response rs;

    (void)state;
    assert_int_equal(page(mem, "cursor=z", COUNT(rows), &rs), ERR_INPUT);
    assert_int_equal(page(mem, "limit=0", COUNT(rows), &rs), ERR_FIELD);
    assert_int_equal(page(mem, "limit=201", COUNT(rows), &rs), ERR_FIELD);
    assert_int_equal(page(mem, "limit=ten", COUNT(rows), &rs), ERR_FIELD);
    arena_free(mem);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_begins_after_its_cursor_and_names_the_next),
        cmocka_unit_test(a_cursor_or_limit_that_is_none_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
