#include "sim/timer.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/clock.h"

struct timer {
    int64_t  due_ms;
    uint64_t order;
    void (*run)(void *arg); /* NULL: cancelled */
    void *arg;
};

/* A binary heap, soonest first. Cancelled timers stay until their turn. */
struct timers {
    struct timer **heap;
    size_t         count, room;
    uint64_t       order;
};

static bool
sooner(const struct timer *a, const struct timer *b)
{
    return a->due_ms < b->due_ms || (a->due_ms == b->due_ms && a->order < b->order);
}

static void
swap(struct timer **a, struct timer **b)
{
    struct timer *t = *a;

    *a = *b;
    *b = t;
}

static void
sift_up(struct timers *ts, size_t i)
{
    for (; i > 0 && sooner(ts->heap[i], ts->heap[(i - 1) / 2]); i = (i - 1) / 2)
        swap(&ts->heap[i], &ts->heap[(i - 1) / 2]);
}

static void
sift_down(struct timers *ts, size_t i)
{
    for (;;) {
        size_t least = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < ts->count; child++)
            if (sooner(ts->heap[child], ts->heap[least]))
                least = child;
        if (least == i)
            return;
        swap(&ts->heap[i], &ts->heap[least]);
        i = least;
    }
}

static struct timer *
pop(struct timers *ts)
{
    struct timer *first = ts->heap[0];

    ts->heap[0] = ts->heap[--ts->count];
    sift_down(ts, 0);
    return first;
}

struct timers *
timers_new(void)
{
    struct timers *ts = calloc(1, sizeof *ts);

    if (!ts)
        abort();
    return ts;
}

void
timers_clear(struct timers *ts)
{
    for (size_t i = 0; i < ts->count; i++)
        ts->heap[i]->run = NULL;
}

void
timers_free(struct timers *ts)
{
    for (size_t i = 0; i < ts->count; i++)
        free(ts->heap[i]);
    free(ts->heap);
    free(ts);
}

struct timer *
timer_add(struct timers *ts, int64_t delay_ms, void (*run)(void *arg), void *arg)
{
    struct timer *t = calloc(1, sizeof *t);

    if (ts->count == ts->room) {
        ts->room = ts->room ? ts->room * 2 : 64;
        ts->heap = realloc(ts->heap, ts->room * sizeof(struct timer *));
    }
    if (!t || !ts->heap)
        abort();
    *t = (struct timer){clock_monotonic_ms() + delay_ms, ts->order++, run, arg};
    ts->heap[ts->count] = t;
    sift_up(ts, ts->count++);
    return t;
}

void
timer_cancel(struct timer *t)
{
    if (t)
        t->run = NULL;
}

int64_t
timers_wait(const struct timers *ts, int64_t most)
{
    if (ts->count == 0)
        return most;
    int64_t wait_ms = ts->heap[0]->due_ms - clock_monotonic_ms();
    return wait_ms < 0 ? 0 : wait_ms < most ? wait_ms : most;
}

void
timers_run(struct timers *ts)
{
    int64_t  now_ms = clock_monotonic_ms();
    uint64_t until = ts->order; /* what a timer adds now waits for the next round */

    while (ts->count && ts->heap[0]->due_ms <= now_ms && ts->heap[0]->order < until) {
        struct timer *t = pop(ts);
        void (*run)(void *arg) = t->run;
        void *arg = t->arg;
        free(t);
        if (run)
            run(arg);
    }
}
