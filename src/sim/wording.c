#include "sim/wording.h"

#include "base/date.h"
#include "sim/handset.h"
#include "sim/movement.h"
#include "sim/shilling.h"

const char *
wording_prompt(struct arena *mem, const struct push *p)
{
    return arena_printf(mem, "Do you want to pay KSh %s to %s account no. %s? Enter M-PESA PIN",
                        shilling_text(mem, p->amount), p->business, p->reference);
}

const char *
wording_time(struct arena *mem, int64_t utc)
{
    struct eat t = eat_from(utc);
    int        hour = t.hour % 12 ? t.hour % 12 : 12;

    return arena_printf(mem, "%d/%d/%02d at %d:%02d %s", t.date.day, t.date.month, t.date.year % 100, hour, t.minute,
                        t.hour < 12 ? "AM" : "PM");
}

static const char *
confirmed(struct arena *mem, const char *receipt, struct money amount, const char *to, int64_t at_ms,
          const struct handset *h)
{
    return arena_printf(mem, "%s Confirmed. KSh%s %s on %s. New M-PESA balance is KSh%s.", receipt,
                        shilling_text(mem, amount), to, wording_time(mem, at_ms / 1000),
                        shilling_text(mem, h->balance));
}

const char *
wording_receipt(struct arena *mem, const struct push *p)
{
    const char *to = p->paybill ? arena_printf(mem, "sent to %s for account %s", p->business, p->reference)
                                : arena_printf(mem, "paid to %s", p->business);

    return confirmed(mem, p->receipt, p->amount, to, p->ended_ms, p->handset);
}

const char *
wording_paid(struct arena *mem, const struct world *w, const struct movement *m)
{
    const char *business = organisation_name(w, m->to.organisation);
    bool        is_till = m->to.organisation->kind == ORGANISATION_TILL;
    const char *to = is_till ? arena_printf(mem, "paid to %s", business)
                             : arena_printf(mem, "sent to %s for account %s", business, m->reference);

    return confirmed(mem, m->receipt, m->amount, to, m->ended_ms, m->from.handset);
}

const char *
wording_received(struct arena *mem, const struct world *w, const struct movement *m)
{
    const char *from = arena_printf(mem, "received from %s", organisation_name(w, m->from.organisation));

    return confirmed(mem, m->receipt, m->amount, from, m->ended_ms, m->to.handset);
}

const char *
wording_reversed(struct arena *mem, const struct movement *m)
{
    const char *of = arena_printf(mem, "of transaction %s reversed to your account", m->reverses->receipt);

    return confirmed(mem, m->receipt, m->amount, of, m->ended_ms, m->to.handset);
}
