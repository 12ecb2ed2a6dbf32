#include "sim/ratiba.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/number.h"
#include "sim/api.h"
#include "sim/c2b.h"
#include "sim/handset.h"
#include "sim/job.h"
#include "sim/result.h"

static bool
name_field(const char *value)
{
    return *value && strlen(value) <= 60;
}

static bool
day(const char *value)
{
    int64_t utc;
    char    padded[15];

    if (strlen(value) != 8)
        return false;
    snprintf(padded, sizeof padded, "%s000000", value);
    return daraja_time_parse(padded, &utc);
}

/* The older names and the newer ones. */
static bool
type(const char *value)
{
    return strncmp(value, "Standing Order ", 15) == 0 && (strstr(value, "Pay Bill") || strstr(value, "Pay Merchant"));
}

static bool
receiver_type(const char *value)
{
    return strcmp(value, "2") == 0 || strcmp(value, "4") == 0;
}

static bool
frequency(const char *value)
{
    int64_t n;

    return int64_parse(value, 1, 9, &n);
}

const struct field ratiba_fields[] = {
    {"StandingOrderName", name_field, NULL, false},
    {"StartDate", day, NULL, false},
    {"EndDate", day, NULL, false},
    {"BusinessShortCode", field_shortcode, NULL, false},
    {"TransactionType", type, NULL, false},
    {"ReceiverPartyIdentifierType", receiver_type, NULL, false},
    {"Amount", field_amount, NULL, false},
    {"PartyA", field_phone, NULL, false},
    {"CallBackURL", field_callback_url, NULL, false},
    {"AccountReference", field_reference, NULL, false},
    {"TransactionDesc", field_description, NULL, false},
    {"Frequency", frequency, NULL, false},
    {0},
};

struct ratiba *
ratiba_find(struct world *w, const char *id)
{
    int64_t n;

    if (!int64_parse(id, 1, INT64_MAX, &n))
        return NULL;
    for (struct ratiba *r = w->ratibas; r; r = r->next)
        if (r->id == n)
            return r;
    return NULL;
}

static bool
name_taken(const struct world *w, const struct handset *payer, const char *name)
{
    for (const struct ratiba *r = w->ratibas; r; r = r->next)
        if (r->payer == payer && strcmp(r->name, name) == 0)
            return true;
    return false;
}

/* The customer has agreed with a PIN. */
static const char *
run(struct world *w, struct job *j)
{
    struct handset *payer = handset_get(w, job_text(j, "PartyA"));
    struct ratiba  *r = ARENA_NEW(w->mem, struct ratiba);
    const char     *from = job_text(j, "StartDate"), *to = job_text(j, "EndDate");

    if (name_taken(w, payer, job_text(j, "StandingOrderName")))
        return "1050";
    if (strcmp(to, from) < 0)
        return "1051";
    *r = (struct ratiba){
        .next = w->ratibas,
        .payer = payer,
        .organisation = j->organisation,
        .name = job_text(j, "StandingOrderName"),
        .reference = job_text(j, "AccountReference"),
        .frequency = job_text(j, "Frequency"),
        .start = from,
        .end = to,
        .id = 2571999 + (w->ratibas ? w->ratibas->id - 2571998 : 0),
    };
    bool good = money_parse(job_text(j, "Amount"), &r->amount); /* the field's rule has seen to that */
    (void)good;
    w->ratibas = r;
    j->transaction = arena_printf(w->mem, "%" PRId64, r->id);
    return RESULT_SUCCESS;
}

static struct answer
acknowledge(struct arena *mem, const struct job *j)
{
    static const char  said[] = "Request accepted for processing";
    struct json_writer out = json_writer_new(mem);

    json_open(&out, NULL, '{');
    json_open(&out, "ResponseHeader", '{');
    json_put_text(&out, "responseRefID", j->originator);
    json_put_text(&out, "responseCode", "200");
    json_put_text(&out, "responseDescription", said);
    json_put_text(&out, "ResultDesc", "The service request is processed successfully.");
    json_close(&out);
    json_open(&out, "ResponseBody", '{');
    json_put_text(&out, "responseDescription", said);
    json_put_text(&out, "responseCode", "200");
    json_close(&out);
    json_close(&out);
    return answer_json(200, json_done(&out));
}

/* Success and failure differ in their capitals: so do Daraja's own. */
static const struct spelling {
    const char *header, *body, *data, *name, *value, *code;
} good_news = {"responseHeader", "responseBody", "responseData", "name", "value", "ResponseCode"},
  bad_news = {"ResponseHeader", "ResponseBody", "ResponseData", "Name", "Value", "responseCode"};

static void
put_item(struct json_writer *out, const struct spelling *s, const char *name, const char *value)
{
    json_open(out, NULL, '{');
    json_put_text(out, s->name, name);
    json_put_text(out, s->value, value);
    json_close(out);
}

static const char *
body(struct world *w, struct job *j)
{
    bool                   made = strcmp(j->code, RESULT_SUCCESS) == 0;
    const struct spelling *s = made ? &good_news : &bad_news;
    struct json_writer     out = json_writer_new(w->mem);

    json_open(&out, NULL, '{');
    json_open(&out, s->header, '{');
    json_put_text(&out, "responseRefID", j->originator);
    json_put_text(&out, "requestRefID", j->originator);
    json_put_text(&out, "responseCode", j->code);
    json_put_text(&out, "responseDescription", made ? "Standing order created successfully" : "Error");
    json_close(&out);
    json_open(&out, s->body, '{');
    json_open(&out, s->data, '[');
    put_item(&out, s, "TransactionID", made && j->transaction ? j->transaction : "0000000000");
    put_item(&out, s, s->code, j->code);
    put_item(&out, s, "Status", made ? "OKAY" : "ERROR");
    if (made)
        put_item(&out, s, "status", "ACTIVE");
    put_item(&out, s, "Msisdn", arena_printf(w->mem, "*********%.3s", job_text(j, "PartyA") + 9));
    json_close(&out);
    json_close(&out);
    json_close(&out);
    return json_done(&out);
}

static const struct job_kind kind = {
    .name = "ratiba",
    .party = "BusinessShortCode",
    .url = "CallBackURL",
    .enrols_as = ORGANISATION_PAYBILL,
    .run = run,
    .ack = acknowledge,
    .body = body,
};

void
ratiba_create(struct world *w, struct call *c)
{
    job_begin(w, c, &kind, NULL);
}

struct c2b *
ratiba_pay(struct world *w, struct ratiba *r, const char **why)
{
    struct c2b asked = {
        .payer = r->payer,
        .organisation = r->organisation,
        .reference = r->reference,
        .amount = r->amount,
        .script = c2b_script_take(w),
    };

    *why = c2b_obstacle(&asked);
    if (*why)
        return NULL;
    r->payments++;
    return c2b_begin(w, &asked);
}

void
ratiba_list(const struct world *w, struct json_writer *out)
{
    char amount[MONEY_TEXT_SIZE];

    for (const struct ratiba *r = w->ratibas; r; r = r->next) {
        json_open(out, NULL, '{');
        json_put_int(out, "id", r->id);
        json_put_text(out, "name", r->name);
        json_put_text(out, "phone", r->payer->phone);
        json_put_text(out, "shortcode", r->organisation->number);
        json_put_text(out, "account", r->reference);
        json_put_text(out, "amount", money_plain(amount, r->amount));
        json_put_text(out, "frequency", r->frequency);
        json_put_text(out, "start", r->start);
        json_put_text(out, "end", r->end);
        json_put_int(out, "payments", r->payments);
        json_close(out);
    }
}
