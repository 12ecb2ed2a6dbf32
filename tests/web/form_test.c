#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "web/card.h"
#include "web/form.h"

static struct arena *mem;

static int
begin(void **state)
{
    (void)state;
    mem = arena_new(16 << 20);
    return 0;
}

static int
end(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static struct request
post(struct field_pair *pairs, size_t count)
{
    return (struct request){
        .mem = mem,
        .method = METHOD_POST,
        .content_type = "application/x-www-form-urlencoded",
        .query_text = "",
        .body = "",
        .form = {pairs, count},
    };
}

static struct request
json(const char *body)
{
    return (struct request){
        .mem = mem,
        .method = METHOD_POST,
        .content_type = "application/json",
        .query_text = "",
        .body = body,
        .body_len = strlen(body),
        .is_api = true,
    };
}

/* ---- one kind after the other ---- */

#define PHONE_SAYS "Enter a phone number like 0712 345 678."
#define MAIL_SAYS  "Enter an e-mail address like jane@example.com."
#define MONEY_SAYS "Enter an amount in shillings, like 15000 or 1250.50."
#define WHOLE_SAYS "Enter an amount in whole shillings, like 15000."
#define DATE_SAYS  "Enter a date as year-month-day, like 2026-11-05."
#define MONTH_SAYS "Enter a month as year-month, like 2026-11."
#define ONE_SAYS   "Choose one of the answers given."

/* Either a text and a number come out, or a sentence. */
struct judged {
    struct field field;
    const char  *typed, *text;
    int64_t      number;
    const char  *says;
};

/* clang-format off */
#define ASKED(kind_)                       {.name = "f", .kind = kind_, .required = REQUIRED}
#define TEXT(kind_, typed_, text_)         {ASKED(kind_), typed_, text_, 0, NULL}
#define NUMBER(kind_, typed_, text_, n_)   {ASKED(kind_), typed_, text_, n_, NULL}
#define WRONG(kind_, typed_, says_)        {ASKED(kind_), typed_, NULL, 0, says_}
#define LIMITED(kind_, a_, b_, typed_, says_) {{.name = "f", .kind = kind_, .required = REQUIRED, .least = a_, .most = b_}, typed_, NULL, 0, says_}
#define ONE_OF(typed_, text_, says_)       {{.name = "f", .kind = FIELD_CHOICE, .required = REQUIRED, .choices = "paybill|till"}, typed_, text_, 0, says_}
/* clang-format on */

static const struct judged judged[] = {
    TEXT(FIELD_TEXT, "  Wanjiku   Kamau ", "Wanjiku Kamau"),
    TEXT(FIELD_TEXT, "a\r\nb", "a b"),
    TEXT(FIELD_TEXT, "e\u0301", "\u00e9"),
    TEXT(FIELD_TEXT, "M-Pesa 4111 1111 1111 1112", "M-Pesa 4111 1111 1111 1112"),
    WRONG(FIELD_TEXT, NULL, "Fill this in."),
    WRONG(FIELD_TEXT, "", "Fill this in."),
    WRONG(FIELD_TEXT, " \t ", "Fill this in."),
    WRONG(FIELD_TEXT, "my card is 4111 1111 1111 1111", "Do not write a card number here. We never need one."),
    LIMITED(FIELD_TEXT, 1, 5, "abcdef", "Use at most 5 characters."),
    LIMITED(FIELD_TEXT, 3, 5, "ab", "Use at least 3 characters."),

    TEXT(FIELD_PASSWORD, " correct horse ", " correct horse "),
    WRONG(FIELD_PASSWORD, "", "Enter a password."),
    WRONG(FIELD_PASSWORD, "short", "Use at least 12 characters. A few words are easy to remember."),

    TEXT(FIELD_PHONE, "0712 345 678", "254712345678"),
    TEXT(FIELD_PHONE, " +254 110-345-678", "254110345678"),
    WRONG(FIELD_PHONE, "", PHONE_SAYS),
    WRONG(FIELD_PHONE, "712", PHONE_SAYS),
    WRONG(FIELD_PHONE, "0712 345 678 or 0722 345 678", PHONE_SAYS),

    TEXT(FIELD_EMAIL, " Jane.Doe+rent@Example.CO.KE ", "jane.doe+rent@example.co.ke"),
    WRONG(FIELD_EMAIL, "", MAIL_SAYS),
    WRONG(FIELD_EMAIL, "jane", MAIL_SAYS),
    WRONG(FIELD_EMAIL, "@example.com", MAIL_SAYS),
    WRONG(FIELD_EMAIL, "jane@example", MAIL_SAYS),
    WRONG(FIELD_EMAIL, "jane@@example.com", MAIL_SAYS),
    WRONG(FIELD_EMAIL, "jane@example..com", MAIL_SAYS),
    WRONG(FIELD_EMAIL, "jane@-example.com", MAIL_SAYS),
    WRONG(FIELD_EMAIL, "jane@example.com.", MAIL_SAYS),
    WRONG(FIELD_EMAIL, "jane doe@example.com", MAIL_SAYS),
    WRONG(FIELD_EMAIL, "jane@example.com\r\nBcc: x@y.z", MAIL_SAYS),
    WRONG(FIELD_EMAIL, "\"jane\"@example.com", MAIL_SAYS),

    NUMBER(FIELD_MONEY, "15,000", "15000", 1500000),
    NUMBER(FIELD_MONEY, "KSh 1250.5", "1250.50", 125050),
    NUMBER(FIELD_MONEY, "15000/=", "15000", 1500000),
    WRONG(FIELD_MONEY, NULL, MONEY_SAYS),
    WRONG(FIELD_MONEY, "lots", MONEY_SAYS),
    WRONG(FIELD_MONEY, "-5", MONEY_SAYS),
    WRONG(FIELD_MONEY, "1e5", MONEY_SAYS),
    WRONG(FIELD_MONEY, "0", "The amount must be KSh\u00a01 or more."),
    WRONG(FIELD_MONEY, "999999999", "The amount must be KSh\u00a0100,000,000 or less."),
    LIMITED(FIELD_MONEY, 5000, 7000, "70.01", "The amount must be KSh\u00a070 or less."),

    NUMBER(FIELD_SHILLINGS, "250000", "250000", 25000000),
    WRONG(FIELD_SHILLINGS, "", WHOLE_SAYS),
    WRONG(FIELD_SHILLINGS, "x", WHOLE_SAYS),
    WRONG(FIELD_SHILLINGS, "10.50", "Enter whole shillings only: M-Pesa does not take cents."),
    WRONG(FIELD_SHILLINGS, "250001", "The amount must be KSh\u00a0250,000 or less."),

    NUMBER(FIELD_INT, " 7 ", "7", 7),
    WRONG(FIELD_INT, "", "Enter a whole number."),
    WRONG(FIELD_INT, "7.5", "Enter a whole number from 0 to 1000000000."),
    LIMITED(FIELD_INT, 1, 28, "31", "Enter a whole number from 1 to 28."),
    LIMITED(FIELD_INT, 1, 28, "99999999999999999999", "Enter a whole number from 1 to 28."),

    TEXT(FIELD_DATE, "2028-02-29", "2028-02-29"),
    WRONG(FIELD_DATE, "", DATE_SAYS),
    WRONG(FIELD_DATE, "2026-02-29", DATE_SAYS),
    WRONG(FIELD_DATE, "5/11/2026", DATE_SAYS),

    TEXT(FIELD_PERIOD, "2026-11", "2026-11"),
    WRONG(FIELD_PERIOD, "", MONTH_SAYS),
    WRONG(FIELD_PERIOD, "2026-13", MONTH_SAYS),

    ONE_OF("till", "till", NULL),
    ONE_OF("paybill", "paybill", NULL),
    ONE_OF("pay", NULL, ONE_SAYS),
    ONE_OF("paybill|till", NULL, ONE_SAYS),
    ONE_OF(NULL, NULL, ONE_SAYS),

    TEXT(FIELD_DIGITS, " 174379 ", "174379"),
    WRONG(FIELD_DIGITS, "", "Enter the number, digits only."),
    LIMITED(FIELD_DIGITS, 5, 7, "17437A", "Enter 5 to 7 digits, and nothing else."),
    LIMITED(FIELD_DIGITS, 5, 7, "1743", "Enter 5 to 7 digits, and nothing else."),
    LIMITED(FIELD_DIGITS, 6, 6, "12345", "Enter exactly 6 digits."),

    TEXT(FIELD_REF, "A12-b", "A12-b"),
    WRONG(FIELD_REF, "", "Enter the account number or reference."),
    WRONG(FIELD_REF, "A 12", "Use letters, digits and dashes only, at most 12 of them."),
    WRONG(FIELD_REF, "ABCDEFGHIJKLM", "Use letters, digits and dashes only, at most 12 of them."),

    TEXT(FIELD_ID, "0123456789abcdef", "0123456789abcdef"),
    WRONG(FIELD_ID, "", "Choose one from the list."),
    WRONG(FIELD_ID, "0123456789abcde", "This is not on record. Go back and choose it from the list."),
    WRONG(FIELD_ID, "0123456789ABCDEF", "This is not on record. Go back and choose it from the list."),

    NUMBER(FIELD_FLAG, "on", "on", 1),
    NUMBER(FIELD_FLAG, "", "", 1),
    WRONG(FIELD_FLAG, NULL, "Tick this box to go on."),
};

static void
each_kind_is_judged_by_its_own_rule(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(judged); i++) {
        const struct judged *j = &judged[i];
        struct field_pair    pair = {"f", j->typed};
        struct request       rq = post(&pair, j->typed ? 1 : 0);
        struct form          f;
        enum err             e = form_read(&f, &rq, &j->field, 1);
        const char          *text = form_text(&f, 0);
        if (e != (j->says ? ERR_FIELD : ERR_OK) || (f.errors[0] == NULL) != (j->says == NULL) ||
            (j->says && strcmp(f.errors[0], j->says) != 0))
            fail_msg("%zu, \"%s\": says \"%s\"", i, j->typed, f.errors[0]);
        if ((text == NULL) != (j->text == NULL) || (text && strcmp(text, j->text) != 0))
            fail_msg("%zu, \"%s\": read as \"%s\"", i, j->typed, text);
        assert_int_equal(f.number[0], j->number);
    }
}

static void
nothing_is_fine_where_nothing_is_asked(void **state)
{
    (void)state;
    for (enum field_kind kind = FIELD_TEXT; kind <= FIELD_FLAG; kind++) {
        struct field      field = {.name = "f", .kind = kind, .choices = "a|b"};
        struct field_pair pair = {"f", ""};
        struct request    rq = post(&pair, kind == FIELD_FLAG ? 0 : 1);
        struct form       f;
        assert_int_equal(form_read(&f, &rq, &field, 1), ERR_OK);
        assert_null(form_text(&f, 0));
        assert_int_equal(form_int(&f, 0), 0);
    }
}

static void
a_long_password_is_refused_and_none_is_shown_again(void **state)
{
    static char               longest[1026];
    static const struct field field = {
        .name = "password", .kind = FIELD_PASSWORD, .required = REQUIRED, .least = 0, .most = 0};
    struct field_pair pair = {"password", longest};
    struct request    rq = post(&pair, 1);
    struct form       f;

    (void)state;
    memset(longest, 'x', 1025);
    assert_int_equal(form_read(&f, &rq, &field, 1), ERR_FIELD);
    assert_string_equal(f.errors[0], "Use at most 1024 characters.");
    longest[1024] = '\0';
    assert_int_equal(form_read(&f, &rq, &field, 1), ERR_OK);
    assert_null(f.typed[0]);
}

/* ---- whole forms ---- */

enum { PAY_PHONE, PAY_AMOUNT, PAY_AGREE, PAY_COUNT };
static const struct field pay[PAY_COUNT] = {
    [PAY_PHONE] = {.name = "phone", .kind = FIELD_PHONE, .required = REQUIRED},
    [PAY_AMOUNT] = {.name = "amount", .kind = FIELD_SHILLINGS, .required = REQUIRED},
    [PAY_AGREE] = {.name = "agree", .kind = FIELD_FLAG},
};

static void
a_form_gives_what_its_table_names_and_keeps_what_was_typed(void **state)
{
    struct field_pair pairs[] = {{"phone", "0712"}, {"amount", "1,000"}, {"landlordId", "x"}, {"agree", "on"}};
    struct request    rq = post(pairs, 4);
    struct form       f;

    (void)state;
    assert_int_equal(form_read(&f, &rq, pay, PAY_COUNT), ERR_FIELD);
    assert_string_equal(f.typed[PAY_PHONE], "0712");
    assert_string_equal(f.errors[PAY_PHONE], PHONE_SAYS);
    assert_null(f.errors[PAY_AMOUNT]);
    assert_int_equal(form_money(&f, PAY_AMOUNT).cents, 100000);
    assert_true(form_flag(&f, PAY_AGREE));
    assert_false(form_ok(&f));
}

static void
what_only_the_trade_knows_can_be_added_once(void **state)
{
    struct field_pair pairs[] = {{"phone", "0712345678"}, {"amount", "1000"}};
    struct request    rq = post(pairs, 2);
    struct form       f;

    (void)state;
    assert_int_equal(form_read(&f, &rq, pay, PAY_COUNT), ERR_OK);
    assert_true(form_ok(&f));
    form_error(&f, PAY_PHONE, "This number is already in use.");
    form_error(&f, PAY_PHONE, "Another.");
    assert_false(form_ok(&f));
    assert_string_equal(f.errors[PAY_PHONE], "This number is already in use.");
}

static void
a_blank_form_shows_what_is_known(void **state)
{
    struct request rq = post(NULL, 0);
    struct form    f;

    (void)state;
    form_blank(&f, &rq, pay, PAY_COUNT);
    form_prefill(&f, PAY_PHONE, "0712 345 678");
    assert_true(form_ok(&f));
    assert_string_equal(f.typed[PAY_PHONE], "0712 345 678");
    assert_null(f.typed[PAY_AMOUNT]);
}

static void
a_query_is_judged_like_a_form(void **state)
{
    struct field_pair pairs[] = {{"phone", "0712345678"}, {"amount", "no"}};
    struct request    rq = json("");
    struct form       f;

    (void)state;
    rq.query = (struct field_list){pairs, 2};
    assert_int_equal(form_read_query(&f, &rq, pay, PAY_COUNT), ERR_FIELD);
    assert_string_equal(form_text(&f, PAY_PHONE), "254712345678");
    assert_string_equal(f.errors[PAY_AMOUNT], WHOLE_SAYS);
}

static void
json_is_judged_like_a_form(void **state)
{
    static const struct {
        const char *body;
        enum err    e;
        const char *phone_says, *amount_says;
        int64_t     cents;
    } cases[] = {
        {"{\"phone\":\"0712 345 678\",\"amount\":15000,\"agree\":true}", ERR_OK, NULL, NULL, 1500000},
        {"{\"phone\":254712345678,\"amount\":\"15,000\"}", ERR_OK, NULL, NULL, 1500000},
        {"{\"phone\":\"0712345678\",\"amount\":15000.00}", ERR_OK, NULL, NULL, 1500000},
        {"{\"phone\":\"0712345678\",\"amount\":10.5}", ERR_FIELD, NULL,
         "Enter whole shillings only: M-Pesa does not take cents.", 0},
        {"{\"phone\":null,\"amount\":1}", ERR_FIELD, PHONE_SAYS, NULL, 100},
        {"{\"phone\":\"\",\"amount\":1}", ERR_FIELD, PHONE_SAYS, NULL, 100},
        {"{\"phone\":true,\"amount\":[1]}", ERR_FIELD, "Send this as text.", "Send this as a number, like 15000.", 0},
        {"{\"phone\":\"0712345678\",\"amount\":-1}", ERR_FIELD, NULL, WHOLE_SAYS, 0},
        {"{\"phone\":\"0712345678\",\"amount\":1e300}", ERR_FIELD, NULL, WHOLE_SAYS, 0},
        {"{}", ERR_FIELD, PHONE_SAYS, WHOLE_SAYS, 0},
        {"", ERR_FIELD, PHONE_SAYS, WHOLE_SAYS, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request rq = json(cases[i].body);
        struct form    f;
        assert_int_equal(form_read(&f, &rq, pay, PAY_COUNT), cases[i].e);
        assert_int_equal(f.errors[PAY_PHONE] == NULL, cases[i].phone_says == NULL);
        assert_int_equal(f.errors[PAY_AMOUNT] == NULL, cases[i].amount_says == NULL);
        if (cases[i].phone_says)
            assert_string_equal(f.errors[PAY_PHONE], cases[i].phone_says);
        if (cases[i].amount_says)
            assert_string_equal(f.errors[PAY_AMOUNT], cases[i].amount_says);
        assert_int_equal(form_money(&f, PAY_AMOUNT).cents, cases[i].cents);
    }
}

static void
a_tick_in_json_is_true_or_false(void **state)
{
    static const struct field field = {.name = "agree", .kind = FIELD_FLAG, .required = REQUIRED};
    static const struct {
        const char *body;
        bool        ticked;
        const char *says;
    } cases[] = {
        {"{\"agree\":true}", true, NULL},
        {"{\"agree\":false}", false, "Tick this box to go on."},
        {"{\"agree\":\"true\"}", false, "Send true or false."},
        {"{\"agree\":1}", false, "Send true or false."},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request rq = json(cases[i].body);
        struct form    f;
        assert_int_equal(form_read(&f, &rq, &field, 1), cases[i].says ? ERR_FIELD : ERR_OK);
        assert_int_equal(form_flag(&f, 0), cases[i].ticked);
        if (cases[i].says)
            assert_string_equal(f.errors[0], cases[i].says);
    }
}

static void
a_name_that_json_should_not_have_is_told(void **state)
{
    struct request rq = json("{\"phone\":\"0712345678\",\"amount\":1,\"landlordId\":\"x\"}");
    struct form    f;

    (void)state;
    assert_int_equal(form_read(&f, &rq, pay, PAY_COUNT), ERR_FIELD);
    assert_string_equal(f.unknown, "landlordId");
    assert_false(form_ok(&f));
    rq = json("{\"Phone\":\"0712345678\"}");
    assert_int_equal(form_read(&f, &rq, pay, PAY_COUNT), ERR_FIELD);
    assert_string_equal(f.unknown, "Phone");
}

static void
a_body_that_is_no_object_is_malformed(void **state)
{
    static const char *const bodies[] = {
        "[]", "1", "\"x\"", "{", "{}x", "nul", "{\"phone\":\"\\u0000\"}", "{\"phone\":1,\"phone\":2}", " ", "\xff{}"};

    (void)state;
    for (size_t i = 0; i < COUNT(bodies); i++) {
        struct request rq = json(bodies[i]);
        struct form    f;
        assert_int_equal(form_read(&f, &rq, pay, PAY_COUNT), ERR_INPUT);
        assert_non_null(rq.complaint);
    }
}

static void
another_content_type_is_not_read(void **state)
{
    struct request rq = json("{}");
    struct form    f;

    (void)state;
    rq.content_type = "text/plain";
    assert_int_equal(form_read(&f, &rq, pay, PAY_COUNT), ERR_MEDIA);
    rq.content_type = "";
    assert_int_equal(form_read(&f, &rq, pay, PAY_COUNT), ERR_MEDIA);
    rq.is_api = false;
    rq.content_type = "application/json";
    assert_int_equal(form_read(&f, &rq, pay, PAY_COUNT), ERR_MEDIA);
}

static void
card_numbers_are_told_from_other_numbers(void **state)
{
    static const struct {
        const char *text;
        bool        card;
    } cases[] = {
        {"4111111111111111", true},
        {"4111 1111 1111 1111", true},
        {"card:5500-0000-0000-0004.", true},
        {"340000000000009", true},
        {"4111111111111112", false},
        {"254712345678", false},
        {"9111111111111111", false},
        {"41111111111111111111111111", false},
        {"12 units at 15000 each, 0712 345 678", false},
        {"", false},
        {"-", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(card_in_text(cases[i].text), cases[i].card);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_judged_by_its_own_rule),
        cmocka_unit_test(nothing_is_fine_where_nothing_is_asked),
        cmocka_unit_test(a_long_password_is_refused_and_none_is_shown_again),
        cmocka_unit_test(a_form_gives_what_its_table_names_and_keeps_what_was_typed),
        cmocka_unit_test(what_only_the_trade_knows_can_be_added_once),
        cmocka_unit_test(a_blank_form_shows_what_is_known),
        cmocka_unit_test(a_query_is_judged_like_a_form),
        cmocka_unit_test(json_is_judged_like_a_form),
        cmocka_unit_test(a_tick_in_json_is_true_or_false),
        cmocka_unit_test(a_name_that_json_should_not_have_is_told),
        cmocka_unit_test(a_body_that_is_no_object_is_malformed),
        cmocka_unit_test(another_content_type_is_not_read),
        cmocka_unit_test(card_numbers_are_told_from_other_numbers),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
