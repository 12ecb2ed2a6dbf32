#include "support/check.h"

enum { KIB = 1024, FIRST = 64 * KIB };

static void
memory_is_zeroed_and_aligned_and_stays_where_it_is(void **state)
{
    struct arena *a = arena_new(1 << 20);

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t n = 0; n < 300; n++) {
            unsigned char *p = arena_alloc(a, n);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t i = 0; i < n; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xa5, n); /* the next round must not see it */
        }
        arena_reset(a);
    }
    arena_free(a);
    arena_free(NULL);
}

static void
nothing_given_out_overlaps(void **state)
{
    struct arena  *a = arena_new(1 << 20);
    unsigned char *p[200];

    (void)state;
    for (size_t i = 0; i < COUNT(p); i++)
        p[i] = memset(arena_alloc(a, 1 + i * 20), (int)i, 1 + i * 20);
    for (size_t i = 0; i < COUNT(p); i++)
        for (size_t k = 0; k < 1 + i * 20; k++)
            assert_int_equal(p[i][k], (unsigned char)i);
    arena_free(a);
}

static void
a_reset_gives_back_all_but_the_first_block(void **state)
{
    struct arena *a = arena_new(FIRST * 3);

    (void)state;
    for (int i = 0; i < 100; i++) { /* without the reset the second round would end the process */
        arena_alloc(a, FIRST);
        arena_alloc(a, FIRST + KIB);
        arena_reset(a);
    }
    arena_free(a);
}

static void
copies_are_copies(void **state)
{
    char text[] = "Wanjiku";

    (void)state;
    char *copy = arena_strdup(mem, text);
    text[0] = 'X';
    check_text(copy, "Wanjiku");
    check_text(arena_strndup(mem, "Wanjiku", 3), "Wan");
    check_text(arena_strndup(mem, NULL, 0), "");
    assert_null(arena_strdup(mem, NULL));
    check_text(arena_printf(mem, "%s owes %d", copy, 5), "Wanjiku owes 5");
    assert_int_equal(strlen(arena_printf(mem, "%5000d", 1)), 5000);
}

static void
many_small(void)
{
    struct arena *a = arena_new(FIRST);

    for (int i = 0; i < 10; i++)
        arena_alloc(a, 10 * KIB);
}

static void
one_large(void)
{
    arena_alloc(arena_new(FIRST * 2), FIRST * 3);
}

static void
an_overflow(void)
{
    arena_array(arena_new(FIRST), SIZE_MAX / 4, 8);
}

static void
nearly_all_there_is(void)
{
    arena_alloc(arena_new(FIRST), SIZE_MAX - 4);
}

static void
just_enough(void)
{
    struct arena *a = arena_new(FIRST);

    arena_alloc(a, FIRST);
    arena_free(a);
}

static void
asking_past_the_ceiling_ends_the_process(void **state)
{
    (void)state;
    assert_true(ends_the_process(many_small));
    assert_true(ends_the_process(one_large));
    assert_true(ends_the_process(an_overflow));
    assert_true(ends_the_process(nearly_all_there_is));
    assert_false(ends_the_process(just_enough));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned_and_stays_where_it_is),
        cmocka_unit_test(nothing_given_out_overlaps),
        cmocka_unit_test(a_reset_gives_back_all_but_the_first_block),
        cmocka_unit_test(copies_are_copies),
        cmocka_unit_test(asking_past_the_ceiling_ends_the_process),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
