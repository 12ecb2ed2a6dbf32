#include "support/check.h"

#include "base/hash.h"
#include "base/json.h"
#include "daraja/stk.h"

/* 2026-11-03T07:15:00Z: 10:15:00 in Nairobi. */
enum { NOW = 1793690100 };

static const struct stk_push paybill = {
    .business_type = "paybill",
    .shortcode = "412873",
    .passkey = "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919",
    .phone = "254712345678",
    .callback_url = "https://pay.example.co.ke/hooks/7d1f0c2e9b/stk",
    .account_ref = "B4-NOV",
    .description = "Rent Nov",
    .amount = {1250000},
};

static void
a_paybill_push_is_this_byte_by_byte(void **state)
{
    (void)state;
    check_text(
        stk_push_body(mem, &paybill, NOW),
        "{\"BusinessShortCode\":\"412873\",\"Password\":"
        "\"NDEyODczYmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGExZWQyYzkxOTIwMjYx"
        "MTAzMTAxNTAw\",\"Timestamp\":\"20261103101500\",\"TransactionType\":\"CustomerPayBillOnline\",\"Amount\":"
        "\"12500\",\"PartyA\":\"254712345678\",\"PartyB\":\"412873\",\"PhoneNumber\":\"254712345678\","
        "\"CallBackURL\":\"https://pay.example.co.ke/hooks/7d1f0c2e9b/stk\",\"AccountReference\":\"B4-NOV\","
        "\"TransactionDesc\":\"Rent Nov\"}");
}

static void
a_till_push_names_its_store_number_and_its_till(void **state)
{
    struct stk_push p = paybill;

    (void)state;
    p.business_type = "till";
    p.shortcode = "567890";
    p.store_number = "600123";
    check_text(
        stk_push_body(mem, &p, NOW),
        "{\"BusinessShortCode\":\"600123\",\"Password\":"
        "\"NjAwMTIzYmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGExZWQyYzkxOTIwMjYx"
        "MTAzMTAxNTAw\",\"Timestamp\":\"20261103101500\",\"TransactionType\":\"CustomerBuyGoodsOnline\",\"Amount\":"
        "\"12500\",\"PartyA\":\"254712345678\",\"PartyB\":\"567890\",\"PhoneNumber\":\"254712345678\","
        "\"CallBackURL\":\"https://pay.example.co.ke/hooks/7d1f0c2e9b/stk\",\"AccountReference\":\"B4-NOV\","
        "\"TransactionDesc\":\"Rent Nov\"}");
}

static void
a_query_is_this_byte_by_byte(void **state)
{
    (void)state;
    check_text(
        stk_query_body(mem, "412873", paybill.passkey, "ws_CO_03112026101502338712345678", NOW + 60),
        "{\"BusinessShortCode\":\"412873\",\"Password\":"
        "\"NDEyODczYmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGExZWQyYzkxOTIwMjYx"
        "MTAzMTAxNjAw\",\"Timestamp\":\"20261103101600\",\"CheckoutRequestID\":\"ws_CO_03112026101502338712345678\"}");
}

static const char *
member(const char *body, const char *name)
{
    const struct json *j = NULL;

    check_ok(json_parse(mem, body, strlen(body), &j, NULL));
    return json_string(json_get(j, name));
}

static void
the_password_is_shortcode_passkey_and_that_very_timestamp(void **state)
{
    static const int64_t times[] = {NOW, 1798750799, 1798750800, 1835387999};

    (void)state;
    for (size_t i = 0; i < COUNT(times); i++) {
        size_t         n;
        const char    *body = stk_push_body(mem, &paybill, times[i]);
        unsigned char *plain = base64_decode(mem, member(body, "Password"), &n);
        check_text((const char *)plain, arena_printf(mem, "412873%s%s", paybill.passkey, member(body, "Timestamp")));
    }
}

static void
a_new_year_begins_in_nairobi(void **state)
{
    (void)state;
    check_text(member(stk_push_body(mem, &paybill, 1798750799), "Timestamp"), "20261231235959");
    check_text(member(stk_push_body(mem, &paybill, 1798750800), "Timestamp"), "20270101000000");
}

static void
references_and_descriptions_are_cut_to_what_is_harmless(void **state)
{
    static const struct {
        const char *given, *ref, *desc;
    } cases[] = {
        {"B4", "B4", "B4"},
        {"B4 & <C5>", "B4C5", "B4  C5"},
        {"A-B_C.D", "A-BCD", "A-B_C.D"},
        {"ABCDEFGHIJKLMNOP", "ABCDEFGHIJKL", "ABCDEFGHIJKLM"},
        {"@#&<>", "RENT", "RENT"},
        {"", "RENT", "RENT"},
        {"Mũthoni", "Mthoni", "Mthoni"},
        {"\"}{\\", "RENT", "RENT"},
    };
    struct stk_push p = paybill;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        p.account_ref = p.description = cases[i].given;
        check_text(member(stk_push_body(mem, &p, NOW), "AccountReference"), cases[i].ref);
        check_text(member(stk_push_body(mem, &p, NOW), "TransactionDesc"), cases[i].desc);
    }
}

static void
an_amount_is_whole_shillings_as_text(void **state)
{
    struct stk_push p = paybill;

    (void)state;
    p.amount = (struct money){MPESA_LEAST_CENTS};
    check_text(member(stk_push_body(mem, &p, NOW), "Amount"), "1");
    p.amount = (struct money){MPESA_MOST_CENTS};
    check_text(member(stk_push_body(mem, &p, NOW), "Amount"), "250000");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paybill_push_is_this_byte_by_byte),
        cmocka_unit_test(a_till_push_names_its_store_number_and_its_till),
        cmocka_unit_test(a_query_is_this_byte_by_byte),
        cmocka_unit_test(the_password_is_shortcode_passkey_and_that_very_timestamp),
        cmocka_unit_test(a_new_year_begins_in_nairobi),
        cmocka_unit_test(references_and_descriptions_are_cut_to_what_is_harmless),
        cmocka_unit_test(an_amount_is_whole_shillings_as_text),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
