#include "support/check.h"

#include "base/conf.h"

static char        folder[] = "/tmp/conf-XXXXXX";
static const char *path; /* of the configuration file */

/* No setting may leak in from the machine that runs the tests. */
static void
clean_environment(void)
{
    clearenv();
}

static void
put_file(const char *name, const char *text)
{
    FILE *f = fopen(arena_printf(mem, "%s/%s", folder, name), "w");

    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* The complaint about a file of this text; NULL when there is none. */
static const char *
complaint(const char *text, struct conf *out)
{
    char *why = arena_alloc(mem, 400);

    put_file("rent.conf", text);
    return conf_load(out, path, why, 400) == ERR_OK ? NULL : why;
}

static struct conf
good(const char *text)
{
    struct conf c = {0};

    check_text(complaint(text, &c), NULL);
    return c;
}

static void
nothing_given_means_the_defaults(void **state)
{
    struct conf c = good("");

    (void)state;
    assert_false(c.production);
    check_text(c.daraja_base_url, "https://sandbox.safaricom.co.ke");
    check_text(c.listen, "127.0.0.1:8080");
    check_text(c.public_url, "http://127.0.0.1:8080");
    check_text(c.callback_url, "http://127.0.0.1:8080/hooks");
    check_text(c.timeout_url, c.callback_url);
    check_text(c.consumer_key, "");
    assert_true(c.signup_open);
    assert_false(c.confirm_before);
    assert_int_equal(c.stk_expiry_s, 120);
    assert_int_equal(c.query_after_s, 15);
    assert_int_equal(c.reconcile_s, 900);
    assert_int_equal(c.pull_s, 900);
    assert_int_equal(c.prompt_gap_s, 60);
    assert_int_equal(c.prompts_per_hour, 6);
    assert_int_equal(c.prompts_per_day, 20);
    assert_int_equal(c.change_delay_s, 86400);
    assert_int_equal(c.data[0], '/');
    assert_non_null(strstr(c.callback_ips, "196.201.214.200"));
    assert_non_null(strstr(c.callback_ips, "127.0.0.1"));
    check_text(conf_path(&c, "run/x.sock"), arena_printf(mem, "%s/run/x.sock", c.data));
    check_text(c.key_file, arena_printf(mem, "%s/keys/rentease.key", c.data));
}

static void
production_has_other_defaults_and_no_loopback(void **state)
{
    struct conf c = good("DARAJA_ENV=production\nRENTEASE_PUBLIC_URL=https://rent.example.co.ke/\n");

    (void)state;
    assert_true(c.production);
    check_text(c.daraja_base_url, "https://api.safaricom.co.ke");
    check_text(c.public_url, "https://rent.example.co.ke");
    check_text(c.callback_url, "https://rent.example.co.ke/hooks");
    assert_null(strstr(c.callback_ips, "127.0.0.1"));
}

static void
a_file_may_hold_comments_and_blanks(void **state)
{
    struct conf c = good("# Sunrise View\n\n  \t\r\n  RENTEASE_WORKERS =  7 \r\nDARAJA_PASSKEY=a=b#c\nMAIL_FROM=");

    (void)state;
    assert_int_equal(c.workers, 7);
    check_text(c.passkey, "a=b#c");
    check_text(c.mail_from, "");
}

static void
every_complaint_is_one_clear_line(void **state)
{
    static const struct {
        const char *text, *why; /* after the path */
    } cases[] = {
        {"RENTEASE_COLOUR=green\n", ":1: RENTEASE_COLOUR is not a setting of RentEase"},
        {"\n# x\nrentease_workers=4\n", ":3: rentease_workers is not a setting of RentEase"},
        {"RENTEASE_WORKERS_FILE=/etc/passwd\n", ":1: RENTEASE_WORKERS_FILE is not a setting of RentEase"},
        {"=x\n", ":1:  is not a setting of RentEase"},
        {"DARAJA_ENV\n", ":1: DARAJA_ENV has no '='; write NAME=value"},
        {"DARAJA_ENV=live\n", ":1: DARAJA_ENV must be sandbox or production"},
        {"DARAJA_ENV=\n", ":1: DARAJA_ENV must be sandbox or production"},
        {"RENTEASE_SIGNUP=yes\n", ":1: RENTEASE_SIGNUP must be closed or open"},
        {"RENTEASE_CONFIRM=never\n", ":1: RENTEASE_CONFIRM must be after or before"},
        {"\nRENTEASE_WORKERS=0\n", ":2: RENTEASE_WORKERS must be a whole number from 1 to 64"},
        {"RENTEASE_WORKERS=65\n", ":1: RENTEASE_WORKERS must be a whole number from 1 to 64"},
        {"RENTEASE_WORKERS=four\n", ":1: RENTEASE_WORKERS must be a whole number from 1 to 64"},
        {"RENTEASE_HOOK_WORKERS=9\n", ":1: RENTEASE_HOOK_WORKERS must be a whole number from 1 to 8"},
        {"RENTEASE_STK_EXPIRY_S=1e2\n", ":1: RENTEASE_STK_EXPIRY_S must be a whole number from 1 to 3600"},
        {"RENTEASE_PULL_S=86401\n", ":1: RENTEASE_PULL_S must be a whole number from 0 to 86400"},
        {"RENTEASE_PROMPT_GAP_S=-1\n", ":1: RENTEASE_PROMPT_GAP_S must be a whole number from 0 to 86400"},
        {"RENTEASE_PUBLIC_URL=rent.example.co.ke\n", ":1: RENTEASE_PUBLIC_URL must begin with http:// or https://"},
        {"DARAJA_BASE_URL=ftp://x\n", ":1: DARAJA_BASE_URL must begin with http:// or https://"},
        {"DARAJA_CALLBACK_URL=https://\n", ":1: DARAJA_CALLBACK_URL names no host"},
        {"DARAJA_TIMEOUT_URL=http:///\n", ":1: DARAJA_TIMEOUT_URL names no host"},
        {"DARAJA_PASSKEY_FILE=/nowhere/passkey\n", ":1: DARAJA_PASSKEY names a file that cannot be read"},
        {"DARAJA_PASSKEY_FILE=/dev/null\n", ":1: DARAJA_PASSKEY names an empty file"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct conf c = {.workers = 99};
        check_text(complaint(cases[i].text, &c), arena_printf(mem, "%s%s", path, cases[i].why));
        assert_int_equal(c.workers, 99); /* untouched */
    }
}

static void
what_does_not_go_together_is_refused(void **state)
{
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"DARAJA_ENV=production\n", "RENTEASE_PUBLIC_URL must be https in production"},
        {"DARAJA_ENV=production\nRENTEASE_PUBLIC_URL=http://x\n", "RENTEASE_PUBLIC_URL must be https in production"},
        {"DARAJA_ENV=production\nRENTEASE_PUBLIC_URL=https://x\nDARAJA_BASE_URL=http://sim\n",
         "DARAJA_BASE_URL must be https in production"},
        {"DARAJA_ENV=production\nRENTEASE_PUBLIC_URL=https://x\nDARAJA_CALLBACK_URL=http://x/hooks\n",
         "DARAJA_CALLBACK_URL must be https in production"},
        {"RENTEASE_LISTEN=8080\n", "RENTEASE_LISTEN must be an address and a port, like 127.0.0.1:8080"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct conf c;
        check_text(complaint(cases[i].text, &c), cases[i].why);
    }
}

static void
a_line_too_long_is_refused_and_not_read_as_two(void **state)
{
    char        text[4000];
    struct conf c;

    (void)state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    memcpy(text, "MAIL_FROM=", 10);
    check_text(complaint(text, &c), arena_printf(mem, "%s:1: the line is longer than 2,046 bytes", path));
}

static void
a_file_that_cannot_be_read_is_named(void **state)
{
    char        why[200];
    struct conf c;

    (void)state;
    assert_int_equal(conf_load(&c, "/nowhere/rent.conf", why, sizeof why), ERR_NOT_FOUND);
    check_text(why, "/nowhere/rent.conf: No such file or directory");
    assert_int_equal(conf_load(&c, "/tmp", why, sizeof why), ERR_INPUT);
    check_text(why, "/tmp: Is a directory");
}

static void
the_environment_stands_above_the_file(void **state)
{
    char        why[200];
    struct conf c;

    (void)state;
    setenv("RENTEASE_WORKERS", "9", 1);
    c = good("RENTEASE_WORKERS=2\n");
    assert_int_equal(c.workers, 9);
    setenv("RENTEASE_WORKERS", "many", 1);
    check_text(complaint("RENTEASE_WORKERS=2\n", &c),
               "environment: RENTEASE_WORKERS must be a whole number from 1 to 64");
    assert_int_equal(conf_load(&c, NULL, why, sizeof why), ERR_INPUT);
    clean_environment();
    setenv("RENTEASE_UNHEARD_OF", "x", 1); /* the environment is not ours alone */
    check_ok(conf_load(&c, NULL, why, sizeof why));
    clean_environment();
}

static void
services_by_contract_are_off_until_they_are_named(void **state)
{
    static const char *const names[] = {"ratiba", "tax", "billmanager", "express", "simswap"};
    struct conf              none = good(""), two = good("DARAJA_EXTRAS=tax  simswap\n"), c;

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++)
        assert_false(conf_extra(&none, names[i]));
    assert_true(conf_extra(&two, "tax") && conf_extra(&two, "simswap"));
    assert_false(conf_extra(&two, "express") || conf_extra(&two, "sim") || conf_extra(&two, "ratiba"));
    assert_non_null(strstr(complaint("DARAJA_EXTRAS=tax lottery\n", &c), "DARAJA_EXTRAS"));
    assert_non_null(complaint("DARAJA_EXTRAS=taxes\n", &c));
}

static void
a_secret_may_come_from_a_file(void **state)
{
    (void)state;
    put_file("passkey", "  s3cret \n");
    const char *file = arena_printf(mem, "%s/passkey", folder);
    struct conf c = good(arena_printf(mem, "DARAJA_PASSKEY_FILE=%s\n", file));
    check_text(c.passkey, "s3cret");
    setenv("DARAJA_CONSUMER_KEY_FILE", file, 1);
    c = good("");
    check_text(c.consumer_key, "s3cret");
    setenv("DARAJA_CONSUMER_KEY", "plain", 1);
    c = good("");
    check_text(c.consumer_key, "plain");
    clean_environment();
}

static void
secrets_are_not_handed_on_and_the_rest_is(void **state)
{
    struct conf c = good("DARAJA_PASSKEY=s3cret\nRENTEASE_WORKERS=3\nRENTEASE_SIGNUP=closed\n"
                         "RENTEASE_PUBLIC_URL=http://rent.test\n");

    (void)state;
    setenv("DARAJA_PASSKEY", "s3cret", 1);
    setenv("DARAJA_CONSUMER_SECRET_FILE", "/x", 1);
    conf_export_public(&c);
    assert_null(getenv("DARAJA_PASSKEY"));
    assert_null(getenv("DARAJA_CONSUMER_SECRET_FILE"));
    check_text(getenv("RENTEASE_WORKERS"), "3");
    check_text(getenv("RENTEASE_SIGNUP"), "closed");
    check_text(getenv("RENTEASE_PUBLIC_URL"), "http://rent.test");
    check_text(getenv("DARAJA_ENV"), "sandbox");

    char        why[200];
    struct conf again;
    check_ok(conf_load(&again, NULL, why, sizeof why));
    assert_int_equal(again.workers, 3);
    assert_false(again.signup_open);
    check_text(again.passkey, "");
    clean_environment();
}

static int
begin(void **state)
{
    clean_environment();
    if (!mkdtemp(folder) || mem_begin(state) != 0)
        return -1;
    path = arena_printf(mem, "%s/rent.conf", folder);
    return 0;
}

static void
add_complaint(void *arg, const char *why)
{
    const char **all = arg;

    *all = arena_printf(mem, "%s%s\n", *all, strrchr(why, '/') ? strrchr(why, '/') + 1 : why);
}

static void
every_fault_is_told_and_not_only_the_first(void **state)
{
    static const struct {
        const char *text, *told;
    } cases[] = {
        {"", ""},
        {"NONSENSE=1\nRENTEASE_WORKERS=x\nno equals\nDARAJA_ENV=both\n",
         "rent.conf:1: NONSENSE is not a setting of RentEase\n"
         "rent.conf:3: no equals has no '='; write NAME=value\n"
         "rent.conf:4: DARAJA_ENV must be sandbox or production\n"
         "rent.conf:2: RENTEASE_WORKERS must be a whole number from 1 to 64\n"},
        {"DARAJA_ENV=production\nDARAJA_BASE_URL=http://x.example\nRENTEASE_LISTEN=8080\n",
         "RENTEASE_PUBLIC_URL must be https in production\n"
         "DARAJA_BASE_URL must be https in production\n"
         "DARAJA_CALLBACK_URL must be https in production\n"
         "RENTEASE_LISTEN must be an address and a port, like 127.0.0.1:8080\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct conf c;
        const char *told = "";
        put_file("rent.conf", cases[i].text);
        enum err e = conf_load_telling(&c, path, add_complaint, &told);
        assert_int_equal(e == ERR_OK, *cases[i].told == '\0');
        check_text(told, cases[i].told);
    }
}

static int
end(void **state)
{
    int failed = system(arena_printf(mem, "/bin/rm -rf %s", folder));

    return failed ? failed : mem_end(state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_given_means_the_defaults),
        cmocka_unit_test(production_has_other_defaults_and_no_loopback),
        cmocka_unit_test(a_file_may_hold_comments_and_blanks),
        cmocka_unit_test(every_complaint_is_one_clear_line),
        cmocka_unit_test(every_fault_is_told_and_not_only_the_first),
        cmocka_unit_test(what_does_not_go_together_is_refused),
        cmocka_unit_test(a_line_too_long_is_refused_and_not_read_as_two),
        cmocka_unit_test(a_file_that_cannot_be_read_is_named),
        cmocka_unit_test(the_environment_stands_above_the_file),
        cmocka_unit_test(services_by_contract_are_off_until_they_are_named),
        cmocka_unit_test(a_secret_may_come_from_a_file),
        cmocka_unit_test(secrets_are_not_handed_on_and_the_rest_is),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
