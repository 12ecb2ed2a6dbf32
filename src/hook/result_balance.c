/*
 * result_balance.c - a balance that was asked for.
 */
#include "base/clock.h"
#include "base/text.h"
#include "daraja/balance.h"
#include "hook/result_private.h"
#include "rent/balance.h"

static const char *const kinds[BALANCE_KIND_COUNT] = {
    [BALANCE_WORKING] = "working", [BALANCE_UTILITY] = "utility",       [BALANCE_MERCHANT] = "merchant",
    [BALANCE_CHARGES] = "charges", [BALANCE_SETTLEMENT] = "settlement", [BALANCE_FLOAT] = "float",
    [BALANCE_OTHER] = "other",
};

static struct balance_money
money(struct balance_figure f)
{
    return (struct balance_money){f.known, f.money};
}

enum err
result_of_balance(struct result_hearing *h, const struct mpesa_outcome *o)
{
    int64_t             said_at;
    bool                moved;
    struct balance_list list = balance_read(h->mem, &h->result, &said_at);
    struct balance_line lines[20];
    size_t              n = 0;

    for (; n < list.count && n < COUNT(lines); n++) {
        const struct balance_account *a = &list.at[n];
        lines[n] = (struct balance_line){
            kinds[a->kind],     a->name, a->currency, money(a->current), money(a->available), money(a->reserved),
            money(a->uncleared)};
    }
    if (n == 0)
        return result_decide(h, HOOK_UNCLEAR, N_("It says that it worked, but tells of no account."));
    enum err e = settle(h->db, h->mem, &h->r, o, &moved);
    if (e != ERR_OK)
        return e;
    if (!moved)
        return result_decide(h, HOOK_KNOWN, N_("This was known before."));
    e = balance_keep(h->db, &h->r, said_at ? said_at : clock_now(), lines, n);
    return e == ERR_OK ? result_decide(h, HOOK_KNOWN, N_("A balance that was asked for.")) : e;
}
