#include "support/check.h"

#include <pthread.h>
#include <sqlite3.h>

#include "base/clock.h"
#include "base/hash.h"
#include "db/migrate.h"
#include "hook/door.h"
#include "hook/secret.h"

#define ACCEPTED "{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}"

static char        folder[] = "/tmp/door-XXXXXX";
static const char *path;
static struct door door = {.key = {{5}}, .listed = "196.201.214.0/24 127.0.0.1", .trusted = "10.0.0.1"};

static const char *
address(const char *kind)
{
    char secret[SECRET_SIZE];

    return arena_printf(mem, "/hooks/%s/%s", secret_make(&door.key, secret), kind);
}

static struct admission
knock_at(const char *method, const char *at, long length, const char *peer, const char *forwarded)
{
    const struct knock k = {.method = method, .path = at, .peer = peer, .forwarded = forwarded, .length = length};

    return door_admit(&door, mem, &k);
}

static struct admission
post_to(const char *at)
{
    return knock_at("POST", at, 10, "196.201.214.200", NULL);
}

static int
kept(const char *where)
{
    sqlite3      *db;
    sqlite3_stmt *s;

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    if (sqlite3_prepare_v2(db, arena_printf(mem, "SELECT count(*) FROM hook_inbox WHERE %s", where), -1, &s, NULL) !=
        SQLITE_OK)
        fail_msg("%s: %s", where, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int n = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
    return n;
}

static void
an_address_of_ours_is_let_in_with_its_kind(void **state)
{
    static const char *const kinds[] = {"stk", "timeout", "result", "validation", "confirmation"};

    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const char      *at = address(kinds[i]), *secret = arena_strndup(mem, at + 7, 48);
        char             hash[SHA256_HEX_SIZE];
        struct admission a = post_to(at);
        assert_int_equal(a.status, 200);
        check_text(a.kind, kinds[i]);
        check_text(a.secret_hash, sha256_hex(hash, secret, 48));
        assert_true(a.genuine);
        assert_true(a.listed);
    }
}

static void
the_public_names_bring_only_claims(void **state)
{
    static const char *const names[] = {"/api/v1/daraja/callback", "/api/v1/daraja/timeout", "/api/v1/mpesa/b2c/result",
                                        "/api/v1/mpesa/reverse/timeout"};

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        struct admission a = post_to(names[i]);
        assert_int_equal(a.status, 200);
        check_text(a.kind, "claim");
        assert_null(a.secret_hash);
        assert_false(a.genuine);
    }
}

static void
what_is_no_address_is_not_found(void **state)
{
    const char       *secret = arena_strndup(mem, address("stk") + 7, 48);
    const char *const cases[] = {
        "/",
        "",
        "/hooks",
        "/hooks/",
        "/hooks//",
        "/hook/x/stk",
        "/api/v1/daraja/callback/",
        "/api/v1/daraja/callback2",
        arena_printf(mem, "/hooks/%s", secret),
        arena_printf(mem, "/hooks/%s/", secret),
        arena_printf(mem, "/hooks/%s/stk/", secret),
        arena_printf(mem, "/hooks/%s/stk/more", secret),
        arena_printf(mem, "/hooks/%s/STK", secret),
        arena_printf(mem, "/hooks/%s/claim", secret),
        arena_printf(mem, "//hooks/%s/stk", secret),
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (post_to(cases[i]).status != 404)
            fail_msg("%s", cases[i]);
}

static void
only_a_post_of_at_most_64_kib_is_read(void **state)
{
    static const char *const methods[] = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "post", ""};
    const char              *at = address("stk");

    (void)state;
    for (size_t i = 0; i < COUNT(methods); i++)
        assert_int_equal(knock_at(methods[i], at, 10, "127.0.0.1", NULL).status, 405);
    assert_int_equal(knock_at("POST", at, DOOR_BODY_MOST, "127.0.0.1", NULL).status, 200);
    assert_int_equal(knock_at("POST", at, DOOR_BODY_MOST + 1L, "127.0.0.1", NULL).status, 413);
    assert_int_equal(knock_at("POST", at, -1, "127.0.0.1", NULL).status, 200); /* the reader counts for itself */
}

static void
the_sender_is_the_peer_unless_our_own_proxy_says_otherwise(void **state)
{
    static const struct {
        const char *peer, *forwarded, *from;
        bool        listed;
    } cases[] = {
        {"196.201.214.200", NULL, "196.201.214.200", true},
        {"196.201.213.44", NULL, "196.201.213.44", false},
        {"9.9.9.9", "196.201.214.200", "9.9.9.9", false}, /* not our proxy: it may say what it likes */
        {"10.0.0.1", "196.201.214.200", "196.201.214.200", true},
        {"10.0.0.1", "196.201.214.200, 9.9.9.9", "9.9.9.9", false},
        {"10.0.0.1", NULL, "10.0.0.1", false},
        {"::ffff:196.201.214.7", NULL, "::ffff:196.201.214.7", true},
    };
    const char *at = address("stk");

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct admission a = knock_at("POST", at, 10, cases[i].peer, cases[i].forwarded);
        assert_int_equal(a.status, 200); /* never turned away for the sender: Daraja does not call twice */
        check_text(a.from, cases[i].from);
        assert_int_equal(a.listed, cases[i].listed);
    }
}

static void
a_body_is_kept_whole_and_then_accepted(void **state)
{
    struct admission a = post_to(address("stk"));

    (void)state;
    assert_int_equal(door_keep(&door, &a, "{\"a\":\"\0b\"}", 10), 200);
    assert_int_equal(kept(arena_printf(mem,
                                       "secret_hash = '%s' AND kind = 'stk' AND genuine AND listed AND "
                                       "remote_addr = '196.201.214.200' AND body = x'7b2261223a220062227d' AND "
                                       "received_at > 1700000000000",
                                       a.secret_hash)),
                     1);
    assert_int_equal(door_keep(&door, &a, "", 0), 200); /* twice is two rows: judging is the gateway's */
    assert_int_equal(kept(arena_printf(mem, "secret_hash = '%s'", a.secret_hash)), 2);
    struct admission claim = post_to("/api/v1/daraja/callback");
    assert_int_equal(door_keep(&door, &claim, "{}", 2), 200);
    assert_int_equal(kept("kind = 'claim' AND secret_hash IS NULL AND NOT genuine"), 1);
}

static void
what_cannot_be_kept_is_not_accepted(void **state)
{
    struct admission a = post_to(address("stk"));

    (void)state;
    a.kind = "no such kind"; /* the table's CHECK refuses it, as a full disk would */
    assert_int_equal(door_keep(&door, &a, "{}", 2), 503);
    a.kind = "stk";
    assert_int_equal(door_keep(&door, &a, "{}", 2), 200);
}

enum { THREADS = 16, EACH = 25 };

static void *
post_many(void *arg)
{
    struct arena *own = arena_new(1 << 20);
    intptr_t      good = 0;

    (void)arg;
    for (int i = 0; i < EACH; i++) {
        char         secret[SECRET_SIZE];
        struct knock k = {.method = "POST", .peer = "127.0.0.1", .length = 2};
        k.path = arena_printf(own, "/hooks/%s/result", secret_make(&door.key, secret));
        struct admission a = door_admit(&door, own, &k);
        good += a.status == 200 && door_keep(&door, &a, "{}", 2) == 200;
    }
    arena_free(own);
    return (void *)good;
}

static void
many_at_once_are_all_kept(void **state)
{
    pthread_t threads[THREADS];
    void     *good;
    intptr_t  all = 0;

    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, post_many, NULL), 0);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], &good), 0);
        all += (intptr_t)good;
    }
    assert_int_equal(all, THREADS * EACH);
    assert_int_equal(kept("kind = 'result'"), THREADS * EACH);
}

/* 250 made-up addresses; how many were let in. */
static int
guess(void)
{
    int in = 0;

    for (int i = 0; i < 250; i++) {
        struct admission a = post_to(arena_printf(mem, "/hooks/%048d/timeout", i));
        assert_false(a.genuine);
        in += a.status == 200;
    }
    return in;
}

static void
of_made_up_addresses_the_first_hundred_an_hour_are_kept(void **state)
{
    struct admission first = post_to("/hooks/abcdef/stk");
    int64_t          hour = clock_now() / 3600;
    int              in = guess();

    (void)state;
    assert_int_equal(first.status, 200);                      /* read and kept … */
    assert_int_equal(door_keep(&door, &first, "{}", 2), 404); /* … but he who guesses is not told */
    assert_int_equal(kept("NOT genuine AND secret_hash IS NOT NULL"), 1);
    if (clock_now() / 3600 == hour)
        assert_int_equal(in, FORGED_AN_HOUR - 1);
    assert_int_equal(post_to(address("stk")).status, 200); /* a flood of guesses shuts nobody out */
}

static void
every_answer_has_a_head_and_a_body(void **state)
{
    static const struct {
        int         status;
        const char *line;
    } cases[] = {{200, "Status: 200 OK\r\n"},
                 {400, "Status: 400 Bad Request\r\n"},
                 {404, "Status: 404 Not Found\r\n"},
                 {405, "Status: 405 Method Not Allowed\r\n"},
                 {413, "Status: 413 Content Too Large\r\n"},
                 {503, "Status: 503 Service Unavailable\r\n"},
                 {999, "Status: 503 Service Unavailable\r\n"}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *text = door_answer(mem, cases[i].status, ACCEPTED), *body = strstr(text, "\r\n\r\n") + 4;
        assert_memory_equal(text, cases[i].line, strlen(cases[i].line));
        assert_non_null(strstr(text, arena_printf(mem, "Content-Length: %zu\r\n", strlen(body))));
        assert_int_equal(strstr(text, "\r\nAllow: POST\r\n") != NULL, cases[i].status == 405);
        assert_int_equal(strstr(body, "\"ResultCode\":0") != NULL, cases[i].status == 200);
    }
    check_text(strstr(door_answer(mem, 200, ACCEPTED), "\r\n\r\n") + 4, ACCEPTED);
}

static int
begin(void **state)
{
    log_level_set((enum log_level)0);
    if (!mkdtemp(folder) || mem_begin(state) != 0)
        return -1;
    path = arena_printf(mem, "%s/inbox.db", folder);
    if (migrate(path, migrations_inbox) != ERR_OK)
        return -1;
    return keep_open(&door.keep, path, arena_printf(mem, "%s/nobody.sock", folder)) == ERR_OK ? 0 : -1;
}

static int
end(void **state)
{
    keep_close(door.keep);
    int failed = system(arena_printf(mem, "rm -rf %s", folder));
    return failed ? failed : mem_end(state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_of_ours_is_let_in_with_its_kind),
        cmocka_unit_test(the_public_names_bring_only_claims),
        cmocka_unit_test(what_is_no_address_is_not_found),
        cmocka_unit_test(only_a_post_of_at_most_64_kib_is_read),
        cmocka_unit_test(the_sender_is_the_peer_unless_our_own_proxy_says_otherwise),
        cmocka_unit_test(a_body_is_kept_whole_and_then_accepted),
        cmocka_unit_test(what_cannot_be_kept_is_not_accepted),
        cmocka_unit_test(many_at_once_are_all_kept),
        cmocka_unit_test(of_made_up_addresses_the_first_hundred_an_hour_are_kept),
        cmocka_unit_test(every_answer_has_a_head_and_a_body),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
