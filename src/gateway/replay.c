#include "gateway/replay.h"

#include "base/log.h"
#include "base/text.h"
#include "gateway/inbox.h"
#include "rent/inbox.h"

enum { BATCH = 20 };

/* The sender counts as listed when a person has made sure of him; an address that we never gave out stays forged. */
static enum err
judge(struct gateway *g, const struct replay *r, struct judgement *out)
{
    struct inbox_row row;
    enum err         e = inbox_one(g, r->inbox_id, &row);

    if (e == ERR_NOT_FOUND) {
        *out = (struct judgement){.verdict = HOOK_ERROR, .reason = N_("The body is not kept any more.")};
        return ERR_OK;
    }
    if (e != ERR_OK)
        return e;
    row.listed = row.listed || r->sender_checked;
    return inbox_verdict(g, &row, out);
}

static enum err
replay(struct gateway *g, const struct replay *r)
{
    struct judgement j;
    enum err         e = judge(g, r, &j);

    if (e != ERR_OK)
        return e;
    const struct hook_record record = {
        .verdict = hook_verdict_name(j.verdict),
        .reason = j.reason,
        .landlord_id = j.landlord_id,
        .payment_id = j.payment_id,
        .request_id = j.request_id,
        .result_code = j.result_code,
        .receipt_no = j.receipt_no,
    };
    log_event(LOG_INFO, "callback.replayed", "inbox", I64(r->inbox_id), "verdict", record.verdict, "payment",
              j.payment_id, NULL);
    return replay_judged(g->db, r->id, &record);
}

enum err
replay_waiting(struct gateway *g)
{
    struct replay *rows;
    size_t         count;
    enum err       e = replay_next(g->db, g->mem, BATCH, &rows, &count);

    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        e = db_begin(g->db);
        if (e == ERR_OK)
            e = db_end(g->db, replay(g, &rows[i]));
    }
    return e;
}
