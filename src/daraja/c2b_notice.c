#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "base/msisdn.h"
#include "base/utf8.h"
#include "daraja/c2b.h"
#include "daraja/wire.h"

enum { WORDS_MOST = 64, ACCOUNT_MOST = 64, NAME_MOST = 100 };

static const char *
text(struct arena *mem, const struct json *j, const char *key, size_t most)
{
    const char *said = json_text(json_get(j, key));

    return wire_filled(said) ? wire_cut(mem, said, most) : NULL;
}

static const char *
name(struct arena *mem, const struct json *j, const char *key)
{
    const char *said = text(mem, j, key, NAME_MOST);
    const char *tidy = said ? utf8_tidy(mem, said) : "";

    return *tidy ? tidy : NULL;
}

static const char *
whole_name(struct arena *mem, const struct c2b_notice *c)
{
    const char *all = arena_printf(mem, "%s %s %s", c->first_name ? c->first_name : "",
                                   c->middle_name ? c->middle_name : "", c->last_name ? c->last_name : "");

    all = utf8_tidy(mem, all);
    return *all ? all : NULL;
}

enum err
c2b_notice_read(struct arena *mem, const char *body, size_t n, struct c2b_notice *out, const char **why)
{
    const struct json *j;
    enum err           e = json_parse(mem, body, n, &j, why);

    if (e != ERR_OK)
        return e;
    struct c2b_notice c = {
        .type = text(mem, j, "TransactionType", WORDS_MOST),
        .receipt_no = wire_receipt(mem, json_text(json_get(j, "TransID"))),
        .shortcode = text(mem, j, "BusinessShortCode", WORDS_MOST),
        .account = text(mem, j, "BillRefNumber", ACCOUNT_MOST),
        .invoice = text(mem, j, "InvoiceNumber", WORDS_MOST),
        .third_party_id = text(mem, j, "ThirdPartyTransID", WORDS_MOST),
        .msisdn = text(mem, j, "MSISDN", MSISDN_MOST),
        .first_name = name(mem, j, "FirstName"),
        .middle_name = name(mem, j, "MiddleName"),
        .last_name = name(mem, j, "LastName"),
    };
    if (!c.receipt_no) {
        *why = "it has no TransID that could be a receipt number";
        return ERR_INPUT;
    }
    c.has_amount = wire_money(json_text(json_get(j, "TransAmount")), &c.amount) && c.amount.cents > 0;
    c.has_balance = wire_money(json_text(json_get(j, "OrgAccountBalance")), &c.balance);
    (void)wire_time(json_text(json_get(j, "TransTime")), &c.paid_at);
    c.name = whole_name(mem, &c);
    *out = c;
    return ERR_OK;
}

bool
c2b_is_customer(const char *type)
{
    static const char *const others[] = {"Organization", "Organisation", "OD Payment", "Settlement"};

    for (size_t i = 0; type && i < COUNT(others); i++)
        if (strcasestr(type, others[i]))
            return false;
    return true;
}

static const struct {
    const char *code, *desc;
} verdicts[] = {
    [C2B_ACCEPT] = {"0", "Accepted"},
    [C2B_BAD_MSISDN] = {"C2B00011", "Rejected"},
    [C2B_BAD_ACCOUNT] = {"C2B00012", "Rejected"},
    [C2B_BAD_AMOUNT] = {"C2B00013", "Rejected"},
    [C2B_BAD_KYC] = {"C2B00014", "Rejected"},
    [C2B_BAD_SHORTCODE] = {"C2B00015", "Rejected"},
    [C2B_OTHER_ERROR] = {"C2B00016", "Rejected"},
};
_Static_assert(COUNT(verdicts) == C2B_VERDICT_COUNT, "an answer for each");

const char *
c2b_validation_answer(struct arena *mem, enum c2b_verdict v, const char *third_party_id)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "ResultCode", verdicts[v].code);
    json_put_text(&w, "ResultDesc", verdicts[v].desc);
    if (v == C2B_ACCEPT && third_party_id)
        json_put_text(&w, "ThirdPartyTransID", third_party_id);
    json_close(&w);
    return json_done(&w);
}
