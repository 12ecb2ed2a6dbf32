#include "daraja/reply.h"

#include "daraja/balance.h"

static const struct request_by by = {"apiuser1", "c2VjcmV0", "https://pay.example.co.ke/cb/r/1",
                                     "https://pay.example.co.ke/cb/t/1", "ok"};

static void
asking_is_this_byte_by_byte(void **state)
{
    (void)state;
    check_text(
        balance_body(mem, &by, "412873", false),
        "{\"Initiator\":\"apiuser1\",\"SecurityCredential\":\"c2VjcmV0\",\"CommandID\":\"AccountBalance\",\"PartyA\":"
        "\"412873\",\"IdentifierType\":\"4\",\"Remarks\":\"ok\",\"QueueTimeOutURL\":\"https://pay.example.co.ke/cb/t/"
        "1\","
        "\"ResultURL\":\"https://pay.example.co.ke/cb/r/1\"}");
    assert_non_null(strstr(balance_body(mem, &by, "567890", true), "\"IdentifierType\":\"2\""));
}

static void
a_packed_text_becomes_accounts(void **state)
{
    struct balance_list l = balance_parse(
        mem,
        "Working Account|KES|700000.00|700000.00|0.00|0.00&Utility Account|KES|228037.00|228036.50|0.50|1.00&Charges "
        "Paid "
        "Account|KES|-1540.00|-1540.00|0.00|0.00&Organization Settlement Account|KES|0.00|0.00|0.00|0.00&Merchant "
        "Account|KES|5|5|0|0&Float Account|KES|0.00|0.00|0.00|0.00&MMF Account|KES|1|1|0|0&Loan Account|KES|1|1|0|0");
    static const enum balance_kind kinds[] = {BALANCE_WORKING,  BALANCE_UTILITY, BALANCE_CHARGES, BALANCE_SETTLEMENT,
                                              BALANCE_MERCHANT, BALANCE_FLOAT,   BALANCE_WORKING, BALANCE_OTHER};

    (void)state;
    assert_int_equal(l.count, COUNT(kinds));
    for (size_t i = 0; i < l.count; i++) {
        assert_int_equal(l.at[i].kind, kinds[i]);
        check_text(l.at[i].currency, "KES");
        assert_true(l.at[i].current.known && l.at[i].available.known && l.at[i].reserved.known &&
                    l.at[i].uncleared.known);
    }
    check_text(l.at[1].name, "Utility Account");
    assert_int_equal(l.at[1].current.money.cents, 22803700);
    assert_int_equal(l.at[1].available.money.cents, 22803650);
    assert_int_equal(l.at[1].reserved.money.cents, 50);
    assert_int_equal(l.at[1].uncleared.money.cents, 100);
    assert_int_equal(l.at[2].current.money.cents, -154000);
}

static void
what_is_odd_is_borne(void **state)
{
    static const struct {
        const char *packed;
        size_t      count;
        const char *name; /* of the first */
        bool        current, available;
        int64_t     cents;
    } cases[] = {
        {NULL, 0, NULL, false, false, 0},
        {"", 0, NULL, false, false, 0},
        {"&", 0, NULL, false, false, 0},
        {"&&Utility Account|KES|1.5&", 1, "Utility Account", true, false, 150},
        {"Utility Account", 1, "Utility Account", false, false, 0},
        {"Utility Account|KES", 1, "Utility Account", false, false, 0},
        {"Utility Account|KES|", 1, "Utility Account", false, false, 0},
        {"Utility Account|KES||7.00", 1, "Utility Account", false, true, 0},
        {"|KES|1|1", 0, NULL, false, false, 0},
        {" Utility  Account | KES | 12.50 | 12.5 ", 1, "Utility Account", true, true, 1250},
        {"Utility Account|KES|12.500|x", 1, "Utility Account", true, false, 1250},
        {"Utility Account|KES|12.505|1", 1, "Utility Account", false, true, 0},
        {"Utility Account|KES|1|1|0|0|9|9", 1, "Utility Account", true, true, 100},
        {"Utility Account|KES|1.0E7|1", 1, "Utility Account", false, true, 0},
        {"Utility Account|KES|1&Utility Account|KES|2", 2, "Utility Account", true, false, 100},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct balance_list l = balance_parse(mem, cases[i].packed);
        assert_int_equal(l.count, cases[i].count);
        if (!l.count)
            continue;
        check_text(l.at[0].name, cases[i].name);
        check_text(l.at[0].currency, "KES");
        assert_int_equal(l.at[0].kind, BALANCE_UTILITY);
        assert_int_equal(l.at[0].current.known, cases[i].current);
        assert_int_equal(l.at[0].available.known, cases[i].available);
        if (cases[i].current)
            assert_int_equal(l.at[0].current.money.cents, cases[i].cents);
    }
}

static void
no_more_than_twenty_accounts_are_taken(void **state)
{
    char packed[400] = "";

    (void)state;
    for (int i = 0; i < 60; i++)
        snprintf(packed + strlen(packed), sizeof packed - strlen(packed), "A|K|1&");
    assert_int_equal(balance_parse(mem, packed).count, 20);
}

static void
a_result_says_when(void **state)
{
    struct daraja_result r = result_of(
        "{\"Result\":{\"ResultType\":\"0\",\"ResultCode\":\"0\",\"TransactionID\":\"UK30000000\",\"ResultParameters\":"
        "{\"ResultParameter\":[{\"Key\":\"AccountBalance\",\"Value\":\"Working "
        "Account|KES|700000.00|700000.00|0.00|0.00&Utility "
        "Account|KES|228037.00|228037.00|0.00|0.00\"},{\"Key\":\"BOCompletedTime\",\"Value\":\"20261103125710\"}]}}}");
    struct daraja_result bare = result_of("{\"Result\":{\"ResultCode\":0}}");
    int64_t              at = 7;

    (void)state;
    assert_int_equal(balance_read(mem, &r, &at).count, 2);
    assert_int_equal(at, 1793699830);
    assert_int_equal(balance_read(mem, &bare, &at).count, 0);
    assert_int_equal(at, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asking_is_this_byte_by_byte), cmocka_unit_test(a_packed_text_becomes_accounts),
        cmocka_unit_test(what_is_odd_is_borne),        cmocka_unit_test(no_more_than_twenty_accounts_are_taken),
        cmocka_unit_test(a_result_says_when),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
