/*
 * A list of homes: what each cell may be, what the books have already, all or nothing, and the same list twice.
 */
#include "support/world.h"

#include "base/csv.h"
#include "rent/book_import.h"
#include "rent/opening.h"

#define HEAD "property,unit,rent,tenant name,phone,e-mail,language,start date,due day,deposit,deposit held,balance\n"

static const char *
kept(const char *text)
{
    const char *id;

    check_ok(book_import_add(w.db, mem, &w.owner, text, strlen(text), &id));
    return id;
}

static struct book_import
judged(const char *text)
{
    struct book_import b;

    check_ok(book_import_load(w.db, mem, &w.owner, kept(text), &b));
    return b;
}

static enum book_answer
applied(const char *text)
{
    struct book_import b;
    enum book_answer   answer;

    check_ok(book_import_apply(w.db, mem, &w.owner, kept(text), NULL, &answer, &b));
    return answer;
}

static int64_t
everything(void)
{
    return raw_int(
        "SELECT (SELECT count(*) FROM property) + (SELECT count(*) FROM unit) + (SELECT count(*) FROM tenant) + "
        "(SELECT count(*) FROM lease) + (SELECT count(*) FROM bill) + (SELECT count(*) FROM ledger_txn)");
}

static void
the_template_is_a_list_that_applies(void **state)
{
    int64_t before = raw_int("SELECT count(*) FROM lease");

    (void)state;
    assert_int_equal(applied(book_template(mem)), BOOK_APPLIED);
    assert_int_equal(raw_int("SELECT count(*) FROM lease"), before + 2);
    assert_int_equal(
        raw_int("SELECT count(*) FROM unit u JOIN property p ON p.id = u.property_id WHERE p.name LIKE 'Jac%'"), 3);
    assert_int_equal(
        raw_int("SELECT due_day FROM lease l JOIN tenant t ON t.id = l.tenant_id WHERE t.name = 'Otieno Okello'"), 1);
    check_text(
        raw_text("SELECT start_date FROM lease l JOIN tenant t ON t.id = l.tenant_id WHERE t.name = 'Otieno Okello'"),
        "2026-11-05");
    check_text(raw_text("SELECT locale FROM tenant WHERE name = 'Otieno Okello'"), "sw");
    check_text(raw_text("SELECT phone FROM tenant WHERE name = 'Amina Wanjiru'"), "254712345678");
    assert_int_equal(
        raw_int("SELECT balance_cents FROM opening_balance o JOIN lease l ON l.id = o.lease_id JOIN tenant t ON "
                "t.id = l.tenant_id WHERE t.name = 'Amina Wanjiru'"),
        350000);
    assert_int_equal(
        raw_int("SELECT balance_cents FROM opening_balance o JOIN lease l ON l.id = o.lease_id JOIN tenant t ON "
                "t.id = l.tenant_id WHERE t.name = 'Otieno Okello'"),
        -100000);

    int64_t            all = everything();
    struct book_import again = judged(book_template(mem));
    assert_int_equal(again.counts.wrong, 0);
    assert_int_equal(again.counts.unchanged, 3);
    assert_int_equal(applied(book_template(mem)), BOOK_APPLIED);
    assert_int_equal(everything(), all);
}

static void
swahili_heads_semicolons_and_windows_are_understood(void **state)
{
    struct book_import b =
        judged("Jengo;Nyumba;Kodi;Mpangaji;Simu;Lugha;Kuanza;Salio;Maelezo\r\n"
               "Caf\xE9 House;K1;\"8,000\";Mosi Juma;+254 722 000 001;Kiswahili;1/2/2026;(500);x\r\n");

    (void)state;
    assert_null(b.wrong);
    assert_int_equal(b.counts.wrong, 0);
    check_text(b.rows[0].property, "Caf\u00e9 House");
    check_text(b.rows[0].start, "2026-02-01");
    assert_int_equal(b.rows[0].balance.cents, -50000);
    check_text(b.ignored, "Maelezo");
}

static void
each_wrong_cell_is_named(void **state)
{
    static const struct {
        const char      *row;
        enum book_column column;
    } cases[] = {
        {",A1,1000,,,,,,,,,", BOOK_PROPERTY},
        {"P,,1000,,,,,,,,,", BOOK_UNIT},
        {"P,A1,,,,,,,,,,", BOOK_RENT},
        {"P,A1,-5,,,,,,,,,", BOOK_RENT},
        {"P,A1,1e3,,,,,,,,,", BOOK_RENT},
        {"P,A1,99999999999,,,,,,,,,", BOOK_RENT},
        {"P,A1,1000,,0712345678,,,,,,,", BOOK_TENANT},
        {"P,A1,1000,,,,,,,,,500", BOOK_TENANT},
        {"P,A1,1000,Jane,2.54712E+11,,,2026-01-01,,,,", BOOK_PHONE},
        {"P,A1,1000,Jane,,,,2026-01-01,,,,", BOOK_PHONE},
        {"P,A1,1000,Jane,0700000001,jane at home,,2026-01-01,,,,", BOOK_EMAIL},
        {"P,A1,1000,Jane,0700000001,,French,2026-01-01,,,,", BOOK_LANGUAGE},
        {"P,A1,1000,Jane,0700000001,,,31/02/2026,,,,", BOOK_START},
        {"P,A1,1000,Jane,0700000001,,,05/11/26,,,,", BOOK_START},
        {"P,A1,1000,Jane,0700000001,,,,,,,", BOOK_START},
        {"P,A1,1000,Jane,0700000001,,,2026-01-01,31,,,", BOOK_DUE_DAY},
        {"P,A1,1000,Jane,0700000001,,,2026-01-01,,x,,", BOOK_DEPOSIT},
        {"P,A1,1000,Jane,0700000001,,,2026-01-01,,,-5,", BOOK_HELD},
        {"P,A1,1000,Jane,0700000001,,,2026-01-01,,,,=1+1", BOOK_BALANCE},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct book_import b = judged(arena_printf(mem, "%s%s\n", HEAD, cases[i].row));
        assert_null(b.wrong);
        assert_int_equal(b.counts.wrong, 1);
        for (size_t c = 0; c < BOOK_COLUMNS; c++)
            if ((b.rows[0].wrong[c] != NULL) != (c == cases[i].column))
                fail_msg("%s: column %zu", cases[i].row, c);
    }
}

static void
tables_that_are_none_say_why(void **state)
{
    static const char *const texts[] = {"", "property,unit,rent\n", "house,money\nA1,5\n",
                                        "property,unit,rent,kodi\nP,A,1,1\n", "property,unit,rent\n\"P,A1,1000\n"};
    const char              *id;

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_non_null(judged(texts[i]).wrong);
    assert_int_equal(book_import_add(w.db, mem, &w.owner, "PK\3\4\0\0", 6, &id), ERR_INPUT);
    char *large = calloc(1, BOOK_TEXT_MOST + 1);
    assert_int_equal(book_import_add(w.db, mem, &w.owner, large, BOOK_TEXT_MOST + 1, &id), ERR_TOO_LARGE);
    free(large);
}

static void
what_contradicts_is_an_error_and_nothing_is_made(void **state)
{
    static const char  twice[] = HEAD "Q,A1,1000,Jane,0700000001,,,2026-01-01,,,,\n"
                                      "Q,A1,2000,Otieno,0700000002,,,2026-01-01,,,,\n"
                                      "Q,A2,2000,Wairimu,0700000001,,,2026-01-01,,,,\n"
                                      "Q,A1,1000,Jane,0700000001,,,2026-01-01,,,,\n"
                                      "Q,A3,1000,jane,0700000001,,,2026-01-01,,,,\n";
    struct book_import b = judged(twice);
    int64_t            all = everything();

    (void)state;
    assert_int_equal(b.counts.wrong, 2);
    assert_non_null(b.rows[1].wrong[BOOK_UNIT]);
    check_text(b.rows[1].known[BOOK_UNIT], "2");
    assert_non_null(b.rows[2].wrong[BOOK_PHONE]);
    assert_true(b.rows[3].ok && b.rows[4].ok);
    assert_int_equal(b.counts.tenants, 1);
    assert_int_equal(b.counts.leases, 3); /* A2's would be, were its phone right */
    assert_int_equal(applied(twice), BOOK_WRONG);
    assert_int_equal(everything(), all);
}

static void
what_the_books_say_otherwise_is_told(void **state)
{
    struct lease       l;
    struct unit        u;
    struct book_import b;

    (void)state;
    check_ok(lease_load(w.db, mem, &w.owner, w.lease_id, &l));
    check_ok(unit_load(w.db, mem, &w.owner, w.unit_id, &u));
    b = judged(
        arena_printf(mem, HEAD "%s,%s,777,Somebody Else,0799000001,,,2026-01-01,,,,\n", u.property_name, u.label));
    assert_non_null(b.rows[0].wrong[BOOK_RENT]);
    check_text(b.rows[0].known[BOOK_TENANT], l.tenant_name);
    b = judged(
        arena_printf(mem, HEAD "%s,NEW 1,777,Somebody Else,%s,,,2026-01-01,,,,\n", u.property_name, l.tenant_phone));
    check_text(b.rows[0].known[BOOK_PHONE], l.tenant_name);
    b = judged(arena_printf(mem, HEAD "%s,%s,%lld,%s,%s,,,2020-01-01,28,1,,\n", u.property_name, u.label,
                            (long long)u.rent.cents / 100, l.tenant_name, l.tenant_phone));
    check_text(b.rows[0].known[BOOK_START], l.start_date);
    assert_non_null(b.rows[0].wrong[BOOK_DEPOSIT]);
}

static void
a_preview_that_is_not_true_any_more_is_not_applied(void **state)
{
    static const char  list[] = HEAD "R,A1,1000,,,,,,,,,\n";
    const char        *id = kept(list), *property;
    struct book_import b;
    enum book_answer   answer;
    char               seen[BOOK_DIGEST_SIZE];

    (void)state;
    check_ok(book_import_load(w.db, mem, &w.owner, id, &b));
    memcpy(seen, b.digest, sizeof seen);
    check_ok(property_add(w.db, mem, &w.owner, "R", NULL, &property));
    check_ok(book_import_apply(w.db, mem, &w.owner, id, seen, &answer, &b));
    assert_int_equal(answer, BOOK_CHANGED);
    assert_int_equal(raw_int("SELECT count(*) FROM unit u JOIN property p ON p.id = u.property_id WHERE p.name = 'R'"),
                     0);
    check_ok(book_import_apply(w.db, mem, &w.owner, id, b.digest, &answer, &b));
    assert_int_equal(answer, BOOK_APPLIED);
    check_ok(book_import_apply(w.db, mem, &w.owner, id, NULL, &answer, &b));
    assert_int_equal(answer, BOOK_DECIDED);
    assert_int_equal(book_import_discard(w.db, mem, &w.owner, id), ERR_CONFLICT);
    assert_int_equal(raw_int("SELECT count(*) FROM unit u JOIN property p ON p.id = u.property_id WHERE p.name = 'R'"),
                     1);
}

static void
another_landlords_list_is_not_there(void **state)
{
    struct who         other = w.owner;
    struct book_import b;
    enum book_answer   answer;
    const char        *id = kept(HEAD "S,A1,1000,,,,,,,,,\n");

    (void)state;
    other.landlord_id = "0123456789abcdef";
    assert_int_equal(book_import_load(w.db, mem, &other, id, &b), ERR_NOT_FOUND);
    assert_int_equal(book_import_apply(w.db, mem, &other, id, NULL, &answer, &b), ERR_NOT_FOUND);
    assert_int_equal(book_import_discard(w.db, mem, &other, id), ERR_NOT_FOUND);
}

static void
two_thousand_rows_are_made_in_one_go(void **state)
{
    struct buf text = buf_new(mem, 1 << 20);

    (void)state;
    buf_str(&text, HEAD);
    for (int i = 0; i < 2000; i++)
        buf_printf(&text, "Big %d,U%d,10000,Tenant %d,07%08d,,,2026-01-01,5,10000,,%d\n", i / 100, i, i, 50000000 + i,
                   i % 3 ? 0 : 500);
    int64_t began = clock_monotonic_ms();
    assert_int_equal(applied(text.bytes), BOOK_APPLIED);
    print_message("2,000 rows: %lld ms\n", (long long)(clock_monotonic_ms() - began));
    assert_int_equal(
        raw_int("SELECT count(*) FROM lease l JOIN unit u ON u.id = l.unit_id JOIN property p ON p.id = u.property_id "
                "WHERE p.name LIKE 'Big %'"),
        2000);
    int64_t broken;
    check_ok(invariant_check(w.db, mem, tell_broken, NULL, &broken));
    assert_int_equal(broken, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(the_template_is_a_list_that_applies),
        world_test(swahili_heads_semicolons_and_windows_are_understood),
        world_test(each_wrong_cell_is_named),
        world_test(tables_that_are_none_say_why),
        world_test(what_contradicts_is_an_error_and_nothing_is_made),
        world_test(what_the_books_say_otherwise_is_told),
        world_test(a_preview_that_is_not_true_any_more_is_not_applied),
        world_test(another_landlords_list_is_not_there),
        world_test(two_thousand_rows_are_made_in_one_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
