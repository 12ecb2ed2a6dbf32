/*
 * People who sign in: sessions, tries, passwords, invitations.
 */
#include "support/world.h"

#include "rent/session.h"

static const char *
begin_session(enum session_kind kind, const char *person_id, struct who *out, int64_t *expires_at)
{
    const char *token;

    check_ok(session_start(w.db, mem, kind, person_id, out, &token, expires_at));
    assert_int_equal(strlen(token), 64);
    return token;
}

static enum err
load(enum session_kind kind, const char *token, struct who *out)
{
    return session_load(w.db, mem, kind, token, out);
}

/* A person who is Wanjiku's tenant. */
static const char *
joined_tenant(void)
{
    const char *token, *person_id;

    check_ok(invite_make(w.db, mem, &w.owner, w.tenant_id, &token));
    check_ok(invite_accept(w.db, mem, token, "-", &person_id));
    return person_id;
}

static void
a_session_knows_who_acts_for_whom(void **state)
{
    struct who  who;
    int64_t     expires_at;
    const char *token = begin_session(SESSION_BROWSER, w.owner.person_id, &who, &expires_at);

    (void)state;
    assert_int_equal(who.role, ROLE_OWNER);
    check_text(who.landlord_id, w.owner.landlord_id);
    check_text(who.name, "Wanjiku");
    assert_null(who.tenant_id);
    assert_int_equal(raw_int_f("SELECT count(*) FROM session WHERE token_hash LIKE '%%%s%%'", token), 0);
    assert_int_equal(load(SESSION_API, token, &who), ERR_AUTH); /* a cookie is no bearer token */
    assert_int_equal(load(SESSION_BROWSER, "", &who), ERR_AUTH);
    assert_int_equal(load(SESSION_BROWSER, who.session, &who), ERR_AUTH); /* nor is its hash a token */
    check_ok(session_end(w.db, &who));
    assert_int_equal(load(SESSION_BROWSER, token, &who), ERR_AUTH);
}

static void
sessions_live_as_long_as_their_kind(void **state)
{
    const char *tenant = joined_tenant();
    const struct {
        const char       *person;
        enum session_kind kind;
        enum role         role;
        int64_t           life_s, silence_s; /* the longest silence that is borne; 0: any */
    } cases[] = {
        {w.owner.person_id, SESSION_BROWSER, ROLE_OWNER, 12 * 3600, 1800},
        {w.owner.person_id, SESSION_API, ROLE_OWNER, 30 * 86400, 0},
        {w.operator.person_id, SESSION_BROWSER, ROLE_OPERATOR, 12 * 3600, 1800},
        {tenant, SESSION_BROWSER, ROLE_TENANT, 30 * 86400, 0},
        {tenant, SESSION_API, ROLE_TENANT, 30 * 86400, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct who  who;
        int64_t     expires_at, now = clock_now();
        const char *token = begin_session(cases[i].kind, cases[i].person, &who, &expires_at);
        assert_int_equal(who.role, cases[i].role);
        assert_in_range(expires_at, now + cases[i].life_s, now + cases[i].life_s + 60);

        raw("UPDATE session SET seen_at = unixepoch() - 1700");
        check_ok(load(cases[i].kind, token, &who));
        assert_true(raw_int("SELECT max(seen_at) FROM session") >= now); /* being seen counts anew */
        raw("UPDATE session SET seen_at = unixepoch() - 1860");
        assert_int_equal(load(cases[i].kind, token, &who), cases[i].silence_s ? ERR_AUTH : ERR_OK);
        raw("UPDATE session SET seen_at = unixepoch(), expires_at = unixepoch()");
        assert_int_equal(load(cases[i].kind, token, &who), ERR_AUTH);
        raw("DELETE FROM session");
    }
}

static void
rights_are_read_anew_every_time(void **state)
{
    struct who  who;
    int64_t     expires_at;
    const char *token = begin_session(SESSION_BROWSER, w.owner.person_id, &who, &expires_at);

    (void)state;
    raw("UPDATE member SET role = 'caretaker'");
    check_ok(load(SESSION_BROWSER, token, &who));
    assert_int_equal(who.role, ROLE_CARETAKER);
    raw("DELETE FROM member");
    assert_int_equal(load(SESSION_BROWSER, token, &who), ERR_AUTH);
    raw_f("INSERT INTO member (landlord_id, person_id, role, created_at) VALUES ('%s', '%s', 'owner', 1)",
          w.owner.landlord_id, w.owner.person_id);
    check_ok(load(SESSION_BROWSER, token, &who));
    raw_f("UPDATE person SET disabled_at = 1 WHERE id = '%s'", w.owner.person_id);
    assert_int_equal(load(SESSION_BROWSER, token, &who), ERR_AUTH);

    token = begin_session(SESSION_BROWSER, w.operator.person_id, &who, &expires_at);
    assert_int_equal(who.role, ROLE_OPERATOR);
    assert_null(who.landlord_id);
    raw("UPDATE person SET is_operator = 0");
    assert_int_equal(load(SESSION_BROWSER, token, &who), ERR_AUTH);
}

static void
an_operator_who_is_a_landlord_too_finds_his_way_back(void **state)
{
    struct who  kamau = new_landlord("Kamau", "254733000003"), who;
    int64_t     expires_at;
    struct hat *hats;
    size_t      count;

    (void)state;
    raw_f("UPDATE person SET is_operator = 1 WHERE id = '%s'", kamau.person_id);
    const char *token = begin_session(SESSION_BROWSER, kamau.person_id, &who, &expires_at);
    assert_int_equal(who.role, ROLE_OPERATOR);
    check_ok(session_hats(w.db, mem, &who, &hats, &count));
    assert_int_equal(count, 2);
    assert_int_equal(hats[0].role, ROLE_OPERATOR);
    assert_null(hats[0].landlord_id);
    check_ok(session_switch(w.db, mem, &who, kamau.landlord_id));
    check_ok(load(SESSION_BROWSER, token, &who));
    assert_int_equal(who.role, ROLE_OWNER);
    check_ok(session_switch(w.db, mem, &who, NULL));
    check_ok(load(SESSION_BROWSER, token, &who));
    assert_int_equal(who.role, ROLE_OPERATOR);
    raw("UPDATE session SET expires_at = expires_at + 3000000");
    check_ok(session_switch(w.db, mem, &who, NULL));
    assert_true(raw_int("SELECT expires_at FROM session") <= clock_now() + 12 * 3600);

    begin_session(SESSION_BROWSER, w.owner.person_id, &who, &expires_at);
    assert_int_equal(session_switch(w.db, mem, &who, NULL), ERR_NOT_FOUND);
}

static void
one_person_wears_several_hats_one_at_a_time(void **state)
{
    struct who  kamau = new_landlord("Kamau", "254733000003"), who;
    int64_t     expires_at;
    struct hat *hats;
    size_t      count;
    const char *person, *invite;

    (void)state; /* Kamau is also Wanjiku's tenant */
    const char *as_tenant = new_tenant(&w.owner, "Kamau", "254733000003");
    check_ok(invite_make(w.db, mem, &w.owner, as_tenant, &invite));
    check_ok(invite_accept(w.db, mem, invite, NULL, &person));
    check_text(person, kamau.person_id);
    const char *token = begin_session(SESSION_BROWSER, person, &who, &expires_at);
    assert_int_equal(who.role, ROLE_OWNER);
    check_ok(session_hats(w.db, mem, &who, &hats, &count));
    assert_int_equal(count, 2);
    assert_int_equal(hats[0].role, ROLE_OWNER);
    assert_int_equal(hats[1].role, ROLE_TENANT);
    check_ok(session_switch(w.db, mem, &who, w.owner.landlord_id));
    check_ok(load(SESSION_BROWSER, token, &who));
    assert_int_equal(who.role, ROLE_TENANT);
    check_text(who.landlord_id, w.owner.landlord_id);
    check_text(who.tenant_id, as_tenant);
    assert_int_equal(session_switch(w.db, mem, &who, "nobody"), ERR_NOT_FOUND);
    struct who stranger = new_landlord("Akinyi", "254733000004");
    assert_int_equal(session_switch(w.db, mem, &who, stranger.landlord_id), ERR_NOT_FOUND);
    check_ok(session_switch(w.db, mem, &who, kamau.landlord_id));
    check_ok(load(SESSION_BROWSER, token, &who));
    assert_int_equal(who.role, ROLE_OWNER);
    assert_null(who.tenant_id);
}

static void
somebody_who_is_nobody_here_cannot_begin(void **state)
{
    struct who  who;
    const char *token;
    int64_t     expires_at;

    (void)state;
    raw("DELETE FROM member");
    assert_int_equal(session_start(w.db, mem, SESSION_BROWSER, w.owner.person_id, &who, &token, &expires_at),
                     ERR_FORBIDDEN);
    assert_int_equal(session_start(w.db, mem, SESSION_BROWSER, "no one", &who, &token, &expires_at), ERR_NOT_FOUND);
}

static void
a_new_password_ends_every_session_and_a_typed_one_freshens(void **state)
{
    struct who  a, b;
    int64_t     expires_at;
    const char *one = begin_session(SESSION_BROWSER, w.owner.person_id, &a, &expires_at);
    const char *two = begin_session(SESSION_API, w.owner.person_id, &b, &expires_at);

    (void)state;
    raw("UPDATE session SET fresh_at = 1");
    check_ok(session_freshen(w.db, &a));
    check_ok(load(SESSION_BROWSER, one, &a));
    check_ok(load(SESSION_API, two, &b));
    assert_true(a.fresh_at > 1);
    assert_int_equal(b.fresh_at, 1);
    check_ok(session_end_all(w.db, w.owner.person_id));
    assert_int_equal(load(SESSION_BROWSER, one, &a), ERR_AUTH);
    assert_int_equal(load(SESSION_API, two, &b), ERR_AUTH);
}

/* ---- tries ---- */

static void
fail_times(const char *login, const char *address, int times)
{
    for (int i = 0; i < times; i++)
        check_ok(login_failed(w.db, login, address));
}

static void
ten_wrong_passwords_close_an_account_for_a_while(void **state)
{
    int64_t wait_s = 0;

    (void)state;
    fail_times("0712 345 678", "10.1.1.1", 9);
    check_ok(login_allowed(w.db, "+254712345678", "10.1.1.2", &wait_s));
    fail_times("254712345678", "10.1.1.3", 1); /* however it is typed, it is one account */
    assert_int_equal(login_allowed(w.db, "0712345678", "10.1.1.9", &wait_s), ERR_LIMIT);
    assert_in_range(wait_s, 800, 901);
    check_ok(login_allowed(w.db, "0712345679", "10.1.1.1", &wait_s)); /* nobody else's */
    raw("UPDATE login_try SET at = at - 901");
    check_ok(login_allowed(w.db, "0712345678", "10.1.1.1", &wait_s));
}

static void
capitals_in_an_address_buy_no_further_tries(void **state)
{
    int64_t wait_s = 0;

    (void)state;
    fail_times("wanjiku@example.com", "10.1.1.1", 5);
    fail_times("Wanjiku@Example.COM", "10.1.1.2", 5);
    assert_int_equal(login_allowed(w.db, "WANJIKU@example.com", "10.1.1.3", &wait_s), ERR_LIMIT);
    check_ok(login_succeeded(w.db, "wanjikU@example.com"));
    check_ok(login_allowed(w.db, "wanjiku@example.com", "10.1.1.3", &wait_s));
}

static void
a_hundred_from_one_address_close_it_for_an_hour(void **state)
{
    int64_t wait_s = 0;

    (void)state;
    for (int i = 0; i < 99; i++)
        fail_times(arena_printf(mem, "07%08d", i), "10.1.1.1", 1);
    check_ok(login_allowed(w.db, "0799999999", "10.1.1.1", &wait_s));
    fail_times("0799999998", "10.1.1.1", 1);
    assert_int_equal(login_allowed(w.db, "0799999999", "10.1.1.1", &wait_s), ERR_LIMIT);
    assert_in_range(wait_s, 3500, 3601);
    check_ok(login_allowed(w.db, "0799999999", "10.1.1.2", &wait_s));
    check_ok(login_succeeded(w.db, "0799999998")); /* does not forgive the address */
    assert_int_equal(login_allowed(w.db, "0799999999", "10.1.1.1", &wait_s), ERR_LIMIT);
}

static void
what_is_typed_as_a_name_is_kept_as_a_hash_alone(void **state)
{
    (void)state;
    fail_times("my secret passphrase", "10.1.1.1", 1);
    assert_int_equal(raw_int("SELECT count(*) FROM login_try WHERE who LIKE '%secret%'"), 0);
    assert_int_equal(raw_int("SELECT count(*) FROM login_try WHERE who LIKE 'name:%'"), 1);
}

static void
passwords_that_anyone_would_try_are_refused(void **state)
{
    static const struct {
        const char *password;
        bool        good;
    } cases[] = {
        {"jacaranda in bloom", true},
        {"Tano-Mvua-Kiti-9", true},
        {"correct horse battery", true},
        {"mũrata wakwa mwega", true},
        {"eleven-char", false},
        {"", false},
        {"password1234", false},
        {"Password 2026!", false},
        {"PASSWORDPASSWORD", false},
        {"qwertyuiop12", false},
        {"123456789012", false},
        {"!!!!!!!!!!!!", false},
        {"aaaaaaaaaaaaaaaa", false},
        {"abababababab", false},
        {"manchesterunited", false},
        {"M-Pesa M-Pesa 1", false},
        {"kenya1234567890", false},
        {"karibu-nyumbani", false},
        {"wanjiku12345", false},
        {"Wanjiku-Mwangi-1", false},
        {"wanjikumwangi99", false},
        {"mwangi123456", false},
        {"0712345678xx", false},
        {"+254712345678", false},
        {"wanjiku sings in the rain", true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *fault = password_fault(cases[i].password, "Wanjiku Mwangi", "254712345678");
        if ((fault == NULL) != cases[i].good)
            fail_msg("%s: %s", cases[i].password, fault ? fault : "let through");
    }
    assert_null(password_fault("wanjikumwangi99", NULL, NULL));
    char *long_one = arena_alloc(mem, 1026);
    for (int i = 0; i < 1025; i++)
        long_one[i] = (char)('a' + i % 26);
    assert_non_null(password_fault(long_one, NULL, NULL));
    long_one[1024] = '\0';
    assert_null(password_fault(long_one, NULL, NULL));
}

/* ---- signing up and invitations ---- */

static void
a_phone_or_address_signs_up_once(void **state)
{
    struct sign_up in = {.name = "Kamau", .phone = "254733000003", .email = "k@example.com", .password_hash = "-"};
    const char    *person, *landlord;
    enum taken     taken;

    (void)state;
    check_ok(person_sign_up(w.db, mem, &in, &person, &landlord, &taken));
    assert_int_equal(person_sign_up(w.db, mem, &in, &person, &landlord, &taken), ERR_CONFLICT);
    assert_int_equal(taken, TAKEN_PHONE);
    in.phone = "254733000004";
    assert_int_equal(person_sign_up(w.db, mem, &in, &person, &landlord, &taken), ERR_CONFLICT);
    assert_int_equal(taken, TAKEN_EMAIL);
    assert_int_equal(raw_int("SELECT count(*) FROM landlord WHERE name = 'Kamau'"), 1);
    struct person p;
    check_ok(person_by_login(w.db, mem, "0733 000 003", &p));
    check_ok(person_by_login(w.db, mem, "K@Example.com", &p));
    check_text(p.name, "Kamau");
    raw("UPDATE person SET disabled_at = 1");
    assert_int_equal(person_by_login(w.db, mem, "k@example.com", &p), ERR_NOT_FOUND);
}

static void
an_invitation_works_once(void **state)
{
    const char   *token, *person, *again;
    struct invite i;

    (void)state;
    check_ok(invite_make(w.db, mem, &w.owner, w.tenant_id, &token));
    assert_int_equal(strlen(token), 40);
    check_ok(invite_load(w.db, mem, token, &i));
    check_text(i.tenant_name, "Otieno");
    check_text(i.business_name, "Wanjiku");
    assert_false(i.has_account);
    assert_int_equal(raw_int_f("SELECT count(*) FROM invite WHERE token_hash = '%s'", token), 0);
    check_ok(invite_accept(w.db, mem, token, "hash", &person));
    assert_int_equal(invite_load(w.db, mem, token, &i), ERR_NOT_FOUND);
    assert_int_equal(invite_accept(w.db, mem, token, "hash", &again), ERR_NOT_FOUND);
    struct tenant t;
    check_ok(tenant_load(w.db, mem, &w.owner, w.tenant_id, &t));
    assert_true(t.joined);
    struct person p;
    check_ok(person_load(w.db, mem, person, &p));
    check_text(p.phone, "254722000002");
    check_text(p.password_hash, "hash");
    assert_null(p.email);
}

static void
a_fresh_invitation_ends_the_earlier_ones_and_all_end_in_time(void **state)
{
    const char   *first, *second;
    struct invite i;

    (void)state;
    check_ok(invite_make(w.db, mem, &w.owner, w.tenant_id, &first));
    check_ok(invite_make(w.db, mem, &w.owner, w.tenant_id, &second));
    assert_int_equal(invite_load(w.db, mem, first, &i), ERR_NOT_FOUND);
    check_ok(invite_load(w.db, mem, second, &i));
    raw("UPDATE invite SET expires_at = unixepoch()");
    assert_int_equal(invite_load(w.db, mem, second, &i), ERR_NOT_FOUND);
    assert_int_equal(invite_load(w.db, mem, "made up", &i), ERR_NOT_FOUND);
}

static void
only_ones_own_tenant_is_invited_and_an_existing_person_keeps_his_password(void **state)
{
    struct who    kamau = new_landlord("Kamau", "254733000003");
    const char   *token, *person;
    struct invite i;
    struct person p;

    (void)state;
    assert_int_equal(invite_make(w.db, mem, &kamau, w.tenant_id, &token), ERR_NOT_FOUND);
    const char *tenant = new_tenant(&kamau, "W. Mwangi", "254711000001"); /* Wanjiku's own phone */
    check_ok(invite_make(w.db, mem, &kamau, tenant, &token));
    check_ok(invite_load(w.db, mem, token, &i));
    assert_true(i.has_account);
    check_ok(invite_accept(w.db, mem, token, "another hash", &person));
    check_text(person, w.owner.person_id);
    check_ok(person_load(w.db, mem, person, &p));
    check_text(p.password_hash, "-");
    check_text(p.name, "Wanjiku");
}

static void
roles_have_names_and_sides(void **state)
{
    (void)state;
    for (int r = 0; r < ROLE_COUNT; r++)
        assert_int_equal(role_from(role_name((enum role)r)), r);
    assert_int_equal(role_from("landlord"), ROLE_NONE);
    assert_int_equal(role_from(NULL), ROLE_NONE);
    assert_true(role_is_landlord_side(ROLE_OWNER) && role_is_landlord_side(ROLE_CARETAKER));
    assert_false(role_is_landlord_side(ROLE_TENANT) || role_is_landlord_side(ROLE_OPERATOR) ||
                 role_is_landlord_side(ROLE_NONE));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_session_knows_who_acts_for_whom),
        world_test(sessions_live_as_long_as_their_kind),
        world_test(rights_are_read_anew_every_time),
        world_test(an_operator_who_is_a_landlord_too_finds_his_way_back),
        world_test(one_person_wears_several_hats_one_at_a_time),
        world_test(somebody_who_is_nobody_here_cannot_begin),
        world_test(a_new_password_ends_every_session_and_a_typed_one_freshens),
        world_test(ten_wrong_passwords_close_an_account_for_a_while),
        world_test(capitals_in_an_address_buy_no_further_tries),
        world_test(a_hundred_from_one_address_close_it_for_an_hour),
        world_test(what_is_typed_as_a_name_is_kept_as_a_hash_alone),
        world_test(passwords_that_anyone_would_try_are_refused),
        world_test(a_phone_or_address_signs_up_once),
        world_test(an_invitation_works_once),
        world_test(a_fresh_invitation_ends_the_earlier_ones_and_all_end_in_time),
        world_test(only_ones_own_tenant_is_invited_and_an_existing_person_keeps_his_password),
        cmocka_unit_test(roles_have_names_and_sides),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
