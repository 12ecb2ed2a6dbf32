#include "hook/pulled.h"

#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/phone.h"
#include "daraja/c2b.h"
#include "hook/evidence.h"

enum { CLOCKS_DIFFER_S = 300 };

static enum err
decide(struct judgement *out, enum hook_verdict verdict, const char *reason)
{
    out->verdict = verdict;
    out->reason = reason;
    return ERR_OK;
}

/* Every type of a list's own is known (daraja.md 13): what begins otherwise moved between organisations. One that a
 * confirmation would bear, or none, is a customer's like there. */
static bool
is_customer(const char *type)
{
    return c2b_is_customer(type) && !(type && (strncasecmp(type, "b2b", 3) == 0 || strncasecmp(type, "b2c", 3) == 0));
}

/* A time that is not said, or that has not come yet, is now: the zone of the list is not to be relied on. */
static int64_t
time_of(const struct pull_row *row)
{
    int64_t now = clock_now();

    return row->paid_at && row->paid_at <= now + CLOCKS_DIFFER_S ? row->paid_at : now;
}

static enum err
judge(struct db *db, struct arena *mem, const struct pull_run *r, const struct pull_row *row, struct judgement *out)
{
    char                phone[PHONE_SIZE];
    const struct direct d = {
        .channel = "pull",
        .landlord_id = r->landlord_id,
        .receiving_account_id = r->receiving_account_id,
        .shortcode = r->shortcode,
        .receipt_no = row->receipt_no,
        .bill_ref = row->account,
        .msisdn = !row->msisdn                      ? ""
                  : phone_parse(row->msisdn, phone) ? phone
                                                    : row->msisdn,
        .amount = row->amount,
        .paid_at = time_of(row),
    };

    if (!is_customer(row->type))
        return decide(out, HOOK_NOT_EXPECTED,
                      "A transfer between organisations or to the bank, not a customer's payment.");
    if (!row->has_amount)
        return decide(out, HOOK_UNCLEAR, "It lacks the amount.");
    return evidence_take(db, mem, &d, out);
}

static void
tally(struct pulled_tally *t, enum hook_verdict v)
{
    t->fresh += v == HOOK_POSTED;
    t->odd += v == HOOK_HELD || v == HOOK_UNCLEAR || v == HOOK_LATE || v == HOOK_ERROR;
}

static enum err
judge_alone(struct db *db, struct arena *mem, const struct pull_run *r, const struct pull_row *row,
            struct judgement *out)
{
    enum err e = db_begin(db);

    if (e == ERR_OK)
        e = db_end(db, judge(db, mem, r, row, out));
    if (e == ERR_OK || e == ERR_BUSY)
        return e;
    log_event(LOG_ERR, "pull.row_failed", "receipt", row->receipt_no, "err", err_name(e), NULL);
    return decide(out, HOOK_ERROR, "RentEase failed on this row. The log has the details; it will be judged again.");
}

static enum err
take(struct db *db, struct arena *mem, const struct pull_run *r, const struct pull_row *row, struct pulled_tally *t)
{
    struct judgement    j = {0};
    const struct pulled p = {
        .receipt_no = row->receipt_no,
        .account = row->account,
        .msisdn = row->msisdn,
        .type = row->type,
        .amount = row->has_amount ? row->amount : (struct money){0},
        .paid_at = row->paid_at,
    };
    bool     unseen, judged;
    enum err e = pulled_seen(db, r, &p, &unseen, &judged);

    if (e != ERR_OK)
        return e;
    t->unseen += unseen;
    if (judged)
        return ERR_OK;
    e = judge_alone(db, mem, r, row, &j);
    if (e != ERR_OK)
        return e;
    tally(t, j.verdict);
    log_event(j.verdict == HOOK_POSTED || j.verdict == HOOK_KNOWN ? LOG_INFO : LOG_WARN, "pull.judged", "receipt",
              row->receipt_no, "verdict", hook_verdict_name(j.verdict), "payment", j.payment_id, "landlord",
              r->landlord_id, NULL);
    return pulled_keep(db, r, &p, hook_verdict_name(j.verdict), j.reason);
}

enum err
pulled_page(struct db *db, struct arena *mem, const struct pull_run *r, const struct pull_rows *rows,
            struct pulled_tally *out)
{
    enum err e = ERR_OK;

    *out = (struct pulled_tally){0};
    for (size_t i = 0; e == ERR_OK && i < rows->count; i++)
        e = take(db, mem, r, &rows->at[i], out);
    return e;
}
