/*
 * Every figure of every report, beside what was worked out by hand (book.h).
 */
#include "report/book.h"

#include "base/csv.h"
#include "rent/tax_rate.h"
#include "report/export.h"
#include "report/receipt_report.h"
#include "report/report_csv.h"
#include "report/report_pdf.h"

static size_t
column(const struct report *r, const char *key)
{
    for (size_t c = 0; c < r->column_count; c++)
        if (strcmp(r->columns[c].key, key) == 0)
            return c;
    fail_msg("%s has no column %s", r->name, key);
    return 0;
}

/* The whole report as text: a line for each row, figures in cents, so that a wrong one shows beside the others. */
static const char *
plain(const struct report *r, size_t c, const struct report_cell *x)
{
    if (!x->known)
        return "-";
    if (r->columns[c].kind == CELL_TEXT || r->columns[c].kind == CELL_WORD || r->columns[c].kind == CELL_DATE ||
        r->columns[c].kind == CELL_MONTH)
        return x->text;
    return arena_printf(mem, "%lld", (long long)x->n);
}

static void
add_cells(struct buf *b, const struct report *r, const char *name, const struct report_cell *cells)
{
    buf_printf(b, "%s:", name);
    for (size_t c = 0; c < r->column_count; c++)
        buf_printf(b, " %s", plain(r, c, &cells[c]));
    buf_char(b, '\n');
}

static const char *
text_of(const struct report *r)
{
    struct buf                 b = buf_new(mem, 1 << 20);
    const struct report_group *g = r->groups.items;

    for (size_t i = 0; i < r->groups.count; i++) {
        const struct report_row *rows = g[i].rows.items;
        for (size_t j = 0; j < g[i].rows.count; j++)
            add_cells(&b, r, g[i].title, rows[j].cells);
        if (g[i].sums)
            add_cells(&b, r, "sum", g[i].sums);
    }
    if (r->totals)
        add_cells(&b, r, "all", r->totals);
    return b.bytes;
}

static const struct report_fact *
fact(const struct report *r, const char *label)
{
    const struct report_fact *f = r->facts.items;

    for (size_t i = 0; i < r->facts.count; i++)
        if (strcmp(f[i].label, label) == 0)
            return &f[i];
    fail_msg("%s has no fact %s", r->name, label);
    return NULL;
}

static int
begin(void **state)
{
    if (world_begin(state) != 0)
        return -1;
    book_begin();
    return 0;
}
#define book_test(f) cmocka_unit_test_setup_teardown(f, begin, world_end)

/* ---- each report ---- */

static void
the_rent_roll(void **state)
{
    const struct report *r = made("rent-roll", .month = k.month);

    (void)state;
    check_text(text_of(r), arena_printf(mem,
                                        "Amani: A1 Akinyi 1500000 1500000 1585050 1550000 35050 part_paid -\n"
                                        "Amani: A2 Baraka 2000000 0 2000000 2000000 0 paid -\n"
                                        "Amani: A3 Chebet 1000000 0 1000000 0 1000000 unpaid -\n"
                                        "Amani: A3 - 1500000 - - - - vacant %d\n"
                                        "sum: - - 6000000 1500000 4585050 3550000 1035050 - -\n"
                                        "Duka: S1 Dorcas 5000000 0 5000000 3000000 2000000 part_paid -\n"
                                        "sum: - - 5000000 0 5000000 3000000 2000000 - -\n"
                                        "all: - - 11000000 1500000 9585050 6550000 3035050 - -\n",
                                        k.days - 20));
    check_text(r->file, arena_printf(mem, "rent-roll-%s", k.month));
    assert_int_equal(fact(r, "Vacant units")->value.n, 1);
    assert_int_equal(fact(r, "Leases")->value.n, 4);
    check_text(r->business, "Njeri");
    r = made("rent-roll", .month = k.month, .property_id = k.duka);
    check_text(text_of(r), "Duka: S1 Dorcas 5000000 0 5000000 3000000 2000000 part_paid -\n"
                           "sum: - - 5000000 0 5000000 3000000 2000000 - -\n"
                           "all: - - 5000000 0 5000000 3000000 2000000 - -\n");
    check_books();
}

static void
collection_by_way(void **state)
{
    const struct report *r = made("collection", .month = k.month);

    (void)state;
    check_text(text_of(r), arena_printf(mem,
                                        "Amani: %s 6085050 5950000 978 0 1900000 50000 2500000 1500000\n"
                                        "sum: - 6085050 5950000 978 0 1900000 50000 2500000 1500000\n"
                                        "Duka: %s 5000000 3000000 600 0 0 0 0 3000000\n"
                                        "sum: - 5000000 3000000 600 0 0 0 0 3000000\n"
                                        "all: - 11085050 8950000 807 0 1900000 50000 2500000 4500000\n",
                                        k.month, k.month));
    /* what was taken back today is of this month */
    struct report_ask now = {0};
    report_times(mem, report_kind("collection"), &now);
    r = made("collection", .month = now.month, .property_id = k.amani);
    check_text(text_of(r), arena_printf(mem,
                                        "Amani: %s 6085050 5950000 978 0 1900000 50000 2500000 1500000\n"
                                        "Amani: %s 0 -400000 - 0 -400000 0 0 0\n"
                                        "sum: - 6085050 5550000 912 0 1500000 50000 2500000 1500000\n"
                                        "all: - 6085050 5550000 912 0 1500000 50000 2500000 1500000\n",
                                        k.month, now.month));
}

static void
a_prompt_is_told_from_money_that_came_by_itself(void **state)
{
    struct report_ask    now = {0};
    const struct report *r;

    (void)state;
    pay_paid(w.bill_id, 0, "UKB0000001");
    report_times(mem, report_kind("collection"), &now);
    r = made_for(&w.owner, "collection", &now);
    assert_int_equal(r->totals[column(r, "prompt")].n, 1500000);
    assert_int_equal(r->totals[column(r, "direct")].n, 0);
}

static void
arrears_by_age(void **state)
{
    const struct report *r;

    (void)state;
    billed(k.akinyi, "garbage", 30000, -5, NULL);
    r = made("arrears", .to = days_ago(0));
    check_text(text_of(r), "Amani: Chebet A3 0733 000 013 0 0 0 1000000 1000000 0 0\n"
                           "Amani: Akinyi A1 0733 000 011 0 35050 0 0 35050 30000 0\n"
                           "Amani: Baraka A2 0733 000 012 0 0 0 0 0 0 500000\n"
                           "sum: - - - 0 35050 0 1000000 1035050 30000 500000\n"
                           "Duka: Dorcas S1 0733 000 014 2000000 0 0 0 2000000 0 0\n"
                           "sum: - - - 2000000 0 0 0 2000000 0 0\n"
                           "all: - - - 2000000 35050 0 1000000 3035050 30000 500000\n");
    struct who accountant = k.owner;
    accountant.role = ROLE_ACCOUNTANT;
    r = made_for(&accountant, "arrears", &(struct report_ask){.to = days_ago(0), .property_id = k.duka});
    check_text(text_of(r), "Duka: Dorcas S1 2547•••014 2000000 0 0 0 2000000 0 0\n"
                           "sum: - - - 2000000 0 0 0 2000000 0 0\n"
                           "all: - - - 2000000 0 0 0 2000000 0 0\n");
    r = made("arrears", .to = days_ago(1)); /* nothing was in the books yet */
    check_text(text_of(r), "all: - - - 0 0 0 0 0 0 0\n");
}

/* The edges of the ages, each by a day. */
static void
arrears_change_age_on_the_day(void **state)
{
    static const struct {
        int         late;
        const char *key;
    } cases[] = {{-1, "notYetDue"},  {0, "days0to30"},   {30, "days0to30"},  {31, "days31to60"},
                 {60, "days31to60"}, {61, "days61to90"}, {90, "days61to90"}, {91, "daysOver90"}};
    const char *id = billed(k.dorcas, "water", 700, 0, NULL);
    int64_t     before = date_days(today_eat());

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        raw_f("UPDATE bill SET due_date = '%s' WHERE id = '%s'", days_ago(cases[i].late), id);
        const struct report *r = made("arrears", .to = days_ago(0), .property_id = k.duka);
        if (date_days(today_eat()) == before)
            assert_int_equal(r->totals[column(r, cases[i].key)].n,
                             700 + (strcmp(cases[i].key, "days0to30") == 0 ? 2000000 : 0));
    }
}

/* Ten days ago Dorcas was billed, and paid five days ago; as the books stood then. */
static void
arrears_of_a_day_that_is_over(void **state)
{
    int64_t now = clock_now(), day = 86400;

    (void)state;
    raw_drop_triggers("bill");
    raw_drop_triggers("allocation");
    raw_drop_triggers("ledger_txn");
    raw_f("UPDATE bill SET created_at = %lld, due_date = '%s' WHERE lease_id = '%s'", (long long)(now - 10 * day),
          days_ago(8), k.dorcas);
    raw_f("UPDATE ledger_txn SET at = %lld WHERE bill_id IN (SELECT id FROM bill WHERE lease_id = '%s')",
          (long long)(now - 10 * day), k.dorcas);
    raw_f("UPDATE allocation SET made_at = %lld WHERE bill_id IN (SELECT id FROM bill WHERE lease_id = '%s')",
          (long long)(now - 5 * day), k.dorcas);
    raw_f(
        "UPDATE ledger_txn SET at = %lld WHERE kind = 'receive' AND money_in_id IN (SELECT money_in_id FROM assignment "
        "WHERE lease_id = '%s')",
        (long long)(now - 5 * day), k.dorcas);
    static const struct {
        int         ago;
        const char *want;
    } cases[] = {{11, "0 0 0 0 0 0 0"},
                 {9, "0 0 0 0 0 5000000 0"},
                 {7, "5000000 0 0 0 5000000 0 0"},
                 {4, "2000000 0 0 0 2000000 0 0"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *all = strstr(text_of(made("arrears", .to = days_ago(cases[i].ago))), "all: - - - ");
        check_text(all, arena_printf(mem, "all: - - - %s\n", cases[i].want));
    }
    /* taken back three days ago: open again from then on, but not before */
    raw_f("UPDATE allocation SET ended_at = %lld WHERE bill_id IN (SELECT id FROM bill WHERE lease_id = '%s')",
          (long long)(now - 3 * day), k.dorcas);
    const struct report *r = made("arrears", .to = days_ago(4));
    assert_int_equal(r->totals[column(r, "arrears")].n, 2000000);
    r = made("arrears", .to = days_ago(2), .property_id = k.duka);
    assert_int_equal(r->totals[column(r, "arrears")].n, 5000000);
}

static void
income_and_expenses(void **state)
{
    const struct report *r = made("income", .from = day_of(1), .to = k.last);

    (void)state;
    const char *month = lang_period(mem, LANG_EN, k.month), *got = text_of(r);
    const char *groups[] = {month};
    for (size_t i = 0; i < COUNT(groups); i++) {
        static const char *const want[] = {
            "income ahead 500000 0",        "income rent 6900000 9500000",      "income water 50000 85050",
            "income total 7450000 9585050", "expenses mpesa_charges 3300 3300", "expenses supplier 300000 300000",
            "expenses total 303300 303300", "net net 7146700 9281750"};
        for (size_t j = 0; j < COUNT(want); j++) {
            const char *line = arena_printf(mem, "%s: %s\n", groups[i], want[j]);
            if (!strstr(got, line))
                fail_msg("%s is missing from\n%s", line, got);
        }
    }
    assert_int_equal(r->row_count, 8);
    /* both months together, with the reversal of today */
    r = made("income", .from = day_of(1), .to = days_ago(0));
    assert_non_null(strstr(text_of(r), "The whole time: income rent 6500000 9500000\n"));
    assert_non_null(strstr(text_of(r), "The whole time: net net 6746700 9281750\n"));
    /* today: the reversal alone, of the rent that it had paid */
    r = made("income", .from = days_ago(0), .to = days_ago(0));
    assert_non_null(strstr(text_of(r), ": income rent -400000 0\n"));
    assert_int_equal(r->row_count, 3);
}

/* A deposit in part, and a part of Baraka's credit. */
static void
what_was_paid_out_stands_apart(void **state)
{
    static const struct {
        const char *id, *purpose, *account;
        int64_t     cents;
    } outs[] = {{"out1", "deposit", "deposits", 200000}, {"out2", "refund", "receivable", 150000}};

    (void)state;
    for (size_t i = 0; i < COUNT(outs); i++) {
        const char *lease = i == 0 ? k.akinyi : k.baraka;
        raw_f("INSERT INTO money_out (id, landlord_id, request_id, amount_cents, shortcode, party, purpose, lease_id, "
              "paid_at, "
              "recorded_at) VALUES ('%s', '%s', '%s', %lld, '777001', '254733000011', '%s', '%s', 1, 1)",
              outs[i].id, k.owner.landlord_id, outs[i].id, (long long)outs[i].cents, outs[i].purpose, lease);
        const struct ledger_line lines[] = {{outs[i].account, lease, {outs[i].cents}},
                                            {"mpesa", "777001", {-outs[i].cents}}};
        const struct ledger_txn  t = {.landlord_id = k.owner.landlord_id,
                                      .kind = "payout",
                                      .money_out_id = outs[i].id,
                                      .memo = "M-Pesa",
                                      .day = day_of(16)};
        check_ok(db_begin(w.db));
        check_ok(db_end(w.db, ledger_post(w.db, mem, &t, lines, 2)));
    }
    const char *got = text_of(made("income", .from = day_of(1), .to = k.last));
    assert_non_null(strstr(got, ": other_out deposit 200000 -\n"));
    assert_non_null(strstr(got, ": other_out refund 150000 -\n"));
    assert_non_null(strstr(got, ": income ahead 350000 0\n")); /* 5,000 less what was refunded */
    assert_non_null(strstr(got, ": net net 6996700 9281750\n"));
    const struct report *r = made("rent-roll", .month = k.month);
    assert_int_equal(r->totals[column(r, "deposit")].n, 1300000);
    r = made("rental-tax", .month = k.month);
    assert_int_equal(r->totals[column(r, "taxableRent")].n, 4250000);
    r = made("statement", .lease_id = k.baraka, .from = day_of(11), .to = k.last);
    assert_non_null(strstr(text_of(r), "Paid back, M-Pesa A2 - -150000 -350000\n"));
}

static void
what_is_left_for_the_owner(void **state)
{
    const struct report *r = made("owner-statement", .month = k.month);

    (void)state;
    check_text(text_of(r), ": collected Amani 4450000\n"
                           ": collected Duka 3000000\n"
                           ": collected Collected in all 7450000\n"
                           ": expenses M-Pesa charges -3300\n"
                           ": expenses Suppliers -300000\n"
                           ": expenses Expenses in all -303300\n"
                           ": net For the owner 7146700\n"
                           ": paid_out Paid to the owner in this time -100000\n"
                           ": left Left to be paid 7046700\n");
    check_text(r->file, arena_printf(mem, "owner-statement-%s", k.month));
    r = made("owner-statement", .from = day_of(11), .to = day_of(14));
    check_text(text_of(r), ": collected Amani 400000\n"
                           ": collected Collected in all 400000\n"
                           ": expenses Expenses in all 0\n"
                           ": net For the owner 400000\n"
                           ": paid_out Paid to the owner in this time 0\n"
                           ": left Left to be paid 400000\n");
}

static void
tax_sheet(void **state)
{
    const struct report *r = made("rental-tax", .month = k.month);

    (void)state; /* received 59,500, of which 15,000 a deposit and 500 water: 44,000 at 7.5 % */
    check_text(text_of(r), ": Amani residential 5950000 1500000 50000 4400000 330000\n"
                           ": Duka commercial 3000000 0 0 0 0\n"
                           "all: - - 8950000 1500000 50000 4400000 330000\n");
    assert_int_equal(fact(r, "Tax due")->value.n, 330000);
    check_text(fact(r, "Rate")->value.text, "7.5 %");
    assert_int_equal(fact(r, "Rent from homes this year, to the end of this month")->value.n, 4400000);
    assert_string_equal(fact(r, "To be paid by")->value.text + 7, "-20");
    assert_true(strcmp(fact(r, "To be paid by")->value.text, k.last) > 0);
    /* the reversal lowers this month's: nothing to pay, and no tax below zero */
    struct report_ask now = {0};
    now.month = arena_printf(mem, "%.7s", days_ago(0));
    r = made_for(&k.owner, "rental-tax", &now);
    assert_int_equal(r->totals[column(r, "taxableRent")].n, -400000);
    assert_int_equal(fact(r, "Tax due")->value.n, 0);
}

static void
rates_hold_from_their_day(void **state)
{
    struct tax_rate r,
        in = {.from_day = "2030-01-01", .rate_bp = 1025, .least = {100}, .most = {200}, .due_day = 15, .source = "x"};
    int64_t id;

    (void)state;
    check_ok(tax_rate_at(w.db, mem, "2023-12-31", &r));
    assert_int_equal(r.rate_bp, 1000);
    assert_int_equal(r.least.cents, 28800000);
    assert_int_equal(r.most.cents, 1500000000);
    check_ok(tax_rate_at(w.db, mem, "2024-01-01", &r));
    assert_int_equal(r.rate_bp, 750);
    assert_int_equal(r.due_day, 20);
    assert_int_equal(tax_rate_at(w.db, mem, "2015-12-31", &r), ERR_NOT_FOUND);
    check_ok(tax_rate_add(w.db, mem, &w.operator, & in, &id));
    check_ok(tax_rate_at(w.db, mem, "2030-01-01", &r));
    assert_int_equal(r.rate_bp, 1025);
    check_text(fact(made("rental-tax", .month = "2030-02"), "Rate")->value.text, "10.25 %");
    check_text(fact(made("rental-tax", .month = "2030-12"), "To be paid by")->value.text, "2031-01-15");
    in.most = in.least;
    assert_int_equal(tax_rate_add(w.db, mem, &w.operator, & in, &id), ERR_FIELD);
    assert_int_equal(tax_of(&r, (struct money){333}).cents, 34); /* 34.13 */
    assert_int_equal(tax_of(&r, (struct money){-333}).cents, 0);
    assert_int_equal(tax_of(&r, (struct money){INT64_C(999999999999)}).cents, INT64_C(102500000000));
    const struct report *none = made("rental-tax", .month = "2015-06");
    assert_null(none->totals[column(none, "tax")].n ? none : NULL);
}

static void
statements(void **state)
{
    const struct report *r = made("statement", .lease_id = k.baraka, .from = day_of(1), .to = days_ago(0));

    (void)state;
    check_text(text_of(r),
               arena_printf(mem,
                            ": %s Opening balance - - - 0\n"
                            ": %s Rent, %s A2 2000000 - 2000000\n"
                            ": %s Cheque 000123 A2 - 2500000 -500000\n"
                            ": %s Closing balance - - - -500000\n"
                            "all: - - - 2000000 2500000 -\n",
                            day_of(1), day_of(1), lang_period(mem, LANG_EN, k.month), day_of(10), days_ago(0)));
    r = made("statement", .tenant_id = k.tenant_chebet, .from = day_of(5), .to = days_ago(0));
    check_text(text_of(r), arena_printf(mem,
                                        ": %s Opening balance - - - 1000000\n"
                                        ": %s M-Pesa UKA0000002 A3 - 400000 600000\n"
                                        ": %s Taken back: M-Pesa UKA0000002 A3 - -400000 1000000\n"
                                        ": %s Closing balance - - - 1000000\n"
                                        "all: - - - 0 0 -\n",
                                        day_of(5), day_of(11), days_ago(0), days_ago(0)));
    r = made("statement", .lease_id = k.baraka, .from = day_of(2), .to = day_of(9));
    check_text(text_of(r), arena_printf(mem,
                                        ": %s Opening balance - - - 2000000\n"
                                        ": %s Closing balance - - - 2000000\n"
                                        "all: - - - 0 0 -\n",
                                        day_of(2), day_of(9)));
}

/* Whatever is billed, paid, taken back and cancelled on whatever day: opening and movements make closing, and closing
 * until today is what the account says. */
static void
opening_and_movements_make_closing(void **state)
{
    uint64_t    seed = 20261130;
    const char *money[64];
    size_t      count = 0;

    (void)state;
    for (int i = 0; i < 120; i++) {
        int day = 1 + (int)(chance(&seed) % 28);
        switch (chance(&seed) % 4) {
        case 0:
            billed(k.baraka, "water", 1 + (int64_t)(chance(&seed) % 500000), (int)(chance(&seed) % 90), day_of(day));
            break;
        case 1:
            if (count)
                check_ok(entry_undo(w.db, mem, &k.owner, entry_of(money[--count]), "Back"));
            break;
        default:
            if (count < COUNT(money))
                money[count++] = paid(k.baraka, NULL, "cash", NULL, 1 + (int64_t)(chance(&seed) % 700000), day);
        }
    }
    for (int from = 1; from <= 28; from += 3)
        for (int to = from; to <= 28; to += 5) {
            const struct report *r = made("statement", .lease_id = k.baraka, .from = day_of(from), .to = day_of(to));
            const struct report_group *g = r->groups.items;
            const struct report_row   *rows = g->rows.items;
            size_t                     balance = column(r, "balance");
            int64_t                    opening = rows[0].cells[balance].n, at = opening;
            for (size_t i = 1; i + 1 < g->rows.count; i++) {
                at += rows[i].cells[column(r, "charged")].n - rows[i].cells[column(r, "paid")].n;
                assert_int_equal(rows[i].cells[balance].n, at);
            }
            assert_int_equal(rows[g->rows.count - 1].cells[balance].n, at);
            assert_int_equal(opening + r->totals[column(r, "charged")].n - r->totals[column(r, "paid")].n, at);
        }
    const struct report *whole = made("statement", .lease_id = k.baraka, .from = day_of(1), .to = days_ago(0));
    assert_int_equal(
        fact(whole, "Closing balance")->value.n,
        raw_int_f("SELECT balance_cents FROM account WHERE kind = 'receivable' AND detail = '%s'", k.baraka));
    /* and what allocations did day by day adds up to what they are */
    assert_int_equal(
        raw_int("SELECT count(*) FROM bill b WHERE (SELECT coalesce(sum(cents), 0) FROM allocation x WHERE x.bill_id = "
                "b.id AND x.ended_at IS NULL) <> (SELECT coalesce(sum(cents), 0) FROM allocation_line y WHERE "
                "y.bill_id = b.id)"),
        0);
    check_books();
}

static void
lists_are_whole(void **state)
{
    const struct report *bills = made("bills", .status = NULL), *moves = made("transactions", .type = NULL);

    (void)state;
    assert_int_equal(bills->row_count, 6);
    assert_int_equal(bills->totals[column(bills, "amount")].n, 11085050);
    assert_int_equal(bills->totals[column(bills, "balance")].n, 3035050);
    assert_int_equal(moves->row_count, 6);
    for (int i = 0; i < 205; i++)
        billed(k.dorcas, "water", 100, 1, NULL);
    assert_int_equal(made("bills", .status = "open")->row_count, 3 + 205);
    assert_int_equal(made("bills", .period = "2001-01")->row_count, 0);
}

/* ---- who, and whose ---- */

static void
nobody_reads_anothers(void **state)
{
    struct report           *r;
    const struct report_ask  theirs[] = {{.property_id = k.amani}, {.property_id = "0000000000000000"}};
    static const char *const with_property[] = {"rent-roll", "collection", "arrears"};
    const struct report_ask  statements_of[] = {{.lease_id = k.baraka},
                                                {.tenant_id = k.tenant_baraka},
                                                {.lease_id = w.lease_id, .tenant_id = k.tenant_baraka},
                                                {.lease_id = "0000000000000000"}};
    struct who               tenant = w.tenant;

    (void)state;
    for (size_t i = 0; i < COUNT(theirs); i++)
        for (size_t j = 0; j < COUNT(with_property); j++)
            assert_int_equal(report_make(w.db, mem, &w.owner, LANG_EN, with_property[j], &theirs[i], &r),
                             ERR_NOT_FOUND);
    for (size_t i = 0; i < COUNT(statements_of); i++) {
        assert_int_equal(report_make(w.db, mem, &w.owner, LANG_EN, "statement", &statements_of[i], &r), ERR_NOT_FOUND);
        assert_int_equal(report_make(w.db, mem, &tenant, LANG_EN, "statement", &statements_of[i], &r), ERR_NOT_FOUND);
    }
    check_ok(report_make(w.db, mem, &tenant, LANG_EN, "statement", &(struct report_ask){0}, &r));
    check_text(fact(r, "Tenant")->value.text, "Otieno");
    for (const struct report_kind *kind = report_kinds; kind->name; kind++) {
        struct who caretaker = k.owner;
        caretaker.role = ROLE_CARETAKER;
        assert_int_equal(report_make(w.db, mem, &caretaker, LANG_EN, kind->name, &(struct report_ask){0}, &r),
                         ERR_FORBIDDEN);
        assert_int_equal(report_may(&tenant, kind), strcmp(kind->name, "statement") == 0);
        if (!(kind->takes & TAKE_LEASE)) {
            const char *text = text_of(made_for(&w.owner, kind->name, &(struct report_ask){.month = NULL}));
            assert_null(strstr(text, "Akinyi"));
            assert_null(strstr(text, "Amani"));
        }
    }
    assert_int_equal(report_make(w.db, mem, &k.owner, LANG_EN, "nothing", &(struct report_ask){0}, &r), ERR_NOT_FOUND);
    assert_int_equal(report_make(w.db, mem, &k.owner, LANG_EN, "statement", &(struct report_ask){0}, &r), ERR_FIELD);
}

static void
empty_books_make_empty_reports(void **state)
{
    struct who lone = new_landlord("Lone", "254733000099");

    (void)state;
    for (const struct report_kind *kind = report_kinds; kind->name; kind++) {
        struct buf pdf = buf_new(mem, 1 << 20);
        if (kind->takes & TAKE_LEASE)
            continue;
        const struct report *r = made_for(&lone, kind->name, &(struct report_ask){.month = NULL});
        check_ok(report_pdf(r, &pdf));
        assert_non_null(report_csv(r));
        assert_memory_equal(pdf.bytes, "%PDF-", 5);
    }
}

/* ---- files ---- */

static void
a_csv_reads_back(void **state)
{
    const char *text;
    struct csv  back;

    (void)state;
    raw_f("UPDATE tenant SET name = '=cmd|''/C calc''!A0' WHERE name = 'Akinyi'");
    raw_f("UPDATE tenant SET name = 'O\"Brien, \nJr' WHERE name = 'Baraka'");
    text = report_csv(made("rent-roll", .month = k.month));
    check_ok(csv_read(mem, text, strlen(text), 1000, &back));
    assert_int_equal(back.count, 6);
    check_text(csv_cell(&back.rows[0], 0), "Property");
    check_text(csv_cell(&back.rows[0], 9), "Days vacant");
    check_text(csv_cell(&back.rows[1], 2), "'=cmd|'/C calc'!A0");
    check_text(csv_cell(&back.rows[1], 5), "15850.50");
    check_text(csv_cell(&back.rows[1], 8), "Part paid");
    check_text(csv_cell(&back.rows[2], 2), "O\"Brien, \nJr");
    text = report_csv(made("collection", .month = k.month));
    check_ok(csv_read(mem, text, strlen(text), 1000, &back));
    check_text(csv_cell(&back.rows[1], 1), k.month);
    check_text(csv_cell(&back.rows[1], 4), "97.8");
}

/* A file of our own, through poppler's tools. */
static const char *
told_by(const char *tool, const char *then, const struct buf *pdf)
{
    static char what[256 * 1024];
    const char *path = arena_printf(mem, "%s/r.pdf", w.folder);
    FILE       *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(pdf->bytes, 1, pdf->len, f), pdf->len);
    fclose(f);
    f = popen(arena_printf(mem, "%s %s %s 2>&1", tool, path, then), "r");
    assert_non_null(f);
    what[fread(what, 1, sizeof what - 1, f)] = '\0';
    assert_int_equal(pclose(f), 0);
    return arena_strdup(mem, what);
}

static void
holds(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strstr(text, words[i]))
            fail_msg("%s is missing from\n%s", words[i], text);
}

static void
a_pdf_says_what_the_report_says(void **state)
{
    static const char *const words[] = {"Rent roll", "Njeri",  "Akinyi", "15,850.50",
                                        "95,850.50", "Vacant", "Total",  "1 / 1"};
    struct buf               pdf = buf_new(mem, 4 << 20);

    (void)state;
    check_ok(report_pdf(made("rent-roll", .month = k.month), &pdf));
    holds(told_by("pdftotext -layout", "-", &pdf), words, COUNT(words));
    const char              *info = told_by("pdfinfo", "", &pdf);
    static const char *const facts[] = {"Title:           Rent roll", "Author:          Njeri",
                                        "Creator:         RentEase", "Tagged:          yes", "A4"};
    holds(info, facts, COUNT(facts));
    static const char *const tags[] = {"Document", "H1", "Table", "TR", "TH", "TD"};
    holds(told_by("pdfinfo -struct-text", "", &pdf), tags, COUNT(tags));
}

/* Long names wrap, large amounts have room: no two words stand on one another. */
static void
nothing_overlaps(void **state)
{
    static const char long_name[] =
        "Mwanakombo Abdirahman-Nyakinyua wa Kamau wa Njoroge na Wenzake Majengo-Enterprises-Limited";
    struct report *r;
    struct buf     pdf = buf_new(mem, 4 << 20);

    (void)state;
    raw_f("UPDATE tenant SET name = '%s' WHERE name = 'Akinyi'", long_name);
    raw_f("UPDATE property SET name = 'Nyumba za Kupangisha za Mtaa wa Kilimani Barabara ya Argwings Kodhek' WHERE id "
          "= '%s'",
          k.amani);
    raw_f("UPDATE lease SET rent_cents = 98765432199 WHERE id = '%s'", k.baraka);
    check_ok(report_make(w.db, mem, &k.owner, LANG_SW, "rent-roll", &(struct report_ask){.month = k.month}, &r));
    check_ok(report_pdf(r, &pdf));
    const char *boxes = told_by("pdftotext -bbox", "-", &pdf), *at = boxes;
    assert_non_null(strstr(boxes, ">987,654,321.99<"));
    struct box {
        double x0, y0, x1, y1;
    } all[2000];
    size_t n = 0;
    while (n < COUNT(all) && (at = strstr(at, "<word "))) {
        assert_int_equal(sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &all[n].x0, &all[n].y0,
                                &all[n].x1, &all[n].y1),
                         4);
        assert_true(all[n].x0 >= 30 && all[n].x1 <= 842 - 30);
        n++;
        at++;
    }
    assert_true(n > 60);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) /* the boxes of lines reach into each other a little, in height */
            if (all[i].x0 < all[j].x1 - 0.5 && all[j].x0 < all[i].x1 - 0.5 && all[i].y0 < all[j].y1 - 3 &&
                all[j].y0 < all[i].y1 - 3)
                fail_msg("words %zu and %zu overlap in\n%s", j, i, boxes);
}

static const char *
number_of(const char *code)
{
    return raw_text_f(
        "SELECT r.number FROM receipt r JOIN money_in m ON m.id = r.money_in_id WHERE m.receipt_no = '%s'", code);
}

static void
a_receipt_as_a_file(void **state)
{
    struct receipt rc;
    struct buf     pdf = buf_new(mem, 4 << 20), off = buf_new(mem, 4 << 20);

    (void)state;
    check_ok(receipt_load(w.db, mem, &k.owner, number_of("UKA0000001"), &rc));
    check_ok(report_pdf(receipt_report(mem, LANG_EN, &rc), &pdf));
    const char *const words[] = {rc.number, "UKA0000001", "KSh 15,000",  "Paybill 777001",
                                 "Akinyi",  "Amani, A1",  "Rent receipt"};
    const char       *text = told_by("pdftotext -layout", "- | sed 's/\xc2\xa0/ /g'", &pdf);
    holds(text, words, COUNT(words));
    assert_null(strstr(text, "REVERSED"));
    check_ok(receipt_load(w.db, mem, &k.owner, number_of("UKA0000002"), &rc));
    check_ok(report_pdf(receipt_report(mem, LANG_EN, &rc), &off));
    assert_non_null(strstr(told_by("pdftotext -layout", "-", &off), "REVERSED"));
}

/* ---- many ---- */

static void
two_thousand_units(void **state)
{
    struct buf pdf = buf_new(mem, 4 << 20);

    (void)state;
    raw_f("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
          "INSERT INTO unit (id, landlord_id, property_id, label, account_ref, rent_cents, created_at) "
          "SELECT printf('%%016d', i), '%s', '%s', printf('N%%d', i), printf('N%%d', i), 1500000, 0 FROM n",
          k.owner.landlord_id, k.duka);
    raw_f("INSERT INTO lease (id, landlord_id, tenant_id, unit_id, rent_cents, due_day, start_date, created_at) "
          "SELECT id, landlord_id, '%s', id, rent_cents, 5, '2025-01-01', 0 FROM unit WHERE label LIKE 'N%%'",
          k.tenant_baraka);
    const struct report *r = made("rent-roll", .month = k.month);
    assert_int_equal(r->row_count, 2005);
    assert_int_equal(r->totals[column(r, "rent")].n, 11000000 + INT64_C(2000) * 1500000);
    int64_t began = clock_monotonic_ms();
    check_ok(report_pdf(r, &pdf));
    print_message("2,000 units: %lld ms, %zu KiB\n", (long long)(clock_monotonic_ms() - began), pdf.len / 1024);
    assert_true(pdf.len < 2 << 20);
    const char *info = told_by("pdfinfo", "", &pdf), *pages = strstr(info, "Pages:");
    assert_non_null(pages);
    long n = strtol(pages + 6, NULL, 10);
    assert_true(n > 20 && n < 80);
    const char *last = told_by(arena_printf(mem, "pdftotext -f %ld -l %ld -layout", n, n), "-", &pdf);
    holds(last, (const char *const[]){arena_printf(mem, "%ld / %ld", n, n), "30,110,000"}, 2);
    const char *second = told_by("pdftotext -f 2 -l 2 -layout", "-", &pdf);
    holds(second, (const char *const[]){"Billed", "Balance", "2 / "}, 3); /* the head is there again */
    /* more than may be is refused, not cut */
    raw_f("WITH RECURSIVE n (i) AS (SELECT 2001 UNION ALL SELECT i + 1 FROM n WHERE i < 5200) "
          "INSERT INTO unit (id, landlord_id, property_id, label, account_ref, rent_cents, created_at) "
          "SELECT printf('%%016d', i), '%s', '%s', printf('N%%d', i), printf('N%%d', i), 1500000, 0 FROM n",
          k.owner.landlord_id, k.duka);
    struct report *too_much;
    assert_int_equal(
        report_make(w.db, mem, &k.owner, LANG_EN, "rent-roll", &(struct report_ask){.month = k.month}, &too_much),
        ERR_TOO_LARGE);
}

static void
files_are_counted(void **state)
{
    int64_t    id, wait_s, first;
    struct who tenant = w.tenant;

    (void)state;
    check_ok(export_begin(w.db, mem, &w.owner, "rent-roll", "csv", &first, &wait_s));
    check_ok(export_begin(w.db, mem, &w.owner, "rent-roll", "pdf", &id, &wait_s));
    assert_int_equal(export_begin(w.db, mem, &w.owner, "rent-roll", "csv", &id, &wait_s), ERR_LIMIT); /* two at once */
    assert_true(wait_s >= 1 && wait_s <= 10);
    check_ok(export_begin(w.db, mem, &k.owner, "rent-roll", "csv", &id, &wait_s)); /* another's are his own */
    check_ok(export_end(w.db, &w.owner, first));
    for (int i = 2; i < EXPORTS_AN_HOUR; i++) {
        check_ok(export_begin(w.db, mem, &w.owner, "rent-roll", "csv", &id, &wait_s));
        check_ok(export_end(w.db, &w.owner, id));
    }
    raw_f("UPDATE report_export SET ended_at = began_at WHERE ended_at IS NULL");
    assert_int_equal(export_begin(w.db, mem, &w.owner, "rent-roll", "csv", &id, &wait_s), ERR_LIMIT);
    assert_true(wait_s > 3500 && wait_s <= 3600);
    check_ok(export_begin(w.db, mem, &tenant, "statement", "csv", &id, &wait_s)); /* a tenant's are apart */
    raw_drop_triggers("report_export");
    raw_f("UPDATE report_export SET began_at = began_at - 3601, ended_at = ended_at - 3601");
    check_ok(export_begin(w.db, mem, &w.owner, "rent-roll", "csv", &id, &wait_s));
    assert_int_equal(raw_int("SELECT count(*) FROM audit WHERE action = 'report.exported'"),
                     raw_int("SELECT count(*) FROM report_export"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        book_test(the_rent_roll),
        book_test(collection_by_way),
        book_test(a_prompt_is_told_from_money_that_came_by_itself),
        book_test(arrears_by_age),
        book_test(arrears_change_age_on_the_day),
        book_test(arrears_of_a_day_that_is_over),
        book_test(income_and_expenses),
        book_test(what_was_paid_out_stands_apart),
        book_test(what_is_left_for_the_owner),
        book_test(tax_sheet),
        book_test(rates_hold_from_their_day),
        book_test(statements),
        book_test(opening_and_movements_make_closing),
        book_test(lists_are_whole),
        book_test(nobody_reads_anothers),
        book_test(empty_books_make_empty_reports),
        book_test(a_csv_reads_back),
        book_test(a_pdf_says_what_the_report_says),
        book_test(nothing_overlaps),
        book_test(a_receipt_as_a_file),
        book_test(two_thousand_units),
        book_test(files_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
