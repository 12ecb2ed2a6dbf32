#include "daraja/billmanager.h"

#include <string.h>

#include "base/json.h"
#include "daraja/wire.h"

static const char *
local_phone(struct arena *mem, const char *phone)
{
    return strlen(phone) == 12 && strncmp(phone, "254", 3) == 0 ? arena_printf(mem, "0%s", phone + 3) : phone;
}

static void
put_money(struct json_writer *w, const char *key, struct money m)
{
    char text[MONEY_TEXT_SIZE];

    json_put_text(w, key, money_plain(text, m));
}

static void
put_date(struct json_writer *w, const char *key, struct date d)
{
    char text[DATE_SIZE];

    json_put_text(w, key, date_text(text, d));
}

const char *
billmanager_optin_body(struct arena *mem, const struct billmanager_optin *o)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "shortcode", o->shortcode);
    json_put_text(&w, "email", o->email);
    json_put_text(&w, "officialContact", local_phone(mem, o->contact_phone));
    json_put_text(&w, "sendReminders", o->reminders ? "1" : "0");
    if (o->logo)
        json_put_text(&w, "logo", o->logo);
    json_put_text(&w, "callbackurl", o->callback_url);
    json_close(&w);
    return json_done(&w);
}

static void
put_invoice(struct arena *mem, struct json_writer *w, const struct billmanager_invoice *i)
{
    json_open(w, NULL, '{');
    json_put_text(w, "externalReference", i->reference);
    json_put_text(w, "billedFullName", i->full_name);
    json_put_text(w, "billedPhoneNumber", local_phone(mem, i->phone));
    json_put_text(w, "billedPeriod", i->period);
    json_put_text(w, "invoiceName", i->name);
    put_date(w, "dueDate", i->due);
    json_put_text(w, "accountReference", i->account_ref);
    put_money(w, "amount", i->amount);
    json_open(w, "invoiceItems", '[');
    for (size_t n = 0; n < i->item_count; n++) {
        json_open(w, NULL, '{');
        json_put_text(w, "itemName", i->items[n].name);
        put_money(w, "amount", i->items[n].amount);
        json_close(w);
    }
    json_close(w);
    json_close(w);
}

const char *
billmanager_invoice_body(struct arena *mem, const struct billmanager_invoice *i)
{
    struct json_writer w = json_writer_new(mem);

    put_invoice(mem, &w, i);
    return json_done(&w);
}

const char *
billmanager_bulk_body(struct arena *mem, const struct billmanager_invoice *list, size_t count)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '[');
    for (size_t i = 0; i < count; i++)
        put_invoice(mem, &w, &list[i]);
    json_close(&w);
    return json_done(&w);
}

static void
put_cancel(struct json_writer *w, const char *reference)
{
    json_open(w, NULL, '{');
    json_put_text(w, "externalReference", reference);
    json_close(w);
}

const char *
billmanager_cancel_body(struct arena *mem, const char *reference)
{
    struct json_writer w = json_writer_new(mem);

    put_cancel(&w, reference);
    return json_done(&w);
}

const char *
billmanager_cancel_bulk_body(struct arena *mem, const char *const *references, size_t count)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '[');
    for (size_t i = 0; i < count; i++)
        put_cancel(&w, references[i]);
    json_close(&w);
    return json_done(&w);
}

const char *
billmanager_reconcile_body(struct arena *mem, const struct billmanager_settlement *s)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    put_date(&w, "paymentDate", s->paid_on);
    put_money(&w, "paidAmount", s->amount);
    json_put_text(&w, "accountReference", s->account_ref);
    json_put_text(&w, "transactionId", s->receipt_no);
    json_put_text(&w, "phoneNumber", local_phone(mem, s->phone));
    json_put_text(&w, "fullName", s->full_name);
    json_put_text(&w, "invoiceName", s->invoice_name);
    json_put_text(&w, "externalReference", s->reference);
    json_close(&w);
    return json_done(&w);
}

struct answer
answer_to_billmanager(struct arena *mem, const struct reply *r, const char **app_key)
{
    struct answer      a;
    const struct json *body;

    *app_key = NULL;
    if (answer_settled(mem, r, &a, &body))
        return a;
    a.code = wire_member(body, "rescode");
    a.message = wire_member(body, "resmsg");
    if (a.code && strcmp(a.code, "200") == 0) {
        a.kind = ANSWER_ACCEPTED;
        *app_key = wire_member(body, "app_key");
    } else if (a.code && a.code[0] == '4' && strlen(a.code) == 3) {
        a.kind = ANSWER_REJECTED;
        a.outcome = "request_refused";
    }
    return a;
}

enum err
billmanager_payment_read(struct arena *mem, const char *body, size_t n, struct billmanager_payment *out,
                         const char **why)
{
    const struct json *j;
    enum err           e = json_parse(mem, body, n, &j, why);

    if (e != ERR_OK)
        return e;
    struct billmanager_payment p = {
        .receipt_no = wire_receipt(mem, wire_member(j, "transactionId")),
        .msisdn = wire_member(j, "msisdn"),
        .account = wire_member(j, "accountReference"),
        .shortcode = wire_member(j, "shortCode"),
    };
    if (!p.receipt_no) {
        *why = "it has no transactionId that could be a receipt number";
        return ERR_INPUT;
    }
    p.has_amount = wire_money(wire_member(j, "paidAmount"), &p.amount) && p.amount.cents > 0;
    (void)wire_time(wire_member(j, "dateCreated"), &p.paid_at);
    *out = p;
    return ERR_OK;
}
