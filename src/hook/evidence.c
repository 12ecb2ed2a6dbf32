#include "hook/evidence.h"

#include <string.h>

#include "base/msisdn.h"
#include "base/text.h"
#include "rent/match.h"

static enum err
decide(struct judgement *out, enum hook_verdict verdict, const char *reason)
{
    out->verdict = verdict;
    out->reason = reason;
    return ERR_OK;
}

/* What a payer by hand types may be anything; the reference of a prompt comes back as it was sent. Where no account is
 * told, the payer's number must be shown whole, but at a till, where there never is one. */
static bool
is_of_prompt(const struct direct *d, const struct pay *p)
{
    char typed[MATCH_TEXT_SIZE], sent[MATCH_TEXT_SIZE];
    bool till = strcmp(p->business_type, "till") == 0;

    enum msisdn_fit fit = msisdn_fits(d->msisdn, p->phone);

    if (fit == MSISDN_DIFFERS)
        return false;
    return (!d->bill_ref && (till || fit == MSISDN_PROOF)) ||
           (d->bill_ref && strcmp(match_normalise(typed, d->bill_ref), match_normalise(sent, p->account_ref)) == 0);
}

enum err
evidence_prompt(struct db *db, struct arena *mem, const struct direct *d, const struct pay **out)
{
    struct pay *rows;
    size_t      count, fits = 0;
    enum err    e = direct_prompts(db, mem, d, &rows, &count);

    *out = NULL;
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        if (is_of_prompt(d, &rows[i])) {
            *out = &rows[i];
            fits++;
        }
    }
    if (fits != 1)
        *out = NULL;
    return e;
}

static enum err
post_prompt(struct db *db, struct arena *mem, const struct direct *d, const struct pay *p, struct judgement *out)
{
    struct evidence    v = {.channel = d->channel,
                            .receipt_no = d->receipt_no,
                            .amount = d->amount,
                            .paid_at = d->paid_at,
                            .inbox_id = d->inbox_id};
    enum verdict_money money;
    const char        *why;
    enum err           e = collect_money(db, mem, p->id, &v, d->channel, &money, &why);

    out->payment_id = p->id;
    if (e != ERR_OK)
        return e;
    if (money == MONEY_POSTED)
        return decide(out, HOOK_POSTED, N_("This is the money of a prompt; its own callback had not come."));
    if (money == MONEY_KNOWN)
        return decide(out, HOOK_KNOWN,
                      N_("This is the money of a prompt that was posted before; nothing was counted twice."));
    return decide(out, money == MONEY_HELD ? HOOK_HELD : HOOK_LATE, N_("It fits a prompt, but not its figures."));
}

static enum err
post_direct(struct db *db, struct arena *mem, const struct direct *d, struct judgement *out)
{
    static const struct {
        enum hook_verdict verdict;
        const char       *reason;
    } told[] = {
        [DIRECT_POSTED] = {HOOK_POSTED, NULL},
        [DIRECT_WAITING] = {HOOK_POSTED, N_("Nobody is sure whose rent it is: it waits in the tray.")},
        [DIRECT_KNOWN] = {HOOK_KNOWN, N_("This money was posted before; nothing was counted twice.")},
        [DIRECT_HELD] = {HOOK_HELD, N_("Its receipt is in the books with another amount or landlord.")},
    };
    enum direct_verdict verdict;
    enum err            e = direct_money(db, mem, d, &verdict);

    return e == ERR_OK ? decide(out, told[verdict].verdict, told[verdict].reason) : e;
}

/* Known already is said before anything is guessed: a repeat must not look for another prompt. */
static enum err
take(struct db *db, struct arena *mem, const struct direct *d, struct judgement *out)
{
    const struct pay *p = NULL;
    bool              known;
    enum err          e = direct_is_known(db, d->receipt_no, &known);

    if (e == ERR_OK && !known)
        e = evidence_prompt(db, mem, d, &p);
    if (e != ERR_OK)
        return e;
    return p ? post_prompt(db, mem, d, p, out) : post_direct(db, mem, d, out);
}

enum err
evidence_take(struct db *db, struct arena *mem, const struct direct *d, struct judgement *out)
{
    enum err e = db_begin(db);

    out->landlord_id = d->landlord_id;
    out->receipt_no = d->receipt_no;
    return e == ERR_OK ? db_end(db, take(db, mem, d, out)) : e;
}
