#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/csv.h"

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

/* The whole table as one text: cells with '|' between, rows with '/'. */
static const char *
flat(const struct csv *t)
{
    struct buf out = buf_new(mem, 1 << 20);

    for (size_t i = 0; i < t->count; i++) {
        for (size_t k = 0; k < t->rows[i].count; k++)
            buf_printf(&out, "%s%s", k ? "|" : "", t->rows[i].cells[k]);
        buf_str(&out, "/");
    }
    return out.bytes;
}

static void
tables_are_read_as_programs_write_them(void **state)
{
    static const struct {
        const char *text, *flat;
        char        separator;
    } cases[] = {
        {"", "", ','},
        {"\n\r\n \n", "", ','},
        {"a,b\n1,2\n", "a|b/1|2/", ','},
        {"a,b\r\n1,2", "a|b/1|2/", ','},
        {"a,b\r1,2\r", "a|b/1|2/", ','},
        {"a;b\n\"1,5\";2", "a|b/1,5|2/", ';'},
        {"a\tb\n1,5\t2", "a|b/1,5|2/", '\t'},
        {"sep=;\na,x;b,y,z\n1;2\n", "a,x|b,y,z/1|2/", ';'},
        {"\"a,b,c\";b\n", "a,b,c|b/", ';'},
        {"\xEF\xBB\xBF"
         "a,b\n",
         "a|b/", ','},
        {" a , \" b \"\n", "a| b /", ','},
        {"\"say \"\"hi\"\"\",\"two\nlines\"\nx,\n", "say \"hi\"|two\nlines/x|/", ','},
        {"a,b\n,\n\n1,2\n", "a|b/1|2/", ','},
        {"Caf\xE9,\x93x\x94\n", "Caf\u00e9|\u201cx\u201d/", ','}, /* Windows-1252 */
    };
    struct csv t;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(csv_read(mem, cases[i].text, strlen(cases[i].text), 100, &t), ERR_OK);
        assert_string_equal(flat(&t), cases[i].flat);
        assert_int_equal(t.separator, cases[i].separator);
    }
    static const char utf16[] = "\xFF\xFE"
                                "a\0,\0b\0\n\0";
    assert_int_equal(csv_read(mem, utf16, sizeof utf16 - 1, 100, &t), ERR_OK);
    assert_string_equal(flat(&t), "a|b/");
}

static void
lines_are_counted(void **state)
{
    static const char text[] = "head\n\n\"two\nlines\"\nlast\n";
    struct csv        t;

    (void)state;
    assert_int_equal(csv_read(mem, text, sizeof text - 1, 100, &t), ERR_OK);
    assert_int_equal(t.count, 3);
    assert_int_equal(t.rows[0].line, 1);
    assert_int_equal(t.rows[1].line, 3);
    assert_int_equal(t.rows[2].line, 5);
}

static void
what_is_broken_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *text;
        size_t      n;
        int64_t     line;
    } cases[] = {
        {"a,b\n\"open,c\nd,e\n", 16, 2},
        {"a,b\nc,d\nx\"y\"z,1\n", 16, 3},
        {"a\0b", 3, 1},
        {"\xFF\xFE"
         "a",
         3, 1},
        {"PK\x03\x04\0\0", 6, 1},
    };
    struct csv t;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(csv_read(mem, cases[i].text, cases[i].n, 100, &t), ERR_INPUT);
        assert_non_null(t.wrong);
        assert_int_equal(t.line, cases[i].line);
    }
    assert_int_equal(csv_read(mem, "1\n2\n3\n4\n", 8, 3, &t), ERR_INPUT);
    assert_int_equal(t.line, 4);
}

static void
what_is_too_wide_is_refused(void **state)
{
    struct csv t;
    char       wide[CSV_COLUMNS_MOST + 2], *cell = malloc(CSV_CELL_MOST + 1);

    (void)state;
    memset(wide, ',', sizeof wide);
    assert_int_equal(csv_read(mem, wide, CSV_COLUMNS_MOST - 1, 10, &t), ERR_OK);
    assert_int_equal(csv_read(mem, wide, CSV_COLUMNS_MOST, 10, &t), ERR_INPUT);
    memset(cell, 'x', CSV_CELL_MOST + 1);
    assert_int_equal(csv_read(mem, cell, CSV_CELL_MOST, 10, &t), ERR_OK);
    assert_int_equal(csv_read(mem, cell, CSV_CELL_MOST + 1, 10, &t), ERR_INPUT);
    free(cell);
}

static void
five_mib_are_read(void **state)
{
    size_t     n = 5 * 1024 * 1024;
    char      *text = malloc(n);
    struct csv t;

    (void)state;
    for (size_t i = 0; i < n; i++)
        text[i] = i % 512 == 511 ? '\n' : i % 16 == 15 ? ',' : 'x';
    assert_int_equal(csv_read(mem, text, n, 20000, &t), ERR_OK);
    assert_int_equal(t.count, n / 512);
    free(text);
}

static void
what_is_written_reads_the_same_but_for_formulas(void **state)
{
    static const char *const cells[] = {"plain", "with \"quotes\"", "two\nlines", "a,b;c", "", "12", "Njeri \u2019x"};
    static const char *const formulas[] = {"=1+1", "+254712", "-5", "@x", "\tx", "\rx"};
    struct csv_writer        w = csv_writer_new(mem, 1 << 16);
    struct csv               t;

    (void)state;
    for (size_t i = 0; i < COUNT(cells); i++)
        csv_put(&w, cells[i]);
    csv_end_row(&w);
    for (size_t i = 0; i < COUNT(formulas); i++)
        csv_put(&w, formulas[i]);
    csv_end_row(&w);
    csv_put_money(&w, (struct money){-20050});
    csv_put_money(&w, (struct money){1250000});
    csv_put_int(&w, -7);
    csv_put(&w, NULL);
    csv_end_row(&w);
    const char *text = csv_done(&w);
    assert_int_equal(csv_read(mem, text, strlen(text), 10, &t), ERR_OK);
    for (size_t i = 0; i < COUNT(cells); i++)
        assert_string_equal(t.rows[0].cells[i], cells[i]);
    for (size_t i = 0; i < COUNT(formulas); i++) {
        assert_int_equal(t.rows[1].cells[i][0], '\'');
        assert_string_equal(t.rows[1].cells[i] + 1, formulas[i]);
    }
    assert_non_null(strstr(text, "\r\n-200.50,12500.00,-7,\r\n"));
    w = csv_writer_new(mem, 1024);
    csv_put_as_is(&w, "-1,000");
    csv_put_as_is(&w, "say \"=\"");
    csv_put_as_is(&w, NULL);
    csv_end_row(&w);
    assert_non_null(strstr(csv_done(&w), "\"-1,000\",\"say \"\"=\"\"\",\r\n"));
    w = csv_writer_new(mem, 8);
    csv_put(&w, "more than eight");
    assert_null(csv_done(&w));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_read_as_programs_write_them),
        cmocka_unit_test(lines_are_counted),
        cmocka_unit_test(what_is_broken_is_refused_with_its_line),
        cmocka_unit_test(what_is_too_wide_is_refused),
        cmocka_unit_test(five_mib_are_read),
        cmocka_unit_test(what_is_written_reads_the_same_but_for_formulas),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
