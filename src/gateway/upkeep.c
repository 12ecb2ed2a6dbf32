#include "gateway/upkeep.h"

#include "base/clock.h"
#include "base/log.h"
#include "gateway/apps.h"
#include "rent/balance.h"
#include "rent/collect.h"
#include "rent/enquiry.h"
#include "rent/invariant.h"
#include "rent/receiving.h"
#include "rent/statement_import.h"

enum { CHECKPOINT_EVERY_MS = 5000, VERIFY_EVERY_MS = 60000, CURIOUS_EVERY_MS = 5000, TIDY_EVERY_MS = 600000 };

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

/* Runs at most every `every_ms`; *due is when next. */
static bool
is_time(int64_t *due_ms, int64_t every_ms)
{
    int64_t now = clock_monotonic_ms();

    if (now < *due_ms)
        return false;
    *due_ms = now + every_ms;
    return true;
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

enum err
upkeep(struct gateway *g)
{
    int64_t  n;
    enum err e = collect_expire(g->db, g->mem, clock_now(), &n);

    if (e == ERR_OK)
        e = receiving_take_effect(g->db, g->mem, clock_now(), &n);
    if (e == ERR_OK)
        e = apps_take_envelopes(g);
    if (e == ERR_OK && is_time(&g->checkpoint_at_ms, CHECKPOINT_EVERY_MS))
        e = checkpoint(g);
    if (e == ERR_OK && is_time(&g->verify_at_ms, VERIFY_EVERY_MS))
        e = upkeep_verify(g);
    if (e == ERR_OK && is_time(&g->curious_at_ms, CURIOUS_EVERY_MS))
        e = be_curious(g);
    if (e == ERR_OK && is_time(&g->tidy_at_ms, TIDY_EVERY_MS))
        e = prune(g);
    return e;
}
