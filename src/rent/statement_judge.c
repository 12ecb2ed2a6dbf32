/*
 * statement_judge.c - what is to be done with each line of a statement, and why.
 */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/text.h"
#include "rent/direct.h"
#include "rent/list.h"
#include "rent/match.h"
#include "rent/scope.h"
#include "rent/statement_private.h"
#include "rent/tenant.h"

enum { DAY_S = 24 * 3600, SCRATCH_MOST = 64 * 1024 * 1024 };

struct judging {
    struct db                      *db;
    struct arena                   *mem, *scratch;
    const struct who               *who;
    const struct statement_account *account;
    struct statement_import        *s;
    struct list                     named; /* of struct named: account numbers that were looked up */
};

struct named {
    const char *bill_ref;
    const char *lease_id, *tenant_name, *unit_label; /* lease_id NULL: nobody's */
};

const char *
statement_verdict_name(enum statement_verdict v)
{
    static const char *const names[] = {
        [VERDICT_POST] = "new",    [VERDICT_TRAY] = "unmatched", [VERDICT_KNOWN] = "known",
        [VERDICT_ASK] = "asked",   [VERDICT_AGAIN] = "repeated", [VERDICT_NOT_MONEY] = "not_money",
        [VERDICT_WRONG] = "wrong",
    };
    _Static_assert(COUNT(names) == VERDICT_COUNT, "name each verdict");

    return names[v];
}

static void
say(struct statement_row *r, enum statement_verdict v, const char *why)
{
    r->verdict = v;
    r->why = why;
}

/* ---- is it the same line? ---- */

/* A payment's receipt is one line; a charge has the receipt of its payment, so that what it says counts, too. Of a
 * bank's line everything counts, and where that is not enough (no balance, twice the same) which of them it is. */
static const char *
identity_of(struct arena *mem, const struct statement_import *s, size_t i)
{
    const struct statement_line *l = &s->it.lines[i];
    bool                         messages = strcmp(s->it.format, "messages") == 0;
    char                         hash[SHA256_HEX_SIZE];
    int                          before = 0;

    if (l->receipt_no && l->sort == STATEMENT_IN)
        return arena_printf(mem, "%s:%s", messages ? "message" : "table", l->receipt_no);
    for (size_t k = 0; k < i && !l->has_balance; k++) {
        const struct statement_line *o = &s->it.lines[k];
        before += o->amount.cents == l->amount.cents && o->day && l->day && strcmp(o->day, l->day) == 0 &&
                  strcmp(o->narration, l->narration) == 0;
    }
    const char *text = arena_printf(mem, "%s|%lld|%s|%s|%s|%lld|%d", l->day, (long long)l->amount.cents,
                                    l->receipt_no ? l->receipt_no : "", l->ref ? l->ref : "", l->narration,
                                    (long long)l->balance.cents, before);
    return arena_printf(mem, "%s:%.32s", messages ? "message" : "table", sha256_hex(hash, text, strlen(text)));
}

static enum err
came_before(const struct judging *j, const struct statement_row *r, size_t i, bool *yes)
{
    struct query *q = db_query(j->db, SQL_STATEMENT_LINE_KNOWN);

    *yes = false;
    for (size_t k = 0; k < i && !*yes; k++)
        *yes = j->s->rows[k].identity && strcmp(j->s->rows[k].identity, r->identity) == 0;
    scope_landlord(q, j->who);
    query_text(q, ":rail", j->account->rail);
    query_text(q, ":account", j->account->detail);
    query_text(q, ":identity", r->identity);
    enum err e = query_one(q);
    if (e == ERR_NOT_FOUND)
        return ERR_OK;
    *yes = e == ERR_OK;
    return e == ERR_OK ? query_end(q) : e;
}

/* ---- is the money in the books? ---- */

/* By M-Pesa's receipt, whoever brought it. */
static enum err
known_receipt(const struct judging *j, struct statement_row *r, bool *known)
{
    struct query *q = db_query(j->db, SQL_MONEY_IN_BY_RECEIPT);

    *known = false;
    query_text(q, ":receipt_no", r->it->receipt_no);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *known = true;
    if (row_money(q, "amount_cents").cents == r->it->amount.cents &&
        strcmp(row_text(q, j->scratch, "landlord_id"), j->who->landlord_id) == 0) {
        r->money_in_id = row_text(q, j->mem, "id");
        say(r, VERDICT_KNOWN, N_("In the books already, by its M-Pesa code."));
    } else {
        say(r, VERDICT_WRONG,
            N_("This M-Pesa code is in the books otherwise: another amount, or not as yours. Look into it first."));
    }
    return query_end(q);
}

/* By what the bank, or whoever entered it by hand, calls it: account, amount and reference. */
static enum err
known_ref(const struct judging *j, struct statement_row *r, bool *known)
{
    struct query *q = db_query(j->db, SQL_MONEY_IN_BY_REF);

    *known = false;
    scope_landlord(q, j->who);
    query_text(q, ":rail", j->account->rail);
    query_text(q, ":account", j->account->detail);
    query_money(q, ":amount_cents", r->it->amount);
    query_text(q, ":receipt_no", r->it->receipt_no);
    query_text(q, ":ref", r->it->ref);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *known = true;
    r->money_in_id = row_text(q, j->mem, "id");
    say(r, VERDICT_KNOWN, N_("In the books already, by its reference and amount."));
    return query_end(q);
}

static enum err
prompt_waits(const struct judging *j, const struct statement_row *r, bool *yes)
{
    const struct direct d = {.landlord_id = j->who->landlord_id,
                             .shortcode = j->account->detail,
                             .amount = r->it->amount,
                             .paid_at = r->it->at};
    struct pay         *rows;
    size_t              count = 0;
    enum err            e = direct_prompts(j->db, j->scratch, &d, &rows, &count);

    *yes = count > 0;
    return e;
}

/* ---- whose is it? ---- */

static enum err
look_up(struct judging *j, const char *bill_ref, const struct named **out)
{
    struct lease  l;
    struct named *n = NULL;

    for (size_t i = 0; i < j->named.count; i++) {
        *out = (const struct named *)j->named.items + i;
        if (strcmp((*out)->bill_ref, bill_ref) == 0)
            return ERR_OK;
    }
    n = list_add(&j->named);
    n->bill_ref = bill_ref;
    *out = n;
    const char *lease_id;
    enum err    e = match_lease(j->db, j->scratch, j->who->landlord_id, bill_ref, &lease_id);
    if (e != ERR_OK || !lease_id)
        return e;
    e = lease_load(j->db, j->mem, j->who, lease_id, &l);
    if (e == ERR_OK) {
        n->lease_id = l.id;
        n->tenant_name = l.tenant_name;
        n->unit_label = l.unit_label;
    }
    return e;
}

static enum err
judge_new(struct judging *j, struct statement_row *r)
{
    const struct named *n = NULL;
    enum err            e = r->it->bill_ref ? look_up(j, r->it->bill_ref, &n) : ERR_OK;

    if (e != ERR_OK)
        return e;
    if (!n || !n->lease_id) {
        say(r, VERDICT_TRAY,
            r->it->bill_ref
                ? N_("New. No unit answers to its account number: it waits for you among the unmatched payments.")
                : N_("New. It names no account: it waits for you among the unmatched payments."));
        return ERR_OK;
    }
    r->lease_id = n->lease_id;
    r->tenant_name = n->tenant_name;
    r->unit_label = n->unit_label;
    say(r, VERDICT_POST, N_("New. Its account number names this unit."));
    return ERR_OK;
}

/* A number that is connected: Daraja's word is to be had, so a message's is not enough, and a prompt's money is not
 * posted as somebody's own payment. */
static enum err
judge_mpesa(struct judging *j, struct statement_row *r)
{
    bool     messages = strcmp(j->s->it.format, "messages") == 0, waits = false, known;
    enum err e = known_receipt(j, r, &known);

    if (e != ERR_OK || known)
        return e;
    if (messages && (strcasestr(r->it->narration, "M-PESA balance") || strcasestr(r->it->narration, "ya M-PESA"))) {
        say(r, VERDICT_WRONG,
            N_("This message is about a personal line and not about your paybill or till. Choose that account."));
        return ERR_OK;
    }
    if (j->account->connected)
        e = prompt_waits(j, r, &waits);
    if (e != ERR_OK)
        return e;
    if (j->account->connected && (messages || waits)) {
        say(r, VERDICT_ASK,
            messages ? N_("M-Pesa is asked about this code, as your number is connected; it counts as soon as M-Pesa "
                          "confirms it.")
                     : N_("It may be the answer to a payment request: M-Pesa is asked about it."));
        return ERR_OK;
    }
    return judge_new(j, r);
}

static enum err
judge_bank(struct judging *j, struct statement_row *r)
{
    bool     known = false;
    enum err e = r->it->receipt_no ? known_receipt(j, r, &known) : ERR_OK;

    if (e == ERR_OK && !known && (r->it->receipt_no || r->it->ref))
        e = known_ref(j, r, &known);
    return e == ERR_OK && !known ? judge_new(j, r) : e;
}

static enum err
judge_row(struct judging *j, size_t i)
{
    struct statement_row        *r = &j->s->rows[i];
    const struct statement_line *l = r->it = &j->s->it.lines[i];
    bool                         again;

    if (l->sort == STATEMENT_WRONG) {
        say(r, VERDICT_WRONG, l->wrong);
        return ERR_OK;
    }
    if (l->at > clock_now() + DAY_S) {
        say(r, VERDICT_WRONG, N_("Its date lies in the future. Correct it."));
        return ERR_OK;
    }
    r->identity = identity_of(j->mem, j->s, i);
    enum err e = came_before(j, r, i, &again);
    if (e != ERR_OK)
        return e;
    if (again || !l->amount.cents) {
        say(r, again ? VERDICT_AGAIN : VERDICT_NOT_MONEY,
            again ? N_("This line came before. Nothing is counted twice.")
                  : N_("It was not completed: no money moved."));
        return ERR_OK;
    }
    if (l->sort == STATEMENT_OTHER) {
        say(r, VERDICT_NOT_MONEY, N_("Not a payment of a tenant’s. It is kept to reconcile by."));
        return ERR_OK;
    }
    return strcmp(j->account->rail, "mpesa") == 0 ? judge_mpesa(j, r) : judge_bank(j, r);
}

static void
digest(struct arena *mem, struct statement_import *s)
{
    struct buf all = buf_new(mem, (size_t)4 << 20);

    for (size_t i = 0; i < s->it.count; i++) {
        const struct statement_row *r = &s->rows[i];
        s->counts[r->verdict]++;
        if (r->verdict == VERDICT_POST || r->verdict == VERDICT_TRAY)
            s->posted.cents += r->it->amount.cents;
        buf_printf(&all, "%d %s\n", (int)r->verdict, r->lease_id ? r->lease_id : r->money_in_id ? r->money_in_id : "");
    }
    sha256_hex(s->digest, all.bytes, all.len);
}

enum err
statement_judge(struct db *db, struct arena *mem, const struct who *who, const struct statement_account *account,
                struct statement_import *s)
{
    struct judging j = {.db = db, .mem = mem, .who = who, .account = account, .s = s};
    enum err       e = ERR_OK;

    if (s->it.shortcode && strcmp(account->rail, "mpesa") == 0 && strcmp(s->it.shortcode, account->detail) != 0) {
        s->it.wrong =
            N_("This is the statement of another number than the one you chose. Choose the account that it is of.");
        s->it.wrong_line = 1;
    }
    if (s->it.wrong || s->it.unknown)
        return ERR_OK;
    if (strcmp(account->rail, "mpesa") == 0 && strcmp(s->it.format, "mpesa") != 0 &&
        strcmp(s->it.format, "messages") != 0) {
        s->it.wrong = N_("This is no M-Pesa statement. Choose the bank account that it is of.");
        s->it.wrong_line = 1;
        return ERR_OK;
    }
    s->rows = arena_array(mem, s->it.count, sizeof *s->rows);
    j.named = list_new(mem, sizeof(struct named));
    j.scratch = arena_new(SCRATCH_MOST);
    for (size_t i = 0; e == ERR_OK && i < s->it.count; i++) {
        e = judge_row(&j, i);
        arena_reset(j.scratch);
    }
    arena_free(j.scratch);
    digest(mem, s);
    return e;
}
