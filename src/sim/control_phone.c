#include "sim/control.h"

#include <string.h>

#include "base/err.h"
#include "base/money.h"
#include "base/phone.h"
#include "sim/handset.h"
#include "sim/person.h"
#include "sim/push.h"
#include "sim/wording.h"

enum { COPIES_MOST = 1000 };

static void
bad(struct call *c, unsigned status, const char *why)
{
    c->answer = answer_control_error(c->mem, status, why);
}

/* The handset that the address names; NULL after answering. */
static struct handset *
handset_of(struct world *w, struct call *c)
{
    char phone[PHONE_SIZE];

    if (phone_parse(c->param, phone))
        return handset_get(w, phone);
    bad(c, 404, "not a phone number");
    return NULL;
}

static void
put_prompt(struct json_writer *out, struct arena *mem, const struct push *p)
{
    char amount[MONEY_TEXT_SIZE];

    json_open(out, "prompt", '{');
    json_put_text(out, "checkoutRequestId", p->checkout_id);
    json_put_text(out, "text", wording_prompt(mem, p));
    json_put_text(out, "amount", money_plain(amount, p->amount));
    json_put_text(out, "business", p->business);
    json_put_text(out, "accountReference", p->reference);
    json_put_int(out, "expiresInMs", push_left_ms(p));
    json_close(out);
}

static const char *
handset_json(struct arena *mem, const struct handset *h)
{
    struct json_writer out = json_writer_new(mem);
    char               balance[MONEY_TEXT_SIZE];
    int                shown = 0;

    json_open(&out, NULL, '{');
    json_put_text(&out, "phone", h->phone);
    json_put_text(&out, "balance", money_plain(balance, h->balance));
    if (h->prompt)
        put_prompt(&out, mem, h->prompt);
    else
        json_put_null(&out, "prompt");
    json_put_bool(&out, "scripted", h->script != NULL);
    json_put_bool(&out, "registered", !h->unregistered);
    json_put_text(&out, "name", person_full(mem, h->phone));
    json_open(&out, "messages", '[');
    for (const struct message *m = h->messages; m && shown < 1000; m = m->next, shown++) {
        json_open(&out, NULL, '{');
        json_put_int(&out, "at", m->at_ms);
        json_put_text(&out, "text", m->text);
        json_close(&out);
    }
    json_close(&out);
    json_close(&out);
    return json_done(&out);
}

void
control_phone_get(struct world *w, struct call *c)
{
    const struct handset *h = handset_of(w, c);

    if (h)
        c->answer = answer_json(200, handset_json(c->mem, h));
}

static bool
status_good(int64_t status)
{
    return status == 0 || (status >= 200 && status <= 599);
}

static const char *
script_complaint(const struct script *s)
{
    if (!status_good(s->answer.status) || !status_good(s->query.status))
        return "status: 200 to 599";
    if (s->callback.copies > COPIES_MOST || c2b_script_complaint(&s->c2b))
        return "copies: too many";
    if (s->result && !*s->result)
        return "result: a code is needed";
    return NULL;
}

void
control_phone_put(struct world *w, struct call *c)
{
    bool             is_default = strcmp(c->param, "default") == 0;
    struct handset  *h = is_default ? NULL : handset_of(w, c);
    struct scripted *s = ARENA_NEW(w->mem, struct scripted);
    const char      *why = NULL;

    if (!h && !is_default)
        return;
    s->script = script_default();
    if (members_read(w->mem, c->json, script_members, &s->script, &why))
        why = script_complaint(&s->script);
    if (why) {
        bad(c, 400, arena_strdup(c->mem, why));
        return;
    }
    s->left = s->script.times ? s->script.times : -1;
    *(is_default ? &w->default_script : &h->script) = s;
    c->answer = answer_ok();
}

void
control_phone_answer(struct world *w, struct call *c)
{
    struct handset *h = handset_of(w, c);
    const char     *pin = json_text(json_get(c->json, "pin"));
    bool            cancel = json_true(json_get(c->json, "cancel"));

    if (!h)
        return;
    if (!pin && !cancel)
        bad(c, 400, "{\"pin\":\"1234\"} or {\"cancel\":true} is wanted");
    else if (cancel ? handset_cancel(w, h) : handset_pin(w, h, pin))
        c->answer = answer_ok();
    else
        bad(c, 409, "nothing is asked on this phone");
}

void
control_phone_balance(struct world *w, struct call *c)
{
    struct handset *h = handset_of(w, c);
    const char     *text = json_text(json_get(c->json, "balance"));

    if (!h)
        return;
    if (text && money_parse(text, &h->balance))
        c->answer = answer_ok();
    else
        bad(c, 400, "{\"balance\":\"500\"} is wanted");
}

void
control_phone_pin(struct world *w, struct call *c)
{
    struct handset *h = handset_of(w, c);
    const char     *pin = json_string(json_get(c->json, "pin"));

    if (!h)
        return;
    if (pin && strlen(pin) == 4 && strspn(pin, "0123456789") == 4) {
        h->pin = arena_strdup(w->mem, pin);
        c->answer = answer_ok();
    } else {
        bad(c, 400, "{\"pin\":\"1234\"} is wanted");
    }
}

void
control_phone_registered(struct world *w, struct call *c)
{
    struct handset    *h = handset_of(w, c);
    const struct json *said = json_get(c->json, "registered");

    if (!h)
        return;
    if (json_kind(said) == JSON_BOOL) {
        h->unregistered = !json_true(said);
        c->answer = answer_ok();
    } else {
        bad(c, 400, "{\"registered\":false} is wanted");
    }
}

void
control_phone_sim(struct world *w, struct call *c)
{
    struct handset    *h = handset_of(w, c);
    const struct json *said = json_get(c->json, "lastSwapDate");

    if (!h)
        return;
    if (json_string(said) || json_kind(said) == JSON_NULL) {
        h->sim_swapped = arena_strdup(w->mem, json_string(said));
        c->answer = answer_ok();
    } else {
        bad(c, 400, "{\"lastSwapDate\":\"15-10-2026 08:30\"} or null is wanted");
    }
}
