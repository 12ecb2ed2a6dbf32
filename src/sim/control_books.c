#include "sim/control.h"

#include <string.h>

#include "sim/credential.h"
#include "sim/movement.h"
#include "sim/result.h"
#include "sim/reversal.h"

/* What an organisation's money did, by the truth and not by what was said of it. */
struct totals {
    struct money received; /* from customers and other businesses */
    struct money paid_out; /* to people, businesses and the taxman */
    struct money reversed; /* of what was received */
    struct money charges;
};

static struct totals
totals_of(const struct world *w, const struct organisation *o)
{
    struct totals t = {0};

    for (const struct movement *m = w->movements; m; m = m->next) {
        if (m->state != MOVEMENT_COMPLETED || (m->from.organisation == o && m->to.organisation == o))
            continue;
        if (m->to.organisation == o)
            t.received.cents += m->amount.cents;
        if (m->from.organisation != o)
            continue;
        t.charges.cents += m->charge.cents;
        *(m->kind == MOVEMENT_REVERSAL ? &t.reversed.cents : &t.paid_out.cents) += m->amount.cents;
    }
    return t;
}

static void
put_money(struct json_writer *out, const char *key, struct money m)
{
    char text[MONEY_TEXT_SIZE];

    json_put_text(out, key, money_plain(text, m));
}

static void
put_accounts(struct json_writer *out, const char *key, const struct money accounts[ACCOUNT_COUNT])
{
    json_open(out, key, '{');
    put_money(out, "working", accounts[ACCOUNT_WORKING]);
    put_money(out, "utility", accounts[ACCOUNT_UTILITY]);
    put_money(out, "merchant", accounts[ACCOUNT_MERCHANT]);
    put_money(out, "chargesPaid", accounts[ACCOUNT_CHARGES]);
    json_close(out);
}

void
control_ledger(struct world *w, struct call *c)
{
    struct json_writer out = json_writer_new(c->mem);

    json_open(&out, NULL, '{');
    json_open(&out, "organisations", '{');
    for (const struct organisation *o = w->organisations; o; o = o->next) {
        struct totals t = totals_of(w, o);
        json_open(&out, o->number, '{');
        put_money(&out, "received", t.received);
        put_money(&out, "paidOut", t.paid_out);
        put_money(&out, "reversed", t.reversed);
        put_money(&out, "charges", t.charges);
        put_accounts(&out, "opening", o->opening);
        put_accounts(&out, "balances", o->accounts);
        json_close(&out);
    }
    json_close(&out);
    json_close(&out);
    const char *text = json_done(&out);
    c->answer = text ? answer_json(200, text) : answer_control_error(c->mem, 500, "too many organisations");
}

void
control_movements(struct world *w, struct call *c)
{
    const char *text = movement_list(c->mem, w, call_query(c, "shortcode"));

    c->answer =
        text ? answer_json(200, text) : answer_control_error(c->mem, 500, "too many to list; ask for one shortcode");
}

/* Safaricom takes a payment back by itself, and tells nobody. */
void
control_reversal(struct world *w, struct call *c)
{
    const char      *receipt = json_string(json_get(c->json, "receipt"));
    struct movement *original = receipt ? movement_by_receipt(w, receipt) : NULL;
    const char      *why = original ? reversal_obstacle(original) : NULL;

    if (!original) {
        c->answer = answer_control_error(c->mem, 404, "{\"receipt\":\"UK38M5TR2A\"} of a payment is wanted");
        return;
    }
    if (why) {
        c->answer = answer_control_error(c->mem, 409, result_description(why));
        return;
    }
    struct movement *m = reversal_begin(w, original, NULL, NULL);
    reversal_complete(w, m);
    c->answer = answer_json(200, arena_printf(c->mem, "{\"receipt\":\"%s\"}", m->receipt));
}

void
control_certificate(struct world *w, struct call *c)
{
    const struct credential *held = world_credential(w);

    if (!held) {
        c->answer = answer_control_error(c->mem, 500, "there is no certificate");
        return;
    }
    c->answer = answer_json(200, credential_pem(held));
    c->answer.type = "application/x-pem-file";
}
