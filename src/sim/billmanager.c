#include "sim/billmanager.h"

#include <string.h>

#include "base/date.h"
#include "sim/call.h"
#include "sim/courier.h"
#include "sim/handset.h"
#include "sim/movement.h"
#include "sim/shilling.h"
#include "sim/world.h"

enum { TRIES_MOST = 5, AGAIN_MS = 500 };

void
billmanager_say(struct call *c, const char *code, const char *message)
{
    struct json_writer out = json_writer_new(c->mem);

    json_open(&out, NULL, '{');
    json_put_text(&out, "Status_Message", message);
    json_put_text(&out, "resmsg", strcmp(code, "200") == 0 ? "Success" : message);
    json_put_text(&out, "rescode", code);
    json_close(&out);
    c->answer = answer_json(200, json_done(&out));
}

struct bill_client *
bill_client_of(struct world *w, struct call *c)
{
    const char         *key = call_header(c, "appKey");
    struct bill_client *first = w->bill_clients;

    if (!key && first && !first->next)
        return first;
    for (struct bill_client *b = first; key && b; b = b->next)
        if (strcmp(b->app_key, key) == 0)
            return b;
    billmanager_say(c, "401", "appKey is not known");
    return NULL;
}

struct bill *
bill_find(const struct bill_client *client, const char *external)
{
    for (struct bill *b = client->bills; b; b = b->next)
        if (strcmp(b->external, external) == 0)
            return b;
    return NULL;
}

/* News of one payment, and how often it was tried. */
struct news {
    const struct bill_client *client;
    const char               *body;
    int                       tries;
};

static void send_news(struct world *w, struct news *n, int64_t delay_ms);

static void
on_heard(struct world *w, const struct parcel *parcel, const struct attempt *made)
{
    struct news *n = parcel->about;

    if (made->status != 200 && n->tries < TRIES_MOST)
        send_news(w, n, AGAIN_MS);
}

static void
send_news(struct world *w, struct news *n, int64_t delay_ms)
{
    n->tries++;
    courier_send(w->courier, &(struct parcel){
                                 .url = n->client->url,
                                 .body = n->body,
                                 .delay_ms = delay_ms,
                                 .about = n,
                                 .done = on_heard,
                             });
}

static const char *
news_body(struct world *w, const struct movement *m)
{
    struct json_writer out = json_writer_new(w->mem);
    char               amount[MONEY_TEXT_SIZE], day[DATE_SIZE];

    json_open(&out, NULL, '{');
    json_put_text(&out, "transactionId", m->receipt);
    json_put_raw(&out, "paidAmount", money_plain(amount, m->amount));
    json_put_text(&out, "msisdn", m->from.handset ? m->from.handset->phone : "");
    json_put_text(&out, "dateCreated", date_text(day, eat_from(m->ended_ms / 1000).date));
    json_put_text(&out, "accountReference", m->reference);
    json_put_raw(&out, "shortCode", m->to.organisation->number);
    json_close(&out);
    return json_done(&out);
}

static struct bill *
bill_of(const struct bill_client *client, const char *reference)
{
    for (struct bill *b = client->bills; b; b = b->next)
        if (!b->cancelled && strcmp(b->reference, reference) == 0)
            return b;
    return NULL;
}

void
billmanager_paid(struct world *w, const struct movement *m)
{
    for (const struct bill_client *client = w->bill_clients; client; client = client->next) {
        bool         ours = client->organisation == m->to.organisation && m->reference;
        struct bill *b = ours ? bill_of(client, m->reference) : NULL;
        if (!b)
            continue;
        b->paid.cents += m->amount.cents;
        struct news *n = ARENA_NEW(w->mem, struct news);
        *n = (struct news){.client = client, .body = news_body(w, m)};
        send_news(w, n, w->flags.c2b_delay_ms);
    }
}
