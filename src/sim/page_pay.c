#include "sim/page.h"

#include <string.h>

#include "base/phone.h"
#include "sim/c2b.h"
#include "sim/field.h"
#include "sim/handset.h"

void
page_put_pay_form(struct buf *out, const struct handset *h)
{
    buf_printf(out,
               "<section class=\"pay\" aria-labelledby=\"pay\">\n<h2 id=\"pay\">Pay a paybill or till</h2>\n"
               "<form method=\"post\" action=\"/phone/%s/pay\">\n",
               h->phone);
    buf_str(out,
            "<label>Business or till number<input name=\"number\" inputmode=\"numeric\" "
            "pattern=\"[0-9]{5,7}\" autocomplete=\"off\" required autofocus></label>\n"
            "<label>Account number (paybill)<input name=\"account\" maxlength=\"20\" autocomplete=\"off\"></label>\n"
            "<label>Amount, KSh<input name=\"amount\" inputmode=\"decimal\" autocomplete=\"off\" required></label>\n"
            "<label>M-PESA PIN<input name=\"pin\" type=\"password\" inputmode=\"numeric\" pattern=\"[0-9]{4}\" "
            "maxlength=\"4\" autocomplete=\"off\" title=\"Four digits\" required></label>\n"
            "<button>Pay</button>\n</form>\n");
    buf_printf(out, "<p class=\"below\"><a href=\"/phone/%s\">Back</a></p>\n</section>\n", h->phone);
}

static const char *
or_empty(const char *text)
{
    return text ? text : "";
}

/* Pays, or says why not: a sentence for the phone's messages. */
static const char *
pay(struct world *w, struct call *c, struct handset *h)
{
    const char          *account = or_empty(call_form(c, "account"));
    struct organisation *o = organisation_find(w, or_empty(call_form(c, "number")));
    struct c2b           asked = {.payer = h, .organisation = o};

    if (strcmp(or_empty(call_form(c, "pin")), h->pin) != 0)
        return "Failed. You have entered the wrong M-PESA PIN.";
    if (!o)
        return "Failed. There is no business with this number.";
    if (o->kind == ORGANISATION_PAYBILL && !field_account(account))
        return "Failed. An account number of at most 20 characters is needed.";
    if (!money_parse_typed(or_empty(call_form(c, "amount")), &asked.amount))
        return "Failed. That is not an amount.";
    const char *obstacle = c2b_obstacle(&asked);
    if (obstacle)
        return obstacle;
    asked.reference = o->kind == ORGANISATION_PAYBILL ? arena_strdup(w->mem, account) : NULL;
    asked.script = c2b_script_take(w);
    c2b_begin(w, &asked);
    return NULL;
}

void
page_phone_pay(struct world *w, struct call *c)
{
    char phone[PHONE_SIZE];

    if (!phone_parse(c->param, phone)) {
        page_error(c, 404, "That is not a Kenyan mobile number.");
        return;
    }
    struct handset *h = handset_get(w, phone);
    const char     *why = pay(w, c, h);
    if (why)
        handset_message(w, h, why);
    page_redirect(c, arena_printf(c->mem, "/phone/%s", h->phone));
}
