#include "rent/receipt.h"

#include <stdlib.h>
#include <string.h>

#include "base/phone.h"
#include "page/landlord/entry_rows.h"
#include "page/pages.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "web/view.h"

static void
lines_view(struct view *v, const struct receipt *r)
{
    view_rows(v, "lines");
    for (size_t i = 0; i < r->line_count; i++) {
        struct view *row = view_row(v, "lines");
        view_say(row, "kind", bill_kind_name(r->lines[i].kind));
        view_period(row, "period", r->lines[i].period);
        view_money(row, "amount", r->lines[i].amount);
    }
}

/* Who paid by himself is named as M-Pesa names him: not always the tenant. */
static void
put_payer(struct view *v, const struct receipt *r)
{
    char shown[PHONE_MASK_SIZE];
    bool direct = strcmp(r->type, "c2b") == 0;

    view_text(v, "payer", r->payer_name);
    view_bool(v, "is_direct", direct);
    view_bool(v, "has_home", r->lease_id || !direct);
    if (direct)
        view_text(v, "phone", phone_payer(shown, r->phone));
    else
        view_phone(v, "phone", r->phone);
}

/* What did not come by M-Pesa has no code and no paybill; instead, who took it, and by which way it came. */
static void
put_by_hand(struct view *v, const struct receipt *r)
{
    bool        manual = strcmp(r->type, "manual") == 0;
    const char *rail = manual ? r->business_type : "";

    view_bool(v, "is_manual", manual);
    view_say(v, "rail", entry_rail_name(rail));
    view_bool(v, "is_cash", strcmp(rail, "cash") == 0);
    view_bool(v, "is_cheque", strcmp(rail, "cheque") == 0);
    view_bool(v, "is_bank", strcmp(rail, "bank") == 0);
    view_text(v, "account_name", strcmp(rail, "bank") == 0 ? r->shortcode : NULL);
    view_text(v, "ref", r->ref);
    view_text(v, "taker", r->taker_name);
    view_say(v, "taker_role", entry_role_word(r->taker_role));
    view_bool(v, "bounced", r->bounced);
}

enum err
page_receipt(struct app *app, struct request *rq, struct response *rs)
{
    struct receipt r;
    enum err       e = receipt_load(app->db, rq->mem, &rq->who, rq->args[0], &r);
    if (e)
        return e;

    audit_seen(app->db, rq->mem, &rq->who, "seen.receipt", r.number, NULL);
    struct view *v = view_new(app, rq, "tenant/receipt");
    view_text(v, "number", r.number);
    view_text(v, "code", r.mpesa_code);
    view_text(v, "payment_id", r.payment_id);
    view_text(v, "business", r.business_name);
    view_bool(v, "is_till", strcmp(r.business_type, "till") == 0);
    view_text(v, "shortcode", r.shortcode);
    view_text(v, "tenant", r.tenant_name);
    put_payer(v, &r);
    put_by_hand(v, &r);
    view_text(v, "unit", r.unit_label);
    view_text(v, "property", r.property_name);
    view_time(v, "paid_at", r.paid_at);
    view_money(v, "total", r.amount);
    view_bool(v, "has_credit", r.credit.cents > 0);
    view_money(v, "credit", r.credit);
    view_bool(v, "in_credit", r.balance_after.cents < 0);
    view_bool(v, "is_clear", r.balance_after.cents == 0);
    view_money(v, "balance", (struct money){llabs(r.balance_after.cents)});
    view_bool(v, "reversed", r.reversed);
    view_bool(v, "is_his", rq->who.role == ROLE_TENANT);
    lines_view(v, &r);
    return view_render(v, rs, 200);
}
