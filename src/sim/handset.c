#include "sim/handset.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "sim/push.h"
#include "sim/result.h"
#include "sim/world.h"

static const struct money first_balance = {INT64_C(10000000)};

struct handset *
handset_get(struct world *w, const char *phone)
{
    struct handset *h = index_find(&w->handsets_by_phone, phone);

    if (h)
        return h;
    h = ARENA_NEW(w->mem, struct handset);
    snprintf(h->phone, sizeof h->phone, "%s", phone);
    h->world = w;
    h->pin = "1234";
    h->balance = first_balance;
    index_add(&w->handsets_by_phone, h->phone, h);
    *w->handsets_end = h;
    w->handsets_end = &h->next;
    return h;
}

void
handset_message(struct world *w, struct handset *h, const char *text)
{
    struct message *m = ARENA_NEW(w->mem, struct message);

    *m = (struct message){.next = h->messages, .at_ms = clock_now_ms(), .text = arena_strdup(w->mem, text)};
    h->messages = m;
}

bool
handset_pin(struct world *w, struct handset *h, const char *pin)
{
    if (!h->prompt)
        return false;
    if (strcmp(pin, h->pin) != 0)
        push_finish(w, h->prompt, RESULT_WRONG_PIN, NULL);
    else if (h->balance.cents < h->prompt->amount.cents)
        push_finish(w, h->prompt, RESULT_FUNDS, NULL);
    else
        push_finish(w, h->prompt, RESULT_SUCCESS, NULL);
    return true;
}

bool
handset_cancel(struct world *w, struct handset *h)
{
    if (!h->prompt)
        return false;
    push_finish(w, h->prompt, RESULT_CANCELLED, NULL);
    return true;
}

/* The script is still there when its last push has taken it: it lives as long as the world. */
static const struct script *
take(struct scripted **slot)
{
    struct scripted *s = *slot;

    if (s->left > 0 && --s->left == 0)
        *slot = NULL;
    return &s->script;
}

const struct script *
handset_take_script(struct world *w, struct handset *h)
{
    struct script *s = ARENA_NEW(w->mem, struct script);

    if (h->script)
        *s = *take(&h->script);
    else
        *s = w->default_script ? *take(&w->default_script) : script_default();
    chaos_push(&w->chaos, s);
    return s;
}
