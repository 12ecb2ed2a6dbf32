#include "daraja/reply.h"

#include "daraja/billmanager.h"

static const struct billmanager_item items[] = {{"Rent", {1200000}}, {"Water", {50050}}};

static const struct billmanager_invoice invoice = {
    .reference = "bill-17",
    .full_name = "Jane Doe",
    .phone = "254712345678",
    .period = "November 2026",
    .name = "Rent",
    .due = {2026, 11, 5},
    .account_ref = "B4",
    .amount = {1250050},
    .items = items,
    .item_count = COUNT(items),
};

#define INVOICE                                                                                                        \
    "{\"externalReference\":\"bill-17\",\"billedFullName\":\"Jane "                                                    \
    "Doe\",\"billedPhoneNumber\":\"0712345678\",\"billedPeriod\":"                                                     \
    "\"November "                                                                                                      \
    "2026\",\"invoiceName\":\"Rent\",\"dueDate\":\"2026-11-05\",\"accountReference\":\"B4\",\"amount\":\"12500.50\","  \
    "\"invoiceItems\":[{\"itemName\":\"Rent\",\"amount\":\"12000\"},{\"itemName\":\"Water\",\"amount\":\"500.50\"}]}"

static void
the_bodies_are_these_byte_by_byte(void **state)
{
    struct billmanager_optin o = {
        "412873", "a@example.co.ke", "254712345678", true, NULL, "https://pay.example.co.ke/b"};
    struct billmanager_settlement s = {{2026, 11, 3},  {1250000},  "B4",   "UK38M5TR2A",
                                       "254712345678", "Jane Doe", "Rent", "bill-17"};
    struct billmanager_invoice    two[] = {invoice, invoice};

    (void)state;
    check_text(billmanager_optin_body(mem, &o), "{\"shortcode\":\"412873\",\"email\":\"a@example.co.ke\","
                                                "\"officialContact\":\"0712345678\",\"sendReminders\":\"1\","
                                                "\"callbackurl\":\"https://pay.example.co.ke/b\"}");
    o.logo = "x.png";
    assert_non_null(strstr(billmanager_optin_body(mem, &o), "\"logo\":\"x.png\",\"callbackurl\""));
    check_text(billmanager_invoice_body(mem, &invoice), INVOICE);
    check_text(billmanager_bulk_body(mem, two, 2), "[" INVOICE "," INVOICE "]");
    check_text(billmanager_cancel_body(mem, "bill-17"), "{\"externalReference\":\"bill-17\"}");
    check_text(billmanager_cancel_bulk_body(mem, (const char *const[]){"a", "b"}, 2),
               "[{\"externalReference\":\"a\"},{\"externalReference\":\"b\"}]");
    check_text(billmanager_reconcile_body(mem, &s),
               "{\"paymentDate\":\"2026-11-03\",\"paidAmount\":\"12500\",\"accountReference\":\"B4\",\"transactionId\":"
               "\"UK38M5TR2A\",\"phoneNumber\":\"0712345678\",\"fullName\":\"Jane Doe\",\"invoiceName\":\"Rent\","
               "\"externalReference\":\"bill-17\"}");
}

static void
answers_are_judged_by_their_code(void **state)
{
    static const struct {
        const char      *body;
        enum answer_kind kind;
        const char      *key;
    } cases[] = {
        {"{\"app_key\":\"AG_1\",\"resmsg\":\"Success\",\"rescode\":\"200\"}", ANSWER_ACCEPTED, "AG_1"},
        {"{\"Status_Message\":\"x\",\"resmsg\":\"Success\",\"rescode\":200}", ANSWER_ACCEPTED, NULL},
        {"{\"resmsg\":\"paid\",\"rescode\":\"409\"}", ANSWER_REJECTED, NULL},
        {"{\"resmsg\":\"x\",\"rescode\":\"500\"}", ANSWER_UNKNOWN, NULL},
        {"{\"resmsg\":\"Success\"}", ANSWER_UNKNOWN, NULL},
    };
    const char *key;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply r = said(200, cases[i].body);
        assert_int_equal(answer_to_billmanager(mem, &r, &key).kind, cases[i].kind);
        check_text(key, cases[i].key);
    }
    for (size_t i = 0; i < COUNT(endings); i++)
        assert_int_equal(answer_to_billmanager(mem, &endings[i].reply, &key).kind, endings[i].kind);
}

static void
a_payment_is_read(void **state)
{
    static const char body[] = "{\"transactionId\":\"UK38M5TR2A\",\"paidAmount\":12500,\"msisdn\":\"254712345678\","
                               "\"dateCreated\":\"2026-11-03\",\"accountReference\":\"B4\",\"shortCode\":412873}";
    struct billmanager_payment p;
    const char                *why = NULL;

    (void)state;
    check_ok(billmanager_payment_read(mem, body, sizeof body - 1, &p, &why));
    check_text(p.receipt_no, "UK38M5TR2A");
    assert_true(p.has_amount);
    assert_int_equal(p.amount.cents, 1250000);
    check_text(p.msisdn, "254712345678");
    check_text(p.account, "B4");
    check_text(p.shortcode, "412873");
    assert_int_equal(p.paid_at, 1793653200);
}

static void
what_is_no_payment_is_refused_with_a_reason(void **state)
{
    static const char *const cases[] = {"",
                                        "{}",
                                        "[]",
                                        "{\"transactionId\":\"\"}",
                                        "{\"transactionId\":null}",
                                        "{\"transactionId\":\"UK38M5TR2A\"",
                                        "{\"transactionId\":\"<script>\"}"};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct billmanager_payment p;
        const char                *why = NULL;
        assert_int_equal(billmanager_payment_read(mem, cases[i], strlen(cases[i]), &p, &why), ERR_INPUT);
        assert_non_null(why);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bodies_are_these_byte_by_byte),
        cmocka_unit_test(answers_are_judged_by_their_code),
        cmocka_unit_test(a_payment_is_read),
        cmocka_unit_test(what_is_no_payment_is_refused_with_a_reason),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
