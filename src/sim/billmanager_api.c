#include "sim/api.h"

#include <string.h>

#include "base/phone.h"
#include "sim/billmanager.h"
#include "sim/handset.h"
#include "sim/ids.h"
#include "sim/organisation.h"
#include "sim/shilling.h"

static bool
local_phone(const char *value)
{
    char phone[PHONE_SIZE];

    return phone_parse(value, phone);
}

static bool
yes_or_no(const char *value)
{
    return strcmp(value, "0") == 0 || strcmp(value, "1") == 0;
}

static bool
due_date(const char *value)
{
    return strlen(value) >= 10 && strspn(value, "0123456789-: .") == strlen(value);
}

const struct field bills_optin_fields[] = {
    {"shortcode", field_shortcode, NULL, false},
    {"email", field_any, NULL, false},
    {"officialContact", local_phone, NULL, false},
    {"sendReminders", yes_or_no, NULL, false},
    {"logo", field_any, NULL, true},
    {"callbackurl", field_callback_url, NULL, false},
    {0},
};

const struct field bills_invoice_fields[] = {
    {"externalReference", field_any, NULL, false},
    {"billedFullName", field_any, NULL, false},
    {"billedPhoneNumber", local_phone, NULL, false},
    {"billedPeriod", field_any, NULL, false},
    {"invoiceName", field_any, NULL, false},
    {"dueDate", due_date, NULL, false},
    {"accountReference", field_any, NULL, false},
    {"amount", field_amount, NULL, false},
    {0},
};

const struct field bills_reconcile_fields[] = {
    {"transactionId", field_any, NULL, false},
    {"paidAmount", field_money, NULL, false},
    {"accountReference", field_any, NULL, false},
    {"externalReference", field_any, NULL, true},
    {0},
};

const struct field bills_cancel_fields[] = {
    {"externalReference", field_any, NULL, false},
    {0},
};

static const char *
text(const struct json *j, const char *name)
{
    return json_text(json_get(j, name));
}

static struct bill_client *
client_of_organisation(struct world *w, const struct organisation *o)
{
    for (struct bill_client *b = w->bill_clients; b; b = b->next)
        if (b->organisation == o)
            return b;
    return NULL;
}

/* Opting in again changes the details, as change-optin-details does, and keeps the key. */
void
bills_optin(struct world *w, struct call *c)
{
    struct organisation *o = organisation_use(w, text(c->json, "shortcode"), ORGANISATION_PAYBILL);
    struct bill_client  *client = o ? client_of_organisation(w, o) : NULL;
    struct json_writer   out = json_writer_new(c->mem);

    if (!o) {
        billmanager_say(c, "404", "The shortcode is not known");
        return;
    }
    if (!client) {
        client = ARENA_NEW(w->mem, struct bill_client);
        *client = (struct bill_client){.next = w->bill_clients, .organisation = o};
        client->app_key = ids_conversation(arena_alloc(w->mem, CONVERSATION_ID_SIZE), c->began_ms / 1000);
        w->bill_clients = client;
    }
    client->url = arena_strdup(w->mem, text(c->json, "callbackurl"));
    json_open(&out, NULL, '{');
    json_put_text(&out, "app_key", client->app_key);
    json_put_text(&out, "resmsg", "Success");
    json_put_text(&out, "rescode", "200");
    json_close(&out);
    c->answer = answer_json(200, json_done(&out));
}

static void
send_invoice(struct world *w, const struct bill_client *client, const struct bill *b)
{
    handset_message(w, handset_get(w, b->phone),
                    arena_printf(w->mem, "Bill %s from %s: KSh%s. Pay to paybill %s, account %s.", b->name,
                                 organisation_name(w, client->organisation), shilling_text(w->mem, b->amount),
                                 client->organisation->number, b->reference));
}

/* Makes the bill, or changes the one with that external reference. */
static void
put_bill(struct world *w, struct bill_client *client, const struct json *j)
{
    struct bill *b = bill_find(client, text(j, "externalReference"));
    char         phone[PHONE_SIZE];

    if (!b) {
        b = ARENA_NEW(w->mem, struct bill);
        b->next = client->bills;
        b->external = arena_strdup(w->mem, text(j, "externalReference"));
        client->bills = b;
    }
    b->reference = arena_strdup(w->mem, text(j, "accountReference"));
    b->name = arena_strdup(w->mem, text(j, "invoiceName"));
    if (phone_parse(text(j, "billedPhoneNumber"), phone) && money_parse(text(j, "amount"), &b->amount)) {
        b->phone = arena_strdup(w->mem, phone);
        send_invoice(w, client, b);
    }
}

void
bills_invoice(struct world *w, struct call *c)
{
    struct bill_client *client = bill_client_of(w, c);

    if (!client)
        return;
    put_bill(w, client, c->json);
    billmanager_say(c, "200", "Invoice sent successfully");
}

/* All or none, 1000 at most. */
void
bills_bulk(struct world *w, struct call *c)
{
    enum { BULK_MOST = 1000 };
    struct bill_client *client = bill_client_of(w, c);
    int                 count = 0;

    if (!client)
        return;
    for (const struct json *j = json_first(c->json); j; j = json_next(j), count++) {
        const char *complaint = field_complaint(bills_invoice_fields, j);
        if (complaint || count == BULK_MOST) {
            c->answer = answer_bad_field(c->mem, complaint ? complaint : "invoices");
            return;
        }
    }
    for (const struct json *j = json_first(c->json); j; j = json_next(j))
        put_bill(w, client, j);
    billmanager_say(c, "200", "Invoices sent successfully");
}

/* Our acknowledgement of a payment; the customer gets the e-receipt. */
void
bills_reconcile(struct world *w, struct call *c)
{
    const char *phone = text(c->json, "phoneNumber"), *reference = text(c->json, "accountReference");
    char        parsed[PHONE_SIZE];

    if (!bill_client_of(w, c))
        return;
    if (phone && phone_parse(phone, parsed))
        handset_message(w, handset_get(w, parsed),
                        arena_printf(w->mem, "e-Receipt: KSh%s received for account %s, %s.",
                                     text(c->json, "paidAmount"), reference, text(c->json, "transactionId")));
    billmanager_say(c, "200", "Payment reconciled");
}

/* The code that says how it went. */
static const char *
cancel(const struct bill_client *client, const char *external)
{
    struct bill *b = external ? bill_find(client, external) : NULL;

    if (!b)
        return "404";
    if (b->paid.cents)
        return "409";
    b->cancelled = true;
    return "200";
}

static void
say_cancelled(struct call *c, const char *code)
{
    billmanager_say(c, code,
                    strcmp(code, "200") == 0   ? "Invoice cancelled successfully"
                    : strcmp(code, "409") == 0 ? "A paid or partly paid invoice cannot be cancelled"
                                               : "No such invoice");
}

void
bills_cancel(struct world *w, struct call *c)
{
    struct bill_client *client = bill_client_of(w, c);

    if (client)
        say_cancelled(c, cancel(client, text(c->json, "externalReference")));
}

/* The worst code of all answers for them. */
void
bills_cancel_bulk(struct world *w, struct call *c)
{
    struct bill_client *client = bill_client_of(w, c);
    const char         *worst = "200";

    if (!client)
        return;
    for (const struct json *j = json_first(c->json); j; j = json_next(j)) {
        const char *code = cancel(client, text(j, "externalReference"));
        if (strcmp(code, worst) > 0)
            worst = code;
    }
    say_cancelled(c, worst);
}
