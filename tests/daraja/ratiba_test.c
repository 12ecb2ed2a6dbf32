#include "daraja/reply.h"

#include "daraja/ratiba.h"

static const struct ratiba_order order = {
    .table = RATIBA_OLD,
    .name = "Rent B4",
    .start = {2026, 12, 1},
    .end = {2027, 11, 30},
    .shortcode = "412873",
    .amount = {1250000},
    .phone = "254712345678",
    .callback_url = "https://pay.example.co.ke/cb/q/1",
    .account_ref = "B4",
    .description = "Rent",
    .every = RATIBA_MONTH,
};

static void
an_order_is_this_byte_by_byte(void **state)
{
    struct ratiba_order o = order;

    (void)state;
    check_text(
        ratiba_body(mem, &order),
        "{\"StandingOrderName\":\"Rent B4\",\"StartDate\":\"20261201\",\"EndDate\":\"20271130\",\"BusinessShortCode\":"
        "\"412873\",\"TransactionType\":\"Standing Order Customer Pay Bill\",\"ReceiverPartyIdentifierType\":\"4\","
        "\"Amount\":\"12500\",\"PartyA\":\"254712345678\",\"CallBackURL\":\"https://pay.example.co.ke/cb/q/1\","
        "\"AccountReference\":\"B4\",\"TransactionDesc\":\"Rent\",\"Frequency\":\"4\"}");
    o.table = RATIBA_NEW;
    o.till = true;
    o.custom_id = "0b1e5a4a";
    check_text(
        ratiba_body(mem, &o),
        "{\"StandingOrderName\":\"Rent B4\",\"StartDate\":\"20261201\",\"EndDate\":\"20271130\",\"BusinessShortCode\":"
        "\"412873\",\"TransactionType\":\"Standing Order Pay Merchant External Third Party\","
        "\"ReceiverPartyIdentifierType\":\"2\",\"Amount\":\"12500\",\"PartyA\":\"254712345678\",\"CallBackURL\":"
        "\"https://pay.example.co.ke/cb/q/"
        "1\",\"AccountReference\":\"B4\",\"TransactionDesc\":\"Rent\",\"Frequency\":\"5\","
        "\"CustomStoId\":\"0b1e5a4a\"}");
}

static void
a_frequency_is_what_its_table_says(void **state)
{
    static const char *const want[RATIBA_EVERY_COUNT][2] = {{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", NULL}, {"5", "4"},
                                                            {"6", "5"}, {"7", "6"}, {"8", "7"}, {"9", "8"}};

    (void)state;
    for (int every = 0; every < RATIBA_EVERY_COUNT; every++) {
        for (int table = 0; table < 2; table++) {
            struct ratiba_order o = order;
            o.every = (enum ratiba_every)every;
            o.table = table ? RATIBA_OLD : RATIBA_NEW;
            const char *body = ratiba_body(mem, &o);
            assert_int_equal(body != NULL, want[every][table] != NULL);
            if (body)
                assert_non_null(strstr(body, arena_printf(mem, "\"Frequency\":\"%s\"", want[every][table])));
        }
    }
}

static void
an_acknowledgement_is_no_order_yet(void **state)
{
    static const struct {
        int              status;
        const char      *body;
        enum answer_kind kind;
    } cases[] = {
        {200,
         "{\"ResponseHeader\":{\"responseRefID\":\"r-1\",\"responseCode\":\"200\",\"responseDescription\":\"ok\","
         "\"ResultDesc\":"
         "\"x\"},\"ResponseBody\":{\"responseDescription\":\"ok\",\"responseCode\":\"200\"}}",
         ANSWER_ACCEPTED},
        {200, "{\"responseHeader\":{\"responseRefID\":\"r-1\",\"responseCode\":200}}", ANSWER_ACCEPTED},
        {400, "{\"ResponseHeader\":{\"responseRefID\":\"r-1\",\"responseCode\":\"400\"}}", ANSWER_REJECTED},
        {200, "{\"ResponseHeader\":{\"responseRefID\":\"r-1\",\"responseCode\":\"500\"}}", ANSWER_UNKNOWN},
        {500, "{\"ResponseHeader\":{\"responseRefID\":\"r-1\",\"responseCode\":\"500\"}}", ANSWER_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply  r = said(cases[i].status, cases[i].body);
        struct answer a = answer_to_ratiba(mem, &r);
        assert_int_equal(a.kind, cases[i].kind);
        check_text(a.checkout_id, "r-1");
    }
    for (size_t i = 0; i < COUNT(endings); i++)
        assert_int_equal(answer_to_ratiba(mem, &endings[i].reply).kind, endings[i].kind);
}

#define MADE                                                                                                           \
    "{\"responseHeader\":{\"responseRefID\":\"r-1\",\"requestRefID\":\"q-1\",\"responseCode\":\"0\","                  \
    "\"responseDescription\":\"ok\"},"                                                                                 \
    "\"responseBody\":{\"responseData\":[{\"name\":\"TransactionID\",\"value\":\"2571999\"},{\"name\":"                \
    "\"ResponseCode\",\"value\":"                                                                                      \
    "\"0\"},{\"name\":\"Status\",\"value\":\"OKAY\"},{\"name\":\"status\",\"value\":\"ACTIVE\"},{\"name\":\"Msisdn\"," \
    "\"value\":"                                                                                                       \
    "\"*********678\"}]}}"

static void
a_made_order_is_read_whole(void **state)
{
    struct ratiba_callback c;
    const char            *why = NULL;

    (void)state;
    check_ok(ratiba_callback_read(mem, MADE, strlen(MADE), &c, &why));
    assert_true(c.made);
    check_text(c.ref_id, "r-1");
    check_text(c.request_ref_id, "q-1");
    check_text(c.transaction_id, "2571999");
    check_text(c.status, "ACTIVE");
    check_text(c.msisdn, "*********678");
}

static void
only_zero_and_nothing_against_it_is_made(void **state)
{
    static const struct {
        const char *body;
        bool        made;
        const char *code;
    } cases[] = {
        {"{\"ResponseHeader\":{\"responseCode\":\"0\"}}", true, "0"},
        {"{\"ResponseHeader\":{\"responseCode\":0},\"ResponseBody\":{\"ResponseData\":[]}}", true, "0"},
        {"{\"ResponseHeader\":{\"responseRefID\":\"r\",\"responseCode\":\"1037\",\"responseDescription\":\"Error\"},"
         "\"ResponseBody\":{\"ResponseData\":[{\"Name\":\"TransactionID\",\"Value\":\"0000000000\"},{\"Name\":"
         "\"responseCode\","
         "\"Value\":\"1037\"},{\"Name\":\"Status\",\"Value\":\"ERROR\"},{\"Name\":\"Msisdn\",\"Value\":\"**********"
         "678\"}]}}",
         false, "1037"},
        {"{\"ResponseHeader\":{\"responseCode\":\"0\"},\"ResponseBody\":{\"ResponseData\":[{\"Name\":\"responseCode\","
         "\"Value\":"
         "\"1032\"}]}}",
         false, "0"},
        {"{\"ResponseHeader\":{\"responseCode\":\"0\"},\"ResponseBody\":{\"ResponseData\":[{\"Name\":\"Status\","
         "\"Value\":"
         "\"ERROR\"}]}}",
         false, "0"},
        {"{\"ResponseHeader\":{\"responseCode\":\"0\"},\"ResponseBody\":{\"ResponseData\":{\"Name\":\"x\"}}}", true,
         "0"},
        {"{\"ResponseHeader\":{\"responseCode\":\"00\"}}", false, "00"},
        {"{\"ResponseHeader\":{\"responseCode\":\"200\"}}", false, "200"},
        {"{\"ResponseHeader\":{\"responseCode\":\"E0\"}}", false, "E0"},
    };
    static const char *const refused[] = {"",
                                          "{}",
                                          "{\"ResponseHeader\":{}}",
                                          "{\"ResponseHeader\":{\"responseCode\":\"\"}}",
                                          "[]",
                                          "{\"ResponseHeader\":\"0\"}"};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ratiba_callback c;
        const char            *why = NULL;
        check_ok(ratiba_callback_read(mem, cases[i].body, strlen(cases[i].body), &c, &why));
        assert_int_equal(c.made, cases[i].made);
        check_text(c.code, cases[i].code);
    }
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct ratiba_callback c;
        const char            *why = NULL;
        assert_int_equal(ratiba_callback_read(mem, refused[i], strlen(refused[i]), &c, &why), ERR_INPUT);
        assert_non_null(why);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_is_this_byte_by_byte),
        cmocka_unit_test(a_frequency_is_what_its_table_says),
        cmocka_unit_test(an_acknowledgement_is_no_order_yet),
        cmocka_unit_test(a_made_order_is_read_whole),
        cmocka_unit_test(only_zero_and_nothing_against_it_is_made),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
