#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "web/form.h"
#include "web/upload.h"

#define TYPE               "multipart/form-data; boundary=AaB03x"
#define FIELD(name, value) "--AaB03x\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(name, file, value)                                                                                   \
    "--AaB03x\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file                                  \
    "\"\r\nContent-Type: text/csv\r\n\r\n" value "\r\n"
#define END "--AaB03x--\r\n"

static struct arena *mem;

static int
begin(void **state)
{
    (void)state;
    mem = arena_new(64 << 20);
    return 0;
}

static int
end(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static struct request
request(const char *type, const char *body, size_t n)
{
    return (struct request){.mem = mem,
                            .content_type = "multipart/form-data",
                            .content_header = type,
                            .body = arena_strndup(mem, body, n),
                            .body_len = n};
}

static enum err
parse(struct request *rq, const char *type, const char *body)
{
    *rq = request(type, body, strlen(body));
    return upload_parse(rq);
}

static void
fields_and_files_are_told_apart(void **state)
{
    struct request rq;

    (void)state;
    assert_int_equal(parse(&rq, TYPE,
                           "preamble\r\n" FIELD("csrf", "abc") FIELD("note", "two\r\nlines \u00e9")
                               FILE_PART("file", "../../etc/passwd", "a,b\n1,2\n") FILE_PART("empty", "", "") END),
                     ERR_OK);
    assert_string_equal(request_field(&rq, "csrf"), "abc");
    assert_string_equal(request_field(&rq, "note"), "two\r\nlines \u00e9");
    assert_null(request_field(&rq, "file"));
    const struct file *f = request_file(&rq, "file");
    assert_non_null(f);
    assert_int_equal(f->len, 8);
    assert_memory_equal(f->bytes, "a,b\n1,2\n", 8);
    assert_null(request_file(&rq, "empty"));
    assert_null(request_file(&rq, "csrf"));
}

static void
the_first_of_two_counts(void **state)
{
    struct request rq;

    (void)state;
    assert_int_equal(parse(&rq, TYPE,
                           FIELD("a", "first") FIELD("a", "second") FILE_PART("f", "x", "one")
                               FILE_PART("f", "y", "two") END),
                     ERR_OK);
    assert_string_equal(request_field(&rq, "a"), "first");
    assert_memory_equal(request_file(&rq, "f")->bytes, "one", 3);
}

static void
bytes_of_a_file_stay_as_they_are(void **state)
{
    static const char body[] = FILE_PART("f", "x.bin", "\0\xff--AaB03\r\n--AaB03\r\n\x1a\r\n\r\n") END;
    struct request    rq = request(TYPE, body, sizeof body - 1);

    (void)state;
    assert_int_equal(upload_parse(&rq), ERR_OK);
    assert_int_equal(request_file(&rq, "f")->len, 25);
    assert_memory_equal(request_file(&rq, "f")->bytes, "\0\xff--AaB03\r\n--AaB03\r\n\x1a\r\n\r\n", 25);
}

static void
a_form_table_reads_it(void **state)
{
    static const struct field table[] = {{"name", FIELD_TEXT, REQUIRED, 0, 0, NULL, NULL},
                                         {"lines", FIELD_LINES, OPTIONAL, 0, 0, NULL, NULL},
                                         {"amount", FIELD_MONEY, REQUIRED, 0, 0, NULL, NULL}};
    struct request            rq;
    struct form               f;

    (void)state;
    assert_int_equal(parse(&rq, TYPE, FIELD("name", " Jane ") FIELD("lines", "a\r\n b") FIELD("amount", "12,500") END),
                     ERR_OK);
    assert_int_equal(form_read(&f, &rq, table, COUNT(table)), ERR_OK);
    assert_string_equal(form_text(&f, 0), "Jane");
    assert_string_equal(form_text(&f, 1), "a\r\n b");
    assert_int_equal(form_money(&f, 2).cents, 1250000);
}

static void
what_is_broken_is_refused(void **state)
{
    static const struct {
        const char *type, *body;
    } cases[] = {
        {"multipart/form-data", FIELD("a", "1") END},
        {"multipart/form-data; boundary=", FIELD("a", "1") END},
        {"multipart/form-data; boundary=other", FIELD("a", "1") END},
        {"multipart/form-data; boundary=AaB03x\r\nX-Other: 1", FIELD("a", "1") END},
        {NULL, FIELD("a", "1") END},
        {TYPE, ""},
        {TYPE, END},
        {TYPE, "no part at all"},
        {TYPE, FIELD("a", "1")},                                          /* no end */
        {TYPE, "--AaB03x\r\nContent-Disposition: form-data; name=\"a\""}, /* cut in the headers */
        {TYPE, "--AaB03x\r\n\r\nno name\r\n" END},
        {TYPE, "--AaB03x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n" END},
        {TYPE, "--AaB03x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" END},
        {TYPE, FIELD("a", "\xff\xfe") END}, /* no UTF-8 */
        {TYPE, "--AaB03x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed; "
               "boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n" END},
        {TYPE, "--AaB03x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: message/rfc822\r\n\r\n"
               "Subject: x\r\n\r\nx\r\n" END},
    };
    struct request rq;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (parse(&rq, cases[i].type, cases[i].body) != ERR_INPUT)
            fail_msg("case %zu is taken", i);
}

static void
a_nul_is_no_text(void **state)
{
    static const char body[] = FIELD("a", "x\0y") END;
    struct request    rq = request(TYPE, body, sizeof body - 1);

    (void)state;
    assert_int_equal(upload_parse(&rq), ERR_INPUT);
}

static enum err
parse_many(const char *part, size_t times)
{
    struct buf     body = buf_new(mem, 16 << 20);
    struct request rq;

    for (size_t i = 0; i < times; i++)
        buf_str(&body, part);
    buf_str(&body, END);
    rq = request(TYPE, body.bytes, body.len);
    return upload_parse(&rq);
}

static void
too_many_parts_are_refused(void **state)
{
    (void)state;
    assert_int_equal(parse_many(FIELD("a", "1"), UPLOAD_PARTS_MOST), ERR_OK);
    assert_int_equal(parse_many(FIELD("a", "1"), UPLOAD_PARTS_MOST + 1), ERR_INPUT);
    assert_int_equal(parse_many(FIELD("a", "1"), 1000), ERR_INPUT);
    assert_int_equal(parse_many(FILE_PART("f", "x", "1"), REQUEST_FILES_MOST), ERR_OK);
    assert_int_equal(parse_many(FILE_PART("f", "x", "1"), REQUEST_FILES_MOST + 1), ERR_TOO_LARGE);
}

static void
huge_headers_are_refused(void **state)
{
    struct buf     body = buf_new(mem, 16 << 20);
    struct request rq;

    (void)state;
    buf_str(&body, "--AaB03x\r\nContent-Disposition: form-data; name=\"a\"\r\n");
    for (size_t i = 0; i < 100000; i++)
        buf_printf(&body, "X-%zu: y\r\n", i);
    buf_str(&body, "\r\n1\r\n" END);
    rq = request(TYPE, body.bytes, body.len);
    assert_int_equal(upload_parse(&rq), ERR_INPUT);
}

static void
a_file_has_its_limit(void **state)
{
    for (size_t over = 0; over <= 1; over++) {
        size_t     n = UPLOAD_FILE_MOST + over;
        struct buf body = buf_new(mem, 16 << 20);
        char      *bytes = malloc(n);

        (void)state;
        memset(bytes, 'x', n);
        buf_str(&body, "--AaB03x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n");
        buf_add(&body, bytes, n);
        buf_str(&body, "\r\n" END);
        struct request rq = request(TYPE, body.bytes, body.len);
        assert_int_equal(upload_parse(&rq), over ? ERR_TOO_LARGE : ERR_OK);
        if (!over)
            assert_int_equal(request_file(&rq, "f")->len, n);
        free(bytes);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fields_and_files_are_told_apart, begin, end),
        cmocka_unit_test_setup_teardown(the_first_of_two_counts, begin, end),
        cmocka_unit_test_setup_teardown(bytes_of_a_file_stay_as_they_are, begin, end),
        cmocka_unit_test_setup_teardown(a_form_table_reads_it, begin, end),
        cmocka_unit_test_setup_teardown(what_is_broken_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(a_nul_is_no_text, begin, end),
        cmocka_unit_test_setup_teardown(too_many_parts_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(huge_headers_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(a_file_has_its_limit, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
