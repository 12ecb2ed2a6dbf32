#include "gateway/request_kind.h"

#include <string.h>

#include "daraja/b2b.h"
#include "daraja/b2c.h"
#include "daraja/balance.h"
#include "daraja/express.h"
#include "daraja/ratiba.h"
#include "daraja/reversal.h"
#include "daraja/status.h"
#include "gateway/request_extra.h"

/* Daraja knows a till's organisation by its store number (daraja.md 3.1). */
static const char *
organisation(const struct mpesa_request *r)
{
    return r->till && r->store_number ? r->store_number : r->shortcode;
}

static const char *
b2c_where(const struct gateway *g, const struct mpesa_request *r)
{
    return b2c_path(g->conf->b2c_v1 ? 1 : 3, r->command);
}

static const char *
b2c_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    struct b2c_request q = {
        .originator_id = r->originator_id,
        .by = *by,
        .command = r->command,
        .amount = r->amount,
        .shortcode = r->shortcode,
        .phone = r->party,
        .occasion = r->occasion,
    };

    return b2c_body(g->mem, &q, g->conf->b2c_v1 ? 1 : 3);
}

static const char *
b2b_where(const struct gateway *g, const struct mpesa_request *r)
{
    (void)g;
    (void)r;
    return B2B_PATH;
}

static const char *
b2b_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    struct b2b_request q = {
        .by = *by,
        .command = r->command,
        .receiver_type = strcmp(r->party_kind, "till") == 0 ? IDENTIFIER_TILL : IDENTIFIER_SHORTCODE,
        .amount = r->amount,
        .shortcode = organisation(r),
        .receiver = r->party,
        .account_ref = r->account_ref,
        .occasion = r->occasion,
    };

    return b2b_body(g->mem, &q);
}

static const char *
tax_where(const struct gateway *g, const struct mpesa_request *r)
{
    (void)g;
    (void)r;
    return B2B_TAX_PATH;
}

static const char *
tax_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    return b2b_tax_body(g->mem, by, organisation(r), r->amount, r->account_ref);
}

static const char *
reversal_where(const struct gateway *g, const struct mpesa_request *r)
{
    (void)g;
    (void)r;
    return REVERSAL_PATH;
}

static const char *
reversal_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    struct reversal_request q = {
        .by = *by, .receipt_no = r->receipt_no, .amount = r->amount, .shortcode = organisation(r)};

    return reversal_body(g->mem, &q);
}

static const char *
balance_where(const struct gateway *g, const struct mpesa_request *r)
{
    (void)g;
    (void)r;
    return BALANCE_PATH;
}

static const char *
balance_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    return balance_body(g->mem, by, organisation(r), false);
}

static const char *
status_where(const struct gateway *g, const struct mpesa_request *r)
{
    (void)g;
    (void)r;
    return STATUS_PATH;
}

static const char *
status_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    struct status_request q = {
        .by = *by,
        .receipt_no = r->receipt_no,
        .conversation_id = r->about_conversation,
        .shortcode = organisation(r),
        .occasion = r->occasion,
    };

    return status_body(g->mem, &q);
}

static const struct request_kind kinds[] = {
    /* api      initiator once secret */
    {"b2c", true, false, false, b2c_where, b2c_what, answer_to_request, NULL, NULL},
    {"b2b", true, false, false, b2b_where, b2b_what, answer_to_request, NULL, NULL},
    {"tax", true, false, false, tax_where, tax_what, answer_to_request, NULL, NULL},
    {"reversal", true, false, false, reversal_where, reversal_what, answer_to_request, NULL, NULL},
    {"balance", true, false, false, balance_where, balance_what, answer_to_request, NULL, NULL},
    {"status", true, false, false, status_where, status_what, answer_to_request, NULL, NULL},
    {"ratiba", false, true, false, ratiba_where, ratiba_what, answer_to_ratiba, NULL, NULL},
    {"express", false, true, false, express_where, express_what, answer_to_express, NULL, NULL},
    {"simswap", false, false, false, simswap_where, simswap_what, simswap_answer, NULL, simswap_taken},
    {"billmanager", false, false, true, billmanager_where, billmanager_what, billmanager_answer, billmanager_key,
     billmanager_taken},
};

const struct request_kind *
request_kind_of(const char *api)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(api, kinds[i].api) == 0)
            return &kinds[i];
    return NULL;
}
