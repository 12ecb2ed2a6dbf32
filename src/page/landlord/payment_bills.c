#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/allocation_choose.h"
#include "rent/bill.h"

enum { ROWS = ALLOCATION_CHOICES_MOST };
enum { BILL_1, AMOUNT_1 = ROWS, CHOOSE_REASON = 2 * ROWS, CHOOSE_OLDEST, CHOOSE_FIELD_COUNT };
#define BILL_FIELD(n)                                                                                                  \
    {                                                                                                                  \
        .name = "bill" #n, .kind = FIELD_ID, .required = OPTIONAL                                                      \
    }
#define AMOUNT_FIELD(n)                                                                                                \
    {                                                                                                                  \
        .name = "amount" #n, .kind = FIELD_MONEY, .required = OPTIONAL                                                 \
    }
static const struct field choose_form[CHOOSE_FIELD_COUNT] = {
    BILL_FIELD(1),
    BILL_FIELD(2),
    BILL_FIELD(3),
    BILL_FIELD(4),
    BILL_FIELD(5),
    BILL_FIELD(6),
    BILL_FIELD(7),
    BILL_FIELD(8),
    BILL_FIELD(9),
    BILL_FIELD(10),
    AMOUNT_FIELD(1),
    AMOUNT_FIELD(2),
    AMOUNT_FIELD(3),
    AMOUNT_FIELD(4),
    AMOUNT_FIELD(5),
    AMOUNT_FIELD(6),
    AMOUNT_FIELD(7),
    AMOUNT_FIELD(8),
    AMOUNT_FIELD(9),
    AMOUNT_FIELD(10),
    [CHOOSE_REASON] = {"reason", FIELD_TEXT, REQUIRED, 2, 200, .missing = N_("Say why it is changed.")},
    [CHOOSE_OLDEST] = {"oldest", FIELD_FLAG, OPTIONAL},
};

static const char *
amount_text(struct arena *mem, struct money m)
{
    char text[MONEY_TEXT_SIZE];

    return m.cents ? arena_strdup(mem, money_plain(text, m)) : NULL;
}

/* What was typed for a bill, wherever it stood in the form then; before anything was typed, what it pays now. */
static const char *
typed_for(const struct form *f, const struct allocation_bill *b, bool first, const char **error, struct arena *mem)
{
    *error = NULL;
    if (first)
        return amount_text(mem, b->paid);
    for (size_t i = 0; i < ROWS; i++)
        if (f->text[BILL_1 + i] && strcmp(f->text[BILL_1 + i], b->id) == 0) {
            *error = f->errors[AMOUNT_1 + i];
            return f->typed[AMOUNT_1 + i];
        }
    return NULL;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, const char *refusal, int status)
{
    struct payment          p;
    struct allocation_bill *bills;
    size_t                  count;
    const char             *error;
    struct view            *v = view_new(app, rq, "landlord/payment_bills");
    enum err                e = payment_load(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (!e)
        e = allocation_bills(app->db, rq->mem, &rq->who, rq->args[0], &bills, &count);
    if (e)
        return e;
    rows_payment(v, &p);
    view_say(v, "refusal", refusal);
    view_form(v, f);
    view_bool(v, "has_rows", count > 0);
    view_rows(v, "rows");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "rows");
        view_text(row, "bill_name", choose_form[BILL_1 + i].name);
        view_text(row, "amount_name", choose_form[AMOUNT_1 + i].name);
        view_text(row, "bill", bills[i].id);
        view_text(row, "amount_value", typed_for(f, &bills[i], status == 200, &error, rq->mem));
        view_text(row, "amount_error", error);
        view_say(row, "kind", bill_kind_name(bills[i].kind));
        view_period(row, "period", bills[i].period);
        view_text(row, "unit", bills[i].unit_label);
        view_money(row, "most", bills[i].most);
    }
    return view_render(v, rs, status);
}

enum err
page_payment_bills(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, choose_form, CHOOSE_FIELD_COUNT);
    return show(app, rq, rs, &f, NULL, 200);
}

enum err
page_payment_bills_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form              f;
    struct allocation_choice bills[ROWS];
    size_t                   count = 0;
    enum allocation_answer   answer = ALLOCATION_DONE;
    enum err                 read = form_read(&f, rq, choose_form, CHOOSE_FIELD_COUNT), e = ERR_OK;

    if (read && read != ERR_FIELD)
        return read;
    for (size_t i = 0; i < ROWS && !form_flag(&f, CHOOSE_OLDEST); i++)
        if (form_text(&f, BILL_1 + i) && form_money(&f, AMOUNT_1 + i).cents)
            bills[count++] = (struct allocation_choice){form_text(&f, BILL_1 + i), form_money(&f, AMOUNT_1 + i)};
    if (read)
        return show(app, rq, rs, &f, NULL, 422);
    e = allocation_choose(app->db, rq->mem, &rq->who, rq->args[0], bills, count, form_text(&f, CHOOSE_REASON), &answer);
    if (e)
        return e;
    if (answer != ALLOCATION_DONE)
        return show(app, rq, rs, &f, allocation_refusal(answer)->message, 422);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/transactions/%s", rq->args[0]));
    return ERR_OK;
}
