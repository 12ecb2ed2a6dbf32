#include "hook/result.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "daraja/verdict.h"
#include "hook/result_private.h"
#include "rent/collect.h"

enum { ASK_SOON_S = 2, NUDGES_MOST = 5 };

enum err
result_decide(struct result_hearing *h, enum hook_verdict verdict, const char *reason)
{
    h->out->verdict = verdict;
    h->out->reason = reason;
    return ERR_OK;
}

enum err
result_settle(struct result_hearing *h, const struct mpesa_outcome *o, enum hook_verdict verdict)
{
    bool     moved, was_done = strcmp(h->r.state, "success") == 0;
    enum err e = settle(h->db, h->mem, &h->r, o, &moved);

    if (e != ERR_OK)
        return e;
    if (moved)
        return result_decide(h, verdict, NULL);
    if (was_done && strcmp(o->state, "success") != 0)
        return result_decide(h, HOOK_CONTRADICTS,
                             N_("It says that it was not done, but an earlier result said that it was."));
    return result_decide(h, HOOK_KNOWN, N_("This was known before; nothing was counted twice."));
}

/* Money may or may not have moved: its next question is due now. Questions about a question are asked by nobody. */
static enum err
ask_soon(struct result_hearing *h, enum hook_verdict verdict, const char *reason)
{
    static const char *const open[] = {"sending", "sent", "unknown"};
    enum err                 e = ERR_OK;

    for (size_t i = 0; h->r.money && h->r.checks < NUDGES_MOST && i < COUNT(open); i++)
        if (strcmp(h->r.state, open[i]) == 0)
            e = mpesa_checked(h->db, h->r.id, clock_now() + ASK_SOON_S, false);
    return e == ERR_OK ? result_decide(h, verdict, reason) : e;
}

static bool
differs(const char *said, const char *known)
{
    return said && *said && known && strcmp(said, known) != 0;
}

/* ---- successes ---- */

static const struct {
    const char      *api;
    enum verdict_api codes;
    struct moved (*moved)(struct arena *mem, const struct daraja_result *r);       /* of money, or */
    enum err (*answered)(struct result_hearing *h, const struct mpesa_outcome *o); /* of questions */
} apis[] = {
    {"b2c", VERDICT_B2C, moved_b2c, NULL},
    {"b2b", VERDICT_B2B, moved_b2b, NULL},
    {"tax", VERDICT_B2B, moved_b2b, NULL},
    {"reversal", VERDICT_REVERSAL, moved_reversal, NULL},
    {"balance", VERDICT_BALANCE, NULL, result_of_balance},
    {"status", VERDICT_STATUS, NULL, result_of_status},
};

static int
api_of(const struct mpesa_request *r)
{
    for (size_t i = 0; i < COUNT(apis); i++)
        if (strcmp(r->api, apis[i].api) == 0)
            return (int)i;
    return -1;
}

static enum err
hold(struct result_hearing *h, const struct moved *m)
{
    struct pay      nobody = {.landlord_id = h->r.landlord_id, .asked = h->r.amount};
    struct evidence v = {.channel = "status", .receipt_no = m->receipt_no, .amount = m->amount, .inbox_id = h->row->id};
    enum err        e = collect_hold(h->db, h->mem, &nobody, "payout_amount", &v);

    return e == ERR_OK ? ask_soon(h, HOOK_HELD, N_("The amount in it is not the one that was asked for.")) : e;
}

static enum err
judge_moved(struct result_hearing *h, int api, struct mpesa_outcome *o)
{
    struct moved m = apis[api].moved(h->mem, &h->result);

    h->out->receipt_no = m.receipt_no;
    if (m.has_amount && m.amount.cents != h->r.amount.cents)
        return hold(h, &m);
    o->receipt_no = m.receipt_no;
    o->party_name = m.party_name;
    o->charge = m.charge;
    o->paid_at = m.paid_at;
    return result_settle(h, o, HOOK_POSTED);
}

static enum err
judge_success(struct result_hearing *h, int api, struct mpesa_outcome *o)
{
    if (differs(h->result.conversation_id, h->r.conversation_id))
        return ask_soon(h, HOOK_WAITING, N_("Its ConversationID is not the request's: Daraja is asked."));
    return apis[api].moved ? judge_moved(h, api, o) : apis[api].answered(h, o);
}

/* ---- everything ---- */

static enum err
judge(struct result_hearing *h, bool at_timeout)
{
    static const char *const states[VERDICT_KIND_COUNT] = {
        [VERDICT_DONE] = "success", [VERDICT_REFUSED] = "failed", [VERDICT_UNKNOWN] = "unknown"};
    int                   api = api_of(&h->r);
    const struct verdict *v =
        api < 0 ? verdict_named("unknown_code") : verdict_of_result(apis[api].codes, &h->result, at_timeout);
    struct mpesa_outcome o = {
        .state = states[v->kind],
        .cause = at_timeout ? "timeout" : "result",
        .verdict = v->name,
        .code = h->result.code,
        .desc = h->result.desc,
        .check_at = clock_now() + ASK_SOON_S,
    };

    if (!h->row->listed)
        return ask_soon(h, HOOK_WAITING, N_("It came from an address that is not on the list: Daraja is asked first."));
    if (v->kind == VERDICT_DONE)
        return judge_success(h, api, &o);
    if (v->kind == VERDICT_REFUSED)
        return differs(h->result.conversation_id, h->r.conversation_id)
                   ? ask_soon(h, HOOK_WAITING, N_("Its ConversationID is not the request's: Daraja is asked."))
                   : result_settle(h, &o, HOOK_DECLINED);
    if (!h->r.money) /* a question that was not answered; a late answer is still heard */
        o.state = "failed";
    return result_settle(h, &o, HOOK_UNCLEAR);
}

typedef enum err whole_callback(struct result_hearing *h);

/* NULL: its results come in the common envelope. */
static whole_callback *
own_shape(const struct mpesa_request *r)
{
    static const struct {
        const char     *api;
        whole_callback *hear;
    } shapes[] = {
        {"ratiba", result_of_ratiba}, {"express", result_of_express}, {"billmanager", result_of_bill_manager}};

    for (size_t i = 0; i < COUNT(shapes); i++)
        if (strcmp(r->api, shapes[i].api) == 0)
            return shapes[i].hear;
    return NULL;
}

enum err
hook_result(struct db *db, struct arena *mem, const struct hook_rules *rules, const struct inbox_row *row,
            struct judgement *out)
{
    struct result_hearing h = {.db = db, .mem = mem, .row = row, .out = out};
    bool                  at_timeout = strcmp(row->kind, "timeout") == 0;
    const char           *why;
    enum err              e = mpesa_by_secret(db, mem, row->secret_hash, &h.r);

    (void)rules;
    if (e == ERR_NOT_FOUND)
        return result_decide(&h, HOOK_UNKNOWN_SECRET, N_("The address is ours, but no request has it now."));
    if (e != ERR_OK)
        return e;
    out->request_id = h.r.id;
    out->landlord_id = h.r.landlord_id;
    whole_callback *own = own_shape(&h.r);
    if (own)
        return row->listed ? own(&h)
                           : result_decide(&h, HOOK_WAITING, "It came from an address that is not on the list.");
    if (daraja_result_read(mem, row->body, row->body_len, &h.result, &why) != ERR_OK)
        return ask_soon(&h, HOOK_MALFORMED, arena_printf(mem, "It is no result: %s.", why));
    out->result_code = h.result.code;
    return judge(&h, at_timeout);
}

bool
hook_is_result(struct arena *mem, const char *body, size_t n)
{
    struct daraja_result r;
    const char          *why;

    return daraja_result_read(mem, body, n, &r, &why) == ERR_OK;
}

enum err
hook_result_claim(struct db *db, struct arena *mem, const struct hook_rules *rules, const struct inbox_row *row,
                  struct judgement *out)
{
    struct result_hearing h = {.db = db, .mem = mem, .row = row, .out = out};
    const char           *why;

    (void)rules;
    if (daraja_result_read(mem, row->body, row->body_len, &h.result, &why) != ERR_OK)
        return result_decide(&h, HOOK_MALFORMED, arena_printf(mem, "It is no result: %s.", why));
    out->result_code = h.result.code;
    enum err e = mpesa_by_conversation(db, mem, h.result.conversation_id, h.result.originator_id, &h.r);
    if (e == ERR_NOT_FOUND)
        return result_decide(&h, HOOK_UNKNOWN_CLAIM, N_("No request of ours has its conversation ids."));
    if (e != ERR_OK)
        return e;
    out->request_id = h.r.id;
    out->landlord_id = h.r.landlord_id;
    return ask_soon(&h, HOOK_WAITING,
                    N_("It came without a secret: it counts only after Daraja, asked by us, agrees."));
}
