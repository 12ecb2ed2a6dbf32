/*
 * check.h - cmocka and what every unit test wants of it: an arena for the group, text that may be NULL, a process that
 * ends.
 */
#ifndef TESTS_SUPPORT_CHECK_H
#define TESTS_SUPPORT_CHECK_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"

static struct arena *mem;

static inline int
mem_begin(void **state)
{
    (void)state;
    mem = arena_new((size_t)64 << 20);
    return 0;
}

static inline int
mem_end(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

/* Equal, or both NULL. */
static inline void
check_text_at(const char *got, const char *want, const char *file, int line)
{
    if (!got || !want ? got != want : strcmp(got, want) != 0) {
        print_error("got  %s\nwant %s\n", got ? got : "NULL", want ? want : "NULL");
        _fail(file, line);
    }
}
#define check_text(got, want) check_text_at(got, want, __FILE__, __LINE__)

#define check_ok(call) assert_int_equal(call, ERR_OK)

/* Does `act` end the process? In a child, its complaint swallowed. */
static inline int
ends_the_process(void (*act)(void))
{
    int   status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(0);
        signal(SIGABRT, SIG_DFL);
        act();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return !(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* A number from a chain that begins at `*seed`: the same on every run, so that a failure can be repeated. */
static inline uint32_t
chance(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

#endif
