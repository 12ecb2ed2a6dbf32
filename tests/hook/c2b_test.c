/*
 * How confirmations are judged and validations answered, by table: each odd thing that daraja.md 6 knows of.
 */
#include "support/world.h"

#include "base/buf.h"
#include "hook/c2b.h"
#include "rent/registration.h"

static const struct hook_rules rules = {.query_after_s = 15};

static void
register_number(bool strict)
{
    struct registration r;

    check_ok(registration_ask(w.db, mem, &w.owner, "v2"));
    check_ok(registration_newest(w.db, mem, &w.owner, &r));
    check_ok(registration_sending(w.db, r.id, "the hash"));
    check_ok(registration_ended(w.db, r.id, "registered", "0", "Success"));
    check_ok(registration_set_strict(w.db, mem, &w.owner, strict));
}

/* NULL: the member is missing. */
struct said {
    const char *type, *receipt, *amount, *shortcode, *account, *msisdn;
};

static void
put(struct buf *out, const char *key, const char *value)
{
    if (value)
        buf_printf(out, "\"%s\":\"%s\",", key, value);
}

static const char *
body_of(const struct said *s)
{
    struct buf out = buf_new(mem, 4096);

    buf_str(&out, "{");
    put(&out, "TransactionType", s->type);
    put(&out, "TransID", s->receipt);
    put(&out, "TransAmount", s->amount);
    put(&out, "BusinessShortCode", s->shortcode);
    put(&out, "BillRefNumber", s->account);
    put(&out, "MSISDN", s->msisdn);
    buf_str(&out, "\"FirstName\":\"JANE\"}");
    return out.bytes;
}

static struct judgement
judge(const char *body, const char *hash, bool listed)
{
    struct judgement       j;
    const struct inbox_row row = {.id = 1,
                                  .received_at_ms = clock_now_ms(),
                                  .kind = "confirmation",
                                  .secret_hash = hash,
                                  .remote_addr = "196.201.214.200",
                                  .body = body,
                                  .body_len = strlen(body),
                                  .genuine = true,
                                  .listed = listed};

    check_ok(hook_judge(w.db, mem, &rules, &row, &j));
    return j;
}

static void
confirmations_are_judged(void **state)
{
    static const struct {
        struct said       s;
        enum hook_verdict want;
        int64_t           posted; /* in all */
    } cases[] = {
        {{"Pay Bill", "UKC0000001", "100.00", "412873", "B4", "2547 ***** 002"}, HOOK_POSTED, 1},
        {{"Pay Bill", "UKC0000001", "100.00", "412873", "B4", "2547 ***** 002"}, HOOK_KNOWN, 1},
        {{"Pay Bill", "ukc0000001", "100", "412873", "B4", NULL}, HOOK_KNOWN, 1},
        {{"Pay Bill", "UKC0000001", "100.50", "412873", "B4", NULL}, HOOK_HELD, 1},
        {{"Pay Bill", "UKC0000002", "980.50", "412873", "b-4", "254722000002"}, HOOK_POSTED, 2},
        {{"", "UKC0000003", "10", "412873", "WHO", ""}, HOOK_POSTED, 3},
        {{NULL, "UKC0000004", "10", NULL, NULL, NULL}, HOOK_POSTED, 4},
        {{"Customer Merchant Payment", "UKC0000005", "10", "412873", "", NULL}, HOOK_POSTED, 5},
        {{"Organization To Organization Transfer", "UKC0000006", "10", "412873", "B4", NULL}, HOOK_NOT_EXPECTED, 5},
        {{"OD Payment Transfer", "UKC0000007", "10", "412873", "B4", NULL}, HOOK_NOT_EXPECTED, 5},
        {{"Pay Bill", "UKC0000008", "10", "999999", "B4", NULL}, HOOK_HELD, 5},
        {{"Pay Bill", "UKC0000009", NULL, "412873", "B4", NULL}, HOOK_UNCLEAR, 5},
        {{"Pay Bill", "UKC0000010", "0", "412873", "B4", NULL}, HOOK_UNCLEAR, 5},
        {{"Pay Bill", "UKC0000011", "-10", "412873", "B4", NULL}, HOOK_UNCLEAR, 5},
        {{"Pay Bill", "UKC0000012", "10.005", "412873", "B4", NULL}, HOOK_UNCLEAR, 5},
        {{"Pay Bill", "UKC0000013", "1,000", "412873", "B4", NULL}, HOOK_UNCLEAR, 5},
        {{"Pay Bill", NULL, "10", "412873", "B4", NULL}, HOOK_MALFORMED, 5},
        {{"Pay Bill", "", "10", "412873", "B4", NULL}, HOOK_MALFORMED, 5},
    };

    (void)state;
    register_number(false);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct judgement j = judge(body_of(&cases[i].s), "the hash", true);
        if (j.verdict != cases[i].want)
            fail_msg("case %zu: %s, not %s", i, hook_verdict_name(j.verdict), hook_verdict_name(cases[i].want));
        assert_int_equal(raw_int("SELECT count(*) FROM money_in"), cases[i].posted);
        check_text(j.landlord_id, w.owner.landlord_id);
    }
    check_books();
}

static void
a_confirmation_counts_only_at_its_address_and_from_the_list(void **state)
{
    const struct said s = {"Pay Bill", "UKC0000001", "100.00", "412873", "B4", NULL};

    (void)state;
    register_number(false);
    assert_int_equal(judge(body_of(&s), "another hash", true).verdict, HOOK_UNKNOWN_SECRET);
    assert_int_equal(judge(body_of(&s), "the hash", false).verdict, HOOK_WAITING);
    assert_int_equal(judge("{", "the hash", true).verdict, HOOK_MALFORMED);
    assert_int_equal(judge("[]", "the hash", true).verdict, HOOK_MALFORMED);
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 0);
    assert_int_equal(judge(body_of(&s), "the hash", true).verdict, HOOK_POSTED);
}

/* SHA-256 of 254722000002, whole and as production masked it; and of another number. */
#define HASHED        "c673817dfef987f187b04fae7327195c5f71019e4ee21cf6b22949bf39a0b5cd"
#define HASHED_MASKED "c673817dfef987f187b04fae732719 ***** 1019e4ee21cf6b22949bf39a0b5cd"
#define HASHED_OTHER  "7132104d6aae9c3fac82095a42c2817952bca48e09d98d5bf4ac08218982fb90"

static void
a_prompts_money_is_known_by_amount_account_and_payer(void **state)
{
    static const struct {
        const char *account, *msisdn;
        bool        prompts; /* else it is posted as money that came by itself */
    } cases[] = {
        {"B4", "254722000002", true},   {"b-4", "2547 ***** 002", true},
        {"B4", "2547*****002", true},   {"B4", NULL, true},
        {"B4", "254722000003", false},  {"B4", "2547 ***** 003", false},
        {"WHO", "254722000002", false}, {"B4", HASHED_OTHER, false},
        {"B4", HASHED, true},           {"B4", HASHED_MASKED, true},
    };

    (void)state;
    register_number(false);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char       *bill = new_bill(&w.owner, w.lease_id, arena_printf(mem, "2027-%02zu", i + 1), "rent", 70000);
        const char       *id = pay_prompted(bill, 70000);
        const struct said s = {
            "Pay Bill", arena_printf(mem, "UKD000000%zu", i), "700.00", "412873", cases[i].account, cases[i].msisdn};
        struct judgement j = judge(body_of(&s), "the hash", true);
        assert_int_equal(j.verdict, HOOK_POSTED);
        check_text(j.payment_id, cases[i].prompts ? id : NULL);
        check_text(pay_now(id).state, cases[i].prompts ? "success" : "processing");
        raw("UPDATE payment SET sent_at = sent_at - 100000"); /* out of the next one's way */
    }
    check_books();
}

static void
two_prompts_that_both_fit_are_not_guessed_between(void **state)
{
    const char       *bill = new_bill(&w.owner, w.lease_id, "2026-12", "rent", 1500000);
    const char       *a = pay_prompted(w.bill_id, 70000), *b = pay_prompted(bill, 70000);
    const struct said s = {"Pay Bill", "UKD0000001", "700.00", "412873", "B4", "254722000002"};
    struct judgement  j;

    (void)state;
    register_number(false);
    j = judge(body_of(&s), "the hash", true);
    assert_int_equal(j.verdict, HOOK_POSTED);
    check_text(j.payment_id, NULL);
    check_text(pay_now(a).state, "processing");
    check_text(pay_now(b).state, "processing");
    check_books();
}

/* ---- validations ---- */

static const char *
answer(const char *body)
{
    const char *said;

    check_ok(hook_validate(w.db, mem, "the hash", body, strlen(body), &said));
    return said;
}

static void
validations_are_answered(void **state)
{
    static const char accepted[] = "{\"ResultCode\":\"0\",\"ResultDesc\":\"Accepted\"}";
    static const char bad_account[] = "{\"ResultCode\":\"C2B00012\",\"ResultDesc\":\"Rejected\"}";
    static const char bad_amount[] = "{\"ResultCode\":\"C2B00013\",\"ResultDesc\":\"Rejected\"}";
    static const struct {
        const char *account, *amount, *strictly;
    } cases[] = {
        {"B4", "15000.00", accepted}, {"b 4", "15000", accepted},   {"B4", "300", accepted},
        {"B4", "15300", accepted},    {"B4", "14999", bad_amount},  {"B4", "0.50", bad_amount},
        {"B4", "30000", bad_amount},  {"C9", "15000", bad_account}, {"", "15000", bad_account},
        {NULL, "15000", bad_account}, {"B4", NULL, accepted},       {"B4", "x", accepted},
    };

    (void)state;
    new_bill(&w.owner, w.lease_id, "2026-11", "water", 30000);
    for (int strict = 0; strict < 2; strict++) {
        register_number(strict);
        for (size_t i = 0; i < COUNT(cases); i++) {
            const struct said s = {"Pay Bill", "UKV0000001", cases[i].amount, "412873", cases[i].account, NULL};
            check_text(answer(body_of(&s)), strict ? cases[i].strictly : accepted);
        }
        check_text(answer(""), accepted);
        check_text(answer("{}"), accepted);
        raw("UPDATE c2b_registration SET secret_hash = NULL");
    }
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 0);
}

static void
a_till_and_a_common_account_are_never_strict(void **state)
{
    static const char *const changes[] = {
        "UPDATE receiving_account SET account_number = 'KILIMA1'",
        "UPDATE receiving_account SET account_number = NULL, business_type = 'till', store_number = '600111'",
    };
    const struct said s = {"Pay Bill", "UKV0000001", "77", "412873", "WHO", NULL};

    (void)state;
    register_number(true);
    assert_non_null(strstr(answer(body_of(&s)), "C2B00012"));
    for (size_t i = 0; i < COUNT(changes); i++) {
        raw(changes[i]);
        assert_non_null(strstr(answer(body_of(&s)), "\"0\""));
    }
}

static void
a_part_that_a_prompt_asked_for_is_accepted_strictly(void **state)
{
    const struct said s = {"Pay Bill", "UKV0000001", "400", "412873", "B4", "2547 ***** 002"};

    (void)state;
    register_number(true);
    assert_non_null(strstr(answer(body_of(&s)), "C2B00013"));
    pay_prompted(w.bill_id, 40000);
    assert_non_null(strstr(answer(body_of(&s)), "\"0\""));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(confirmations_are_judged),
        world_test(a_confirmation_counts_only_at_its_address_and_from_the_list),
        world_test(a_prompts_money_is_known_by_amount_account_and_payer),
        world_test(two_prompts_that_both_fit_are_not_guessed_between),
        world_test(validations_are_answered),
        world_test(a_till_and_a_common_account_are_never_strict),
        world_test(a_part_that_a_prompt_asked_for_is_accepted_strictly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
