/*
 * request_bill_manager.c - Bill Manager's four requests (contracts in request_extra.h; rent/bill_manager.h).
 */
#include <string.h>

#include "base/log.h"
#include "daraja/billmanager.h"
#include "gateway/request_extra.h"
#include "rent/bill.h"
#include "rent/bill_manager.h"
#include "rent/give_back.h"
#include "rent/settle.h"

static const char *
opt_in(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    struct bill_manager_facts f;
    struct billmanager_optin  o = {.shortcode = r->shortcode, .callback_url = by->result_url};

    if (bill_manager_facts(g->db, g->mem, r, &f) != ERR_OK || !f.email || !f.contact)
        return NULL;
    o.email = f.email;
    o.contact_phone = f.contact;
    o.reminders = f.reminders;
    return billmanager_optin_body(g->mem, &o);
}

static const char *
month_in_words(struct arena *mem, const char *period)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    int                      month = (period[5] - '0') * 10 + period[6] - '0';

    return arena_printf(mem, "%s %.4s", months[(month + 11) % 12], period);
}

static const char *
invoice(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    struct who                 owner = {.role = ROLE_OWNER, .landlord_id = r->landlord_id};
    struct bill                b;
    struct billmanager_item    item;
    struct billmanager_invoice i = {.reference = r->bill_id, .account_ref = r->account_ref, .amount = r->amount};

    (void)by;
    if (bill_load(g->db, g->mem, &owner, r->bill_id, &b) != ERR_OK || !date_parse(b.due_date, &i.due))
        return NULL;
    i.full_name = b.tenant_name;
    i.phone = r->party;
    i.period = month_in_words(g->mem, b.period);
    i.name = bill_kind_name(b.kind);
    item = (struct billmanager_item){i.name, r->amount};
    i.items = &item;
    i.item_count = 1;
    return billmanager_invoice_body(g->mem, &i);
}

static const char *
cancel(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    (void)by;
    return billmanager_cancel_body(g->mem, r->bill_id);
}

static const char *
acknowledge(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    struct who        owner = {.role = ROLE_OWNER, .landlord_id = r->landlord_id};
    struct returnable m;

    (void)by;
    if (give_back_load(g->db, g->mem, &owner, r->receipt_no, &m) != ERR_OK)
        return NULL;
    struct billmanager_settlement s = {
        .paid_on = eat_from(m.paid_at).date,
        .amount = m.amount,
        .account_ref = m.unit_label ? m.unit_label : "",
        .receipt_no = r->receipt_no,
        .phone = m.phone,
        .full_name = m.tenant_name  ? m.tenant_name
                     : m.payer_name ? m.payer_name
                                    : "",
        .invoice_name = "Rent",
        .reference = r->receipt_no,
    };
    return billmanager_reconcile_body(g->mem, &s);
}

static const struct {
    const char *command, *path;
    const char *(*body)(struct gateway *g, const struct mpesa_request *r, const struct request_by *by);
} commands[] = {
    {BILL_MANAGER_OPT_IN, BILLMANAGER_OPTIN_PATH, opt_in},
    {BILL_MANAGER_INVOICE, BILLMANAGER_SINGLE_PATH, invoice},
    {BILL_MANAGER_CANCEL, BILLMANAGER_CANCEL_PATH, cancel},
    {BILL_MANAGER_ACKNOWLEDGE, BILLMANAGER_RECONCILE_PATH, acknowledge},
};

static size_t
command_of(const struct mpesa_request *r)
{
    size_t i = 0;

    while (i < COUNT(commands) - 1 && strcmp(r->command, commands[i].command) != 0)
        i++;
    return i;
}

const char *
billmanager_where(const struct gateway *g, const struct mpesa_request *r)
{
    (void)g;
    return commands[command_of(r)].path;
}

const char *
billmanager_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    return commands[command_of(r)].body(g, r, by);
}

/* ---- the app key ---- */

static const char *
aad(struct arena *mem, const char *request_id)
{
    return arena_printf(mem, "bill_manager|%s", request_id);
}

const char *
billmanager_key(struct gateway *g, const struct mpesa_request *r)
{
    const char *request_id, *sealed;

    if (strcmp(r->command, BILL_MANAGER_OPT_IN) == 0 ||
        bill_manager_key(g->db, g->mem, r->receiving_account_id, &request_id, &sealed) != ERR_OK || !sealed)
        return NULL;
    return box_open(g->mem, &g->key, aad(g->mem, request_id), sealed);
}

struct answer
billmanager_answer(struct arena *mem, const struct reply *r)
{
    const char *app_key;

    return answer_to_billmanager(mem, r, &app_key);
}

enum err
billmanager_taken(struct gateway *g, struct mpesa_request *r, const struct reply *reply, struct arena *mem)
{
    const char          *app_key;
    bool                 moved;
    struct answer        a = answer_to_billmanager(mem, reply, &app_key);
    struct mpesa_outcome o = {.state = "success", .cause = "answer", .verdict = "answered", .code = a.code};
    enum err             e = settle(g->db, mem, r, &o, &moved);

    if (e != ERR_OK || !moved || !app_key)
        return e;
    return bill_manager_keep_key(g->db, r, box_seal(mem, &g->key, aad(mem, r->id), app_key));
}
