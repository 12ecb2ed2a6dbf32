#include "page/tenant/badge.h"

#include <string.h>

struct badge {
    const char *of, *class, *word;
};

static const struct badge bills[] = {
    {"unpaid", "unpaid", N_("Not paid")},
    {"part_paid", "part", N_("Part paid")},
    {"paid", "paid", N_("Paid")},
    {"void", "unpaid", N_("Cancelled by the landlord")},
};
static const struct badge overdue = {"", "overdue", N_("Late")};

static const struct badge payments[] = {
    {"pending", "pending", N_("Being sent")}, {"processing", "pending", N_("Waiting for your PIN")},
    {"success", "paid", N_("Paid")},          {"failed", "failed", N_("Not paid")},
    {"cancelled", "failed", N_("Cancelled")}, {"timeout", "pending", N_("Still checking")},
    {"reversed", "held", N_("Sent back")},
};

static void
put(struct view *v, const struct badge *b)
{
    view_text(v, "badge", b->class);
    view_say(v, "badge_word", b->word);
}

static const struct badge *
find(const struct badge *table, size_t count, const char *of)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].of, of) == 0)
            return &table[i];
    return &table[0];
}

void
badge_bill(struct view *v, const struct bill *b)
{
    put(v, b->overdue ? &overdue : find(bills, COUNT(bills), b->status));
}

void
badge_payment(struct view *v, const char *status)
{
    put(v, find(payments, COUNT(payments), status));
}
