/*
 * Statements and the books: what is new is posted once, what is known gets evidence, what is not sure is asked, and
 * nothing of it is another landlord's.
 */
#include "support/world.h"

#include "rent/direct.h"
#include "rent/statement_import.h"

#define NUMBER "mpesa/412873"
#define MPESA_HEAD                                                                                                     \
    "Short Code:,412873\nReceipt No.,Completion Time,Initiation Time,Details,Transaction Status,Paid In,Withdrawn,"    \
    "Balance,Balance Confirmed,Reason Type,Other Party Info,Linked Transaction ID,A/C No.\n"
#define PAID(code, amount, account)                                                                                    \
    code ",2026-11-21 09:15:22,,Pay Bill from 2547****126 - JANE Acc. " account ",Completed," amount                   \
         ",,,true,Pay Utility,2547****126 - JANE,," account "\n"
#define BANK_HEAD "Transaction Date,Value Date,Narrative,Debit,Credit,Running Balance\n"

static const char *
kept(const char *account, const char *text)
{
    const char *id;

    check_ok(statement_import_add(w.db, mem, &w.owner, account, text, strlen(text), &id));
    return id;
}

static struct statement_import
judged(const char *account, const char *text)
{
    struct statement_import s;

    check_ok(statement_import_load(w.db, mem, &w.owner, kept(account, text), &s));
    return s;
}

static struct statement_import
applied(const char *account, const char *text)
{
    struct statement_import s;
    enum statement_answer   answer;
    bool                    asked;

    check_ok(statement_import_apply(w.db, mem, &w.owner, kept(account, text), NULL, &answer, &asked, &s));
    assert_int_equal(answer, STATEMENT_APPLIED);
    assert_int_equal(asked, s.counts[VERDICT_ASK] > 0);
    return s;
}

static const char *
bank(const char *name)
{
    check_ok(receiving_other_add(w.db, mem, &w.owner, "bank", name));
    return arena_printf(mem, "bank/%s", name);
}

static int64_t
money_rows(void)
{
    return raw_int("SELECT count(*) FROM money_in");
}

static void
new_money_is_posted_once(void **state)
{
    static const char text[] = MPESA_HEAD PAID("UKL3A7XK2P", "5000.00", "B4")
        PAID("UKL3A7XK3Q", "700.50",
             "nobody's") "UKL3A7XK2P,2026-11-21 09:15:22,,Pay Bill Charge,Completed,,-34.00,,true,Pay Bill Charge,,,\n"
                         "UKL3A7XK4R,2026-11-21 09:15:22,,Pay Bill,Failed,10.00,,,true,Pay Utility,,,\n" PAID(
                             "UKL3A7XK5S", "ten", "B4");
    struct statement_import s = applied(NUMBER, text);

    (void)state;
    assert_int_equal(s.counts[VERDICT_POST], 1);
    assert_int_equal(s.counts[VERDICT_TRAY], 1);
    assert_int_equal(s.counts[VERDICT_NOT_MONEY], 2);
    assert_int_equal(s.counts[VERDICT_WRONG], 1);
    assert_int_equal(s.posted.cents, 570050);
    assert_int_equal(bill_now(w.bill_id).paid.cents, 500000);
    assert_int_equal(
        raw_int(
            "SELECT count(*) FROM money_in WHERE channel = 'statement' AND rail = 'mpesa' AND shortcode = '412873'"),
        2);
    assert_int_equal(raw_int("SELECT count(*) FROM statement_line"), 3);
    assert_int_equal(raw_int("SELECT sum(amount_cents) FROM statement_line"), 570050 - 3400);
    check_text(raw_text("SELECT how FROM assignment"), "account");
    check_books();

    s = applied(NUMBER, text);
    assert_int_equal(s.counts[VERDICT_AGAIN], 3);
    assert_int_equal(s.counts[VERDICT_POST] + s.counts[VERDICT_TRAY], 0);
    assert_int_equal(money_rows(), 2);
    assert_int_equal(raw_int("SELECT count(*) FROM statement_line"), 3);
    check_books();
}

static void
known_money_gets_evidence(void **state)
{
    (void)state;
    pay_paid(w.bill_id, 500000, "UKL3A7XK2P");
    int64_t                 before = money_rows();
    struct statement_import s = applied(NUMBER, MPESA_HEAD PAID("UKL3A7XK2P", "5000.00", "B4"));

    assert_int_equal(s.counts[VERDICT_KNOWN], 1);
    assert_int_equal(money_rows(), before);
    check_text(raw_text("SELECT m.receipt_no FROM statement_line l JOIN money_in m ON m.id = l.money_in_id"),
               "UKL3A7XK2P");
    s = judged(NUMBER, MPESA_HEAD PAID("UKL3A7XK2P", "4000.00", "B4"));
    assert_int_equal(s.counts[VERDICT_AGAIN], 1);
    check_books();
}

static void
another_amount_is_not_believed(void **state)
{
    (void)state;
    pay_paid(w.bill_id, 500000, "UKL3A7XK2P");
    assert_int_equal(judged(NUMBER, MPESA_HEAD PAID("UKL3A7XK2P", "4000.00", "B4")).counts[VERDICT_WRONG], 1);
}

static void
what_may_be_a_prompts_is_asked(void **state)
{
    (void)state;
    pay_prompted(w.bill_id, 500000);
    struct pay         *rows;
    size_t              count;
    const struct direct d = {
        .landlord_id = w.owner.landlord_id, .shortcode = "412873", .amount = {500000}, .paid_at = clock_now()};
    check_ok(direct_prompts(w.db, mem, &d, &rows, &count));
    assert_int_equal(count, 1);
    struct eat              t = eat_from(clock_now());
    char                    day[DATE_SIZE];
    struct statement_import s = applied(
        NUMBER,
        arena_printf(mem,
                     MPESA_HEAD
                     "UKL3A7XK2P,%s %02d:%02d:%02d,,Pay Bill from 2547****126 - JANE Acc. B4,Completed,5000.00,,,"
                     "true,Pay Utility,,,B4\n",
                     date_text(day, t.date), t.hour, t.minute, t.second));

    assert_int_equal(s.counts[VERDICT_ASK], 1);
    assert_int_equal(raw_int("SELECT count(*) FROM mpesa_request WHERE api = 'status' AND receipt_no = 'UKL3A7XK2P'"),
                     1);
    assert_int_equal(money_rows(), 0);
    check_text(raw_text("SELECT verdict FROM statement_line"), "asked");
}

static void
a_message_about_a_connected_number_is_asked_about(void **state)
{
    static const char message[] =
        "UKL3A7XK2P Confirmed. on 21/11/26 at 1:05 PM Ksh300.50 received from 254712345678 OTIENO OKELLO. "
        "Account Number B4 New Utility balance is Ksh20,300.50\n";
    static const char personal[] =
        "UKL3A7XK3Q Confirmed.You have received Ksh100.00 from JANE 0712345678 on 2/11/26 at 3:45 PM New "
        "M-PESA balance is Ksh2,345.00.\n";

    (void)state;
    struct statement_import s = applied(NUMBER, message);
    assert_int_equal(s.counts[VERDICT_ASK], 1);
    assert_int_equal(money_rows(), 0);
    assert_int_equal(judged(NUMBER, message).counts[VERDICT_AGAIN], 1);
    assert_int_equal(judged(NUMBER, personal).counts[VERDICT_WRONG], 1);
    check_ok(receiving_deactivate(w.db, mem, &w.owner));
    s = applied(NUMBER, arena_printf(mem, "%s%s", "UKL3A7XK4R", message + 10));
    assert_int_equal(s.counts[VERDICT_POST], 1);
    check_books();
}

static void
a_banks_lines_are_told_apart(void **state)
{
    static const char text[] =
        BANK_HEAD "21/11/2026,21/11/2026,MPS 254712345678 UKM3A7XK2P 0170#B4 JANE,,\"5,000.00\",\n"
                  "21/11/2026,21/11/2026,DEPOSIT,,100.00,\n"
                  "21/11/2026,21/11/2026,DEPOSIT,,100.00,\n"
                  "21/11/2026,21/11/2026,CHARGES,25.00,,\n";
    const char *account = bank("Equity Westlands");

    (void)state;
    struct statement_import s = applied(account, text);
    assert_int_equal(s.counts[VERDICT_POST], 1);
    assert_int_equal(s.counts[VERDICT_TRAY], 2);
    assert_int_equal(s.counts[VERDICT_NOT_MONEY], 1);
    assert_int_equal(raw_int("SELECT balance_cents FROM account WHERE kind = 'bank' AND detail = 'Equity Westlands'"),
                     520000);
    assert_int_equal(bill_now(w.bill_id).paid.cents, 500000);
    assert_int_equal(applied(account, text).counts[VERDICT_AGAIN], 4);
    assert_int_equal(money_rows(), 3);

    /* The bank's message about the same payment is evidence. */
    s = applied(
        account,
        "KES 5,000.00 has been credited to your account 0170****12 by JANE on 21-11-2026 09:15. Ref UKM3A7XK2P.\n");
    assert_int_equal(s.counts[VERDICT_KNOWN], 1);
    assert_int_equal(money_rows(), 3);
    check_books();
}

static void
columns_are_chosen_once(void **state)
{
    static const char          text[] = "When it was,What it says,How much\n2026-11-21,RENT #B4,1000\n";
    const struct statement_map map = {0, 2, -1, -1, -1, 1, -1, -1}, bad = {0, -1, -1, -1, -1, 1, -1, -1};
    const char                *account = bank("Some Bank"), *id = kept(account, text);
    struct statement_import    s;
    enum statement_answer      answer;
    bool                       asked;

    (void)state;
    check_ok(statement_import_apply(w.db, mem, &w.owner, id, NULL, &answer, &asked, &s));
    assert_int_equal(answer, STATEMENT_UNREADABLE);
    assert_int_equal(statement_import_columns(w.db, mem, &w.owner, id, &bad), ERR_FIELD);
    check_ok(statement_import_columns(w.db, mem, &w.owner, id, &map));
    assert_int_equal(judged(account, text).counts[VERDICT_POST], 1);
}

static void
what_cannot_be_its_statement_is_refused(void **state)
{
    const char *id;

    (void)state;
    assert_non_null(judged(NUMBER, "Short Code:,999999\n" MPESA_HEAD PAID("UKL3A7XK2P", "1.00", "B4")).it.wrong);
    assert_non_null(judged(NUMBER, BANK_HEAD "21/11/2026,,x,,1.00,\n").it.wrong);
    assert_int_equal(
        judged(NUMBER, MPESA_HEAD "UKL3A7XK2P,2027-11-21 09:15:22,,Pay Bill,Completed,10.00,,,true,Pay Utility,,,\n")
            .counts[VERDICT_WRONG],
        1);
    assert_int_equal(statement_import_add(w.db, mem, &w.owner, "mpesa/999999", "x", 1, &id), ERR_NOT_FOUND);
    assert_int_equal(statement_import_add(w.db, mem, &w.owner, NUMBER, "PK\3\4\0\0", 6, &id), ERR_INPUT);
    bank("Twice");
    assert_int_equal(receiving_other_add(w.db, mem, &w.owner, "pochi", "twice"), ERR_CONFLICT);
}

static void
nobody_reads_anothers(void **state)
{
    struct who              kamau = new_landlord("Kamau", "254711000003");
    struct statement_import s;
    enum statement_answer   answer;
    bool                    asked;
    const char             *id = kept(NUMBER, MPESA_HEAD PAID("UKL3A7XK2P", "1.00", "B4"));

    (void)state;
    assert_int_equal(statement_import_load(w.db, mem, &kamau, id, &s), ERR_NOT_FOUND);
    assert_int_equal(statement_import_apply(w.db, mem, &kamau, id, NULL, &answer, &asked, &s), ERR_NOT_FOUND);
    assert_int_equal(statement_import_discard(w.db, mem, &kamau, id), ERR_NOT_FOUND);
    assert_int_equal(statement_import_add(w.db, mem, &kamau, NUMBER, "x", 1, &id), ERR_NOT_FOUND);
}

static void
a_preview_that_is_not_true_any_more_is_not_applied(void **state)
{
    struct statement_import s;
    enum statement_answer   answer;
    bool                    asked;
    const char             *id = kept(NUMBER, MPESA_HEAD PAID("UKL3A7XK2P", "5000.00", "B4")), *seen;

    (void)state;
    check_ok(statement_import_load(w.db, mem, &w.owner, id, &s));
    seen = arena_strdup(mem, s.digest);
    pay_paid(w.bill_id, 500000, "UKL3A7XK2P");
    check_ok(statement_import_apply(w.db, mem, &w.owner, id, seen, &answer, &asked, &s));
    assert_int_equal(answer, STATEMENT_CHANGED);
    assert_int_equal(raw_int("SELECT count(*) FROM statement_line"), 0);
    check_ok(statement_import_discard(w.db, mem, &w.owner, id));
    check_ok(statement_import_apply(w.db, mem, &w.owner, id, NULL, &answer, &asked, &s));
    assert_int_equal(answer, STATEMENT_DECIDED);
}

static void
five_thousand_lines(void **state)
{
    struct buf text = buf_new(mem, 4 << 20);

    (void)state;
    buf_str(&text, MPESA_HEAD);
    for (int i = 0; i < 5000; i++)
        buf_printf(&text, "UKA%07d,2026-11-21 09:15:22,,Pay Bill,Completed,1.00,,,true,Pay Utility,,,X%d\n", i, i % 7);
    int64_t                 began = clock_monotonic_ms();
    struct statement_import s = judged(NUMBER, text.bytes);
    print_message("5,000 lines: %lld ms\n", (long long)(clock_monotonic_ms() - began));
    assert_int_equal(s.counts[VERDICT_TRAY], 5000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(new_money_is_posted_once),
        world_test(known_money_gets_evidence),
        world_test(another_amount_is_not_believed),
        world_test(what_may_be_a_prompts_is_asked),
        world_test(a_message_about_a_connected_number_is_asked_about),
        world_test(a_banks_lines_are_told_apart),
        world_test(columns_are_chosen_once),
        world_test(what_cannot_be_its_statement_is_refused),
        world_test(nobody_reads_anothers),
        world_test(a_preview_that_is_not_true_any_more_is_not_applied),
        world_test(five_thousand_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
