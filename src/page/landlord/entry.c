#include <string.h>

#include "page/landlord/entry_rows.h"
#include "page/pages.h"

enum { REASON, ACCOUNT, CHARGE, FIELDS_END };
static const struct field decide_form[FIELDS_END] = {
    [REASON] = {"reason", FIELD_TEXT, OPTIONAL, 2, 200},
    [ACCOUNT] = {"bankAccountId", FIELD_ID, OPTIONAL},
    [CHARGE] = {"charge", FIELD_MONEY, OPTIONAL, .least = 100, .most = INT64_C(10000000)},
};

static bool
is(const struct entry *n, const char *status)
{
    return strcmp(n->status, status) == 0;
}

static void
put_history(struct view *v, const struct entry *n)
{
    view_text(v, "decided_by", n->decided_name);
    view_time(v, "decided_at", n->decided_at);
    view_text(v, "why_not", n->reason);
    view_text(v, "receipt", n->receipt_number);
    view_text(v, "payment_id", n->money_in_id);
    view_text(v, "cleared_to", n->cleared_name);
    view_text(v, "cleared_by", n->cleared_by_name);
    view_time(v, "cleared_at", n->cleared_at);
    view_text(v, "ended_by", n->ended_name);
    view_time(v, "ended_at", n->ended_at);
    view_text(v, "ended_reason", n->ended_reason);
    view_text(v, "charge_bill", n->charge_bill_id);
    view_bool(v, "was_rejected", is(n, "rejected"));
    view_bool(v, "is_bounced", is(n, "bounced"));
    view_bool(v, "is_undone", is(n, "undone"));
}

static void
put_rights(struct view *v, const struct who *who, const struct entry *n)
{
    bool decides = entry_decides(who), waits = is(n, "waiting"), counts = is(n, "approved");
    bool cheque = strcmp(n->rail, "cheque") == 0;

    view_bool(v, "waits", waits);
    view_bool(v, "may_approve", waits && decides);
    view_bool(v, "may_withdraw", waits && !decides && strcmp(n->made_by, who->person_id) == 0);
    view_bool(v, "may_clear", counts && cheque && decides && !n->cleared_at);
    view_bool(v, "may_bounce", counts && cheque && decides);
    view_bool(v, "may_undo", counts && who->role == ROLE_OWNER);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct entry *n, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/entry");
    enum err     e = rows_accounts(v, app, rq, f->typed[ACCOUNT]);

    if (e)
        return e;
    rows_entry(v, n);
    put_history(v, n);
    put_rights(v, &rq->who, n);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_entry(struct app *app, struct request *rq, struct response *rs)
{
    struct form  f;
    struct entry n;
    enum err     e = entry_load(app->db, rq->mem, &rq->who, rq->args[0], &n);

    form_blank(&f, rq, decide_form, FIELDS_END);
    return e ? e : show(app, rq, rs, &n, &f, 200);
}

/* Reads what was typed; *shown: it was wrong, and the page says so. `needs`: the field that must not be empty. */
static enum err
read(struct app *app, struct request *rq, struct response *rs, struct form *f, size_t needs, const char *missing,
     bool *shown)
{
    struct entry n;
    enum err     e = entry_load(app->db, rq->mem, &rq->who, rq->args[0], &n);

    *shown = false;
    if (!e)
        e = form_read(f, rq, decide_form, FIELDS_END);
    if (e && e != ERR_FIELD)
        return e;
    if (needs < FIELDS_END && !form_text(f, needs) && !f->errors[needs])
        form_error(f, needs, missing);
    if (form_ok(f))
        return ERR_OK;
    *shown = true;
    return show(app, rq, rs, &n, f, 422);
}

/* Somebody decided it meanwhile: the page tells. */
static enum err
back(struct request *rq, struct response *rs, enum err e)
{
    if (e && e != ERR_CONFLICT)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/entries/%s", rq->args[0]));
    return ERR_OK;
}

enum err
page_entry_approve_post(struct app *app, struct request *rq, struct response *rs)
{
    return back(rq, rs, entry_approve(app->db, rq->mem, &rq->who, rq->args[0]));
}

enum err
page_entry_reject_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    bool        shown;
    size_t      needs = entry_decides(&rq->who) ? REASON : FIELDS_END;
    enum err e = read(app, rq, rs, &f, needs, N_("Say why, so that whoever recorded it knows what to change."), &shown);

    if (e || shown)
        return e;
    return back(rq, rs, entry_reject(app->db, rq->mem, &rq->who, rq->args[0], form_text(&f, REASON)));
}

enum err
page_entry_undo_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    bool        shown;
    enum err    e = read(app, rq, rs, &f, REASON, N_("Say why: it stays in your books."), &shown);

    if (e || shown)
        return e;
    return back(rq, rs, entry_undo(app->db, rq->mem, &rq->who, rq->args[0], form_text(&f, REASON)));
}

enum err
page_entry_clear_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    bool        shown;
    enum err e = read(app, rq, rs, &f, ACCOUNT, N_("Choose the bank account that the cheque was paid into."), &shown);

    if (e || shown)
        return e;
    e = entry_clear(app->db, rq->mem, &rq->who, rq->args[0], form_text(&f, ACCOUNT));
    return back(rq, rs, e == ERR_FIELD ? ERR_NOT_FOUND : e);
}

enum err
page_entry_bounce_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    bool        shown;
    enum err    e = read(app, rq, rs, &f, REASON, N_("Write what the bank said."), &shown);

    if (e || shown)
        return e;
    return back(rq, rs,
                entry_bounce(app->db, rq->mem, &rq->who, rq->args[0], form_text(&f, REASON), form_money(&f, CHARGE)));
}
