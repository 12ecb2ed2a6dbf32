/*
 * fill_lists.c - the lists of bills and of transactions, with their own filters, whole.
 */
#include <string.h>

#include "base/phone.h"
#include "rent/bill.h"
#include "rent/payment.h"
#include "rent/scope.h"
#include "report/fill.h"

enum { B_TENANT, B_PROPERTY, B_UNIT, B_WHAT, B_PERIOD, B_TEXT, B_DUE, B_AMOUNT, B_PAID, B_BALANCE, B_STATUS };
static const struct report_column bill_columns[] = {
    [B_TENANT] = {"tenant", N_("Tenant"), CELL_TEXT, SUM_NONE, 0, 0},
    [B_PROPERTY] = {"property", N_("Property"), CELL_TEXT, SUM_NONE, 0, 0},
    [B_UNIT] = {"unit", N_("Unit"), CELL_TEXT, SUM_NONE, 0, 0},
    [B_WHAT] = {"kind", N_("Bill"), CELL_WORD, SUM_NONE, 0, 0},
    [B_PERIOD] = {"period", N_("Month"), CELL_MONTH, SUM_NONE, 0, 0},
    [B_TEXT] = {"description", N_("Description"), CELL_TEXT, SUM_NONE, 0, 0},
    [B_DUE] = {"dueDate", N_("Due"), CELL_DATE, SUM_NONE, 0, 0},
    [B_AMOUNT] = {"amount", N_("Amount"), CELL_MONEY, SUM_ADD, 0, 0},
    [B_PAID] = {"paid", N_("Paid"), CELL_MONEY, SUM_ADD, 0, 0},
    [B_BALANCE] = {"balance", N_("Balance"), CELL_MONEY, SUM_ADD, 0, 0},
    [B_STATUS] = {"status", N_("State"), CELL_WORD, SUM_NONE, 0, 0},
};

static const struct {
    const char *name, *word;
} bill_states[] = {
    {"unpaid", N_("Not paid")}, {"part_paid", N_("Part paid")}, {"paid", N_("Paid")}, {"void", N_("Taken back")}};

static const struct {
    const char *name, *word;
} move_states[] = {
    {"pending", N_("Being sent")},     {"sending", N_("Being sent")}, {"processing", N_("On the phone")},
    {"success", N_("Paid")},           {"failed", N_("Not paid")},    {"cancelled", N_("Cancelled")},
    {"timeout", N_("Still checking")}, {"reversed", N_("Sent back")},
};

static const struct {
    const char *name, *word;
} move_types[] = {
    {"stk", N_("Request on the phone")},         {"c2b", N_("Straight to the paybill or till")},
    {"manual", N_("By cash, cheque or bank")},   {"b2c", N_("Paid out to a phone")},
    {"b2b", N_("Paid out to a business")},       {"tax", N_("Tax paid")},
    {"reversal", N_("Given back to the payer")},
};

/* The word of one of these tables, whose rows are a name and a word. */
#define put_word(r, c, table, wanted)                                                                                  \
    do {                                                                                                               \
        for (size_t n_ = 0; n_ < COUNT(table); n_++)                                                                   \
            if (strcmp((table)[n_].name, (wanted)) == 0)                                                               \
                cell_word((r), (c), (table)[n_].name, (table)[n_].word);                                               \
    } while (0)

static void
put_bill(struct report *r, const struct bill *b)
{
    struct report_row  *row = report_row(r);
    struct report_cell *c = row->cells;
    bool                gone = strcmp(b->status, "void") == 0;

    row->place = "landlord/bills";
    row->id = b->id;
    row->strong = gone; /* shown, but in no sum */
    cell_text(&c[B_TENANT], b->tenant_name);
    cell_text(&c[B_PROPERTY], b->property_name);
    cell_text(&c[B_UNIT], b->unit_label);
    cell_word(r, &c[B_WHAT], b->kind, bill_kind_name(b->kind));
    cell_date(&c[B_PERIOD], b->period);
    cell_text(&c[B_TEXT], b->description);
    cell_date(&c[B_DUE], b->due_date);
    cell_money(&c[B_AMOUNT], b->due);
    cell_money(&c[B_PAID], b->paid);
    cell_money(&c[B_BALANCE], b->balance);
    put_word(r, &c[B_STATUS], bill_states, b->status);
}

enum err
fill_bills(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r)
{
    struct bill_filter f = {
        .status = ask->status, .period = ask->period, .lease_id = ask->lease_id, .limit = PAGE_ROWS_MOST};
    enum err e = ERR_OK;

    report_columns(r, bill_columns);
    report_group(r, NULL);
    do {
        struct bill *bills;
        size_t       count;
        const char  *next;
        e = bill_list(db, r->mem, who, &f, &bills, &count, &next);
        f.cursor = e == ERR_OK ? next : NULL;
        for (size_t i = 0; e == ERR_OK && i < count; i++)
            put_bill(r, &bills[i]);
    } while (e == ERR_OK && f.cursor && r->row_count < FILL_ROWS_MOST);
    report_sum(r, false, true);
    return e;
}

enum { M_AT, M_TYPE, M_STATUS, M_AMOUNT, M_CODE, M_RECEIPT, M_TENANT, M_PROPERTY, M_UNIT, M_PHONE, M_PAYER, M_NUMBER };
static const struct report_column move_columns[] = {
    [M_AT] = {"at", N_("Time"), CELL_TIME, SUM_NONE, 0, 0},
    [M_TYPE] = {"type", N_("How it was paid"), CELL_WORD, SUM_NONE, 0, 0},
    [M_STATUS] = {"status", N_("State"), CELL_WORD, SUM_NONE, 0, 0},
    [M_AMOUNT] = {"amount", N_("Amount"), CELL_MONEY, SUM_NONE, 0, 0},
    [M_CODE] = {"mpesaReceiptNumber", N_("M-Pesa code"), CELL_TEXT, SUM_NONE, 0, 0},
    [M_RECEIPT] = {"receipt", N_("Receipt"), CELL_TEXT, SUM_NONE, 0, 0},
    [M_TENANT] = {"tenant", N_("Tenant"), CELL_TEXT, SUM_NONE, 0, 0},
    [M_PROPERTY] = {"property", N_("Property"), CELL_TEXT, SUM_NONE, 0, 0},
    [M_UNIT] = {"unit", N_("Unit"), CELL_TEXT, SUM_NONE, 0, 0},
    [M_PHONE] = {"phone", N_("Phone"), CELL_TEXT, SUM_NONE, 0, 0},
    [M_PAYER] = {"payer", N_("Payer’s name"), CELL_TEXT, SUM_NONE, 0, 0},
    [M_NUMBER] = {"businessShortCode", N_("Paybill or till"), CELL_TEXT, SUM_NONE, 0, 0},
};

/* As everywhere a file goes: enough of a number to recognise it, too little to ring a stranger. */
static const char *
masked(struct arena *mem, const char *phone)
{
    char text[PHONE_MASK_SIZE];

    return arena_strdup(mem, phone_payer(text, phone));
}

static void
put_move(struct report *r, const struct payment *p)
{
    struct report_row  *row = report_row(r);
    struct report_cell *c = row->cells;
    char                text[PHONE_MASK_SIZE];
    bool                direct = strcmp(p->type, "c2b") == 0;

    row->place = "landlord/transactions";
    row->id = p->id;
    cell_number(&c[M_AT], p->initiated_at);
    put_word(r, &c[M_TYPE], move_types, p->type);
    put_word(r, &c[M_STATUS], move_states, p->state);
    cell_money(&c[M_AMOUNT], p->asked);
    cell_text(&c[M_CODE], p->mpesa_code);
    cell_text(&c[M_RECEIPT], p->receipt_number);
    cell_text(&c[M_TENANT], p->tenant_name);
    cell_text(&c[M_PROPERTY], p->property_name);
    cell_text(&c[M_UNIT], p->unit_label);
    cell_text(&c[M_PHONE], direct ? masked(r->mem, p->phone) : arena_strdup(r->mem, phone_local(text, p->phone)));
    cell_text(&c[M_PAYER], p->payer_name);
    cell_text(&c[M_NUMBER], p->shortcode);
}

enum err
fill_transactions(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r)
{
    struct payment_filter f = {.type = ask->type,
                               .state = ask->status,
                               .lease_id = ask->lease_id,
                               .phone = ask->phone,
                               .from = ask->from,
                               .to = ask->to,
                               .limit = PAGE_ROWS_MOST};
    enum err              e = ERR_OK;

    report_columns(r, move_columns);
    report_group(r, NULL);
    do {
        struct payment *moves;
        size_t          count;
        const char     *next;
        e = payment_list(db, r->mem, who, &f, &moves, &count, &next);
        f.cursor = e == ERR_OK ? next : NULL;
        for (size_t i = 0; e == ERR_OK && i < count; i++)
            put_move(r, &moves[i]);
    } while (e == ERR_OK && f.cursor && r->row_count < FILL_ROWS_MOST);
    return e;
}
