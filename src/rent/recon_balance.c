/*
 * recon_balance.c - what a balance check says against the one before it and what the books say moved between (contracts
 * in recon.h).
 */
#include <stdlib.h>
#include <string.h>

#include "rent/recon_private.h"
#include "rent/scope.h"

/* Money moved between the number's own accounts leaves their sum as it was. What M-Pesa took as charges is told by an
 * account of its own, and is no fault; nor is what was paid just when the balance was asked for. */
enum recon_balance
recon_judge(const struct recon_step *s)
{
    if (!s->known || !s->was_known || !s->same_accounts)
        return RECON_CANNOT_TELL;
    int64_t gap = s->cents - s->was_cents - s->moved_cents;
    if (llabs(gap) <= s->edge_cents)
        return RECON_AGREES;
    if (gap < 0 && -gap <= llabs(s->charges_cents) + s->edge_cents)
        return RECON_AGREES;
    return gap < 0 ? RECON_LOWER : RECON_HIGHER;
}

enum err
recon_steps(struct db *db, struct arena *mem, const struct who *who, int64_t from, struct recon_step **out,
            size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct recon_step));
    struct query *q = db_query(db, SQL_RECON_BALANCES);

    scope_landlord(q, who);
    query_int(q, ":from", from);
    while (query_next(q))
        *(struct recon_step *)list_add(&rows) = (struct recon_step){
            .request_id = row_text(q, mem, "request_id"),
            .shortcode = row_text(q, mem, "shortcode"),
            .told_at = row_int(q, "told_at"),
            .known = !row_null(q, "cents"),
            .was_known = !row_null(q, "was_cents"),
            .same_accounts = row_int(q, "same_accounts") == 1,
            .cents = row_int(q, "cents"),
            .was_cents = row_int(q, "was_cents"),
            .charges_cents = row_int(q, "charges_cents"),
            .moved_cents = row_int(q, "moved_cents"),
            .edge_cents = row_int(q, "edge_cents"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
recon_find_balances(struct db *db, struct arena *mem, const struct recon_work *work, struct list *found)
{
    struct recon_step *steps;
    size_t             count;
    enum err           e = recon_steps(db, mem, work->who, work->from, &steps, &count);

    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        const struct recon_step *s = &steps[i];
        enum recon_balance       what = recon_judge(s);
        if (what != RECON_LOWER && what != RECON_HIGHER)
            continue;
        *(struct recon_finding *)list_add(found) = (struct recon_finding){
            .kind = what == RECON_LOWER ? "balance_lower" : "balance_higher",
            .subject = s->request_id,
            .shortcode = s->shortcode,
            .code = s->shortcode,
            .target = "balance",
            .has_ours = true,
            .has_theirs = true,
            .ours = s->moved_cents,
            .theirs = s->cents - s->was_cents,
            .at = s->told_at,
        };
    }
    return e;
}
