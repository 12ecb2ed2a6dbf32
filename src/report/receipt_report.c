#include "report/receipt_report.h"

#include <stdlib.h>
#include <string.h>

#include "base/phone.h"
#include "rent/bill.h"

enum { WHAT, AMOUNT };
static const struct report_column columns[] = {
    [WHAT] = {"what", N_("What it paid"), CELL_TEXT, SUM_NONE, 0, 0},
    [AMOUNT] = {"amount", N_("Amount"), CELL_MONEY, SUM_ADD, 0, 0},
};

/* "Paybill 412873"; of money that came another way, nothing. */
static const char *
receiver(const struct report *r, const struct receipt *rc)
{
    const char *word = NULL;

    if (strcmp(rc->business_type, "till") == 0)
        word = N_("Till");
    else if (strcmp(rc->business_type, "paybill") == 0)
        word = N_("Paybill");
    return word ? arena_printf(r->mem, "%s, %s %s", rc->business_name, lang_text(r->lang, word), rc->shortcode)
                : rc->business_name;
}

/* The tenant with his number; who paid by himself as M-Pesa names him, his number masked. */
static void
put_payer(struct report *r, const struct receipt *rc)
{
    char        text[PHONE_MASK_SIZE];
    bool        direct = strcmp(rc->type, "stk") != 0;
    const char *phone = arena_strdup(r->mem, direct ? phone_payer(text, rc->phone) : phone_local(text, rc->phone));
    const char *payer = rc->payer_name ? rc->payer_name : lang_text(r->lang, N_("Name not shown"));

    if (rc->lease_id)
        cell_text(report_fact(r, N_("Received from"), CELL_TEXT),
                  direct ? rc->tenant_name : arena_printf(r->mem, "%s, %s", rc->tenant_name, phone));
    if (direct && (strcmp(rc->type, "c2b") == 0 || rc->payer_name))
        cell_text(report_fact(r, N_("Paid by"), CELL_TEXT),
                  *phone ? arena_printf(r->mem, "%s, %s", payer, phone) : payer);
    if (rc->lease_id)
        cell_text(report_fact(r, N_("House"), CELL_TEXT),
                  arena_printf(r->mem, "%s, %s", rc->property_name, rc->unit_label));
}

static void
put_lines(struct report *r, const struct receipt *rc)
{
    report_group(r, NULL);
    for (size_t i = 0; i < rc->line_count; i++) {
        struct report_cell *c = report_row(r)->cells;
        cell_text(&c[WHAT], arena_printf(r->mem, "%s, %s", lang_text(r->lang, bill_kind_name(rc->lines[i].kind)),
                                         lang_period(r->mem, r->lang, rc->lines[i].period)));
        cell_money(&c[AMOUNT], rc->lines[i].amount);
    }
    if (rc->reversed || rc->credit.cents <= 0)
        return;
    struct report_cell *c = report_row(r)->cells;
    cell_text(&c[WHAT], lang_text(r->lang, rc->lease_id ? N_("Paid ahead, kept for your next bill")
                                                        : N_("Received; whose rent it is will follow")));
    cell_money(&c[AMOUNT], rc->credit);
}

static void
put_after(struct report *r, const struct receipt *rc)
{
    const char *word = rc->balance_after.cents < 0 ? N_("Paid ahead after this") : N_("Left to pay after this");

    if (rc->lease_id && !rc->reversed)
        cell_money(report_fact(r, word, CELL_MONEY), (struct money){llabs(rc->balance_after.cents)});
}

struct report *
receipt_report(struct arena *mem, enum lang lang, const struct receipt *rc)
{
    struct report *r = report_new(mem, lang, "receipt", N_("Rent receipt"));

    r->business = rc->business_name;
    r->file = arena_printf(mem, "receipt-%s", rc->number);
    report_columns(r, columns);
    cell_text(report_fact(r, N_("Receipt number"), CELL_TEXT), rc->number);
    cell_text(report_fact(r, N_("Received by"), CELL_TEXT), receiver(r, rc));
    put_payer(r, rc);
    cell_number(report_fact(r, N_("Date"), CELL_TIME), rc->paid_at);
    if (strcmp(rc->type, "manual") != 0)
        cell_text(report_fact(r, N_("M-Pesa code"), CELL_TEXT),
                  rc->mpesa_code ? rc->mpesa_code : lang_text(lang, N_("Code to follow")));
    cell_money(report_fact(r, N_("Amount received"), CELL_MONEY), rc->amount);
    put_after(r, rc);
    put_lines(r, rc);
    report_sum(r, false, !rc->reversed);
    if (rc->reversed) {
        r->stamp = lang_text(lang, N_("REVERSED"));
        report_note(r, N_("This money was taken back. This receipt no longer counts, and what it paid is open again."));
    }
    return r;
}
