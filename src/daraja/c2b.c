#include "daraja/c2b.h"

#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "daraja/wire.h"

const char *
c2b_register_path(int version)
{
    return version == 1 ? "/mpesa/c2b/v1/registerurl" : "/mpesa/c2b/v2/registerurl";
}

const char *
c2b_simulate_path(int version)
{
    return version == 1 ? "/mpesa/c2b/v1/simulate" : "/mpesa/c2b/v2/simulate";
}

const char *
c2b_register_body(struct arena *mem, const struct c2b_addresses *a)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "ShortCode", a->shortcode);
    json_put_text(&w, "ResponseType", a->cancel_when_silent ? "Cancelled" : "Completed");
    json_put_text(&w, "ConfirmationURL", a->confirmation_url);
    json_put_text(&w, "ValidationURL", a->validation_url);
    json_close(&w);
    return json_done(&w);
}

const char *
c2b_simulate_body(struct arena *mem, const char *shortcode, struct money amount, const char *phone, const char *account)
{
    char               text[MONEY_TEXT_SIZE];
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "ShortCode", shortcode);
    json_put_text(&w, "CommandID", account ? "CustomerPayBillOnline" : "CustomerBuyGoodsOnline");
    json_put_text(&w, "Amount", money_plain(text, amount));
    json_put_text(&w, "Msisdn", phone);
    if (account)
        json_put_text(&w, "BillRefNumber", account);
    json_close(&w);
    return json_done(&w);
}

/* Here, and nowhere else, Daraja tells things apart by prose alone (daraja.md 6.1). */
static const struct {
    const char         *fragment;
    enum c2b_registered kind;
    const char         *verdict;
} told[] = {
    {"already registered", C2B_ALREADY, "urls_already_registered"},
    {"Duplicate notification info", C2B_HELD, "urls_held_by_another"},
};

static bool
told_by(const char *text, struct c2b_registration *out)
{
    for (size_t i = 0; text && i < COUNT(told); i++) {
        if (strcasestr(text, told[i].fragment)) {
            out->kind = told[i].kind;
            out->verdict = told[i].verdict;
            return true;
        }
    }
    return false;
}

/* A SOAP fault put into JSON, now and then two of them one behind the other. */
static bool
is_soap_fault(const struct reply *r)
{
    return r->transport == TRANSPORT_ANSWERED && memmem(r->body, r->len, "\"Envelope\"", 10) &&
           memmem(r->body, r->len, "Fault", 5);
}

static struct c2b_registration
refused(const struct answer *a)
{
    struct c2b_registration out = {.kind = C2B_LATER, .answer = *a, .verdict = "unanswered"};

    if (a->kind == ANSWER_TOKEN) {
        out.kind = C2B_TOKEN;
    } else if (told_by(a->message, &out)) {
        return out;
    } else if (a->code && strcmp(a->code, "401.003.01") == 0) {
        out.kind = C2B_OTHER_VERSION;
        out.verdict = "c2b_version_wrong";
    } else if (a->kind == ANSWER_REJECTED) {
        out.kind = C2B_REFUSED;
        out.verdict = a->outcome;
    } else if (a->kind == ANSWER_BUSY) {
        out.verdict = "mpesa_busy";
    } else if (a->kind == ANSWER_NOT_SENT) {
        out.verdict = "not_sent";
    }
    return out;
}

struct c2b_registration
c2b_register_answer(struct arena *mem, const struct reply *r)
{
    struct answer      a;
    const struct json *body;

    if (is_soap_fault(r))
        return (struct c2b_registration){C2B_REFUSED, {.kind = ANSWER_REJECTED}, "c2b_not_enabled"};
    if (answer_settled(mem, r, &a, &body))
        return refused(&a);

    struct c2b_registration out = {.kind = C2B_LATER, .verdict = "unanswered"};
    a.code = json_text(json_get(body, "ResponseCode"));
    a.message = json_string(json_get(body, "ResponseDescription"));
    a.originator_id = wire_member(body, "OriginatorCoversationID");
    if (!a.originator_id)
        a.originator_id = wire_member(body, "OriginatorConversationID");
    if (!told_by(a.message, &out) &&
        (wire_zeros(a.code) || (!wire_filled(a.code) && a.message && strcasecmp(a.message, "success") == 0))) {
        a.kind = ANSWER_ACCEPTED;
        out.kind = C2B_REGISTERED;
        out.verdict = "urls_registered";
    }
    out.answer = a;
    return out;
}
