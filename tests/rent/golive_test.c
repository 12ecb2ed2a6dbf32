/*
 * The guide to going live: each step is judged by what is there, and a tick is kept for what no machine can tell.
 */
#include "support/world.h"

#include "rent/golive.h"
#include "rent/own_keys.h"
#include "rent/setup_check.h"

static const struct golive_outside sandbox = {.simulator = true,
                                              .public_url = "http://127.0.0.1:8080",
                                              .callback_url = "http://127.0.0.1:8080/hooks",
                                              .business_short_code = "174379",
                                              .ips_safaricoms = true,
                                              .certificate = "apicrypt.safaricom.co.ke",
                                              .certificate_end = "2016-01-01",
                                              .certificate_expired = true};
static struct golive_outside       outside;

static const struct golive_step *
find(struct golive_step *steps, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(steps[i].id, id) == 0)
            return &steps[i];
    return NULL;
}

static const struct golive_step *
platform(const char *id)
{
    struct golive_step *steps;
    size_t              count;

    check_ok(golive_platform(w.db, mem, &outside, &steps, &count));
    return find(steps, count, id);
}

static const struct golive_step *
landlord(const char *id)
{
    struct golive_step *steps;
    size_t              count;

    check_ok(golive_landlord(w.db, mem, &w.owner, &outside, &steps, &count));
    return find(steps, count, id);
}

static void
note(const char *name, const char *value)
{
    raw_f("INSERT OR REPLACE INTO gateway_note VALUES ('%s', '%s', 1)", name, value);
}

static void
token_said(const char *verdict)
{
    raw_f("INSERT INTO daraja_call (app, api, at, ms, http_status, verdict) VALUES ('theapp', 'oauth', %lld, 1, 200, "
          "'%s')",
          (long long)clock_now(), verdict);
}

/* The one number of the landlord, never tested. */
static void
number(const char *more)
{
    raw("DELETE FROM receiving_account WHERE id <> 'thenumber0000000'");
    raw_f("INSERT INTO receiving_account (id, landlord_id, business_type, shortcode, business_name, state, created_at,"
          " configured_at) VALUES ('thenumber0000000', '%s', 'paybill', '412873', 'X', 'active', 1, 1) ON CONFLICT DO "
          "NOTHING; %s",
          w.owner.landlord_id, more);
}

static int
setup(void **state)
{
    outside = sandbox;
    return world_begin(state);
}

static void
what_the_configuration_says_is_judged(void **state)
{
    (void)state;
    assert_int_equal(platform("certificate")->state, GOLIVE_GOOD);
    assert_non_null(strstr(platform("certificate")->reason, "out of date"));
    assert_int_equal(platform("address")->state, GOLIVE_GOOD);
    assert_int_equal(platform("shortcode")->state, GOLIVE_GOOD);
    assert_int_equal(platform("https")->state, GOLIVE_UNKNOWN);
    assert_int_equal(platform("environment")->state, GOLIVE_UNKNOWN);
    outside.certificate_fault = "It is no certificate.";
    outside.address_fault = "It is no address.";
    outside.production = true;
    outside.ips_safaricoms = false;
    static const char *const wrong[] = {"certificate", "address", "shortcode", "https", "environment", "callback_ips"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_int_equal(platform(wrong[i])->state, GOLIVE_BAD);
        assert_non_null(platform(wrong[i])->fix);
    }
    outside =
        (struct golive_outside){.production = true, .https = true, .named = true, .business_short_code = "412873"};
    assert_int_equal(platform("https")->state, GOLIVE_GOOD);
    assert_int_equal(platform("environment")->state, GOLIVE_GOOD);
    assert_int_equal(platform("shortcode")->state, GOLIVE_GOOD);
}

static void
the_platforms_keys_are_what_daraja_last_said_of_them(void **state)
{
    (void)state;
    assert_int_equal(platform("keys")->state, GOLIVE_UNKNOWN);
    note("platform_app", "theapp");
    note("platform_keys", "missing");
    note("platform_passkey", "missing");
    note("platform_initiator", "missing");
    assert_int_equal(platform("keys")->state, GOLIVE_BAD);
    assert_int_equal(platform("passkey")->state, GOLIVE_BAD);
    assert_int_equal(platform("initiator")->state, GOLIVE_BAD);
    note("platform_keys", "given");
    note("platform_passkey", "given");
    note("platform_initiator", "given");
    assert_int_equal(platform("keys")->state, GOLIVE_UNKNOWN);
    assert_int_equal(platform("passkey")->state, GOLIVE_UNKNOWN);
    assert_int_equal(platform("initiator")->state, GOLIVE_UNKNOWN);
    token_said("rejected");
    assert_int_equal(platform("keys")->state, GOLIVE_BAD);
    token_said("unknown");
    assert_int_equal(platform("keys")->state, GOLIVE_UNKNOWN);
    token_said("accepted");
    assert_int_equal(platform("keys")->state, GOLIVE_GOOD);
    note("platform_app", "another");
    assert_int_equal(platform("keys")->state, GOLIVE_UNKNOWN);
}

static void
a_tick_is_kept_for_what_only_a_person_can_tell(void **state)
{
    (void)state;
    assert_int_equal(platform("roles")->state, GOLIVE_TOLD);
    assert_int_equal(platform("roles")->ticked_at, 0);
    check_ok(golive_tick(w.db, mem, &w.operator, "roles", true));
    assert_true(platform("roles")->ticked_at > 0);
    assert_int_equal(landlord("roles")->ticked_at, 0);
    check_ok(golive_tick(w.db, mem, &w.owner, "roles", true));
    check_ok(golive_tick(w.db, mem, &w.owner, "roles", true));
    assert_string_equal(landlord("roles")->ticked_by, w.owner.name);
    check_ok(golive_tick(w.db, mem, &w.owner, "roles", false));
    assert_int_equal(landlord("roles")->ticked_at, 0);
    assert_true(platform("roles")->ticked_at > 0);
    assert_int_equal(golive_tick(w.db, mem, &w.owner, "token", true), ERR_NOT_FOUND);
    assert_int_equal(golive_tick(w.db, mem, &w.owner, "nothing", true), ERR_NOT_FOUND);
    assert_int_equal(golive_tick(w.db, mem, &w.owner, "test_cases", true), ERR_NOT_FOUND);
}

static void
one_landlords_tick_is_not_anothers(void **state)
{
    struct who other = new_landlord("Peter", "254700000099");

    (void)state;
    check_ok(golive_tick(w.db, mem, &other, "roles", true));
    assert_int_equal(landlord("roles")->ticked_at, 0);
}

static void
a_landlords_number_is_judged_by_its_tests(void **state)
{
    struct setup_check all[CHECK_KIND_COUNT];

    (void)state;
    raw("DELETE FROM receiving_account");
    assert_int_equal(landlord("number")->state, GOLIVE_BAD);
    assert_int_equal(landlord("token")->state, GOLIVE_UNKNOWN);
    number("");
    assert_int_equal(landlord("number")->state, GOLIVE_UNKNOWN);
    assert_int_equal(landlord("urls")->state, GOLIVE_BAD);
    assert_int_equal(landlord("callbacks")->state, GOLIVE_UNKNOWN);
    assert_int_equal(landlord("bulk")->state, GOLIVE_UNKNOWN);
    assert_null(landlord("head_office"));
    assert_null(landlord("own_go_live"));
    number("UPDATE receiving_account SET tested_at = 5, payout_shortcode = '600992'");
    assert_int_equal(landlord("number")->state, GOLIVE_GOOD);
    assert_int_equal(landlord("bulk")->state, GOLIVE_GOOD);
    raw_f("INSERT INTO setup_check (id, landlord_id, receiving_account_id, kind, state, finding, asked_at, answered_at)"
          " VALUES ('a', '%s', 'thenumber0000000', 'token', 'bad', 'keys_wrong', 10, 11)",
          w.owner.landlord_id);
    assert_int_equal(landlord("token")->state, GOLIVE_BAD);
    raw("INSERT INTO credential VALUES ('thenumber0000000', 'passkey', NULL, 'x', 'abcd', 20)");
    assert_int_equal(landlord("token")->state, GOLIVE_UNKNOWN);
    check_ok(setup_check_newest(w.db, mem, &w.owner, all));
    assert_true(all[CHECK_TOKEN].stale);
    assert_null(all[CHECK_PASSKEY].id);
}

/* ---- tests and keys ---- */

static enum check_answer
ask(enum check_kind kind, bool sure)
{
    enum check_answer answer;
    int64_t           wait_s;

    check_ok(setup_check_ask(w.db, mem, &w.owner, kind, sure, &answer, &wait_s));
    return answer;
}

static void
age(void)
{
    raw("UPDATE setup_check SET asked_at = asked_at - 61; UPDATE mpesa_request SET requested_at = requested_at - 61");
}

static void
a_test_is_made_once_a_minute(void **state)
{
    struct checking *open;
    size_t           count;

    (void)state;
    number("");
    assert_int_equal(ask(CHECK_TOKEN, false), CHECK_ASKED);
    assert_int_equal(ask(CHECK_TOKEN, false), CHECK_ASKED); /* the one under way */
    check_ok(setup_check_open(w.db, mem, &open, &count));
    assert_int_equal(count, 1);
    check_ok(setup_check_end(w.db, open[0].id, "token_ok", NULL, NULL));
    assert_int_equal(ask(CHECK_TOKEN, false), CHECK_TOO_SOON);
    assert_int_equal(ask(CHECK_PASSKEY, false), CHECK_ASKED);
    age();
    assert_int_equal(ask(CHECK_TOKEN, false), CHECK_ASKED);
}

static void
a_refused_initiator_is_not_tried_again_unawares(void **state)
{
    struct checking *open;
    size_t           count;

    (void)state;
    number("");
    assert_int_equal(ask(CHECK_INITIATOR, false), CHECK_ASKED);
    check_ok(setup_check_open(w.db, mem, &open, &count));
    check_ok(setup_check_end(w.db, open[0].id, "initiator_wrong", "2001", NULL));
    raw("UPDATE mpesa_request SET state = 'failed'");
    age();
    assert_int_equal(ask(CHECK_INITIATOR, false), CHECK_DANGEROUS);
    raw_f("INSERT INTO credential VALUES ('thenumber0000000', 'initiator_password', NULL, 'x', '', %lld)",
          (long long)clock_now());
    assert_int_equal(ask(CHECK_INITIATOR, false), CHECK_ASKED);
}

static void
a_test_under_way_at_a_restart_is_not_known(void **state)
{
    struct checking   *open;
    struct setup_check all[CHECK_KIND_COUNT];
    size_t             count;

    (void)state;
    number("");
    assert_int_equal(ask(CHECK_PASSKEY, false), CHECK_ASKED);
    check_ok(setup_check_open(w.db, mem, &open, &count));
    check_ok(setup_check_sending(w.db, open[0].id));
    check_ok(setup_check_recover(w.db));
    check_ok(setup_check_newest(w.db, mem, &w.owner, all));
    assert_string_equal(all[CHECK_PASSKEY].finding->name, "interrupted");
}

static void
every_finding_has_a_state_and_all_but_good_ones_a_fix(void **state)
{
    static const char *const names[] = {"unclear",        "token_ok",         "keys_wrong",         "passkey_fits",
                                        "passkey_wrong",  "initiator_wrong",  "initiator_locked",   "urls_registered",
                                        "urls_never",     "callbacks_silent", "callbacks_none_yet", "passkey_untold",
                                        "keys_elsewhere", "not_reached"};

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct setup_finding *f = setup_finding(names[i]);
        assert_string_equal(f->name, names[i]);
        assert_int_equal(*f->fix == '\0', strcmp(f->state, "good") == 0);
    }
    assert_string_equal(setup_finding("no such thing")->name, "unclear");
    assert_string_equal(setup_finding(NULL)->name, "unclear");
}

static void
keys_come_together_and_a_name_with_its_password(void **state)
{
    static const struct {
        struct own_keys_change in;
        enum err               e;
    } cases[] = {
        {{.envelope[OWN_KEY] = "e"}, ERR_FIELD},
        {{.envelope[OWN_INITIATOR] = "e"}, ERR_FIELD},
        {{.envelope[OWN_PASSWORD] = "e"}, ERR_FIELD},
        {{.envelope = {"a", "b", "c"}, .hint = {"aaaa", "bbbb", "cccc"}}, ERR_OK},
        {{.envelope[OWN_KEY] = "e", .hint[OWN_KEY] = "eeee"}, ERR_OK},
        {{.envelope[OWN_INITIATOR] = "n", .hint[OWN_INITIATOR] = "janeapi", .envelope[OWN_PASSWORD] = "p"}, ERR_OK},
        {{.envelope[OWN_PASSWORD] = "q"}, ERR_OK},
        {{.payout_shortcode = "600992"}, ERR_OK},
    };
    struct own_keys keys;

    (void)state;
    number("");
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(own_keys_change(w.db, mem, &w.owner, &cases[i].in), cases[i].e);
    check_ok(own_keys_load(w.db, mem, &w.owner, &keys));
    assert_true(keys.own_app);
    assert_string_equal(keys.key_hint, "eeee");
    assert_string_equal(keys.initiator_name, "janeapi");
    assert_string_equal(keys.payout_shortcode, "600992");
    assert_int_equal(raw_int("SELECT count(*) FROM credential WHERE field = 'initiator_password' AND hint <> ''"), 0);
    check_ok(own_keys_clear(w.db, mem, &w.owner, "app"));
    check_ok(own_keys_load(w.db, mem, &w.owner, &keys));
    assert_false(keys.own_app);
    assert_null(keys.key_hint);
    assert_string_equal(keys.initiator_name, "janeapi");
    check_ok(own_keys_clear(w.db, mem, &w.owner, "initiator"));
    check_ok(own_keys_clear(w.db, mem, &w.owner, "payout"));
    check_ok(own_keys_load(w.db, mem, &w.owner, &keys));
    assert_null(keys.initiator_name);
    assert_null(keys.payout_shortcode);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_the_configuration_says_is_judged, setup, world_end),
        cmocka_unit_test_setup_teardown(the_platforms_keys_are_what_daraja_last_said_of_them, setup, world_end),
        cmocka_unit_test_setup_teardown(a_tick_is_kept_for_what_only_a_person_can_tell, setup, world_end),
        cmocka_unit_test_setup_teardown(one_landlords_tick_is_not_anothers, setup, world_end),
        cmocka_unit_test_setup_teardown(a_landlords_number_is_judged_by_its_tests, setup, world_end),
        cmocka_unit_test_setup_teardown(a_test_is_made_once_a_minute, setup, world_end),
        cmocka_unit_test_setup_teardown(a_refused_initiator_is_not_tried_again_unawares, setup, world_end),
        cmocka_unit_test_setup_teardown(a_test_under_way_at_a_restart_is_not_known, setup, world_end),
        cmocka_unit_test_setup_teardown(every_finding_has_a_state_and_all_but_good_ones_a_fix, setup, world_end),
        cmocka_unit_test_setup_teardown(keys_come_together_and_a_name_with_its_password, setup, world_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
