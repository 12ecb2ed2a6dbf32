/*
 * Statements as their makers write them (the files beside this one), and what is broken in them.
 */
#include "support/check.h"

#include "base/date.h"
#include "statement/read.h"
#include "statement/statement.h"

#define IN    STATEMENT_IN
#define OTHER STATEMENT_OTHER
#define WRONG STATEMENT_WRONG

static const char *
fixture(const char *name)
{
    FILE *f = fopen(arena_printf(mem, "tests/statement/%s", name), "rb");
    char *text = arena_alloc(mem, 64 * 1024);

    assert_non_null(f);
    assert_true(fread(text, 1, 64 * 1024 - 1, f) > 0);
    fclose(f);
    return csv_utf8(mem, text, strlen(text));
}

static struct statement
read_by(const char *text, const struct statement_map *map)
{
    struct statement s;

    check_ok(statement_read(mem, text, map, &s));
    return s;
}

struct wanted {
    enum statement_sort sort;
    const char         *receipt_no, *day;
    int64_t             cents;
    const char         *bill_ref, *payer, *phone;
};

static void
check_lines(const struct statement *s, const struct wanted *wanted, size_t count)
{
    check_text(s->wrong, NULL);
    assert_int_equal(s->count, count);
    for (size_t i = 0; i < count; i++) {
        const struct statement_line *l = &s->lines[i];
        print_message("%zu %s %s\n", i, l->narration, l->wrong ? l->wrong : "");
        assert_int_equal(l->sort, wanted[i].sort);
        if (l->sort == WRONG) {
            assert_non_null(l->wrong);
            continue;
        }
        check_text(l->receipt_no, wanted[i].receipt_no);
        check_text(l->day, wanted[i].day);
        assert_int_equal(l->amount.cents, wanted[i].cents);
        if (l->sort == IN) {
            check_text(l->bill_ref, wanted[i].bill_ref);
            check_text(l->payer, wanted[i].payer);
            check_text(l->phone, wanted[i].phone);
        }
    }
}

static void
the_organisation_portals(void **state)
{
    static const struct wanted wanted[] = {
        {IN, "UKL3A7XK2P", "2026-11-21", 1250000, "A4", "JANE WANJIRU", "2547****126"},
        {OTHER, "UKL3A7XK2P", "2026-11-21", -6000, NULL, NULL, NULL},
        {IN, "UKL3A7XK3Q", "2026-11-21", 30050, "house 9", "OTIENO OKELLO", "254712345678"},
        {OTHER, "UKL3A7XK4R", "2026-11-21", 0, NULL, NULL, NULL},
        {OTHER, "UKL3A7XK5S", "2026-11-21", -10000000, NULL, NULL, NULL},
        {OTHER, "UKL3A7XK6T", "2026-11-21", -30050, NULL, NULL, NULL},
        {WRONG, NULL, NULL, 0, NULL, NULL, NULL},
        {WRONG, NULL, NULL, 0, NULL, NULL, NULL},
    };
    struct statement s = read_by(fixture("mpesa.csv"), NULL);

    (void)state;
    check_text(s.format, "mpesa");
    check_text(s.shortcode, "600123");
    check_lines(&s, wanted, COUNT(wanted));
    assert_int_equal(s.lines[0].at, date_start_utc((struct date){2026, 11, 21}) + 9 * 3600 + 15 * 60 + 22);
    assert_int_equal(s.lines[0].balance.cents, 11250000);
    assert_int_equal(s.lines[0].line, 7);
}

static void
three_banks(void **state)
{
    static const struct wanted equity[] = {
        {IN, "UKM3A7XK2P", "2026-11-21", 1250000, "A4", NULL, "254712345678"},
        {OTHER, NULL, "2026-11-21", -2500, NULL, NULL, NULL},
        {IN, NULL, "2026-11-22", 900000, NULL, NULL, NULL},
    };
    static const struct wanted coop[] = {
        {IN, "UKN3A7XK2P", "2026-11-21", 1250000, "A4", NULL, "254712345678"},
        {OTHER, NULL, "2026-11-22", -10000, NULL, NULL, NULL},
    };
    static const struct wanted kcb[] = {
        {IN, "UKP3A7XK2P", "2026-11-21", 1250000, "A4", NULL, "254712345678"},
        {OTHER, NULL, "2026-11-22", -500000, NULL, NULL, NULL},
    };
    struct statement s = read_by(fixture("equity.csv"), NULL);

    (void)state;
    check_text(s.format, "equity");
    check_lines(&s, equity, COUNT(equity));
    s = read_by(fixture("coop.csv"), NULL);
    check_text(s.format, "coop");
    check_text(s.lines[0].ref, "FT26325ABC");
    check_lines(&s, coop, COUNT(coop));
    s = read_by(fixture("kcb.csv"), NULL);
    check_text(s.format, "kcb");
    check_lines(&s, kcb, COUNT(kcb));
}

static void
a_table_whose_columns_are_chosen(void **state)
{
    static const struct wanted wanted[] = {
        {IN, NULL, "2026-11-21", 1250000, NULL, NULL, NULL},
        {OTHER, NULL, "2026-11-22", -5000, NULL, NULL, NULL},
    };
    const struct statement_map map = {0, 2, -1, -1, 3, 1, -1, -1};
    struct statement           s = read_by(fixture("other.csv"), NULL);

    (void)state;
    assert_true(s.unknown);
    check_text(s.head->cells[2], "How much");
    s = read_by(fixture("other.csv"), &map);
    assert_false(s.unknown);
    check_lines(&s, wanted, COUNT(wanted));
    check_text(s.lines[0].ref, "X1");
    assert_false(statement_map_fits(&(struct statement_map){-1, 2, -1, -1, 3, 1, -1, -1}, 4));
    assert_false(statement_map_fits(&(struct statement_map){0, 4, -1, -1, 3, 1, -1, -1}, 4));
    assert_false(statement_map_fits(&(struct statement_map){0, 2, 2, -1, 3, 1, -1, -1}, 4));
}

static void
messages_of_all_kinds(void **state)
{
    static const struct wanted wanted[] = {
        {IN, "UKL3A7XK2P", "2026-11-21", 1250000, NULL, "JANE WANJIRU", "0712345678"},
        {IN, "UKLQOSWWMP", "2026-11-21", 30050, "A4", "OTIENO OKELLO", "254712345678"},
        {IN, "UKL3A7XK4R", "2026-11-02", 150000, NULL, "JANE WANJIRU", "0712345678"},
        {IN, "UKL3A7XK5S", "2026-11-13", 39000, NULL, "JOHN DOE", "0729641937"},
        {IN, "UKL3A7XK6T", "2026-11-03", 70000, NULL, "MARY ATIENO to Pochi la Biashara", "0700000001"},
        {OTHER, "UKL3A7XK7U", "2026-06-30", -250000, NULL, NULL, NULL},
        {IN, "UKQ3A7XK2P", "2026-11-21", 1250000, NULL, "JANE WANJIRU", NULL},
        {WRONG, NULL, NULL, 0, NULL, NULL, NULL},
    };
    struct statement s = read_by(fixture("messages.txt"), NULL);

    (void)state;
    check_text(s.format, "messages");
    check_lines(&s, wanted, COUNT(wanted));
    assert_int_equal(s.lines[1].at, date_start_utc((struct date){2026, 11, 21}) + 13 * 3600 + 5 * 60);
    assert_int_equal(s.lines[0].balance.cents, 2000000);
}

static void
what_is_no_statement_says_so(void **state)
{
    static const char *const texts[] = {"", "hello", "a,b\n\"c", "Receipt No.,Completion Time,Details,Paid In\n"};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct statement s = read_by(texts[i], NULL);
        if (!s.wrong)
            fail_msg("%s", texts[i]);
    }
    struct buf many = buf_new(mem, 1 << 20);
    for (int i = 0; i <= STATEMENT_MESSAGES_MOST; i++)
        buf_printf(&many, "UKL3A7X%03d Confirmed. Ksh1.00 received from A B 0712345678 on 21/11/26 at 9:15 AM.\n", i);
    assert_non_null(read_by(many.bytes, NULL).wrong);
}

static void
days_and_amounts(void **state)
{
    static const char *const days[] = {"2026-11-21",          "21/11/2026", "21-11-26", "21-Nov-2026",
                                       "21.11.2026 10:00",    "46347",      "46347.5",  "21 Nov 2026",
                                       "2026-11-21T10:00:00", "2026/11/21"};
    static const char *const no_days[] = {"",    "31/02/2026", "21/13/2026", "2026-11",
                                          "123", "99999",      "=1+1",       "-1/-1/-1"};
    static const struct {
        const char *text;
        int64_t     cents;
    } amounts[] = {{"12,500.00", 1250000},
                   {"Ksh12,500.00", 1250000},
                   {"-500.00", -50000},
                   {"(500)", -50000},
                   {"500.00 DR", -50000},
                   {"500.00CR", 50000},
                   {"", 0},
                   {"-", 0},
                   {"+5", 500}};
    static const char *const no_amounts[] = {"ten", "1e5", "1.234", "--5", "=1"};
    struct statement_line    l;
    struct money             m;

    (void)state;
    for (size_t i = 0; i < COUNT(days); i++) {
        l = (struct statement_line){0};
        if (!read_day(mem, days[i], &l) || strcmp(l.day, "2026-11-21") != 0)
            fail_msg("%s: %s", days[i], l.day ? l.day : "none");
    }
    for (size_t i = 0; i < COUNT(no_days); i++)
        if (read_day(mem, no_days[i], &l))
            fail_msg("%s", no_days[i]);
    for (size_t i = 0; i < COUNT(amounts); i++)
        if (!read_amount(mem, amounts[i].text, &m) || m.cents != amounts[i].cents)
            fail_msg("%s: %lld", amounts[i].text, (long long)m.cents);
    for (size_t i = 0; i < COUNT(no_amounts); i++)
        if (read_amount(mem, no_amounts[i], &m))
            fail_msg("%s", no_amounts[i]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_organisation_portals),         cmocka_unit_test(three_banks),
        cmocka_unit_test(a_table_whose_columns_are_chosen), cmocka_unit_test(messages_of_all_kinds),
        cmocka_unit_test(what_is_no_statement_says_so),     cmocka_unit_test(days_and_amounts),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
