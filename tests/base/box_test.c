#include "support/check.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include "base/box.h"

static const struct box_key key = {{1, 2, 3}}, other = {{1, 2, 4}};

static void
a_sealed_secret_opens_again(void **state)
{
    static const char *const secrets[] = {"", "x", "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919",
                                          "ñandú"};

    (void)state;
    for (size_t i = 0; i < COUNT(secrets); i++) {
        const char *sealed = box_seal(mem, &key, "credential|a1|passkey", secrets[i]);
        assert_null(*secrets[i] ? strstr(sealed, secrets[i]) : NULL);
        check_text(box_open(mem, &key, "credential|a1|passkey", sealed), secrets[i]);
    }
}

static void
the_same_secret_is_never_sealed_alike(void **state)
{
    (void)state;
    assert_string_not_equal(box_seal(mem, &key, "a", "secret"), box_seal(mem, &key, "a", "secret"));
}

static void
another_key_or_another_place_does_not_open_it(void **state)
{
    const char *sealed = box_seal(mem, &key, "credential|a1|passkey", "secret");

    (void)state;
    assert_null(box_open(mem, &other, "credential|a1|passkey", sealed));
    assert_null(box_open(mem, &key, "credential|a2|passkey", sealed));
    assert_null(box_open(mem, &key, "credential|a1|consumer_key", sealed));
    assert_null(box_open(mem, &key, "", sealed));
}

static void
one_changed_digit_anywhere_is_noticed(void **state)
{
    char  *sealed = box_seal(mem, &key, "place", "a secret of some length");
    size_t n = strlen(sealed);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        char was = sealed[i];
        sealed[i] = was == '0' ? '1' : '0';
        if (box_open(mem, &key, "place", sealed))
            fail_msg("digit %zu", i);
        sealed[i] = was;
    }
    check_text(box_open(mem, &key, "place", sealed), "a secret of some length");
}

static void
what_is_cut_or_no_hex_does_not_open(void **state)
{
    const char *sealed = box_seal(mem, &key, "place", "secret");

    (void)state;
    for (size_t n = 0; n < strlen(sealed); n++)
        assert_null(box_open(mem, &key, "place", arena_strndup(mem, sealed, n)));
    assert_null(box_open(mem, &key, "place", arena_printf(mem, "%s00", sealed)));
    assert_null(box_open(mem, &key, "place", arena_printf(mem, "%szz", sealed)));
}

static void
an_envelope_opens_with_the_private_half_alone(void **state)
{
    const char *public = box_public(mem, &key), *envelope = box_envelope(mem, public, "consumer secret");

    (void)state;
    assert_int_equal(strlen(public), 64);
    assert_string_not_equal(public, box_public(mem, &other));
    check_text(box_envelope_open(mem, &key, envelope), "consumer secret");
    assert_null(box_envelope_open(mem, &other, envelope));
    check_text(box_envelope_open(mem, &key, box_envelope(mem, public, "")), "");
    assert_null(box_envelope(mem, "no public key", "x"));
}

static void
a_changed_or_cut_envelope_does_not_open(void **state)
{
    char  *envelope = box_envelope(mem, box_public(mem, &key), "secret");
    size_t n = strlen(envelope);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        char was = envelope[i];
        envelope[i] = was == 'a' ? 'b' : 'a';
        assert_null(box_envelope_open(mem, &key, envelope));
        envelope[i] = was;
        assert_null(box_envelope_open(mem, &key, arena_strndup(mem, envelope, i)));
    }
}

static void
a_password_is_verified_against_its_hash(void **state)
{
    const char *hash = password_hash(mem, "jacaranda in bloom");

    (void)state;
    assert_memory_equal(hash, "$argon2id$v=19$m=65536,t=3,p=1$", 31);
    assert_true(password_verify(hash, "jacaranda in bloom"));
    assert_false(password_verify(hash, "jacaranda in bloom "));
    assert_false(password_verify(hash, ""));
    assert_false(password_verify("-", "anything"));
    assert_false(password_verify("", ""));
    password_verify_nobody("takes as long, says nothing");
}

static char folder[] = "/tmp/box-XXXXXX";

static enum err
key_of(size_t bytes, mode_t mode)
{
    struct box_key out;
    const char    *path = arena_printf(mem, "%s/given", folder);
    int            fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(fd >= 0);
    for (size_t i = 0; i < bytes; i++)
        assert_int_equal(write(fd, "k", 1), 1);
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
    enum err e = box_key_file(path, true, &out);
    unlink(path);
    return e;
}

static void
a_key_file_is_made_once_and_kept(void **state)
{
    struct box_key first, again;
    struct stat    st;
    const char    *path = arena_printf(mem, "%s/key", folder);

    (void)state;
    assert_int_equal(box_key_file(path, false, &first), ERR_NOT_FOUND);
    check_ok(box_key_file(path, true, &first));
    check_ok(box_key_file(path, true, &again));
    assert_memory_equal(first.bytes, again.bytes, BOX_KEY_LEN);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(st.st_size, 32);
}

static void
a_key_file_that_others_read_or_of_another_length_is_refused(void **state)
{
    (void)state;
    check_ok(key_of(32, 0600));
    check_ok(key_of(32, 0400));
    assert_int_equal(key_of(32, 0640), ERR_INPUT);
    assert_int_equal(key_of(32, 0604), ERR_INPUT);
    assert_int_equal(key_of(31, 0600), ERR_INPUT);
    assert_int_equal(key_of(33, 0600), ERR_INPUT);
    assert_int_equal(key_of(0, 0600), ERR_INPUT);
    struct box_key out;
    assert_int_equal(box_key_file("/nowhere/at/all", true, &out), ERR_INTERNAL);
}

static int
begin(void **state)
{
    log_level_set((enum log_level)0);
    return sodium_init() < 0 || !mkdtemp(folder) ? -1 : mem_begin(state);
}

static int
end(void **state)
{
    int failed = system(arena_printf(mem, "rm -rf %s", folder));

    return failed ? failed : mem_end(state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sealed_secret_opens_again),
        cmocka_unit_test(the_same_secret_is_never_sealed_alike),
        cmocka_unit_test(another_key_or_another_place_does_not_open_it),
        cmocka_unit_test(one_changed_digit_anywhere_is_noticed),
        cmocka_unit_test(what_is_cut_or_no_hex_does_not_open),
        cmocka_unit_test(an_envelope_opens_with_the_private_half_alone),
        cmocka_unit_test(a_changed_or_cut_envelope_does_not_open),
        cmocka_unit_test(a_password_is_verified_against_its_hash),
        cmocka_unit_test(a_key_file_is_made_once_and_kept),
        cmocka_unit_test(a_key_file_that_others_read_or_of_another_length_is_refused),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
