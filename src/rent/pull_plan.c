/*
 * pull_plan.c - when to ask, for what, and when to stop: decisions without a database.
 */
#include "base/err.h"
#include "rent/pull.h"

enum {
    BACK_S = 48 * 3600, /* as far as Daraja goes */
    STALE_S = 600,      /* and how long a pull may take before its first rows fall out of that */
    OVERLAP_S = 3600,   /* what Daraja lists late is found by the next pull */
    PAGES_MOST = 500,   /* against a list that never ends */
    FAILURES_MOST = 5,  /* then the run is given up, and the next one begins in time */
    SELDOM_S = 3600,    /* after a refusal, which only people can mend */
    PATIENCE_S = 900,   /* after a run that was given up */
};

struct pull_window
pull_window(int64_t good_to, int64_t now)
{
    int64_t oldest = now - BACK_S + STALE_S, from = good_to - OVERLAP_S;

    return (struct pull_window){from > oldest ? from : oldest, now};
}

bool
pull_is_stale(int64_t to_at, int64_t now)
{
    return now - to_at > STALE_S;
}

static int64_t
back_off(int64_t failures)
{
    static const int64_t pauses[] = {30, 60, 120, 240};

    return pauses[failures < (int64_t)COUNT(pauses) ? failures : (int64_t)COUNT(pauses) - 1];
}

/* A run has ended: the next one is due after the period, or later. Without a period none is. */
static struct pull_step
end(const char *state, int64_t period_s, int64_t least_s)
{
    return (struct pull_step){state, period_s == 0 ? -1 : period_s > least_s ? period_s : least_s};
}

/*
 * A page of nothing but what this very pull has listed ends it: an offset that Daraja does not heed would go round for
 * ever. What earlier pulls have listed is no reason to stop, as nobody says in which order rows come.
 */
static struct pull_step
after_rows(const struct pull_answer *a, int64_t period_s)
{
    if (a->rows == 0 || a->unseen == 0)
        return end("done", period_s, 0);
    if (a->pages >= PAGES_MOST)
        return end("unknown", period_s, PATIENCE_S);
    return (struct pull_step){"asking", 0};
}

struct pull_step
pull_decide(const struct pull_answer *a, int64_t period_s)
{
    switch (a->heard) {
    case PULL_HEARD_ROWS: return after_rows(a, period_s);
    case PULL_HEARD_REFUSED: return end("refused", period_s, SELDOM_S);
    case PULL_HEARD_TOKEN:
    case PULL_HEARD_LATER: break;
    }
    if (a->failures + 1 >= FAILURES_MOST)
        return end("unknown", period_s, PATIENCE_S);
    return (struct pull_step){"asking", a->heard == PULL_HEARD_TOKEN ? 0 : back_off(a->failures)};
}
