#include "sim/route.h"

#include <string.h>

#include "sim/api.h"
#include "sim/api_script.h"
#include "sim/control.h"
#include "sim/guard.h"
#include "sim/journal.h"
#include "sim/page.h"
#include "sim/spoil.h"
#include "sim/world.h"

#define BILLS "/v1/billmanager-invoice/"

static const struct route routes[] = {
    {"GET", "/oauth/v1/generate", GUARD_BASIC, NULL, oauth_generate, NULL},
    {"POST", "/mpesa/stkpush/v1/processrequest", GUARD_DARAJA, stkpush_fields, stkpush_process, NULL},
    {"POST", "/mpesa/stkpushquery/v1/query", GUARD_DARAJA, stkquery_fields, stkquery_answer, NULL},
    {"POST", "/mpesa/c2b/v1/registerurl", GUARD_DARAJA, c2b_register_fields, c2b_register_v1, "c2bRegister"},
    {"POST", "/mpesa/c2b/v2/registerurl", GUARD_DARAJA, c2b_register_fields, c2b_register_v2, "c2bRegister"},
    {"POST", "/mpesa/c2b/v1/simulate", GUARD_DARAJA, c2b_simulate_fields, c2b_simulate, "c2bSimulate"},
    {"POST", "/mpesa/c2b/v2/simulate", GUARD_DARAJA, c2b_simulate_fields, c2b_simulate, "c2bSimulate"},
    {"POST", "/mpesa/b2c/v1/paymentrequest", GUARD_DARAJA, b2c_v1_fields, b2c_v1, "b2c"},
    {"POST", "/mpesa/b2c/v3/paymentrequest", GUARD_DARAJA, b2c_v3_fields, b2c_v3, "b2c"},
    {"POST", "/mpesa/b2pochi/v1/paymentrequest", GUARD_DARAJA, b2pochi_fields, b2c_v3, "b2pochi"},
    {"POST", "/mpesa/b2b/v1/paymentrequest", GUARD_DARAJA, b2b_fields, b2b_pay, "b2b"},
    {"POST", "/mpesa/b2b/v1/remittax", GUARD_DARAJA, tax_fields, tax_remit, "remittax"},
    {"POST", "/mpesa/reversal/v1/request", GUARD_DARAJA, reversal_fields, reversal_request, "reversal"},
    {"POST", "/mpesa/accountbalance/v1/query", GUARD_DARAJA, balance_fields, balance_query, "accountBalance"},
    {"POST", "/mpesa/transactionstatus/v1/query", GUARD_DARAJA, status_fields, status_query, "transactionStatus"},
    {"POST", "/mpesa/qrcode/v1/generate", GUARD_DARAJA, qrcode_fields, qrcode_generate, "qr"},
    {"POST", "/pulltransactions/v1/register", GUARD_DARAJA, pull_register_fields, pull_register, "pullRegister"},
    {"POST", "/pulltransactions/v1/query", GUARD_DARAJA, pull_query_fields, pull_query, "pullQuery"},
    {"POST", "/standingorder/v1/createStandingOrderExternal", GUARD_DARAJA, ratiba_fields, ratiba_create, "ratiba"},
    {"POST", BILLS "optin", GUARD_DARAJA, bills_optin_fields, bills_optin, "billManager"},
    {"POST", BILLS "change-optin-details", GUARD_DARAJA, bills_optin_fields, bills_optin, "billManager"},
    {"POST", BILLS "single-invoicing", GUARD_DARAJA, bills_invoice_fields, bills_invoice, "billManager"},
    {"POST", BILLS "update/single-invoicing", GUARD_DARAJA, bills_invoice_fields, bills_invoice, "billManager"},
    {"POST", BILLS "bulk-invoicing", GUARD_DARAJA, NULL, bills_bulk, "billManager"},
    {"POST", BILLS "reconciliation", GUARD_DARAJA, bills_reconcile_fields, bills_reconcile, "billManager"},
    {"POST", BILLS "cancel-single-invoice", GUARD_DARAJA, bills_cancel_fields, bills_cancel, "billManager"},
    {"POST", BILLS "cancel-bulk-invoices", GUARD_DARAJA, NULL, bills_cancel_bulk, "billManager"},
    {"POST", "/v1/ussdpush/get-msisdn", GUARD_DARAJA, express_fields, express_push, "express"},
    {"POST", "/imsi/v1/checkATI", GUARD_DARAJA, simswap_fields, simswap_v1, "simSwap"},
    {"POST", "/imsi/v2/checkATI", GUARD_DARAJA, simswap_fields, simswap_v2, "simSwap"},

    {"GET", "/control/health", GUARD_CONTROL, NULL, control_health, NULL},
    {"POST", "/control/reset", GUARD_CONTROL, NULL, control_reset, NULL},
    {"GET", "/control/flags", GUARD_CONTROL, NULL, control_flags_get, NULL},
    {"PUT", "/control/flags", GUARD_CONTROL, NULL, control_flags_put, NULL},
    {"POST", "/control/tokens/expire", GUARD_CONTROL, NULL, control_tokens_expire, NULL},
    {"GET", "/control/requests", GUARD_CONTROL, NULL, control_requests, NULL},
    {"PUT", "/control/apps/:x", GUARD_CONTROL, NULL, control_app_put, NULL},
    {"GET", "/control/organisations", GUARD_CONTROL, NULL, control_organisations, NULL},
    {"PUT", "/control/organisations/:x", GUARD_CONTROL, NULL, control_organisation_put, NULL},
    {"GET", "/control/phones/:x", GUARD_CONTROL, NULL, control_phone_get, NULL},
    {"PUT", "/control/phones/:x", GUARD_CONTROL, NULL, control_phone_put, NULL},
    {"POST", "/control/phones/:x/answer", GUARD_CONTROL, NULL, control_phone_answer, NULL},
    {"PUT", "/control/phones/:x/balance", GUARD_CONTROL, NULL, control_phone_balance, NULL},
    {"PUT", "/control/phones/:x/sim", GUARD_CONTROL, NULL, control_phone_sim, NULL},
    {"PUT", "/control/phones/:x/registered", GUARD_CONTROL, NULL, control_phone_registered, NULL},
    {"PUT", "/control/phones/:x/pin", GUARD_CONTROL, NULL, control_phone_pin, NULL},
    {"GET", "/control/transactions", GUARD_CONTROL, NULL, control_transactions, NULL},
    {"POST", "/control/transactions/:x/resend", GUARD_CONTROL, NULL, control_resend, NULL},
    {"POST", "/control/transactions/:x/complete", GUARD_CONTROL, NULL, control_complete, NULL},
    {"PUT", "/control/transactions/:x/query", GUARD_CONTROL, NULL, control_query_put, NULL},
    {"POST", "/control/c2b", GUARD_CONTROL, NULL, control_c2b, NULL},
    {"PUT", "/control/c2b", GUARD_CONTROL, NULL, control_c2b_put, NULL},
    {"GET", "/control/c2b", GUARD_CONTROL, NULL, control_c2b_list, NULL},
    {"POST", "/control/c2b/:x/resend", GUARD_CONTROL, NULL, control_c2b_resend, NULL},
    {"GET", "/control/chaos", GUARD_CONTROL, NULL, control_chaos_get, NULL},
    {"PUT", "/control/chaos", GUARD_CONTROL, NULL, control_chaos_put, NULL},
    {"PUT", "/control/scripts/:x", GUARD_CONTROL, NULL, control_script_put, NULL},
    {"GET", "/control/jobs", GUARD_CONTROL, NULL, control_jobs, NULL},
    {"POST", "/control/jobs/:x/resend", GUARD_CONTROL, NULL, control_job_resend, NULL},
    {"POST", "/control/reversals", GUARD_CONTROL, NULL, control_reversal, NULL},
    {"GET", "/control/certificate", GUARD_CONTROL, NULL, control_certificate, NULL},
    {"GET", "/control/standing-orders", GUARD_CONTROL, NULL, control_ratiba_list, NULL},
    {"POST", "/control/standing-orders/:x/pay", GUARD_CONTROL, NULL, control_ratiba_pay, NULL},
    {"GET", "/control/movements", GUARD_CONTROL, NULL, control_movements, NULL},
    {"GET", "/control/ledger", GUARD_CONTROL, NULL, control_ledger, NULL},
    {"POST", "/control/callback", GUARD_CONTROL, NULL, control_callback, NULL},

    {"GET", "/", GUARD_PAGE, NULL, page_home, NULL},
    {"GET", "/transactions", GUARD_PAGE, NULL, page_transactions, NULL},
    {"GET", "/phone", GUARD_PAGE, NULL, page_phone_find, NULL},
    {"GET", "/phone/:x", GUARD_PAGE, NULL, page_phone, NULL},
    {"POST", "/phone/:x/answer", GUARD_PAGE, NULL, page_phone_answer, NULL},
    {"POST", "/phone/:x/pay", GUARD_PAGE, NULL, page_phone_pay, NULL},
    {"GET", "/sim.css", GUARD_PAGE, NULL, page_css, NULL},
};

/* Compares part by part; what stands for ":x" goes to *param. */
static bool
fits(const char *pattern, const char *path, struct arena *mem, const char **param)
{
    for (; *pattern; pattern++) {
        if (*pattern == ':') {
            size_t n = strcspn(path, "/");
            if (n == 0)
                return false;
            *param = arena_strndup(mem, path, n);
            path += n;
            pattern += strcspn(pattern, "/") - 1;
        } else if (*pattern != *path++) {
            return false;
        }
    }
    return *path == '\0';
}

/* The route of method and path; failing that, one of the path, so that the method can be complained of. */
static const struct route *
find(struct call *c, bool *method_fits)
{
    const struct route *other = NULL;

    for (size_t i = 0; i < COUNT(routes); i++) {
        const struct route *r = &routes[i];
        if (!fits(r->path, c->path, c->mem, &c->param))
            continue;
        *method_fits = strcmp(r->method, c->method) == 0;
        if (*method_fits)
            return r;
        other = r;
    }
    return other;
}

bool
route_api_known(const char *api)
{
    for (size_t i = 0; i < COUNT(routes); i++)
        if (routes[i].api && strcmp(routes[i].api, api) == 0)
            return true;
    return strcmp(api, "default") == 0;
}

/* A handler whose API has scripts: it runs unless the script says that the request never got so far, and what it
 * answers is then made as bad as the script wants. What it refuses itself stays as it is. */
static void
run_scripted(struct call *c)
{
    c->script = api_script_take(c->world, c->route->api);
    c->answer = answer_json(200, "{}");
    if (script_prompts(&c->script->answer))
        c->route->run(c->world, c);
    if (!c->answer.error_code)
        c->answer = spoil(c, &c->script->answer, c->answer);
    if (c->answer.kind == ANSWER_HANG)
        c->held = false; /* the server holds it, until the client gives up */
}

void
route_run(struct call *c)
{
    bool method_fits = false;

    c->route = find(c, &method_fits);
    bool elsewhere = c->route && (c->route->guard == GUARD_PAGE || c->route->guard == GUARD_CONTROL);
    if (!elsewhere)
        journal_came(c->world->journal, c);
    if (!guard_admits(c, method_fits))
        return;
    if (c->route->api)
        run_scripted(c);
    else
        c->route->run(c->world, c);
}
