#include "gateway/upkeep.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/log.h"
#include "gateway/apps.h"
#include "rent/balance.h"
#include "rent/collect.h"
#include "rent/enquiry.h"
#include "rent/invariant.h"
#include "rent/penalty.h"
#include "rent/receiving.h"
#include "rent/recon.h"
#include "rent/statement_import.h"

enum { PENALTIES_AT_ONE_TIME = 50 };

static void
note_broken(void *arg, const char *file, const char *id)
{
    (void)arg;
    log_event(LOG_ERR, "invariant.broken", "check", file, "id", id, NULL);
}

enum err
upkeep_verify(struct gateway *g)
{
    int64_t  broken;
    enum err e = invariant_check(g->db, g->mem, note_broken, NULL, &broken);

    if (e != ERR_OK)
        return e;
    g->sound = broken == 0;
    if (!g->sound)
        log_event(LOG_ERR, "invariant.stopped_sending", "broken", I64(broken), NULL);
    return ERR_OK;
}

static enum err
prune(struct gateway *g)
{
    static const enum sql prunes[] = {SQL_SESSION_PRUNE, SQL_LOGIN_PRUNE, SQL_QR_PRUNE};

    for (size_t i = 0; i < COUNT(prunes); i++) {
        struct query *q = db_query(g->db, prunes[i]);
        query_int(q, ":now", clock_now());
        enum err e = query_run(q);
        if (e != ERR_OK)
            return e;
    }
    return ERR_OK;
}

static enum err
checkpoint(struct gateway *g)
{
    enum err e = db_checkpoint(g->db);

    if (e == ERR_OK || e == ERR_BUSY)
        e = db_checkpoint(g->inbox);
    return e == ERR_BUSY ? ERR_OK : e; /* somebody is writing: the next one will do */
}

/* What RentEase wants to know by itself. */
static enum err
be_curious(struct gateway *g)
{
    int64_t  n;
    enum err e = enquiry_confirm_waiting(g->db, g->mem, clock_now(), &n);

    if (e == ERR_OK)
        e = statement_asked_settle(g->db, g->mem);
    if (e == ERR_OK && g->conf->balance_s)
        e = balance_ask_due(g->db, g->mem, clock_now(), g->conf->balance_s, &n);
    return e;
}

/* What was not paid in time. Days are East Africa's; a backlog after a stop is worked off piece by piece. */
static enum err
judge_penalties(struct gateway *g)
{
    char     today[DATE_SIZE];
    int64_t  n;
    enum err e = penalty_judge(g->db, g->mem, date_text(today, today_eat()), PENALTIES_AT_ONE_TIME, &n);

    if (n)
        log_event(LOG_INFO, "penalty.judged", "bills", I64(n), NULL);
    return e;
}

/* One landlord's books a turn, so that payments do not wait for it. */
static enum err
reconcile(struct gateway *g)
{
    bool one;

    return recon_next(g->db, g->mem, g->conf->reconcile_s, &one);
}

/* What is done now and then, in this order; `sound`: only while the invariants hold. */
static const struct {
    enum err (*run)(struct gateway *g);
    int64_t every_ms;
    bool    sound;
} chores[] = {
    {checkpoint, 5000, false},     {upkeep_verify, 60000, false}, {be_curious, 5000, false},
    {judge_penalties, 2000, true}, {reconcile, 1000, false},      {prune, 600000, false},
};
_Static_assert(COUNT(chores) <= CHORES_MOST, "room for each chore's time");

enum err
upkeep(struct gateway *g)
{
    int64_t  n, now = clock_monotonic_ms();
    enum err e = collect_expire(g->db, g->mem, clock_now(), &n);

    if (e == ERR_OK)
        e = receiving_take_effect(g->db, g->mem, clock_now(), &n);
    if (e == ERR_OK)
        e = apps_take_envelopes(g);
    for (size_t i = 0; e == ERR_OK && i < COUNT(chores); i++) {
        if (now < g->chore_at_ms[i] || (chores[i].sound && !g->sound))
            continue;
        g->chore_at_ms[i] = now + chores[i].every_ms;
        e = chores[i].run(g);
    }
    return e;
}
