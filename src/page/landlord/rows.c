#include "page/landlord/rows.h"

#include "base/phone.h"
#include "page/landlord/payout_words.h"
#include "page/landlord/words.h"
#include "rent/entry.h"
#include "rent/tenant.h"
#include "web/route.h"

struct word {
    const char *name;
    const char *badge;
    const char *text;
};

static const struct word payment_words[] = {
    {"pending", "pending", N_("Being sent")},
    {"sending", "pending", N_("Being sent")},
    {"processing", "pending", N_("On the phone")},
    {"success", "paid", N_("Paid")},
    {"failed", "failed", N_("Not paid")},
    {"cancelled", "failed", N_("Cancelled")},
    {"timeout", "held", N_("Still checking")},
    {"reversed", "failed", N_("Sent back")},
    {NULL, "pending", N_("Not known")},
};

/* Money out: a movement's state says less than the request's own page. */
static const struct word out_words[] = {
    {"pending", "held", N_("Not sent yet")},
    {"processing", "pending", N_("Being paid")},
    {"success", "paid", N_("Paid")},
    {"failed", "failed", N_("Not paid")},
    {"timeout", "held", N_("Being asked about")},
    {NULL, "pending", N_("Not known")},
};

static const struct word reversal_words[] = {
    {"pending", "pending", N_("Being sent")},  {"processing", "pending", N_("M-Pesa is asked")},
    {"success", "failed", N_("Given back")},   {"failed", "unpaid", N_("Not given back")},
    {"timeout", "held", N_("Still checking")}, {NULL, "pending", N_("Not known")},
};

static const struct word bill_words[] = {
    {"unpaid", "unpaid", N_("Not paid")}, {"part_paid", "part", N_("Part paid")}, {"paid", "paid", N_("Paid")},
    {"void", "failed", N_("Cancelled")},  {NULL, "unpaid", N_("Not known")},
};

/* Money by hand that a person took out of the books: nobody sent it anywhere. */
static const struct word taken_back = {"reversed", "failed", N_("Taken back")};

static const struct word receiving_words[] = {
    {"draft", "pending", N_("Being set up")},     {"waiting", "pending", N_("Waiting to start")},
    {"active", "paid", N_("Receiving payments")}, {"inactive", "unpaid", N_("Switched off")},
    {"retired", "unpaid", N_("No longer used")},  {NULL, "unpaid", N_("Nothing yet")},
};

/* The last word of a table stands for every name that the table lacks. */
static const struct word *
word_of(const struct word *words, const char *name)
{
    while (words->name && !(name && strcmp(words->name, name) == 0))
        words++;
    return words;
}

void
rows_rights(struct view *v, const struct request *rq)
{
    view_bool(v, "is_keeper", role_may_enter(rq->who.role, WHO_KEEPER));
    view_bool(v, "sees_totals", rq->who.role != ROLE_CARETAKER);
}

void
rows_balance(struct view *v, struct money balance)
{
    struct money size = {.cents = balance.cents < 0 ? -balance.cents : balance.cents};

    view_money(v, "balance", size);
    view_bool(v, "owes", balance.cents > 0);
    view_bool(v, "in_credit", balance.cents < 0);
}

void
rows_bill(struct view *row, const struct bill *b)
{
    const struct word *w = word_of(bill_words, b->status);

    view_text(row, "id", b->id);
    view_text(row, "lease_id", b->lease_id);
    view_say(row, "kind", bill_kind_name(b->kind));
    view_period(row, "period", b->period);
    view_money(row, "due", b->due);
    view_money(row, "paid", b->paid);
    view_money(row, "left", b->balance);
    view_say(row, "state", w->text);
    view_text(row, "badge", w->badge);
    view_bool(row, "overdue", b->overdue);
    view_bool(row, "open", b->balance.cents > 0 && strcmp(b->status, "void") != 0);
    view_date(row, "due_date", b->due_date);
    view_text(row, "description", b->of_days ? b->charge_name : b->description);
    view_bool(row, "by_days", b->of_days > 0);
    view_int(row, "days", b->days);
    view_int(row, "of_days", b->of_days);
    view_text(row, "tenant_id", b->tenant_id);
    view_text(row, "tenant", b->tenant_name);
    view_text(row, "unit", b->unit_label);
    view_text(row, "property", b->property_name);
    view_text(row, "account_ref", b->account_ref);
    view_text(row, "open_payment", b->open_payment);
}

static void
put_word(struct view *row, const struct word *w)
{
    view_say(row, "state", w->text);
    view_text(row, "badge", w->badge);
}

void
rows_payment_state(struct view *row, const char *state)
{
    put_word(row, word_of(payment_words, state));
}

void
rows_payer_phone(struct view *v, const char *key, const char *shown)
{
    char text[PHONE_MASK_SIZE];

    view_text(v, key, phone_payer(text, shown));
}

enum err
rows_leases(struct view *v, struct app *app, struct request *rq, const char *chosen, bool ended_too)
{
    struct lease *leases;
    size_t        count;
    enum err      e = lease_list(app->db, rq->mem, &rq->who, NULL, &leases, &count);

    view_rows(v, "leases");
    if (e)
        return e;
    for (size_t i = 0; i < count; i++) {
        bool selected = chosen && strcmp(leases[i].id, chosen) == 0;
        if (!leases[i].running && !ended_too && !selected)
            continue;
        struct view *row = view_row(v, "leases");
        view_text(row, "id", leases[i].id);
        view_text(row, "tenant", leases[i].tenant_name);
        view_text(row, "unit", leases[i].unit_label);
        view_text(row, "property", leases[i].property_name);
        view_bool(row, "selected", selected);
        view_bool(row, "running", leases[i].running);
    }
    view_bool(v, "has_leases", count > 0);
    return ERR_OK;
}

void
rows_payment(struct view *row, const struct payment *p)
{
    bool direct = strcmp(p->purpose, "direct") == 0, out = payment_is_out(p);

    view_text(row, "id", p->id);
    view_text(row, "reference", p->reference);
    view_bool(row, "is_test", strcmp(p->purpose, "test") == 0);
    view_time(row, "started", p->initiated_at);
    view_text(row, "tenant", p->tenant_name);
    view_text(row, "unit", p->unit_label);
    view_text(row, "property", p->property_name);
    view_say(row, "kind", p->bill_kind ? bill_kind_name(p->bill_kind) : NULL);
    view_period(row, "period", p->bill_period);
    view_bool(row, "is_direct", direct);
    view_say(row, "by_hand", strcmp(p->type, "manual") == 0 ? entry_rail_name(p->business_type) : NULL);
    view_text(row, "payer", p->payer_name);
    view_bool(row, "is_out", out);
    view_say(row, "out_word", out ? payout_word(p->purpose) : NULL);
    view_path(row, "where", !out ? "landlord/transactions" : payout_place(p->type), p->id);
    if (direct)
        rows_payer_phone(row, "phone", p->phone);
    else if (out && !phone_parse(p->phone, (char[PHONE_SIZE]){0}))
        view_text(row, "phone", p->phone);
    else
        view_phone(row, "phone", p->phone);
    view_money(row, "amount", p->asked);
    view_text(row, "code", p->mpesa_code);
    view_text(row, "receipt", p->receipt_number);
    view_bool(row, "held", p->held != NULL);
    if (out)
        put_word(row, word_of(strcmp(p->type, "reversal") == 0 ? reversal_words : out_words, p->state));
    else if (strcmp(p->type, "manual") == 0 && strcmp(p->state, "reversed") == 0)
        put_word(row, &taken_back);
    else
        rows_payment_state(row, p->state);
}

void
rows_hold(struct view *row, const struct payment_hold *h)
{
    const char *odd = words_for_hold(h->reason);

    view_say(row, "hold_reason", odd ? odd : N_("A person has to look at it"));
    view_text(row, "expected", NULL);
    view_text(row, "got", NULL);
    if (h->expected.cents)
        view_money(row, "expected", h->expected);
    if (h->got.cents)
        view_money(row, "got", h->got);
    view_text(row, "hold_id", h->id);
    view_text(row, "hold_receipt", h->receipt_no);
    view_time(row, "held_at", h->at);
    view_time(row, "released_at", h->released_at);
    view_bool(row, "was_counted", h->decision && strcmp(h->decision, "count") == 0);
    view_bool(row, "was_no_money", h->decision && strcmp(h->decision, "no_money") == 0);
}

void
rows_receiving_state(struct view *row, const char *state)
{
    put_word(row, word_of(receiving_words, state));
}
