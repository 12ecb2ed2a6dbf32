#include "sim/movement.h"

#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "sim/handset.h"
#include "sim/ids.h"
#include "sim/person.h"
#include "sim/world.h"

static void
note(struct index *ix, const char *key, struct movement *m)
{
    if (key && !index_find(ix, key))
        index_add(ix, key, m);
}

struct movement *
movement_begin(struct world *w, const struct movement *from)
{
    struct movement *m = ARENA_NEW(w->mem, struct movement);

    *m = *from;
    m->next = NULL;
    m->begun_ms = clock_now_ms();
    note(&w->movements_by_receipt, m->receipt, m);
    note(&w->movements_by_conversation, m->originator, m);
    note(&w->movements_by_conversation, m->conversation, m);
    *w->movements_end = m;
    w->movements_end = &m->next;
    return m;
}

static void
add(struct party *p, int64_t cents)
{
    if (p->organisation)
        p->organisation->accounts[p->account].cents += cents;
    if (p->handset) {
        p->handset->balance.cents += cents;
        if (p->handset->balance.cents < 0)
            p->handset->balance.cents = 0;
    }
}

void
movement_complete(struct world *w, struct movement *m)
{
    m->state = MOVEMENT_COMPLETED;
    m->ended_ms = clock_now_ms();
    if (!m->receipt) {
        m->receipt = ids_receipt(arena_alloc(w->mem, RECEIPT_SIZE), m->ended_ms / 1000);
        note(&w->movements_by_receipt, m->receipt, m);
    }
    add(&m->from, -m->amount.cents);
    add(&m->to, m->amount.cents);
    if (m->from.organisation)
        m->from.organisation->accounts[ACCOUNT_CHARGES].cents -= m->charge.cents;
    if (m->reverses)
        m->reverses->reversed_by = m;
    log_event(LOG_INFO, "money.moved", "kind", movement_kind_name(m), "receipt", m->receipt, "cents",
              I64(m->amount.cents), NULL);
}

void
movement_end(struct movement *m, enum movement_state how)
{
    m->state = how;
    m->ended_ms = clock_now_ms();
}

struct movement *
movement_by_receipt(struct world *w, const char *receipt)
{
    return index_find(&w->movements_by_receipt, receipt);
}

struct movement *
movement_by_conversation(struct world *w, const char *id)
{
    return index_find(&w->movements_by_conversation, id);
}

const char *
movement_kind_name(const struct movement *m)
{
    static const char *const names[] = {
        [MOVEMENT_STK] = "stk", [MOVEMENT_C2B] = "c2b", [MOVEMENT_B2C] = "b2c",
        [MOVEMENT_B2B] = "b2b", [MOVEMENT_TAX] = "tax", [MOVEMENT_REVERSAL] = "reversal",
    };
    _Static_assert(COUNT(names) == MOVEMENT_KIND_COUNT, "name each kind");

    return names[m->kind];
}

const char *
movement_state_name(const struct movement *m)
{
    static const char *const names[] = {
        [MOVEMENT_INITIATED] = "Initiated", [MOVEMENT_COMPLETED] = "Completed", [MOVEMENT_CANCELLED] = "Cancelled",
        [MOVEMENT_DECLINED] = "Declined",   [MOVEMENT_EXPIRED] = "Expired",
    };
    _Static_assert(COUNT(names) == MOVEMENT_STATE_COUNT, "name each state");

    return names[m->state];
}

const char *
party_name(struct arena *mem, const struct world *w, const struct party *p, bool local)
{
    if (p->organisation)
        return organisation_party(mem, w, p->organisation);
    if (!p->handset)
        return p->shown;
    return arena_printf(mem, "%s%s - %s", local ? "0" : "", p->handset->phone + (local ? 3 : 0),
                        person_full(mem, p->handset->phone));
}

static void
put_party(struct json_writer *out, const char *key, struct arena *mem, const struct world *w, const struct party *p)
{
    json_put_text(out, key, party_name(mem, w, p, false));
}

static const char *
movement_json(struct arena *mem, const struct world *w, const struct movement *m)
{
    struct json_writer out = json_writer_new(mem);
    char               amount[MONEY_TEXT_SIZE], charge[MONEY_TEXT_SIZE];

    json_open(&out, NULL, '{');
    json_put_text(&out, "kind", movement_kind_name(m));
    json_put_text(&out, "type", m->type);
    json_put_text(&out, "state", movement_state_name(m));
    json_put_text(&out, "receipt", m->receipt);
    json_put_text(&out, "amount", money_plain(amount, m->amount));
    json_put_text(&out, "charge", money_plain(charge, m->charge));
    put_party(&out, "from", mem, w, &m->from);
    put_party(&out, "to", mem, w, &m->to);
    json_put_text(&out, "reference", m->reference);
    json_put_text(&out, "originatorConversationId", m->originator);
    json_put_text(&out, "conversationId", m->conversation);
    json_put_int(&out, "begunAt", m->begun_ms);
    json_put_int(&out, "endedAt", m->ended_ms);
    json_put_text(&out, "reverses", m->reverses ? m->reverses->receipt : NULL);
    json_put_text(&out, "reversedBy", m->reversed_by ? m->reversed_by->receipt : NULL);
    json_close(&out);
    return json_done(&out);
}

static bool
concerns(const struct movement *m, const char *number)
{
    const struct organisation *a = m->from.organisation, *b = m->to.organisation;

    return !number || (a && strcmp(a->number, number) == 0) || (b && strcmp(b->number, number) == 0);
}

const char *
movement_list(struct arena *mem, const struct world *w, const char *number)
{
    enum { LIST_MOST = 512 * 1024 * 1024 };
    struct buf out = buf_new(mem, LIST_MOST);
    bool       comma = false;

    buf_str(&out, "{\"movements\":[");
    for (const struct movement *m = w->movements; m; m = m->next) {
        if (!concerns(m, number))
            continue;
        if (comma)
            buf_char(&out, ',');
        buf_str(&out, movement_json(mem, w, m));
        comma = true;
    }
    buf_str(&out, "]}");
    return buf_ok(&out) ? out.bytes : NULL;
}
