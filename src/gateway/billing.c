#include "gateway/billing.h"

#include "base/clock.h"
#include "base/log.h"
#include "rent/billing.h"

enum { BILLS_A_TURN = 100 };

enum err
billing_waiting(struct gateway *g, bool *more)
{
    int64_t made;
    bool    left;

    if (!g->sound)
        return ERR_OK;
    enum err e = billing_clock(g->db, g->mem, clock_now(), BILLS_A_TURN, &made, &left);
    if (e != ERR_OK)
        return e;
    if (made)
        log_event(LOG_INFO, "billing.made", "bills", I64(made), NULL);
    *more = *more || left;
    return ERR_OK;
}
