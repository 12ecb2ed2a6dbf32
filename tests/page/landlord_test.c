/*
 * The landlord's and the operator's pages, walked as a browser does, against a real database.
 */
#include "visit.h"

static const char KEY[] = "key=0123456789abcdef0123456789abcdef";

/* A number that is connected, tested and in use. */
static void
connect_number(struct visitor *v, const char *shortcode)
{
    post(v, "/setup/type", "businessType=paybill");
    assert_went(v, "/setup/details");
    post(v, "/setup/details", arena_printf(mem, "businessShortCode=%s&businessName=Jacaranda", shortcode));
    assert_went(v, "/setup/test");
    post(v, "/setup/test", arena_printf(mem, "phone=0712345678&key=%s", random_hex(mem, 16)));
    visit_paid(id_of_new(v, "/payments/"), 100, arena_printf(mem, "UKK%.7s", random_hex(mem, 4)));
    post(v, "/setup/activate", "confirm=1");
    assert_went(v, "/setup");
}

/* One of everything. */
struct books {
    const char *property, *tenant, *lease, *bill;
};

static struct books
keep_books(struct visitor *v, const char *phone)
{
    struct books b = {0};

    post(v, "/landlord/properties/new", "name=Jacaranda+Court&address=");
    b.property = id_of_new(v, "/landlord/properties/");
    post(v, arena_printf(mem, "/landlord/properties/%s/units/new", b.property), "label=A1&rent=15,000");
    get(v, arena_printf(mem, "/landlord/properties/%s", b.property));
    const char *at = strstr(v->page, "leases/new?unit=");
    assert_non_null(at);
    const char *unit = arena_strndup(mem, at + strlen("leases/new?unit="), ID_LEN);
    post(v, "/landlord/tenants/new", arena_printf(mem, "name=Wanjiku+Kamau&phone=%s&locale=en", phone));
    b.tenant = id_of_new(v, "/landlord/tenants/");
    post(v, "/landlord/leases/new",
         arena_printf(mem, "tenantId=%s&unitId=%s&rent=&dueDay=5&startDate=2026-01-01&endDate=", b.tenant, unit));
    b.lease = id_of_new(v, "/landlord/leases/");
    post(v, "/landlord/bills/new",
         arena_printf(mem, "leaseId=%s&kind=rent&period=2026-10&amount=15000&dueDate=2026-10-05", b.lease));
    b.bill = id_of_new(v, "/landlord/bills/");
    return b;
}

static void
the_wizard_resumes_where_it_stands(void **state)
{
    struct visitor v = visit_landlord("Achieng Otieno", "254712000001", NULL);

    (void)state;
    get(&v, "/setup");
    assert_went(&v, "/setup/type");
    get(&v, "/setup/details");
    assert_went(&v, "/setup");
    post(&v, "/setup/type", "businessType=till");
    get(&v, "/setup");
    assert_went(&v, "/setup/details");
    get(&v, "/setup/test");
    assert_went(&v, "/setup");
    post(&v, "/setup/details", "businessShortCode=543210&storeNumber=654321&businessName=Jacaranda+Till");
    get(&v, "/setup");
    assert_went(&v, "/setup/test");
    get(&v, "/setup/activate");
    assert_went(&v, "/setup/test");
    get(&v, "/setup/details");
    assert_shows(&v, "value=\"654321\"");
    post(&v, "/setup/activate", "confirm=1");
    assert_int_equal(v.status, 409);
    assert_shows(&v, "The test has not succeeded yet.");
}

static void
going_back_keeps_what_was_typed(void **state)
{
    struct visitor v = visit_landlord("Baraka Mwangi", "254712000002", NULL);

    (void)state;
    post(&v, "/setup/type", "businessType=paybill");
    post(&v, "/setup/details", "businessShortCode=174379&businessName=Jacaranda&back=1");
    assert_went(&v, "/setup/type");
    post(&v, "/setup/type", "businessType=paybill");
    get(&v, "/setup/details");
    assert_shows(&v, "value=\"174379\"");
}

static void
details_are_judged_and_told_beside_the_field(void **state)
{
    static const struct {
        const char *fields, *told;
    } cases[] = {
        {"businessShortCode=12&storeNumber=654321&businessName=J+Till", "Enter 5 to 7 digits"},
        {"businessShortCode=543210&businessName=J+Till", "Enter the store number that your till sits under."},
        {"businessShortCode=543210&storeNumber=654321&businessName=", "businessName"},
        {"businessShortCode=543210&storeNumber=654321&businessName=J+Till&passkey=0123456789abcdef0123",
         "Give all three, or leave all three empty."},
        {"businessShortCode=543210&storeNumber=654321&businessName=JJ&passkey=tooshort", "This is too short."},
    };
    struct visitor v = visit_landlord("Chebet Koech", "254712000003", NULL);

    (void)state;
    post(&v, "/setup/type", "businessType=till");
    for (size_t i = 0; i < COUNT(cases); i++) {
        post(&v, "/setup/details", cases[i].fields);
        assert_int_equal(v.status, 422);
        assert_shows(&v, cases[i].told);
        assert_shows(&v, "There is a problem");
    }
}

static void
own_keys_are_kept_and_never_shown(void **state)
{
    struct visitor    v = visit_landlord("Dalmas Odhiambo", "254712000004", NULL);
    static const char keys[] =
        "&passkey=passkey-of-many-AAAA&consumerKey=key-of-many-chars-BBBB&consumerSecret=secret-of-many-CCCC";

    (void)state;
    post(&v, "/setup/type", "businessType=paybill");
    post(&v, "/setup/details", arena_printf(mem, "businessShortCode=174379&businessName=J+Court%s", keys));
    assert_went(&v, "/setup/test");
    get(&v, "/setup/details");
    assert_shows(&v, "Stored, ends in AAAA");
    assert_hides(&v, "of-many");
    post(&v, "/setup/details", "businessShortCode=174379&businessName=J+Court");
    get(&v, "/setup/details");
    assert_shows(&v, "Stored, ends in CCCC");
    post(&v, "/setup/details", "businessShortCode=174379&businessName=J+Court&usePlatform=1");
    get(&v, "/setup/details");
    assert_hides(&v, "Stored, ends in");
}

static void
activating_needs_the_tick_and_then_shows_the_number(void **state)
{
    struct visitor v = visit_landlord("Esther Njeri", "254712000005", NULL);

    (void)state;
    post(&v, "/setup/type", "businessType=paybill");
    post(&v, "/setup/details", "businessShortCode=400200&businessName=Jacaranda");
    post(&v, "/setup/test", arena_printf(mem, "phone=0712345678&%s", KEY));
    visit_paid(id_of_new(&v, "/payments/"), 100, "UKKTEST005");
    get(&v, "/setup/test");
    assert_shows(&v, "UKKTEST005");
    post(&v, "/setup/activate", "");
    assert_int_equal(v.status, 422);
    assert_shows(&v, "Tick this box");
    post(&v, "/setup/activate", "confirm=1");
    get(&v, "/setup");
    assert_shows(&v, "Receiving payments");
    post(&v, "/setup/deactivate", "");
    get(&v, "/setup");
    assert_shows(&v, "Switched off");
    post(&v, "/setup/activate", "confirm=1");
    get(&v, "/setup");
    assert_shows(&v, "Receiving payments");
}

static void
another_number_asks_for_the_password_and_waits(void **state)
{
    struct visitor v = visit_landlord("Fatuma Ali", "254712000006", password_hash(mem, PASSWORD));
    struct who     who;

    (void)state;
    connect_number(&v, "400300");
    post(&v, "/setup/type", "businessType=paybill");
    post(&v, "/setup/details", "businessShortCode=400301&businessName=Jacaranda");
    post(&v, "/setup/test", arena_printf(mem, "phone=0712345678&key=%s", random_hex(mem, 16)));
    visit_paid(id_of_new(&v, "/payments/"), 100, "UKKTEST006");
    assert_int_equal(session_load(app.db, mem, SESSION_BROWSER, v.token, &who), ERR_OK);
    struct query *q = db_query(app.db, SQL_SESSION_FRESHEN);
    query_text(q, ":token_hash", who.session);
    query_int(q, ":now", 1);
    assert_int_equal(query_run(q), ERR_OK);

    get(&v, "/setup/activate");
    assert_shows(&v, "takes effect after 24 hours");
    post(&v, "/setup/activate", "confirm=1");
    assert_shows(&v, "Enter your password.");
    post(&v, "/setup/activate", "confirm=1&password=something-else-9");
    assert_shows(&v, "This is not your password.");
    assert_int_equal(v.status, 422);
    post(&v, "/setup/activate", arena_printf(mem, "confirm=1&password=%s", PASSWORD));
    assert_went(&v, "/setup");
    get(&v, "/setup");
    assert_shows(&v, "Waiting to start");
    assert_shows(&v, "400300");
}

static void
a_new_landlord_is_led_from_step_to_step(void **state)
{
    struct visitor v = visit_landlord("Grace Wambui", "254712000007", NULL);

    (void)state;
    get(&v, "/landlord");
    assert_shows(&v, "Getting started");
    connect_number(&v, "400400");
    struct books b = keep_books(&v, "0722000107");
    get(&v, "/landlord");
    assert_hides(&v, "Getting started");
    assert_shows(&v, "15,000");
    get(&v, arena_printf(mem, "/landlord/bills/%s", b.bill));
    assert_shows(&v, "Ask the tenant to pay now");
}

static void
a_wrong_field_keeps_what_was_typed(void **state)
{
    struct visitor v = visit_landlord("Hassan Abdi", "254712000008", NULL);
    struct books   b = keep_books(&v, "0722000108");

    (void)state;
    post(&v, "/landlord/tenants/new", "name=Wanjiku&phone=0722000108");
    assert_int_equal(v.status, 422);
    assert_shows(&v, "You already have a tenant with this phone number.");
    assert_shows(&v, "value=\"Wanjiku\"");
    post(&v, "/landlord/bills/new",
         arena_printf(mem, "leaseId=%s&kind=rent&period=2026-10&amount=7000&dueDate=2026-10-05", b.lease));
    assert_int_equal(v.status, 422);
    assert_shows(&v, "The rent for this month is billed already.");
    assert_shows(&v, "value=\"7000\"");
}

static void
an_invitation_is_shown_once(void **state)
{
    struct visitor v = visit_landlord("Irene Chepkoech", "254712000009", NULL);
    struct books   b = keep_books(&v, "0722000109");

    (void)state;
    post(&v, arena_printf(mem, "/landlord/tenants/%s/invite", b.tenant), "");
    assert_int_equal(v.status, 200);
    assert_shows(&v, "http://127.0.0.1:8080/invite/");
    get(&v, arena_printf(mem, "/landlord/tenants/%s", b.tenant));
    assert_hides(&v, "/invite/");
}

static void
filters_stay_in_the_links_of_the_pager(void **state)
{
    struct visitor v = visit_landlord("Joseph Kiptoo", "254712000010", NULL);
    struct books   b = keep_books(&v, "0722000110");

    (void)state;
    for (int i = 0; i < 55; i++)
        post(&v, "/landlord/bills/new",
             arena_printf(mem, "leaseId=%s&kind=water&period=2026-11&amount=9&dueDate=2026-11-05", b.lease));
    get(&v, "/landlord/bills?status=open&period=2026-11");
    assert_shows(&v, "href=\"?status=open&amp;period=2026-11&amp;cursor=");
    assert_hides(&v, b.bill);
    get(&v, "/landlord/bills?status=open&cursor=nonsense!");
    assert_int_equal(v.status, 400);
    get(&v, "/landlord/transactions?from=yesterday");
    assert_int_equal(v.status, 422);
    assert_shows(&v, "value=\"yesterday\"");
}

static void
nothing_of_one_landlord_is_there_for_another(void **state)
{
    struct visitor a = visit_landlord("Kamau Njoroge", "254712000011", NULL);
    struct visitor b = visit_landlord("Lucy Atieno", "254712000012", NULL);

    (void)state;
    connect_number(&a, "400500");
    struct books books = keep_books(&a, "0722000111");
    post(&a, arena_printf(mem, "/pay/%s", books.bill),
         arena_printf(mem, "phone=0722000111&amount=15000&key=%s", random_hex(mem, 16)));
    const char *payment = id_of_new(&a, "/payments/");

    const struct {
        const char *path, *id;
    } theirs[] = {
        {"/landlord/properties/%s", books.property}, {"/landlord/properties/%s/units/new", books.property},
        {"/landlord/tenants/%s", books.tenant},      {"/landlord/leases/%s", books.lease},
        {"/landlord/bills/%s", books.bill},          {"/landlord/transactions/%s", payment},
    };
    for (size_t i = 0; i < COUNT(theirs); i++) {
        const char *at = strstr(theirs[i].path, "%s");
        const int   head = (int)(at - theirs[i].path);
        const char *path = arena_printf(mem, "%.*s%s%s", head, theirs[i].path, theirs[i].id, at + 2);
        get(&a, path);
        assert_int_equal(a.status, 200);
        get(&b, path);
        assert_int_equal(b.status, 404);
    }
    get(&b, arena_printf(mem, "/landlord/bills/new?lease=%s", books.lease));
    assert_hides(&b, "15000");
    post(&b, "/landlord/bills/new",
         arena_printf(mem, "leaseId=%s&kind=water&period=2026-11&amount=1&dueDate=2026-11-05", books.lease));
    assert_int_equal(b.status, 404);
    get(&b, arena_printf(mem, "/landlord/transactions?leaseId=%s", books.lease));
    assert_hides(&b, payment);
}

static void
a_caretaker_sees_no_totals_and_changes_nothing(void **state)
{
    struct visitor owner = visit_landlord("Mary Wanjiru", "254712000013", NULL);
    struct visitor v = visit_landlord("Peter Caretaker", "254712000113", NULL);

    (void)state;
    visit_works_for(&v, &owner, "caretaker");
    get(&owner, "/landlord");
    assert_shows(&owner, "Still owed, all months");
    get(&v, "/landlord");
    assert_int_equal(v.status, 200);
    assert_hides(&v, "Still owed, all months");
    assert_hides(&v, "href=\"/landlord/bills/new\"");
    get(&v, "/landlord/bills/new");
    assert_int_equal(v.status, 403);
    get(&v, "/setup");
    assert_int_equal(v.status, 403);
}

static void
held_money_is_told_with_both_figures(void **state)
{
    struct visitor v = visit_landlord("Nancy Akinyi", "254712000014", NULL);
    struct visitor o = visit_operator("254700000014");

    (void)state;
    connect_number(&v, "400600");
    struct books b = keep_books(&v, "0722000114");
    post(&v, arena_printf(mem, "/pay/%s", b.bill),
         arena_printf(mem, "phone=0722000114&amount=15000&key=%s", random_hex(mem, 16)));
    const char *payment = id_of_new(&v, "/payments/");
    visit_paid(payment, 100, "UKKHELD014");
    get(&v, arena_printf(mem, "/landlord/transactions/%s", payment));
    assert_shows(&v, "M-Pesa told of another amount than was asked for");
    assert_shows(&v, "UKKHELD014");

    get(&o, "/operator/held");
    assert_shows(&o, payment);
    assert_shows(&o, "UKKHELD014");
    get(&o, arena_printf(mem, "/operator/transactions/%s", payment));
    assert_shows(&o, "Wanjiku Kamau");
    get(&o, "/operator/transactions/aaaaaaaaaaaaaaaa");
    assert_int_equal(o.status, 404);
    get(&v, arena_printf(mem, "/operator/transactions/%s", payment));
    assert_int_equal(v.status, 403);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wizard_resumes_where_it_stands),
        cmocka_unit_test(going_back_keeps_what_was_typed),
        cmocka_unit_test(details_are_judged_and_told_beside_the_field),
        cmocka_unit_test(own_keys_are_kept_and_never_shown),
        cmocka_unit_test(activating_needs_the_tick_and_then_shows_the_number),
        cmocka_unit_test(another_number_asks_for_the_password_and_waits),
        cmocka_unit_test(a_new_landlord_is_led_from_step_to_step),
        cmocka_unit_test(a_wrong_field_keeps_what_was_typed),
        cmocka_unit_test(an_invitation_is_shown_once),
        cmocka_unit_test(filters_stay_in_the_links_of_the_pager),
        cmocka_unit_test(nothing_of_one_landlord_is_there_for_another),
        cmocka_unit_test(a_caretaker_sees_no_totals_and_changes_nothing),
        cmocka_unit_test(held_money_is_told_with_both_figures),
    };
    return cmocka_run_group_tests(tests, visit_begin, visit_end);
}
