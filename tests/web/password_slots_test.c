#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "web/password_slots.h"

enum { HOLD_MS = 300 };

static char          data[] = "/tmp/slots-XXXXXX";
static struct arena *mem;
static struct conf   conf = {.data = data};

static int
begin(void **state)
{
    char run[64];

    (void)state;
    mem = arena_new(1 << 16);
    if (!mkdtemp(data))
        return -1;
    snprintf(run, sizeof run, "%s/run", data);
    return mkdir(run, 0700);
}

static int
end(void **state)
{
    static const char *const names[] = {"run/slot-1", "run/slot-2", "run", ""};
    char                     path[64];

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/%s", data, names[i]);
        remove(path);
    }
    arena_free(mem);
    return 0;
}

/* Another process that takes a slot, says so, and dies with it. */
static pid_t
holder(void)
{
    const struct timespec hold = {0, HOLD_MS * 1000000L};
    struct password_slot  slot;
    int                   fds[2];
    char                  byte = 0;

    assert_int_equal(pipe(fds), 0);
    pid_t pid = fork();
    if (pid == 0) {
        if (password_slot_take(&conf, mem, &slot) != ERR_OK || write(fds[1], "x", 1) != 1)
            _exit(1);
        nanosleep(&hold, NULL);
        _exit(0);
    }
    assert_int_equal(read(fds[0], &byte, 1), 1);
    close(fds[0]);
    close(fds[1]);
    return pid;
}

static void
a_slot_given_back_can_be_taken_again(void **state)
{
    struct password_slot slot;

    (void)state;
    for (int i = 0; i < 2 * PASSWORD_SLOTS; i++) {
        assert_int_equal(password_slot_take(&conf, mem, &slot), ERR_OK);
        password_slot_give(&slot);
    }
}

static void
a_third_waits_until_one_of_two_is_done_or_dead(void **state)
{
    pid_t                first = holder(), second = holder();
    int64_t              began = clock_monotonic_ms();
    struct password_slot slot;

    (void)state;
    assert_int_equal(password_slot_take(&conf, mem, &slot), ERR_OK);
    assert_true(clock_monotonic_ms() - began >= HOLD_MS / 3);
    password_slot_give(&slot);
    waitpid(first, NULL, 0);
    waitpid(second, NULL, 0);
}

static void
without_a_place_for_the_files_it_is_our_fault(void **state)
{
    struct conf          nowhere = {.data = "/nonexistent"};
    struct password_slot slot;

    (void)state;
    assert_int_equal(password_slot_take(&nowhere, mem, &slot), ERR_INTERNAL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slot_given_back_can_be_taken_again),
        cmocka_unit_test(a_third_waits_until_one_of_two_is_done_or_dead),
        cmocka_unit_test(without_a_place_for_the_files_it_is_our_fault),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
