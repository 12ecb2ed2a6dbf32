#include "rent/deposit.h"

#include <string.h>

#include "page/landlord/entry_rows.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "page/tenant/deposit.h"
#include "rent/bill.h"
#include "rent/scope.h"
#include "rent/tenant.h"

enum { KIND, WORDS, AMOUNT, BILL, REMOVE, BY, PHONE, ACCOUNT, REFERENCE, NOTE, FIELDS_END };
static const struct field deposit_form[FIELDS_END] = {
    [KIND] = {"kind", FIELD_CHOICE, OPTIONAL, .choices = DEPOSIT_KINDS},
    [WORDS] = {"words", FIELD_TEXT, OPTIONAL, 2, 120},
    [AMOUNT] = {"amount", FIELD_MONEY, OPTIONAL, .least = 1, .most = INT64_C(10000000000)},
    [BILL] = {"billId", FIELD_ID, OPTIONAL},
    [REMOVE] = {"remove", FIELD_INT, OPTIONAL, 1, 10000},
    [BY] = {"returnBy", FIELD_CHOICE, OPTIONAL, .choices = DEPOSIT_RETURNS},
    [PHONE] = {"phoneNumber", FIELD_PHONE, OPTIONAL},
    [ACCOUNT] = {"bankAccountId", FIELD_ID, OPTIONAL},
    [REFERENCE] = {"reference", FIELD_TEXT, OPTIONAL, 1, 40},
    [NOTE] = {"note", FIELD_TEXT, OPTIONAL, 1, 200},
};

/* Bills that a line may pay: open, and not for the deposit itself. */
static enum err
put_bills(struct view *v, struct app *app, struct request *rq, const char *lease_id, const char *chosen)
{
    struct bill             *rows;
    size_t                   count = 0;
    const char              *next;
    bool                     any = false;
    const struct bill_filter open = {.lease_id = lease_id, .status = "open", .limit = PAGE_ROWS_MOST};
    enum err                 e = bill_list(app->db, rq->mem, &rq->who, &open, &rows, &count, &next);

    view_rows(v, "bills");
    for (size_t i = count; !e && i-- > 0;) {
        if (strcmp(rows[i].kind, "deposit") == 0)
            continue;
        struct view *row = view_row(v, "bills");
        any = true;
        rows_bill(row, &rows[i]);
        view_bool(row, "selected", chosen && strcmp(chosen, rows[i].id) == 0);
    }
    view_bool(v, "has_bills", any);
    return e;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct lease   l;
    struct deposit d;
    struct view   *v = view_new(app, rq, "landlord/deposit");
    enum err       e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (!e)
        e = deposit_load(app->db, rq->mem, &rq->who, l.id, &d);
    if (!e)
        e = put_bills(v, app, rq, l.id, f->typed[BILL]);
    if (!e)
        e = rows_accounts(v, app, rq, f->typed[ACCOUNT]);
    if (!e)
        e = deposit_view(v, app, rq, &l, &d);
    if (e)
        return e;
    view_form(v, f);
    rows_rights(v, rq);
    return view_render(v, rs, status);
}

enum err
page_deposit(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, deposit_form, FIELDS_END);
    form_prefill(&f, KIND, "repairs");
    return show(app, rq, rs, &f, 200);
}

/* Beside its field, or beside the amount. */
static enum err
settle(struct app *app, struct request *rq, struct response *rs, struct form *f, const struct deposit_refusal *why,
       enum err e)
{
    size_t field = AMOUNT;

    if (e)
        return e;
    if (!why) {
        response_redirect(rs, arena_printf(rq->mem, "/landlord/leases/%s/deposit", rq->args[0]));
        return ERR_OK;
    }
    for (size_t i = 0; why->field && i < FIELDS_END; i++)
        if (strcmp(deposit_form[i].name, why->field) == 0)
            field = i;
    form_error(f, field, why->message);
    return show(app, rq, rs, f, why->status);
}

enum err
page_deposit_line_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form                   f;
    const struct deposit_refusal *why = NULL;
    enum err                      e = form_read(&f, rq, deposit_form, FIELDS_END);

    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (e)
        return e;
    if (form_text(&f, REMOVE)) {
        e = deposit_drop(app->db, rq->mem, &rq->who, rq->args[0], form_int(&f, REMOVE), &why);
        return settle(app, rq, rs, &f, why, e);
    }
    const struct deposit_line line = {form_text(&f, KIND) ? form_text(&f, KIND) : "other", form_text(&f, WORDS),
                                      form_text(&f, BILL), form_money(&f, AMOUNT)};
    e = deposit_deduct(app->db, rq->mem, &rq->who, rq->args[0], &line, &why);
    return settle(app, rq, rs, &f, why, e);
}

enum err
page_deposit_settle_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form                   f;
    const struct deposit_refusal *why = NULL;
    enum err                      e = form_read(&f, rq, deposit_form, FIELDS_END);

    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (e)
        return e;
    const struct deposit_end end = {.by = form_text(&f, BY),
                                    .phone = form_text(&f, PHONE),
                                    .bank_account_id = form_text(&f, ACCOUNT),
                                    .ref = form_text(&f, REFERENCE),
                                    .note = form_text(&f, NOTE)};
    e = deposit_finish(app->db, rq->mem, &rq->who, rq->args[0], &end, &why);
    return settle(app, rq, rs, &f, why, e);
}
