#include "page/operator/verdicts.h"

#include <string.h>

#include "page/landlord/words.h"

static const struct verdict {
    const char *name, *badge, *sentence;
} table[] = {
    {"posted", "paid", N_("It was believed, and the money is in the books.")},
    {"known", "paid", N_("We knew of this already. Nothing was counted twice.")},
    {"declined", "unpaid", N_("It says that no money came. We ask M-Pesa, to be sure.")},
    {"held", "held", N_("It does not fit what was asked for. A person decides.")},
    {"waiting", "pending", N_("It counts only after M-Pesa, asked by us, says the same.")},
    {"unclear", "pending", N_("It is not clear what it means. We ask M-Pesa.")},
    {"contradicts", "failed", N_("It says the opposite of what is in the books. We ask M-Pesa.")},
    {"late", "held", N_("It came after the money was sent back. Nothing was booked.")},
    {"malformed", "failed", N_("We could not read it. Nothing was booked.")},
    {"unknown_secret", "failed", N_("The address is ours, but nobody has it now. Nothing was booked.")},
    {"forged", "failed", N_("We never gave out this address: somebody is guessing. Nothing was booked.")},
    {"unknown_claim", "unpaid", N_("It came without a secret and is about nothing of ours. Nothing was booked.")},
    {"not_expected", "unpaid", N_("Nothing here waits for such a message. Nothing was booked.")},
    {"question", "paid", N_("M-Pesa asked before a payment, and we answered. No money moves by this.")},
    {"error", "failed", N_("We made a mistake with it, and nothing was booked. It can be judged again.")},
};

static const char *const kinds[] = {"stk", "claim", "confirmation", "validation", "result", "timeout"};

static const struct verdict *
find(const char *name)
{
    for (size_t i = 0; i < COUNT(table); i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

void
verdicts_put(struct view *row, const char *verdict, const char *reason)
{
    const struct verdict *known = verdict ? find(verdict) : NULL;

    view_say(row, "verdict", words_for(verdict));
    view_text(row, "badge", known ? known->badge : "pending");
    view_say(row, "sentence", known ? known->sentence : NULL);
    view_say(row, "reason", reason);
}

const char *
verdicts_kind(const char *kind)
{
    return kind && strcmp(kind, "result") == 0 ? N_("Result of a request of ours") : words_for(kind);
}

static void
choice(struct view *v, const char *list, const char *name, const char *word, const char *chosen)
{
    struct view *row = view_row(v, list);

    view_text(row, "name", name);
    view_say(row, "word", word);
    view_bool(row, "selected", chosen && strcmp(chosen, name) == 0);
}

void
verdicts_choices(struct view *v, const char *verdict, const char *kind)
{
    view_rows(v, "verdicts");
    for (size_t i = 0; i < COUNT(table); i++)
        choice(v, "verdicts", table[i].name, words_for(table[i].name), verdict);
    view_rows(v, "kinds");
    for (size_t i = 0; i < COUNT(kinds); i++)
        choice(v, "kinds", kinds[i], verdicts_kind(kinds[i]), kind);
}

void
verdicts_item(struct view *row, const struct inbox_item *i)
{
    view_int(row, "id", i->id);
    view_time(row, "at", i->received_at);
    view_time(row, "judged_at", i->judged_at);
    view_say(row, "what", verdicts_kind(i->kind));
    view_text(row, "from", i->remote_addr);
    view_bool(row, "listed", i->listed == 1);
    view_bool(row, "unlisted", i->listed == 0);
    verdicts_put(row, i->verdict, i->reason);
    view_say(row, "judged_again", words_for(i->judged_again));
    view_bool(row, "waits", i->waits);
    view_text(row, "landlord_id", i->landlord_id);
    view_text(row, "business", i->business_name);
    view_text(row, "payment_id", i->payment_id);
    view_text(row, "reference", i->reference);
    view_text(row, "request_id", i->request_id);
    view_text(row, "answer_code", i->result_code);
    view_text(row, "receipt_no", i->receipt_no);
}
