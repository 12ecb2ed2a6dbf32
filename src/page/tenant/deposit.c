#include "page/tenant/deposit.h"

#include <string.h>

#include "page/pages.h"
#include "rent/bill.h"
#include "rent/landlord.h"

static const struct {
    const char *name, *word;
} kinds[] = {
    {"bill", N_("Unpaid bill")},
    {"repairs", N_("Repairs")},
    {"cleaning", N_("Cleaning")},
    {"other", N_("Other deduction")},
};

static const char *
kind_word(const char *name)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(name, kinds[i].name) == 0)
            return kinds[i].word;
    return NULL;
}

static void
put_items(struct view *v, const struct deposit *d)
{
    view_rows(v, "items");
    for (size_t i = 0; i < d->item_count; i++) {
        const struct deposit_item *item = &d->items[i];
        struct view               *row = view_row(v, "items");
        view_int(row, "place", item->place);
        view_say(row, "kind", kind_word(item->kind));
        view_text(row, "words", item->words);
        view_say(row, "bill_kind", item->bill_kind ? bill_kind_name(item->bill_kind) : NULL);
        view_period(row, "bill_period", item->bill_period);
        view_text(row, "receipt", item->receipt_number);
        view_money(row, "amount", item->amount);
    }
    view_bool(v, "has_items", d->item_count > 0);
}

static bool
is(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

static void
put_return(struct view *v, const struct deposit *d)
{
    bool paid = is(d->request_state, "success"),
         off = is(d->request_state, "failed") || is(d->request_state, "rejected");

    view_bool(v, "by_mpesa", is(d->returned_by, "mpesa"));
    view_bool(v, "by_cash", is(d->returned_by, "cash") || is(d->returned_by, "owner"));
    view_bool(v, "by_bank", is(d->returned_by, "bank"));
    view_bool(v, "by_cheque", is(d->returned_by, "cheque"));
    view_text(v, "returned_from", d->returned_from);
    view_text(v, "returned_ref", d->returned_ref);
    view_bool(v, "payout_paid", paid);
    view_bool(v, "payout_off", off);
    view_text(v, "payout_id", d->request_id);
    view_text(v, "payout_code", d->request_receipt);
    view_phone(v, "payout_phone", d->request_party);
}

enum err
deposit_view(struct view *v, struct app *app, struct request *rq, const struct lease *l, const struct deposit *d)
{
    struct landlord whose;
    enum err        e = landlord_load(app->db, rq->mem, &rq->who, &whose);

    if (e)
        return e;
    view_text(v, "business", whose.business_name);
    view_text(v, "lease_id", l->id);
    view_text(v, "tenant", l->tenant_name);
    view_phone(v, "phone", l->tenant_phone);
    view_text(v, "unit", l->unit_label);
    view_text(v, "property", l->property_name);
    view_money(v, "held", d->held);
    view_bool(v, "any_held", d->held.cents > 0);
    view_bool(v, "settled", d->final);
    view_bool(v, "drafted", d->id && !d->final);
    view_money(v, "was_held", d->was_held);
    view_money(v, "deducted", d->deducted);
    view_money(v, "rest", (struct money){d->rest.cents > 0 ? d->rest.cents : 0});
    view_bool(v, "has_rest", d->rest.cents > 0);
    view_text(v, "note_given", d->note);
    view_text(v, "settled_by", d->final_name);
    view_time(v, "settled_at", d->final_at);
    put_items(v, d);
    put_return(v, d);
    return ERR_OK;
}

/* A tenant's own page: what is held, and once it is settled the paper. */
enum err
page_tenant_deposit(struct app *app, struct request *rq, struct response *rs)
{
    struct lease   l;
    struct deposit d;
    struct view   *v = view_new(app, rq, "tenant/deposit");
    enum err       e = rq->who.role == ROLE_CARETAKER ? ERR_FORBIDDEN : ERR_OK;

    if (!e)
        e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);
    if (!e)
        e = deposit_load(app->db, rq->mem, &rq->who, rq->args[0], &d);
    if (!e)
        e = deposit_view(v, app, rq, &l, &d);
    if (e)
        return e;
    view_bool(v, "is_his", rq->who.role == ROLE_TENANT);
    return view_render(v, rs, 200);
}
