#include <string.h>

#include "base/random.h"
#include "page/landlord/entry_rows.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/bill.h"
#include "rent/scope.h"
#include "rent/tenant.h"

enum { LEASE, BILL, RAIL, AMOUNT, RECEIVED, REFERENCE, ACCOUNT, CHEQUE_BANK, CHEQUE_DATE, NOTE, SURE, KEY, FIELDS_END };
static const struct field entry_form[FIELDS_END] = {
    [LEASE] = {"leaseId", FIELD_ID, REQUIRED, .missing = N_("Choose who paid.")},
    [BILL] = {"billId", FIELD_ID, OPTIONAL},
    [RAIL] = {"rail", FIELD_CHOICE, REQUIRED, .choices = ENTRY_RAILS, .missing = N_("Choose how it was paid.")},
    [AMOUNT] = {"amount", FIELD_MONEY, REQUIRED, .least = 100, .most = INT64_C(10000000000)},
    [RECEIVED] = {"receivedOn", FIELD_DATE, REQUIRED},
    [REFERENCE] = {"reference", FIELD_TEXT, OPTIONAL, 1, 40},
    [ACCOUNT] = {"bankAccountId", FIELD_ID, OPTIONAL},
    [CHEQUE_BANK] = {"chequeBank", FIELD_TEXT, OPTIONAL, 1, 40},
    [CHEQUE_DATE] = {"chequeDate", FIELD_DATE, OPTIONAL},
    [NOTE] = {"note", FIELD_TEXT, OPTIONAL, 1, 200},
    [SURE] = {"sure", FIELD_FLAG, OPTIONAL},
    [KEY] = {"key", FIELD_TEXT, OPTIONAL, 1, 40},
};

/* The open bills of the lease that is chosen, oldest first; none before one is. */
static enum err
put_bills(struct view *v, struct app *app, struct request *rq, const char *lease_id, const char *chosen)
{
    struct bill             *rows;
    size_t                   count = 0;
    const char              *next;
    const struct bill_filter open = {.lease_id = lease_id, .status = "open", .limit = PAGE_ROWS_MOST};
    enum err                 e = lease_id ? bill_list(app->db, rq->mem, &rq->who, &open, &rows, &count, &next) : ERR_OK;

    view_rows(v, "bills");
    view_bool(v, "has_bills", count > 0);
    for (size_t i = count; !e && i-- > 0;) {
        struct view *row = view_row(v, "bills");
        rows_bill(row, &rows[i]);
        view_bool(row, "selected", chosen && strcmp(chosen, rows[i].id) == 0);
    }
    return e;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, const char *looks_like, int status)
{
    struct view *v = view_new(app, rq, "landlord/entry_new");
    enum err     e = rows_leases(v, app, rq, f->typed[LEASE], true);

    if (!e)
        e = put_bills(v, app, rq, f->text[LEASE], f->typed[BILL]);
    if (!e)
        e = rows_accounts(v, app, rq, f->typed[ACCOUNT]);
    if (e)
        return e;
    view_form(v, f);
    view_text(v, "looks_like", looks_like);
    view_text(v, "key", f->typed[KEY] ? f->typed[KEY] : random_id(arena_alloc(rq->mem, ID_SIZE)));
    view_bool(v, "decides", entry_decides(&rq->who));
    rows_rights(v, rq);
    return view_render(v, rs, status);
}

/* ?lease= and ?bill= choose beforehand. */
enum err
page_entry_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form  f;
    struct lease l;
    char         today[DATE_SIZE];
    const char  *lease_id = request_query(rq, "lease");

    form_blank(&f, rq, entry_form, FIELDS_END);
    form_prefill(&f, RECEIVED, date_text(today, today_eat()));
    form_prefill(&f, RAIL, "cash");
    if (lease_id && lease_load(app->db, rq->mem, &rq->who, lease_id, &l) == ERR_OK) {
        form_prefill(&f, LEASE, l.id);
        f.text[LEASE] = l.id;
        form_prefill(&f, BILL, request_query(rq, "bill"));
    }
    return show(app, rq, rs, &f, NULL, 200);
}

static struct entry_new
entry_of(const struct form *f, struct arena *mem)
{
    return (struct entry_new){
        .lease_id = form_text(f, LEASE),
        .bill_id = form_text(f, BILL),
        .rail = form_text(f, RAIL),
        .amount = form_money(f, AMOUNT),
        .received_on = form_text(f, RECEIVED),
        .ref = form_text(f, REFERENCE),
        .bank_account_id = form_text(f, ACCOUNT),
        .cheque_bank = form_text(f, CHEQUE_BANK),
        .cheque_date = form_text(f, CHEQUE_DATE),
        .note = form_text(f, NOTE),
        .key = form_text(f, KEY) ? form_text(f, KEY) : random_id(arena_alloc(mem, ID_SIZE)),
        .sure = form_flag(f, SURE),
    };
}

static void
put_refusal(struct form *f, const struct entry_refusal *r)
{
    size_t field = AMOUNT;

    for (size_t i = 0; r->field && i < FIELDS_END; i++)
        if (strcmp(entry_form[i].name, r->field) == 0)
            field = i;
    form_error(f, field, r->message);
}

enum err
page_entry_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form       f;
    enum entry_answer answer;
    const char       *id;
    enum err          e = form_read(&f, rq, entry_form, FIELDS_END);

    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, NULL, 422);
    if (e)
        return e;
    const struct entry_new in = entry_of(&f, rq->mem);
    e = entry_add(app->db, rq->mem, &rq->who, &in, &answer, &id);
    if (e)
        return e;
    const struct entry_refusal *r = entry_refusal(answer);
    if (r) {
        put_refusal(&f, r);
        return show(app, rq, rs, &f, answer == ENTRY_LIKELY_DOUBLE ? id : NULL, r->status);
    }
    response_redirect(rs, arena_printf(rq->mem, "/landlord/entries/%s", id));
    return ERR_OK;
}
