#include "rent/settle.h"

#include <string.h>

#include "rent/enquiry.h"
#include "rent/give_back.h"
#include "rent/payout.h"

typedef enum err follow(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o);

/* NULL: nothing follows. */
static const struct {
    const char *api;
    follow     *done, *not_done;
} consequences[] = {
    {"b2c", payout_done, payout_not_done},  {"b2b", payout_done, payout_not_done},
    {"tax", payout_done, payout_not_done},  {"reversal", give_back_done, give_back_not_done},
    {"status", NULL, enquiry_not_answered},
};

static enum err
consequence(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o)
{
    bool done = strcmp(o->state, "success") == 0, over = done || strcmp(o->state, "failed") == 0;

    for (size_t i = 0; over && i < COUNT(consequences); i++) {
        follow *f = done ? consequences[i].done : consequences[i].not_done;
        if (strcmp(r->api, consequences[i].api) == 0)
            return f ? f(db, mem, r, o) : ERR_OK;
    }
    return ERR_OK;
}

enum err
settle(struct db *db, struct arena *mem, struct mpesa_request *r, const struct mpesa_outcome *o, bool *moved)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = mpesa_end(db, r, o, moved);
    if (e == ERR_OK && *moved)
        e = consequence(db, mem, r, o);
    return db_end(db, e);
}
