#include <string.h>

#include "base/random.h"
#include "page/landlord/entry_rows.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/place.h"

enum { SHOWN = 30 };
enum { FROM, TO, AMOUNT, MOVED, NOTE, KEY, MOVE_END };
static const struct field move_form[MOVE_END] = {
    [FROM] = {"from", FIELD_TEXT, REQUIRED, 1, 20, .missing = N_("Choose where the money was.")},
    [TO] = {"to", FIELD_TEXT, REQUIRED, 1, 20, .missing = N_("Choose where the money went.")},
    [AMOUNT] = {"amount", FIELD_MONEY, REQUIRED, .least = 100, .most = INT64_C(10000000000)},
    [MOVED] = {"movedOn", FIELD_DATE, REQUIRED},
    [NOTE] = {"note", FIELD_TEXT, OPTIONAL, 1, 200},
    [KEY] = {"key", FIELD_TEXT, OPTIONAL, 1, 40},
};
enum { NAME, NUMBER, ACCOUNT_END };
static const struct field account_form[ACCOUNT_END] = {
    [NAME] = {"name", FIELD_TEXT, REQUIRED, 2, 40, .missing = N_("Enter a name that your people know it by.")},
    [NUMBER] = {"number", FIELD_TEXT, OPTIONAL, 4, 30},
};

/* ---- where it lies, and what was moved ---- */

static void
put_place(struct view *row, const char *key, const char *kind, const char *detail)
{
    if (strcmp(kind, "bank") == 0)
        view_text(row, key, detail);
    else
        view_say(row, key, strcmp(kind, "cash") == 0 ? N_("Cash") : N_("The owner"));
}

static enum err
put_moves(struct view *v, struct app *app, struct request *rq)
{
    struct transfer *rows;
    size_t           count = 0;
    enum err         e = transfer_list(app->db, rq->mem, &rq->who, SHOWN, &rows, &count);

    view_rows(v, "moves");
    view_bool(v, "has_moves", count > 0);
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "moves");
        view_date(row, "moved_on", rows[i].moved_on);
        put_place(row, "from", rows[i].from_kind, rows[i].from_detail);
        put_place(row, "to", rows[i].to_kind, rows[i].to_detail);
        view_money(row, "amount", rows[i].amount);
        view_text(row, "note_given", rows[i].note);
        view_text(row, "made_by", rows[i].made_name);
    }
    return e;
}

enum err
page_places(struct app *app, struct request *rq, struct response *rs)
{
    struct in_hand hand;
    struct view   *v = view_new(app, rq, "landlord/places");
    enum err       e = place_in_hand(app->db, &rq->who, &hand);

    if (!e)
        e = rows_accounts(v, app, rq, NULL);
    if (!e)
        e = put_moves(v, app, rq);
    if (e)
        return e;
    view_money(v, "cash", hand.cash);
    view_money(v, "cheques", hand.cheques);
    rows_rights(v, rq);
    return view_render(v, rs, 200);
}

/* ---- moving ---- */

static void
put_choice(struct view *v, const char *key, const char *id, const char *name, const char *chosen, bool translated)
{
    struct view *row = view_row(v, key);

    view_text(row, "id", id);
    if (translated)
        view_say(row, "name", name);
    else
        view_text(row, "name", name);
    view_bool(row, "selected", chosen && strcmp(chosen, id) == 0);
}

static enum err
put_choices(struct view *v, struct app *app, struct request *rq, const char *key, const char *chosen)
{
    struct bank_account *accounts;
    size_t               count;
    enum err             e = bank_account_list(app->db, rq->mem, &rq->who, &accounts, &count);

    if (e)
        return e;
    put_choice(v, key, "cash", N_("Cash"), chosen, true);
    for (size_t i = 0; i < count; i++)
        put_choice(v, key, accounts[i].id, accounts[i].name, chosen, false);
    put_choice(v, key, "owner", N_("The owner"), chosen, true);
    return ERR_OK;
}

static enum err
show_move(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/transfer_new");
    view_rows(v, "sources");
    view_rows(v, "targets");
    enum err e = put_choices(v, app, rq, "sources", f->typed[FROM]);
    if (!e)
        e = put_choices(v, app, rq, "targets", f->typed[TO]);
    if (e)
        return e;
    view_form(v, f);
    view_text(v, "key", f->typed[KEY] ? f->typed[KEY] : random_id(arena_alloc(rq->mem, ID_SIZE)));
    return view_render(v, rs, status);
}

enum err
page_transfer_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    char        today[DATE_SIZE];

    form_blank(&f, rq, move_form, MOVE_END);
    form_prefill(&f, FROM, "cash");
    form_prefill(&f, MOVED, date_text(today, today_eat()));
    return show_move(app, rq, rs, &f, 200);
}

enum err
page_transfer_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form          f;
    enum transfer_answer answer;
    const char          *id;
    enum err             e = form_read(&f, rq, move_form, MOVE_END);

    if (e == ERR_FIELD)
        return show_move(app, rq, rs, &f, 422);
    if (e)
        return e;
    const struct transfer_new in = {
        .from = form_text(&f, FROM),
        .to = form_text(&f, TO),
        .amount = form_money(&f, AMOUNT),
        .moved_on = form_text(&f, MOVED),
        .note = form_text(&f, NOTE),
        .key = form_text(&f, KEY) ? form_text(&f, KEY) : random_id(arena_alloc(rq->mem, ID_SIZE)),
    };
    e = transfer_add(app->db, rq->mem, &rq->who, &in, &answer, &id);
    if (e)
        return e;
    const struct place_refusal *r = transfer_refusal(answer);
    if (r) {
        size_t field = AMOUNT;
        for (size_t i = 0; r->field && i < MOVE_END; i++)
            if (strcmp(move_form[i].name, r->field) == 0)
                field = i;
        form_error(&f, field, r->message);
        return show_move(app, rq, rs, &f, r->status);
    }
    response_redirect(rs, "/landlord/cash");
    return ERR_OK;
}

/* ---- bank accounts ---- */

static enum err
show_account(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/bank_account_new");

    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_bank_account_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, account_form, ACCOUNT_END);
    return show_account(app, rq, rs, &f, 200);
}

enum err
page_bank_account_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    const char *id;
    enum err    e = form_read(&f, rq, account_form, ACCOUNT_END);

    if (!e)
        e = bank_account_add(app->db, rq->mem, &rq->who, form_text(&f, NAME), form_text(&f, NUMBER), &id);
    if (e == ERR_CONFLICT)
        form_error(&f, NAME, N_("You have a bank account of that name already."));
    if (e == ERR_CONFLICT || e == ERR_FIELD)
        return show_account(app, rq, rs, &f, 422);
    if (e)
        return e;
    response_redirect(rs, "/landlord/cash");
    return ERR_OK;
}
