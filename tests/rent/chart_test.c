/*
 * The chart of accounts: names, a trial balance that is nothing, lines with their running balance, and the journal.
 */
#include "support/world.h"

#include "base/fill.h"
#include "rent/chart.h"
#include "rent/direct.h"

static struct chart_account *all;
static size_t                count;

static void
load(const char *from, const char *to)
{
    check_ok(chart_load(w.db, mem, &w.owner, from, to, &all, &count));
}

static const struct chart_account *
account(const char *kind)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i].kind, kind) == 0)
            return &all[i];
    fail_msg("no account of %s", kind);
    return NULL;
}

static const char *
name(const struct chart_account *a)
{
    return chart_say(mem, a, chart_name(a), chart_detail(a));
}

static int64_t
trial_balance(void)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += all[i].balance.cents;
    return sum;
}

static void
paid(const char *receipt, const char *ref, int64_t cents, int64_t at)
{
    enum direct_verdict v;
    const struct direct d = {.channel = "c2b",
                             .landlord_id = w.owner.landlord_id,
                             .shortcode = "412873",
                             .receipt_no = receipt,
                             .bill_ref = ref,
                             .msisdn = strcmp(ref, "NOBODY") == 0 ? "254700999999" : "254722000002",
                             .payer_name = strcmp(ref, "NOBODY") == 0 ? "SOMEBODY ELSE" : "OTIENO",
                             .amount = {cents},
                             .paid_at = at};

    check_ok(direct_money(w.db, mem, &d, &v));
}

static const char *
day(int ago)
{
    return date_text(arena_alloc(mem, DATE_SIZE), date_from_days(date_days(today_eat()) - ago));
}

static void
accounts_have_names_that_people_use(void **state)
{
    (void)state;
    paid("UKZ0000001", "B4", 400000, clock_now());
    paid("UKZ0000002", "NOBODY", 100000, clock_now());
    load("2000-01-01", day(0));
    check_text(name(account("mpesa")), "M-Pesa 412873");
    check_text(name(account("receivable")), "Owed by B4 (Otieno)");
    check_text(name(account("income")), "Income: Rent");
    check_text(name(account("unallocated")), "Money of unknown payers");
    check_text(account("mpesa")->class, "asset");
    check_text(account("unallocated")->class, "liability");
}

static void
every_kind_of_account_and_entry_has_a_name(void **state)
{
    (void)state;
    for (const char *last = "", *kind;
         (kind = raw_text_f("SELECT min(name) FROM account_kind WHERE name > '%s'", last)); last = kind) {
        const struct chart_account a = {.kind = kind, .detail = "X"};
        assert_string_not_equal(chart_name(&a), kind);
    }
    for (const char *last = "", *kind; (kind = raw_text_f("SELECT min(name) FROM ledger_kind WHERE name > '%s'", last));
         last = kind)
        assert_string_not_equal(chart_txn_word(kind), kind);
}

static void
all_balances_together_are_nothing(void **state)
{
    int64_t now = clock_now();

    (void)state;
    paid("UKZ0000001", "B4", 400000, now);
    paid("UKZ0000002", "NOBODY", 100000, now - 5 * 86400);
    load("2000-01-01", day(0));
    assert_int_equal(trial_balance(), 0);
    assert_int_equal(account("receivable")->balance.cents, 1100000);
    load("2000-01-01", day(1)); /* the bill and its money are of today */
    assert_int_equal(trial_balance(), 0);
    assert_int_equal(account("receivable")->balance.cents, 0);
    assert_int_equal(account("unallocated")->balance.cents, -100000);
    load(day(1), day(0));
    assert_int_equal(account("unallocated")->credit.cents, 0);
    assert_int_equal(account("receivable")->debit.cents, 1500000);
    assert_int_equal(account("receivable")->credit.cents, 400000);
    assert_int_equal(account("mpesa")->balance.cents, 500000);
}

static void
lines_run_by_day_and_page_on(void **state)
{
    struct chart_line  *lines;
    size_t              n;
    const char         *next;
    int64_t             now = clock_now();
    struct chart_filter f = {.limit = 2};

    (void)state;
    paid("UKZ0000001", "B4", 400000, now);
    paid("UKZ0000002", "NOBODY", 100000, now - 5 * 86400); /* posted later, but of an earlier day */
    paid("UKZ0000003", "B4", 300000, now - 86400);
    load("2000-01-01", day(0));
    const char *id = account("mpesa")->id;
    check_ok(chart_lines(w.db, mem, &w.owner, id, &f, &lines, &n, &next));
    assert_int_equal(n, 2);
    assert_int_equal(lines[0].amount.cents, 400000);
    assert_int_equal(lines[0].balance.cents, 800000);
    assert_int_equal(lines[1].balance.cents, 400000);
    check_text(lines[0].who, "OTIENO");
    assert_non_null(next);
    f.cursor = next;
    check_ok(chart_lines(w.db, mem, &w.owner, id, &f, &lines, &n, &next));
    assert_int_equal(n, 1);
    assert_int_equal(lines[0].balance.cents, 100000);
    assert_null(next);
    f = (struct chart_filter){.from = day(2), .to = day(1)};
    check_ok(chart_lines(w.db, mem, &w.owner, id, &f, &lines, &n, &next));
    assert_int_equal(n, 1);
    assert_int_equal(lines[0].balance.cents, 400000); /* with all that went before */
    f = (struct chart_filter){.cursor = "2026-11-05"};
    assert_int_equal(chart_lines(w.db, mem, &w.owner, id, &f, &lines, &n, &next), ERR_INPUT);
    f.cursor = "yesterday.4";
    assert_int_equal(chart_lines(w.db, mem, &w.owner, id, &f, &lines, &n, &next), ERR_INPUT);
}

static void
the_journal_tells_what_belongs_together(void **state)
{
    struct chart_txn t;

    (void)state;
    check_ok(chart_txn(w.db, mem, &w.owner, 1, &t));
    check_text(t.kind, "bill");
    assert_int_equal(t.part_count, 2);
    assert_int_equal(t.parts[0].amount.cents + t.parts[1].amount.cents, 0);
    check_text(t.bill_id, w.bill_id);
    assert_int_equal(strlen(t.hash), 64);
    check_ok(ledger_reverse(w.db, mem, 1, "Cancelled"));
    check_ok(chart_txn(w.db, mem, &w.owner, 1, &t));
    assert_int_equal(t.reversed_by, 2);
    check_ok(chart_txn(w.db, mem, &w.owner, 2, &t));
    assert_int_equal(t.reverses, 1);
    check_text(t.memo, "Cancelled");
}

static void
nobody_sees_another_landlords(void **state)
{
    struct who            kamau = new_landlord("Kamau", "254733000003");
    struct chart_account *his, one;
    struct chart_line    *lines;
    struct chart_txn      t;
    const char           *next;
    size_t                n;

    (void)state;
    load("2000-01-01", day(0));
    check_ok(chart_load(w.db, mem, &kamau, "2000-01-01", day(0), &his, &n));
    assert_int_equal(n, 0);
    assert_int_equal(chart_account(w.db, mem, &kamau, all[0].id, "2000-01-01", day(0), &one), ERR_NOT_FOUND);
    check_ok(chart_account(w.db, mem, &w.owner, all[0].id, "2000-01-01", day(0), &one));
    check_ok(chart_lines(w.db, mem, &kamau, all[0].id, &(struct chart_filter){0}, &lines, &n, &next));
    assert_int_equal(n, 0);
    assert_int_equal(chart_txn(w.db, mem, &kamau, 1, &t), ERR_NOT_FOUND);
}

static void
holes_are_filled_and_unknown_ones_stay(void **state)
{
    const struct filling with[] = {{"a", "1"}, {"b", NULL}, {"long", "{a}"}};

    (void)state;
    check_text(fill(mem, "", with, COUNT(with)), "");
    check_text(fill(mem, "{a}{b}{a}", with, COUNT(with)), "11");
    check_text(fill(mem, "x {long} {c} {", with, COUNT(with)), "x {a} {c} {");
    check_text(fill(mem, "{a", with, COUNT(with)), "{a");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(accounts_have_names_that_people_use),     world_test(every_kind_of_account_and_entry_has_a_name),
        world_test(all_balances_together_are_nothing),       world_test(lines_run_by_day_and_page_on),
        world_test(the_journal_tells_what_belongs_together), world_test(nobody_sees_another_landlords),
        world_test(holes_are_filled_and_unknown_ones_stay),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
