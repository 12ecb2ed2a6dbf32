/*
 * Each invariant is broken on purpose, with the triggers and keys that protect it taken away, and must be found by its
 * own query.
 */
#include "support/world.h"

#include "rent/deposit.h"
#include "rent/entry.h"
#include "rent/mpesa_send.h"
#include "rent/opening.h"
#include "rent/payout.h"
#include "rent/penalty.h"
#include "rent/place.h"
#include "rent/reading.h"
#include "rent/settle.h"
#include "rent/statement_import.h"

struct seen {
    const char *file;
    int         times;
};

static void
note(void *arg, const char *file, const char *id)
{
    struct seen *s = arg;

    assert_non_null(id);
    s->times += strstr(file, s->file) != NULL;
}

/* A fee of KSh 1 for a month that is nowhere, and of which the books know nothing. */
#define EMPTY_STATEMENT                                                                                                \
    "INSERT INTO agreement SELECT 'a', id, 'p', 'fixed', 100, 0, 'rent', 'owner', '2026-11', 'accepted', 'p', 1, "     \
    "'p', 1 "                                                                                                          \
    "FROM landlord LIMIT 1; "                                                                                          \
    "INSERT INTO remittance SELECT 'r', id, 'p', 'a', 1, '2026-11', '2026-11', 'owner', 0, 0, 0, 100, 0, 0, 100, "     \
    "'h', 1, "                                                                                                         \
    "'p', NULL, NULL FROM landlord LIMIT 1"

static const struct {
    const char *file;
    const char *unguard; /* tables, parted by blanks */
    const char *sql;
} breaks[] = {
    {"01_balanced", "ledger_entry", "UPDATE ledger_entry SET amount_cents = amount_cents + 1 WHERE id = 1"},
    {"01_balanced", "ledger_entry",
     "DELETE FROM ledger_entry WHERE txn_id = 1"
     " AND amount_cents < 0; UPDATE ledger_entry SET amount_cents = 0 WHERE txn_id = 1"},
    {"02_whole_cents", "ledger_entry", "UPDATE ledger_entry SET amount_cents = 0 WHERE id = 1"},
    {"02_whole_cents", "ledger_entry", "UPDATE ledger_entry SET amount_cents = 100.5 WHERE id = 1"},
    {"03_one_landlord", "", "UPDATE account SET landlord_id = 'other' WHERE kind = 'mpesa'"},
    {"03_one_landlord", "money_in", "UPDATE money_in SET landlord_id = 'other'"},
    {"04_receipt_once", "money_in",
     "INSERT INTO money_in SELECT * FROM money_in; UPDATE money_in SET id = 'two', payment_id = NULL WHERE rowid = 2"},
    {"05_payment_once", "money_in",
     "INSERT INTO money_in SELECT * FROM money_in; UPDATE money_in SET id = 'two', receipt_no = 'OTHER' WHERE rowid = "
     "2"},
    {"06_received_is_posted", "ledger_txn", "DELETE FROM ledger_txn WHERE kind = 'receive'"},
    {"06_received_is_posted", "ledger_txn",
     "INSERT INTO ledger_txn SELECT * FROM ledger_txn WHERE kind = 'receive';"
     "UPDATE ledger_txn SET id = 99 WHERE rowid = (SELECT max(rowid) FROM ledger_txn)"},
    {"07_exact_amount", "ledger_entry",
     "UPDATE ledger_entry SET amount_cents = amount_cents / 2 WHERE txn_id = (SELECT id FROM ledger_txn WHERE kind = "
     "'receive')"},
    {"07_exact_amount", "", "UPDATE account SET kind = 'deposits', detail = 'x' WHERE detail = '412873'"},
    {"08_paid_is_money", "", "UPDATE payment SET state = 'failed' WHERE state = 'success'"},
    {"08_paid_is_money", "money_in", "DELETE FROM money_in"},
    {"08_paid_is_money", "", "UPDATE payment SET asked_cents = asked_cents - 100 WHERE state = 'success'"},
    {"08_paid_is_money", "", "UPDATE payment SET shortcode = '999999' WHERE state = 'success'"},
    {"08_paid_is_money", "", "UPDATE payment SET landlord_id = 'other' WHERE state = 'success'"},
    {"09_right_landlord", "", "UPDATE lease SET landlord_id = 'other'"},
    {"10_not_spent_twice", "allocation", "UPDATE allocation SET cents = cents + 100"},
    {"10_not_spent_twice", "allocation", "UPDATE allocation SET cents = 0"},
    {"11_not_overpaid", "allocation", "INSERT INTO allocation SELECT * FROM allocation"},
    {"12_reversed_once", "ledger_txn", "UPDATE ledger_txn SET reverses = 1"},
    {"13_legal_steps", "payment_event", "UPDATE payment_event SET from_state = 'success' WHERE to_state = 'success'"},
    {"14_billed_once", "bill", "UPDATE bill SET kind = 'rent', period = '2026-11'"},
    {"16_nobody_waiting", "",
     "UPDATE payment SET state = 'processing', next_check_at = unixepoch() - 301 WHERE state = 'success'"},
    {"18_unbroken_chain", "ledger_txn", "UPDATE ledger_txn SET prev_hash = 'x' WHERE id = 2"},
    {"18_unbroken_chain", "ledger_txn", "DELETE FROM ledger_txn WHERE id = 2"},
    {"19_cache_true", "", "UPDATE account SET balance_cents = balance_cents + 1 WHERE kind = 'mpesa'"},
    {"20_no_rent_across_landlords", "", "UPDATE lease SET landlord_id = 'other'"},
    {"21_own_number", "money_in", "UPDATE money_in SET shortcode = '999999'"},
    {"21_own_number", "", "UPDATE receiving_account SET landlord_id = 'other'"},
    {"22_billed_is_posted", "", "UPDATE bill SET due_cents = due_cents + 100"},
    {"22_billed_is_posted", "ledger_txn", "DELETE FROM ledger_txn WHERE kind = 'bill'"},
    {"23_owed_adds_up", "", "UPDATE account SET balance_cents = 5 WHERE kind = 'receivable'"},
    {"23_owed_adds_up", "", "UPDATE bill SET voided_at = 1 WHERE kind = 'rent'"},
    {"10_not_spent_twice", "refund",
     "INSERT INTO refund SELECT 1, landlord_id, 'x', id, amount_cents, 1, NULL FROM money_in"},
    {"17_two_people", "mpesa_request", "UPDATE mpesa_request SET decided_by = NULL"},
    {"17_two_people", "mpesa_request", "UPDATE mpesa_request SET decided_by = requested_by"},
    {"23_owed_adds_up", "money_out", "UPDATE money_out SET purpose = 'refund', lease_id = (SELECT id FROM lease)"},
    {"43_all_or_nothing", "assignment", "UPDATE assignment SET cents = cents - 100"},
    {"44_part_not_spent_twice", "assignment", "UPDATE assignment SET cents = cents - 100"},
    {"45_part_is_posted", "assignment", "UPDATE assignment SET cents = cents + 100"},
    {"24_paid_out_is_posted", "ledger_txn", "DELETE FROM ledger_txn WHERE kind = 'payout'"},
    {"24_paid_out_is_posted", "ledger_entry",
     "UPDATE ledger_entry SET amount_cents = amount_cents * 2 WHERE txn_id = (SELECT id FROM ledger_txn WHERE kind = "
     "'payout')"},
    {"24_paid_out_is_posted", "money_out", "UPDATE money_out SET charge_cents = 0"},
    {"25_done_is_money_out", "mpesa_request", "UPDATE mpesa_request SET state = 'failed'"},
    {"25_done_is_money_out", "money_out", "DELETE FROM money_out"},
    {"25_done_is_money_out", "money_out", "UPDATE money_out SET amount_cents = amount_cents + 100"},
    {"25_done_is_money_out", "money_out", "UPDATE money_out SET landlord_id = 'other'"},
    {"25_done_is_money_out", "money_out", "UPDATE money_out SET shortcode = '999999'"},
    {"26_legal_request_steps", "request_event",
     "UPDATE request_event SET from_state = 'rejected' WHERE to_state = 'sent'"},
    {"27_no_request_forgotten", "mpesa_request", "UPDATE mpesa_request SET state = 'sent', next_check_at = NULL"},
    {"27_no_request_forgotten", "mpesa_request",
     "UPDATE mpesa_request SET state = 'sending', next_check_at = unixepoch() - 301"},
    {"28_reversal_is_mirrored", "mpesa_request",
     "UPDATE mpesa_request SET api = 'reversal', money_in_id = (SELECT id FROM money_in)"},
    {"40_statement_adds_up", "", EMPTY_STATEMENT},
    {"41_agents_are_owed", "", EMPTY_STATEMENT},
    {"42_kept_are_caretakers", "member_property",
     "INSERT INTO member_property SELECT landlord_id, person_id, 'x' FROM member"},
    {"67_closed_as_it_was", "",
     "INSERT INTO closed_month SELECT DISTINCT landlord_id, '2099-12', unixepoch(), 'x', NULL FROM lease"},
    {"68_closed_has_figures", "",
     "INSERT INTO closed_month SELECT DISTINCT landlord_id, '2099-12', unixepoch(), 'x', NULL FROM lease"},
    {"68_closed_has_figures", "",
     "INSERT INTO closed_month SELECT DISTINCT landlord_id, '2099-12', 1, 'x', NULL FROM lease;"
     "INSERT INTO closed_figure SELECT DISTINCT landlord_id, '2099-12', 'billed', 1, 1 FROM lease"},
    {"69_trial_balance", "", "UPDATE account SET balance_cents = balance_cents + 1 WHERE kind = 'mpesa'"},
    {"70_explained_by_a_person", "",
     "INSERT INTO recon_difference (id, landlord_id, kind, subject, first_seen, last_seen, last_run, state, "
     "explained_by,"
     " explained_at, reason) SELECT 'd', landlord_id, 'number', 'x', 1, 1, 1, 'explained', person_id, 1, 'x' FROM "
     "member"},
    {"71_statement_is_lined", "statement_line", "DELETE FROM statement_line"},
    {"71_statement_is_lined", "statement_line", "UPDATE statement_line SET amount_cents = amount_cents + 1"},
    {"71_statement_is_lined", "statement_line", "UPDATE statement_line SET account = 'other'"},
    {"71_statement_is_lined", "statement_line", "UPDATE statement_line SET landlord_id = 'other'"},
    {"29_void_is_mirrored", "", "UPDATE bill SET voided_at = 1 WHERE kind = 'rent'"},
    {"29_void_is_mirrored", "", "INSERT INTO bill_void SELECT id, landlord_id, 'why', 1, NULL FROM bill LIMIT 1"},
    {"61_opening_is_posted", "money_in", "UPDATE money_in SET amount_cents = amount_cents + 1 WHERE rail = 'opening'"},
    {"61_opening_is_posted", "money_in", "UPDATE money_in SET rail = 'opening' WHERE rail = 'mpesa'"},
    {"61_opening_is_posted", "", "UPDATE bill SET due_cents = due_cents + 1 WHERE kind = 'other'"},
    {"61_opening_is_posted", "opening_balance", "UPDATE opening_balance SET bill_id = NULL"},
    {"61_opening_is_posted", "opening_balance", "UPDATE opening_balance SET deposit_cents = deposit_cents + 1"},
    {"61_opening_is_posted", "opening_balance", "UPDATE opening_balance SET undone_at = 1"},
    {"62_deposits_add_up", "", "UPDATE account SET detail = detail || 'x' WHERE kind = 'deposits'"},
    {"62_deposits_add_up", "opening_balance", "DELETE FROM opening_balance WHERE deposit_cents > 0"},
    {"62_deposits_add_up", "", "UPDATE bill SET kind = 'deposit' WHERE kind = 'water'"},
    {"63_entry_is_money", "entry", "UPDATE entry SET state = 'waiting' WHERE rail = 'cash'"},
    {"63_entry_is_money", "entry", "UPDATE entry SET money_in_id = NULL WHERE rail = 'cash'"},
    {"63_entry_is_money", "entry", "UPDATE entry SET amount_cents = amount_cents + 1"},
    {"63_entry_is_money", "entry", "UPDATE entry SET undone_at = 1"},
    {"63_entry_is_money", "money_in", "UPDATE money_in SET rail = 'bank' WHERE rail = 'cash'"},
    {"64_cheques_in_hand", "entry", "UPDATE entry SET cleared_at = 1 WHERE rail = 'cheque'"},
    {"64_cheques_in_hand", "", "UPDATE account SET balance_cents = 0 WHERE kind = 'cheque'"},
    {"65_moved_is_posted", "transfer", "UPDATE transfer SET amount_cents = amount_cents + 1"},
    {"65_moved_is_posted", "transfer", "UPDATE transfer SET from_kind = 'bank'"},
    {"66_settled_adds_up", "deposit_item", "UPDATE deposit_item SET cents = cents + 1 WHERE kind = 'repairs'"},
    {"66_settled_adds_up", "deposit_item", "UPDATE deposit_item SET money_in_id = NULL"},
    {"66_settled_adds_up", "deposit_settlement", "UPDATE deposit_settlement SET returned_cents = returned_cents - 1"},
    {"66_settled_adds_up", "deposit_settlement", "UPDATE deposit_settlement SET returned_by = 'mpesa'"},
    {"66_settled_adds_up", "deposit_settlement", "UPDATE deposit_settlement SET deducted_txn = NULL"},
    {"30_run_billed_right", "",
     "INSERT INTO billing_item (landlord_id, lease_id, kind, period, bill_id, run_id)"
     " SELECT landlord_id, lease_id, kind, '2020-01', id, 'r' FROM bill WHERE kind = 'rent' LIMIT 1"},
    {"31_run_billed_once", "billing_item",
     "INSERT INTO billing_item (landlord_id, lease_id, kind, period, bill_id, run_id)"
     " SELECT landlord_id, lease_id, kind, period, id, 'r' FROM bill WHERE kind = 'rent' UNION ALL"
     " SELECT landlord_id, lease_id, kind, period, id, 'r' FROM bill WHERE kind = 'rent'"},
    {"50_reading_billed_once", "", "UPDATE bill SET due_cents = due_cents + 100 WHERE kind = 'electricity'"},
    {"50_reading_billed_once", "reading", "UPDATE reading SET bill_id = (SELECT min(bill_id) FROM reading)"},
    {"50_reading_billed_once", "reading", "UPDATE reading SET replaced_at = 1"},
    {"50_reading_billed_once", "reading", "UPDATE reading SET bill_id = NULL"},
    {"51_readings_follow", "reading", "UPDATE reading SET previous = previous + 1"},
    {"51_readings_follow", "reading", "UPDATE reading SET used = used - 1"},
    {"51_readings_follow", "reading", "INSERT INTO reading SELECT * FROM reading"},
    {"51_readings_follow", "", "UPDATE meter SET first_value = 1"},
    {"52_penalty_once", "penalty", "INSERT INTO penalty SELECT * FROM penalty"},
    {"52_penalty_once", "penalty", "UPDATE penalty SET round = 2"},
    {"52_penalty_once", "penalty", "UPDATE penalty SET waived_at = 1"},
    {"52_penalty_once", "penalty", "UPDATE penalty SET bill_id = penalty_bill_id"},
    {"52_penalty_once", "", "UPDATE bill SET kind = 'other' WHERE kind = 'penalty'"},
    {"53_penalty_within_cap", "penalty_policy", "UPDATE penalty_policy SET cap_cents = 49900"},
};

static void
record(const char *rail, const char *ref, int64_t cents)
{
    enum entry_answer answer;
    const char       *id;
    struct entry_new  in = {.lease_id = w.lease_id, .rail = rail, .ref = ref, .amount = {cents}, .key = rail};

    check_ok(entry_add(w.db, mem, &w.owner, &in, &answer, &id));
    assert_int_equal(answer, ENTRY_MADE);
}

/* Cash, some of which is handed over, and a cheque in hand; then the deposit is settled. */
static void
by_hand(void)
{
    const struct transfer_new     move = {.from = "cash", .to = "owner", .amount = {1000}, .key = "moved"};
    enum transfer_answer          answer;
    const struct deposit_refusal *why;
    const char                   *id;

    record("cash", NULL, 20000);
    record("cheque", "000123", 3000);
    check_ok(transfer_add(w.db, mem, &w.owner, &move, &answer, &id));
    assert_int_equal(answer, TRANSFER_MADE);
    id = new_bill(&w.owner, w.lease_id, "2026-12", "garbage", 90000);
    check_ok(deposit_deduct(w.db, mem, &w.owner, w.lease_id, &(struct deposit_line){"bill", NULL, id, {60000}}, &why));
    check_ok(deposit_deduct(w.db, mem, &w.owner, w.lease_id,
                            &(struct deposit_line){"repairs", "A window", NULL, {40000}}, &why));
    check_ok(deposit_finish(w.db, mem, &w.owner, w.lease_id, &(struct deposit_end){.by = "owner"}, &why));
    assert_null(why);
}

/* A bank's statement with one payment in it. */
static void
import_statement(void)
{
    static const char       text[] = "Transaction Date,Value Date,Narrative,Debit,Credit,Running Balance\n"
                                     "21/11/2026,,RENT,,\"1,000.00\",\n";
    struct statement_import s;
    enum statement_answer   answer;
    bool                    asked;
    const char             *id;

    check_ok(receiving_other_add(w.db, mem, &w.owner, "bank", "Equity"));
    check_ok(statement_import_add(w.db, mem, &w.owner, "bank/Equity", text, sizeof text - 1, &id));
    check_ok(statement_import_apply(w.db, mem, &w.owner, id, NULL, &answer, &asked, &s));
    assert_int_equal(answer, STATEMENT_APPLIED);
}

/* Two leases that bring something with them: one owes and has a deposit, the other has paid ahead. */
static void
bring_forward(void)
{
    enum opening_answer answer;
    const char         *id, *unit = new_unit(&w.owner, w.property_id, "B5");
    struct opening_new  in = {.lease_id = w.lease_id, .balance = {50000}, .deposit = {150000}};

    check_ok(opening_set(w.db, mem, &w.owner, &in, &answer, &id));
    in = (struct opening_new){
        .lease_id = new_lease(&w.owner, w.tenant_id, unit), .balance = {-70000}, .deposit = {5000}};
    check_ok(opening_set(w.db, mem, &w.owner, &in, &answer, &id));
    assert_int_equal(answer, OPENING_SET);
}

/* A payment to a phone: asked for, approved by the operator, sent, and made. */
static void
pay_out(void)
{
    struct who operator= w. operator;
    struct mpesa_request    r;
    enum payout_answer      answer;
    const char             *id;
    bool                    moved;
    const struct payout_ask ask = {.api = "b2c",
                                   .purpose = "expense",
                                   .party = "254733000001",
                                   .party_kind = "phone",
                                   .amount = {50000},
                                   .remarks = "Roof mended"};
    struct mpesa_outcome    o = {.state = "success",
                                 .cause = "result",
                                 .verdict = "done",
                                 .code = "0",
                                 .receipt_no = "UKQ0000001",
                                 .charge = {2300}};

    operator.landlord_id = w.owner.landlord_id;
    raw("UPDATE receiving_account SET payout_shortcode = '600992'");
    check_ok(payout_ask(w.db, mem, &w.owner, &ask, &answer, &id));
    assert_int_equal(answer, PAYOUT_ASKED);
    check_ok(payout_approve(w.db, mem, &operator, id, false));
    check_ok(mpesa_by_id(w.db, mem, id, &r));
    check_ok(mpesa_sending(w.db, &r, "hash", clock_now() + 30));
    check_ok(mpesa_accepted(w.db, &r, "AG_1", r.originator_id, clock_now() + 30));
    check_ok(settle(w.db, mem, &r, &o, &moved));
    assert_true(moved);
}

/* A meter that was read twice, each reading with its bill, and a penalty for the first of them. */
static void
meter_out(void)
{
    const char            *meter, *id, *policy;
    enum reading_answer    answer;
    int64_t                judged;
    const struct meter_new in = {.unit_id = w.unit_id,
                                 .kind = "electricity",
                                 .serial = "E-1",
                                 .measure = "kWh",
                                 .digits = 5,
                                 .first_day = "2026-10-01"};

    check_ok(meter_add(w.db, mem, &w.owner, &in, &meter));
    check_ok(meter_rate_add(w.db, mem, &w.owner,
                            &(struct meter_rate){.kind = "electricity", .from_day = "2026-10-01", .price = {3000}},
                            &id));
    check_ok(meter_set(w.db, mem, &w.owner, &(struct meter_setting){true, 0}));
    for (int i = 1; i <= 2; i++) {
        const struct reading_new r = {
            .meter_id = meter, .day = arena_printf(mem, "2026-10-1%d", i), .value = 10000 * i * i, .confirmed = true};
        check_ok(reading_add(w.db, mem, &w.owner, &r, &answer, &id));
        assert_int_equal(answer, READING_KEPT);
    }
    check_ok(penalty_policy_put(
        w.db, mem, &w.owner,
        &(struct penalty_policy){.how = "flat", .flat = {50000}, .cap = {50000}, .kinds = "|electricity|"}, &policy));
    check_ok(penalty_judge(w.db, mem, "2199-01-01", 1, &judged));
    assert_int_equal(judged, 1);
}

static void
break_one(size_t i)
{
    char *tables = arena_strdup(mem, breaks[i].unguard);

    for (char *rest, *t = strtok_r(tables, " ", &rest); t; t = strtok_r(NULL, " ", &rest))
        raw_unguard(t);
    raw(breaks[i].sql);
}

/* The books that a break needs: its invariant's number tells. */
static char
books_of(size_t i)
{
    return strchr("567", *breaks[i].file) ? *breaks[i].file : '0';
}

static void
keep_books(char which)
{
    new_bill(&w.owner, w.lease_id, "2026-11", "water", 45000);
    pay_paid(w.bill_id, 0, "UK38M2QW0Z");
    pay_out();
    if (which == '5')
        meter_out();
    if (which == '6') { /* what is recorded by hand */
        bring_forward();
        by_hand();
    }
    if (which == '7') /* what a statement told of */
        import_statement();
    check_books();
}

/* The books as they were kept, with nothing broken yet. */
static void
open_sound(const char *sound)
{
    db_close(w.db);
    assert_int_equal(system(arena_printf(mem, "rm -f %s-wal %s-shm && cp %s %s", w.path, w.path, sound, w.path)), 0);
    check_ok(db_open(&w.db, w.path));
}

static void
break_all(char which, const char *sound)
{
    for (size_t i = 0; i < COUNT(breaks); i++) {
        struct seen s = {breaks[i].file, 0};
        int64_t     count;
        if (books_of(i) != which)
            continue;
        open_sound(sound);
        break_one(i);
        check_ok(invariant_check(w.db, mem, note, &s, &count));
        if (s.times == 0 || count < s.times)
            fail_msg("%s: %s (%d broken)", breaks[i].file, breaks[i].sql, (int)count);
    }
}

static void
each_broken_invariant_is_found_by_its_own_query(void **state)
{
    for (const char *which = "0567"; *which; which++) {
        assert_int_equal(world_begin(state), 0);
        const char *sound = arena_printf(mem, "%s/sound.db", w.folder);
        keep_books(*which);
        check_ok(db_backup(w.db, sound));
        break_all(*which, sound);
        assert_int_equal(world_end(state), 0);
    }
}

static void
every_invariant_query_is_broken_here(void **state)
{
    (void)state;
    for (int q = 0; q < SQL_COUNT; q++) {
        int found = 0;
        if (!strstr(sql_texts[q].file, "/invariant/"))
            continue;
        for (size_t i = 0; i < COUNT(breaks); i++)
            found += strstr(sql_texts[q].file, breaks[i].file) != NULL;
        if (!found)
            fail_msg("%s is never broken", sql_texts[q].file);
    }
}

/* `rentease verify` tells what each means, and whose row it is where that can be told. */
static void
every_invariant_says_what_it_means(void **state)
{
    (void)state;
    for (int q = 0; q < SQL_COUNT; q++)
        if (strstr(sql_texts[q].file, "/invariant/"))
            assert_true(strlen(invariant_meaning(mem, sql_texts[q].file)) > 3);
    check_text(invariant_meaning(mem, "db/queries/invariant/invariant_69_trial_balance.sql"),
               "The accounts of this landlord together are not nothing.");
    check_text(invariant_meaning(mem, "db/queries/invariant/invariant_99_never_heard_of.sql"), "never heard of");
    const char *whose;
    check_ok(invariant_whose(w.db, mem, "invariant_22_billed_is_posted.sql", w.bill_id, &whose));
    check_text(whose, raw_text("SELECT business_name FROM landlord"));
    check_ok(invariant_whose(w.db, mem, "invariant_01_balanced.sql", "1", &whose));
    check_text(whose, raw_text("SELECT business_name FROM landlord"));
    check_ok(invariant_whose(w.db, mem, "invariant_01_balanced.sql", "77", &whose));
    assert_null(whose);
}

static void
sound_books_break_nothing(void **state)
{
    int64_t count;

    (void)state;
    check_ok(invariant_check(w.db, mem, tell_broken, NULL, &count));
    assert_int_equal(count, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(sound_books_break_nothing),
        world_test(every_invariant_says_what_it_means),
        cmocka_unit_test(each_broken_invariant_is_found_by_its_own_query),
        cmocka_unit_test(every_invariant_query_is_broken_here),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
