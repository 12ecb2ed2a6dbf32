/*
 * Reconciling: each kind of difference appears, says what it is about, and closes itself; what a person explained stays
 * explained while its figures are the same.
 */
#include "support/world.h"

#include "rent/direct.h"
#include "rent/hold.h"
#include "rent/mpesa_send.h"
#include "rent/posting.h"
#include "rent/recon.h"

static struct recon_run
compare(void)
{
    struct recon_run run;

    check_ok(recon_compare(w.db, mem, &w.owner, "command", &run));
    return run;
}

/* How many of a kind are in that state. */
static int64_t
counted(const char *kind, const char *state)
{
    return raw_int_f("SELECT count(*) FROM recon_difference WHERE kind = '%s' AND state = '%s'", kind, state);
}

static struct recon_difference
the_one(const char *kind)
{
    struct recon_difference d;

    check_ok(
        recon_load(w.db, mem, &w.owner, raw_text_f("SELECT id FROM recon_difference WHERE kind = '%s'", kind), &d));
    return d;
}

static const char *
said(const char *kind)
{
    struct recon_difference d = the_one(kind);

    return recon_say(mem, recon_kind(kind)->sentence, &d, "5 Nov 2026", "somebody");
}

static const char *
account(void)
{
    return raw_text("SELECT id FROM receiving_account WHERE shortcode = '412873'");
}

/* As the pull keeps it. */
static void
listed(const char *receipt, int64_t cents, int64_t paid_at, const char *verdict)
{
    raw_f("INSERT OR REPLACE INTO pulled_row (receiving_account_id, landlord_id, receipt_no, amount_cents, paid_at, "
          "first_seen, "
          "seen_run, verdict) VALUES ('%s', '%s', '%s', %lld, %lld, unixepoch(), 1, '%s')",
          account(), w.owner.landlord_id, receipt, (long long)cents, (long long)paid_at, verdict);
}

/* A pull that has listed all of that time. */
static void
pulled(int64_t from, int64_t to)
{
    raw_f("INSERT INTO pull_run (landlord_id, receiving_account_id, begun_at, from_at, to_at) VALUES ('%s', '%s', "
          "%lld, %lld, %lld);"
          "UPDATE pull_run SET state = 'done', ended_at = unixepoch() WHERE state = 'asking'",
          w.owner.landlord_id, account(), (long long)to, (long long)from, (long long)to);
}

/* Somebody pays by himself. */
static const char *
direct(const char *receipt, const char *ref, const char *phone, int64_t cents, int64_t paid_at)
{
    enum direct_verdict v;
    const struct direct d = {.channel = "c2b",
                             .landlord_id = w.owner.landlord_id,
                             .shortcode = "412873",
                             .receipt_no = receipt,
                             .bill_ref = ref,
                             .msisdn = phone,
                             .amount = {cents},
                             .paid_at = paid_at};

    check_ok(direct_money(w.db, mem, &d, &v));
    return raw_text_f("SELECT id FROM money_in WHERE receipt_no = '%s'", receipt);
}

static void
register_number(void)
{
    raw_f("INSERT INTO c2b_registration (id, landlord_id, receiving_account_id, shortcode, version, state, asked_at) "
          "VALUES ('r', '%s', '%s', '412873', 'v2', 'registered', 1)",
          w.owner.landlord_id, account());
}

/* ---- lists ---- */

static void
money_that_only_m_pesa_has_is_told_until_it_is_posted(void **state)
{
    int64_t now = clock_now();

    (void)state;
    listed("UKX0000001", 900000, now - 7200, "error");
    assert_int_equal(compare().appeared, 2); /* and the number is not registered */
    assert_int_equal(counted("missing", "open"), 1);
    assert_non_null(strstr(said("missing"), "KSh\u00a09,000"));
    assert_non_null(strstr(said("missing"), "UKX0000001"));
    assert_null(strchr(said("missing"), '{'));
    compare();
    assert_int_equal(counted("missing", "open"), 1); /* once, however often it is seen */
    direct("UKX0000001", "B4", "254722000002", 900000, now - 7200);
    struct recon_run run = compare();
    assert_int_equal(run.resolved, 1);
    assert_int_equal(counted("missing", "resolved"), 1);
}

static void
a_transfer_to_the_bank_is_no_missing_payment(void **state)
{
    (void)state;
    listed("UKX0000002", 900000, clock_now() - 7200, "not_expected");
    compare();
    assert_int_equal(counted("missing", "open"), 0);
}

static void
money_that_m_pesa_does_not_list_is_told_only_of_times_that_it_has_listed(void **state)
{
    int64_t now = clock_now();

    (void)state;
    direct("UKX0000003", "B4", "254722000002", 500000, now - 7200);
    compare();
    assert_int_equal(counted("unlisted", "open"), 0); /* nothing was pulled */
    pulled(now - 7300, now - 3600);
    compare();
    assert_int_equal(counted("unlisted", "open"), 0); /* too near to the edge */
    pulled(now - 86400, now - 3600);
    compare();
    assert_int_equal(counted("unlisted", "open"), 1);
    assert_non_null(strstr(said("unlisted"), "KSh\u00a05,000"));
    listed("UKX0000003", 500000, now - 7200, "known");
    compare();
    assert_int_equal(counted("unlisted", "resolved"), 1);
}

static void
stretches_that_were_listed_grow_together_and_gaps_stay(void **state)
{
    (void)state;
    pulled(1000, 5000);
    pulled(4000, 9000);
    assert_int_equal(raw_int("SELECT count(*) FROM pull_cover"), 1);
    assert_int_equal(raw_int("SELECT to_at FROM pull_cover"), 9000);
    pulled(20000, 30000);
    pulled(20000, 26000);
    assert_int_equal(raw_int("SELECT count(*) FROM pull_cover"), 2);
    assert_int_equal(raw_int("SELECT max(to_at) FROM pull_cover"), 30000);
}

static void
amounts_that_differ_are_told_with_both(void **state)
{
    int64_t now = clock_now();

    (void)state;
    direct("UKX0000004", "B4", "254722000002", 500000, now - 7200);
    listed("UKX0000004", 450000, now - 7200, "held");
    compare();
    assert_int_equal(counted("amount", "open"), 1);
    assert_non_null(strstr(said("amount"), "KSh\u00a05,000"));
    assert_non_null(strstr(said("amount"), "KSh\u00a04,500"));
    assert_non_null(strstr(said("amount"), "KSh\u00a0500 apart"));
    raw("DELETE FROM pulled_row");
    compare();
    assert_int_equal(counted("amount", "resolved"), 1);
}

static void
what_m_pesa_gave_back_must_be_given_back_here(void **state)
{
    int64_t     now = clock_now();
    const char *id = direct("UKX0000005", "B4", "254722000002", 500000, now - 7200);

    (void)state;
    raw_f("INSERT INTO status_report (request_id, landlord_id, state, receipt_no) VALUES ('s1', '%s', 'reversed', "
          "'UKX0000005')",
          w.owner.landlord_id);
    compare();
    assert_int_equal(counted("reversed", "open"), 1);
    check_ok(posting_mirror(w.db, mem, id, "Given back"));
    compare();
    assert_int_equal(counted("reversed", "resolved"), 1);
}

/* ---- statements ---- */

/* A line of a statement that was brought in. */
static void
line(const char *rail, const char *account, const char *receipt, int64_t cents, int64_t at, const char *narration,
     const char *verdict, const char *money_in_id)
{
    static int lines;
    char       day[DATE_SIZE];

    raw_f("INSERT OR IGNORE INTO statement_import (id, landlord_id, state, rail, account, text, made_at, made_by, "
          "decided_at) VALUES "
          "('i%s', '%s', 'applied', '%s', '%s', 'x', 1, 'x', 1)",
          account, w.owner.landlord_id, rail, account);
    raw_f("INSERT INTO statement_line (landlord_id, import_id, line, rail, account, identity, day, at, amount_cents, "
          "receipt_no, narration,"
          " verdict, money_in_id) VALUES ('%s', 'i%s', %d, '%s', '%s', 'l%d', '%s', %lld, %lld, %s, '%s', '%s', %s)",
          w.owner.landlord_id, account, lines, rail, account, lines, date_text(day, eat_from(at).date), (long long)at,
          (long long)cents, receipt ? arena_printf(mem, "'%s'", receipt) : "NULL", narration, verdict,
          money_in_id ? arena_printf(mem, "'%s'", money_in_id) : "NULL");
    lines++;
}

static void
a_statement_lists_and_covers_as_a_pull_does(void **state)
{
    int64_t     now = clock_now();
    const char *known = direct("UKX0000030", "B4", "254722000002", 500000, now - 50000);

    (void)state;
    direct("UKX0000031", "B4", "254722000002", 600000, now - 40000);
    line("mpesa", "412873", "UKX0000030", 500000, now - 60000, "Pay Bill", "known", known);
    line("mpesa", "412873", "UKX0000032", 80000, now - 20000, "Pay Bill", "asked", NULL);
    compare();
    assert_int_equal(counted("missing", "open"), 1);
    assert_non_null(strstr(said("missing"), "UKX0000032"));
    assert_int_equal(counted("unlisted", "open"), 1);
    assert_non_null(strstr(said("unlisted"), "UKX0000031"));
    listed("UKX0000030", 500000, now - 50000, "known"); /* by a pull, too: it is one payment all the same */
    assert_int_equal(compare().listed, 2);
}

static void
money_that_left_by_the_statement_must_be_in_the_books(void **state)
{
    int64_t now = clock_now();

    (void)state;
    direct("UKX0000033", "B4", "254722000002", 500000, now - 50000);
    line("mpesa", "412873", "UKX0000034", -250000, now - 40000, "Organization Settlement to bank", "not_money", NULL);
    line("mpesa", "412873", "UKX0000035", -2300, now - 40000, "Business Payment Charge", "not_money", NULL);
    line("mpesa", "412873", "UKX0000036", -500000, now - 30000, "Reversal of UKX0000033", "not_money", NULL);
    compare();
    assert_int_equal(counted("out_missing", "open"), 1);
    assert_non_null(strstr(said("out_missing"), "UKX0000034"));
    assert_non_null(strstr(said("out_missing"), "KSh\u00a02,500"));
    assert_int_equal(counted("reversed", "open"), 1);
    assert_non_null(strstr(said("reversed"), "UKX0000033"));
}

static void
money_in_the_bank_must_be_on_its_statement(void **state)
{
    int64_t              now = clock_now();
    const char          *id;
    const struct posting bank = {.landlord_id = w.owner.landlord_id,
                                 .channel = "statement",
                                 .rail = "bank",
                                 .ref = "FT26305X",
                                 .shortcode = "Equity",
                                 .phone = "",
                                 .amount = {700000},
                                 .paid_at = now - 5 * 86400,
                                 .lease_id = w.lease_id,
                                 .how = "person"};

    (void)state;
    check_ok(posting_money(w.db, mem, &bank, &id));
    compare();
    assert_int_equal(counted("unlisted", "open"), 0); /* no statement speaks of that day */
    line("bank", "Equity", NULL, 100, now - 9 * 86400, "x", "not_money", NULL);
    line("bank", "Equity", NULL, 100, now - 86400, "y", "not_money", NULL);
    compare();
    assert_int_equal(counted("unlisted", "open"), 1);
    assert_non_null(strstr(said("unlisted"), "FT26305X"));
    assert_non_null(strstr(said("unlisted"), "Equity"));
    line("bank", "Equity", NULL, 700000, now - 5 * 86400, "Rent", "known", id);
    compare();
    assert_int_equal(counted("unlisted", "resolved"), 1);
}

/* ---- what nobody tells of ---- */

static void
a_prompt_is_given_up_on_after_two_days_unless_it_was_listed(void **state)
{
    const char *id = pay_prompted(w.bill_id, 0);
    int64_t     now = clock_now();

    (void)state;
    raw_f("UPDATE payment SET state = 'timeout', next_check_at = NULL, initiated_at = %lld, expires_at = %lld WHERE id "
          "= '%s'",
          (long long)now - 170000, (long long)now - 169880, id);
    compare();
    assert_int_equal(counted("prompt_unknown", "open"), 0);
    raw_f("UPDATE payment SET initiated_at = initiated_at - 86400, expires_at = expires_at - 86400 WHERE id = '%s'",
          id);
    compare();
    assert_int_equal(counted("prompt_unknown", "open"), 1);
    assert_non_null(strstr(said("prompt_unknown"), "Otieno"));
    check_text(recon_place(mem, the_one("prompt_unknown").target, the_one("prompt_unknown").target_id),
               arena_printf(mem, "landlord/transactions/%s", id));
    pulled(now - 5 * 86400, now); /* and it is not in the list */
    compare();
    assert_int_equal(counted("prompt_unknown", "resolved"), 1);
}

static void
a_prompt_without_a_number_is_told_of_soon(void **state)
{
    const char *id = pay_prompted(w.bill_id, 0);

    (void)state;
    raw_f("UPDATE payment SET state = 'timeout', next_check_at = NULL, checkout_request_id = NULL, initiated_at = "
          "unixepoch() - 2000, "
          "expires_at = unixepoch() - 1000 WHERE id = '%s'",
          id);
    compare();
    assert_int_equal(counted("prompt_unknown", "open"), 1);
    const char *why;
    assert_int_equal(pay_evidence(id, "stk_callback", "UKX0000006", pay_now(id).asked.cents, &why), MONEY_POSTED);
    compare();
    assert_int_equal(counted("prompt_unknown", "resolved"), 1);
}

static void
money_out_that_stays_unknown_is_told_of(void **state)
{
    (void)state;
    raw_f("INSERT INTO mpesa_request (id, landlord_id, receiving_account_id, api, purpose, state, shortcode, "
          "amount_cents, party, remarks,"
          " originator_id, requested_at) VALUES ('q1', '%s', '%s', 'b2c', 'expense', 'unknown', '412873', 70000, "
          "'254733000001', 'x', 'o1',"
          " unixepoch() - 86400)",
          w.owner.landlord_id, account());
    compare();
    assert_int_equal(counted("request_unknown", "open"), 1); /* nothing asks about it any more */
    assert_non_null(strstr(said("request_unknown"), "KSh\u00a0700"));
    raw("UPDATE mpesa_request SET next_check_at = unixepoch() + 60");
    compare();
    assert_int_equal(counted("request_unknown", "resolved"), 1);
}

static void
held_money_waits_for_a_person(void **state)
{
    (void)state;
    const char *why, *id = pay_prompted(w.bill_id, 0);
    assert_int_equal(pay_evidence(id, "stk_callback", "UKX0000007", 100, &why), MONEY_HELD);
    compare();
    assert_int_equal(counted("held", "open"), 1);
    assert_non_null(strstr(said("held"), "UKX0000007"));
    raw("UPDATE hold SET released_at = unixepoch(), release_note = 'x'");
    compare();
    assert_int_equal(counted("held", "resolved"), 1);
}

static void
money_of_nobody_is_told_of_after_a_week(void **state)
{
    int64_t now = clock_now();

    (void)state;
    direct("UKX0000008", "NOBODY", "254722999999", 120000, now - 6 * 86400);
    compare();
    assert_int_equal(counted("unmatched", "open"), 0);
    const char *id = direct("UKX0000009", "NOBODY", "254722999998", 130000, now - 8 * 86400);
    compare();
    assert_int_equal(counted("unmatched", "open"), 1);
    assert_non_null(strstr(said("unmatched"), "KSh\u00a01,300"));
    check_ok(waiting_assign(w.db, mem, &w.owner, id, w.lease_id));
    compare();
    assert_int_equal(counted("unmatched", "resolved"), 1);
}

static void
a_confirmation_that_nobody_vouches_for_is_told_of_after_two_days(void **state)
{
    (void)state;
    raw_f("INSERT INTO hook_verdict (inbox_id, judged_at, received_at, kind, remote_addr, verdict, landlord_id, "
          "receipt_no, body) VALUES"
          " (1, 1, unixepoch() - 200000, 'confirmation', '203.0.113.9', 'waiting', '%s', 'UKX0000010',"
          " '{\"TransAmount\":\"1500.50\",\"BusinessShortCode\":\"412873\"}'),"
          " (2, 1, unixepoch() - 100000, 'confirmation', '203.0.113.9', 'waiting', '%s', 'UKX0000011', "
          "'{\"TransAmount\":\"10\"}')",
          w.owner.landlord_id, w.owner.landlord_id);
    compare();
    assert_int_equal(counted("confirmation", "open"), 1);
    assert_non_null(strstr(said("confirmation"), "KSh\u00a01,500.50"));
    direct("UKX0000010", "B4", "254722000002", 150050, clock_now() - 200000);
    compare();
    assert_int_equal(counted("confirmation", "resolved"), 1);
}

static void
the_same_twice_in_ten_minutes_is_asked_about(void **state)
{
    int64_t now = clock_now();

    (void)state;
    direct("UKX0000012", "B4", "254722000002", 500000, now - 7200);
    direct("UKX0000013", "B4", "254722000002", 500000, now - 7200 + 601);
    direct("UKX0000014", "B4", "2547 ***** 002", 400000, now - 7200);
    compare();
    assert_int_equal(counted("twice", "open"), 0);
    const char *id = direct("UKX0000015", "B4", "254722000002", 500000, now - 7200 + 300);
    compare();
    assert_int_equal(counted("twice", "open"), 2); /* it is near to both */
    check_ok(posting_mirror(w.db, mem, id, "Given back"));
    compare();
    assert_int_equal(counted("twice", "resolved"), 2);
    direct("UKX0000016", "B4", "254733000009", 600000, now - 600); /* for the same lease, from two phones */
    direct("UKX0000017", "B4", "254733000008", 600000, now - 500);
    direct("UKX0000018", "X1", "254733000007", 700000, now - 500); /* nobody's, from two phones */
    direct("UKX0000019", "X2", "254733000006", 700000, now - 450);
    compare();
    assert_int_equal(counted("twice", "open"), 1);
}

/* ---- the number, pulls, balances ---- */

static void
a_number_that_tells_nothing_is_told_of(void **state)
{
    (void)state;
    compare();
    assert_int_equal(counted("number", "open"), 1);
    assert_non_null(strstr(said("number"), "412873"));
    register_number();
    compare();
    assert_int_equal(counted("number", "resolved"), 1);
}

static void
pulls_that_bring_nothing_good_are_told_of(void **state)
{
    (void)state;
    raw_f("INSERT INTO pull_account (receiving_account_id, landlord_id, state, asked_by, asked_at, next_at, failures, "
          "good_to) "
          "VALUES ('%s', '%s', 'registered', 'x', 1, unixepoch(), 7, unixepoch() - 3600)",
          account(), w.owner.landlord_id);
    compare();
    assert_int_equal(counted("pull", "open"), 0); /* an hour is nothing */
    raw("UPDATE pull_account SET good_to = unixepoch() - 30000");
    compare();
    assert_int_equal(counted("pull", "open"), 1);
    raw("UPDATE pull_account SET good_to = unixepoch()");
    compare();
    assert_int_equal(counted("pull", "resolved"), 1);
    raw("UPDATE pull_account SET state = 'refused', said = 'Not yours'");
    compare();
    assert_int_equal(counted("pull", "open"), 1);
    assert_non_null(strstr(said("pull"), "Not yours"));
}

static int64_t checks;

/* M-Pesa told this, so long ago. */
static void
balance(int64_t ago, const char *state, int64_t working, int64_t utility, int64_t charges)
{
    int n = (int)++checks;

    raw_f("INSERT INTO mpesa_request (id, landlord_id, receiving_account_id, api, purpose, state, shortcode, remarks, "
          "originator_id,"
          " requested_at, sent_at, completed_at, result_desc) VALUES ('b%d', '%s', '%s', 'balance', 'person', '%s', "
          "'412873', 'x', 'bo%d',"
          " unixepoch() - %lld, unixepoch() - %lld, unixepoch() - %lld, 'Wrong password.')",
          n, w.owner.landlord_id, account(), state, n, (long long)ago, (long long)ago, (long long)ago - 2);
    if (strcmp(state, "success") == 0)
        raw_f("INSERT INTO balance_check SELECT id, landlord_id, receiving_account_id, shortcode, completed_at FROM "
              "mpesa_request WHERE id ="
              " 'b%d'; INSERT INTO balance_figure VALUES ('b%d', 0, 'working', 'Working Account', 'KES', %lld, NULL, "
              "NULL, NULL),"
              " ('b%d', 1, 'utility', 'Utility Account', 'KES', %lld, NULL, NULL, NULL),"
              " ('b%d', 2, 'charges', 'Charges Paid Account', 'KES', %lld, NULL, NULL, NULL)",
              n, n, (long long)working, n, (long long)utility, n, (long long)charges);
}

static void
a_balance_that_moved_as_the_books_did_agrees(void **state)
{
    int64_t now = clock_now();

    (void)state;
    balance(20000, "success", 100000, 700000, 0);
    direct("UKX0000020", "B4", "254722000002", 500000, now - 15000);
    balance(10000, "success", 900000, 400000, 0); /* and some went from the one account to the other */
    compare();
    assert_int_equal(counted("balance_lower", "open") + counted("balance_higher", "open"), 0);
    balance(8000, "success", 900000, 395000, -5000); /* M-Pesa's charges */
    compare();
    assert_int_equal(counted("balance_lower", "open"), 0);
    balance(6000, "success", 900000, 95000, -5000); /* somebody took 3,000 out */
    compare();
    assert_int_equal(counted("balance_lower", "open"), 1);
    assert_non_null(strstr(said("balance_lower"), "KSh\u00a03,000 too little"));
    balance(4000, "success", 1000000, 95000, -5000); /* 1,000 that nobody told us of */
    compare();
    assert_int_equal(counted("balance_higher", "open"), 1);
    direct("UKX0000021", "B4", "254722000002", 100000, now - 5000); /* and then they did */
    compare();
    assert_int_equal(counted("balance_higher", "resolved"), 1);
}

static void
a_balance_is_judged_only_where_it_can_be(void **state)
{
    static const struct {
        struct recon_step  s;
        enum recon_balance want;
    } cases[] = {
        {{.known = true, .was_known = true, .same_accounts = true, .cents = 500, .was_cents = 500}, RECON_AGREES},
        {{.known = true, .was_known = true, .same_accounts = true, .cents = 700, .was_cents = 500, .moved_cents = 200},
         RECON_AGREES},
        {{.known = true, .was_known = true, .same_accounts = true, .cents = 600, .was_cents = 500, .moved_cents = 200},
         RECON_LOWER},
        {{.known = true, .was_known = true, .same_accounts = true, .cents = 800, .was_cents = 500, .moved_cents = 200},
         RECON_HIGHER},
        {{.known = true,
          .was_known = true,
          .same_accounts = true,
          .cents = 800,
          .was_cents = 500,
          .moved_cents = 200,
          .edge_cents = 100},
         RECON_AGREES},
        {{.known = true,
          .was_known = true,
          .same_accounts = true,
          .cents = 690,
          .was_cents = 500,
          .moved_cents = 200,
          .charges_cents = -10},
         RECON_AGREES},
        {{.known = true,
          .was_known = true,
          .same_accounts = true,
          .cents = 689,
          .was_cents = 500,
          .moved_cents = 200,
          .charges_cents = 10},
         RECON_LOWER},
        {{.known = true,
          .was_known = true,
          .same_accounts = true,
          .cents = 710,
          .was_cents = 500,
          .moved_cents = 200,
          .charges_cents = -10},
         RECON_HIGHER},
        {{.known = false, .was_known = true, .same_accounts = true, .was_cents = 500}, RECON_CANNOT_TELL},
        {{.known = true, .was_known = false, .same_accounts = true, .cents = 500}, RECON_CANNOT_TELL},
        {{.known = true, .was_known = true, .cents = 500, .was_cents = 100}, RECON_CANNOT_TELL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(recon_judge(&cases[i].s), cases[i].want);
}

static void
a_balance_that_is_not_told_any_more_is_told_of(void **state)
{
    (void)state;
    balance(8000, "failed", 0, 0, 0);
    compare();
    assert_int_equal(counted("balance_failed", "open"), 0); /* it never was */
    balance(7000, "success", 1, 1, 0);
    balance(6000, "failed", 0, 0, 0);
    compare();
    assert_int_equal(counted("balance_failed", "open"), 1);
    balance(5000, "success", 1, 1, 0);
    compare();
    assert_int_equal(counted("balance_failed", "resolved"), 1);
}

/* ---- people ---- */

static void
what_was_explained_stays_so_while_its_figures_do(void **state)
{
    int64_t now = clock_now();

    (void)state;
    direct("UKX0000022", "B4", "254722000002", 500000, now - 7200);
    listed("UKX0000022", 450000, now - 7200, "held");
    compare();
    struct recon_difference d = the_one("amount");
    check_ok(recon_explain(w.db, mem, &w.owner, d.id, "The agent typed it wrong"));
    assert_int_equal(recon_explain(w.db, mem, &w.owner, d.id, "Again"), ERR_CONFLICT);
    compare();
    d = the_one("amount");
    check_text(d.state, "explained");
    check_text(d.reason, "The agent typed it wrong");
    check_text(d.explained_name, "Wanjiku");
    assert_int_equal(raw_int("SELECT count(*) FROM audit WHERE action = 'recon.explained'"), 1);
    raw("DELETE FROM pulled_row");
    compare();
    check_text(the_one("amount").state, "resolved");
    listed("UKX0000022", 450000, now - 7200, "held");
    compare();
    check_text(the_one("amount").state, "explained"); /* it is the same again */
    raw("DELETE FROM pulled_row");
    listed("UKX0000022", 440000, now - 7200, "held");
    compare();
    check_text(the_one("amount").state, "open"); /* and this is another */
}

static void
nobody_sees_another_landlords(void **state)
{
    struct who                kamau = new_landlord("Kamau", "254733000003");
    struct recon_difference   d, *all;
    size_t                    count;
    const char               *next;
    const struct recon_filter f = {0};

    (void)state;
    compare();
    const char *id = the_one("number").id;
    assert_int_equal(recon_load(w.db, mem, &kamau, id, &d), ERR_NOT_FOUND);
    assert_int_equal(recon_explain(w.db, mem, &kamau, id, "Mine"), ERR_NOT_FOUND);
    check_ok(recon_list(w.db, mem, &kamau, &f, &all, &count, &next));
    assert_int_equal(count, 0);
    check_ok(recon_list(w.db, mem, &w.owner, &f, &all, &count, &next));
    assert_int_equal(count, 1);
}

static void
it_runs_when_it_is_due_and_when_it_is_asked_for(void **state)
{
    bool one;

    (void)state;
    check_ok(recon_next(w.db, mem, 900, &one));
    assert_true(one);
    check_ok(recon_next(w.db, mem, 900, &one));
    assert_false(one);
    raw("UPDATE recon_plan SET next_at = unixepoch() - 1");
    check_ok(recon_next(w.db, mem, 900, &one));
    assert_true(one);
    assert_int_equal(raw_int("SELECT count(*) FROM recon_run WHERE cause = 'clock'"), 2); /* the first brought news */
    raw("UPDATE recon_plan SET next_at = unixepoch() - 1");
    check_ok(recon_next(w.db, mem, 900, &one));
    assert_int_equal(raw_int("SELECT count(*) FROM recon_run WHERE cause = 'clock'"), 2);
    check_ok(recon_ask(w.db, mem, &w.owner));
    check_ok(recon_ask(w.db, mem, &w.owner));
    assert_int_equal(raw_int("SELECT count(*) FROM audit WHERE action = 'recon.asked'"), 1);
    struct recon_run run;
    bool             waits;
    check_ok(recon_latest(w.db, mem, &w.owner, &run, &waits));
    assert_true(waits);
    check_ok(recon_next(w.db, mem, 900, &one));
    assert_true(one);
    check_ok(recon_latest(w.db, mem, &w.owner, &run, &waits));
    assert_false(waits);
    check_text(run.cause, "person");
    check_text(run.person, "Wanjiku");
}

/* ---- days ---- */

static void
a_day_is_one_of_east_africa(void **state)
{
    struct recon_day *days;
    size_t            count;
    int64_t           midnight = date_start_utc(today_eat());

    (void)state;
    direct("UKX0000023", "B4", "254722000002", 100000, midnight - 1); /* 23:59:59 of yesterday */
    direct("UKX0000024", "B4", "254722000002", 200000, midnight);
    listed("UKX0000024", 200000, midnight, "known");
    pay_paid(w.bill_id, 0, "UKX0000025");
    check_ok(recon_days(w.db, mem, &w.owner, &days, &count));
    assert_int_equal(count, RECON_DAYS);
    char today[DATE_SIZE];
    check_text(days[0].day, date_text(today, today_eat()));
    assert_int_equal(days[0].direct.cents, 200000);
    assert_int_equal(days[0].prompts.cents, 1200000);
    assert_int_equal(days[0].listed_sum.cents, 200000);
    assert_int_equal(days[1].direct.cents, 100000);
    assert_false(days[1].covered);
    pulled(midnight - 2 * 86400, midnight + 1000);
    check_ok(recon_days(w.db, mem, &w.owner, &days, &count));
    assert_true(days[1].covered);
    assert_true(days[2].covered);
    assert_false(days[3].covered);
    assert_null(days[0].balance_state);
    balance(3000, "success", 100, 100, 0);
    balance(2000, "success", 100, 100, 0);
    check_ok(recon_days(w.db, mem, &w.owner, &days, &count));
    check_text(days[clock_now() - 2000 < midnight ? 1 : 0].balance_state, "agrees");
}

static void
every_kind_has_words_and_a_way_on(void **state)
{
    const struct recon_difference d = {.code = "X", .about = "Y", .shortcode = "1"};

    (void)state;
    for (const struct recon_kind *k = recon_kinds; k->name; k++) {
        assert_true(strlen(k->title) > 5 && strlen(k->next) > 20);
        assert_null(strchr(recon_say(mem, k->sentence, &d, "today", "nobody"), '{'));
        assert_null(strchr(recon_say(mem, k->next, &d, "today", "nobody"), '{'));
        assert_non_null(strstr(k->sentence, "{day}"));
    }
    assert_null(recon_kind("nothing"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(money_that_only_m_pesa_has_is_told_until_it_is_posted),
        world_test(a_transfer_to_the_bank_is_no_missing_payment),
        world_test(money_that_m_pesa_does_not_list_is_told_only_of_times_that_it_has_listed),
        world_test(stretches_that_were_listed_grow_together_and_gaps_stay),
        world_test(amounts_that_differ_are_told_with_both),
        world_test(what_m_pesa_gave_back_must_be_given_back_here),
        world_test(a_statement_lists_and_covers_as_a_pull_does),
        world_test(money_that_left_by_the_statement_must_be_in_the_books),
        world_test(money_in_the_bank_must_be_on_its_statement),
        world_test(a_prompt_is_given_up_on_after_two_days_unless_it_was_listed),
        world_test(a_prompt_without_a_number_is_told_of_soon),
        world_test(money_out_that_stays_unknown_is_told_of),
        world_test(held_money_waits_for_a_person),
        world_test(money_of_nobody_is_told_of_after_a_week),
        world_test(a_confirmation_that_nobody_vouches_for_is_told_of_after_two_days),
        world_test(the_same_twice_in_ten_minutes_is_asked_about),
        world_test(a_number_that_tells_nothing_is_told_of),
        world_test(pulls_that_bring_nothing_good_are_told_of),
        world_test(a_balance_that_moved_as_the_books_did_agrees),
        world_test(a_balance_is_judged_only_where_it_can_be),
        world_test(a_balance_that_is_not_told_any_more_is_told_of),
        world_test(what_was_explained_stays_so_while_its_figures_do),
        world_test(nobody_sees_another_landlords),
        world_test(it_runs_when_it_is_due_and_when_it_is_asked_for),
        world_test(a_day_is_one_of_east_africa),
        world_test(every_kind_has_words_and_a_way_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
