#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/tray.h"

enum { ROWS = 6 };
enum { LEASE_1, AMOUNT_1 = ROWS, SPLIT_FIELD_COUNT = 2 * ROWS };
#define LEASE_FIELD(n)                                                                                                 \
    {                                                                                                                  \
        .name = "lease" #n, .kind = FIELD_ID, .required = OPTIONAL                                                     \
    }
#define AMOUNT_FIELD(n)                                                                                                \
    {                                                                                                                  \
        .name = "amount" #n, .kind = FIELD_MONEY, .required = OPTIONAL                                                 \
    }
static const struct field split_form[SPLIT_FIELD_COUNT] = {
    LEASE_FIELD(1),  LEASE_FIELD(2),  LEASE_FIELD(3),  LEASE_FIELD(4),  LEASE_FIELD(5),  LEASE_FIELD(6),
    AMOUNT_FIELD(1), AMOUNT_FIELD(2), AMOUNT_FIELD(3), AMOUNT_FIELD(4), AMOUNT_FIELD(5), AMOUNT_FIELD(6),
};

static enum err
put_row(struct view *v, struct app *app, struct request *rq, const struct form *f, size_t i)
{
    struct view *row = view_row(v, "rows");

    view_int(row, "n", (int64_t)i + 1);
    view_text(row, "lease_name", split_form[LEASE_1 + i].name);
    view_text(row, "amount_name", split_form[AMOUNT_1 + i].name);
    view_text(row, "amount_value", f->typed[AMOUNT_1 + i]);
    view_text(row, "lease_error", f->errors[LEASE_1 + i]);
    view_text(row, "amount_error", f->errors[AMOUNT_1 + i]);
    return rows_leases(row, app, rq, f->typed[LEASE_1 + i], true);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct waiting *m, const struct form *f,
     int status)
{
    struct view *v = view_new(app, rq, "landlord/unmatched_split");
    enum err     e = ERR_OK;

    view_text(v, "id", m->id);
    view_money(v, "amount", m->amount);
    view_text(v, "payer", m->payer_name);
    view_text(v, "typed", m->bill_ref);
    view_form(v, f);
    view_rows(v, "rows");
    for (size_t i = 0; !e && i < ROWS; i++)
        e = put_row(v, app, rq, f, i);
    return e ? e : view_render(v, rs, status);
}

/* Lines left empty are none; half a line is told. */
static size_t
read_parts(struct form *f, struct posting_part parts[ROWS])
{
    size_t n = 0;

    for (size_t i = 0; i < ROWS; i++) {
        const char  *lease = form_text(f, LEASE_1 + i);
        struct money amount = form_money(f, AMOUNT_1 + i);
        if (lease && amount.cents)
            parts[n++] = (struct posting_part){lease, amount};
        else if (lease && !f->errors[AMOUNT_1 + i])
            form_error(f, AMOUNT_1 + i, N_("Enter how much of it is for this home."));
        else if (amount.cents && !f->errors[LEASE_1 + i])
            form_error(f, LEASE_1 + i, N_("Choose the home that this part is for."));
    }
    return n;
}

enum err
page_unmatched_split(struct app *app, struct request *rq, struct response *rs)
{
    struct form    f;
    struct waiting m;
    enum err       e = waiting_load(app->db, rq->mem, &rq->who, rq->args[0], &m);

    if (e)
        return e;
    form_blank(&f, rq, split_form, SPLIT_FIELD_COUNT);
    return show(app, rq, rs, &m, &f, 200);
}

enum err
page_unmatched_split_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form         f;
    struct waiting      m;
    struct posting_part parts[ROWS];
    enum tray_answer    answer = TRAY_DONE;
    enum err            read = form_read(&f, rq, split_form, SPLIT_FIELD_COUNT);

    if (read && read != ERR_FIELD)
        return read;
    enum err e = waiting_load(app->db, rq->mem, &rq->who, rq->args[0], &m);
    if (e)
        return e;
    size_t count = read_parts(&f, parts);
    if (form_ok(&f))
        e = tray_split(app->db, rq->mem, &rq->who, m.id, parts, count, &answer);
    if (e)
        return e;
    if (answer == TRAY_SUM || answer == TRAY_TWICE)
        form_error(&f, AMOUNT_1, tray_refusal(answer)->message);
    if (!form_ok(&f))
        return show(app, rq, rs, &m, &f, 422);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/transactions/%s", m.id));
    return ERR_OK;
}
