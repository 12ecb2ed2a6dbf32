#include "sim/wording.h"

#include "base/date.h"
#include "sim/handset.h"
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

    return arena_printf(mem, "%d/%d/%02d at %d:%02d %s", t.date.day, t.date.month, t.date.year % 100, hour,
                        t.minute, t.hour < 12 ? "AM" : "PM");
}

const char *
wording_receipt(struct arena *mem, const struct push *p)
{
    const char *to = p->paybill ? arena_printf(mem, "sent to %s for account %s", p->business, p->reference)
                                : arena_printf(mem, "paid to %s", p->business);

    return arena_printf(mem, "%s Confirmed. KSh%s %s on %s. New M-PESA balance is KSh%s.", p->receipt,
                        shilling_text(mem, p->amount), to, wording_time(mem, p->ended_ms / 1000),
                        shilling_text(mem, p->handset->balance));
}
