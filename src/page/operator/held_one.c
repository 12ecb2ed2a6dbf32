#include "base/json_pretty.h"
#include "base/poke.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/audit.h"
#include "rent/hold.h"
#include "web/proof.h"

enum { RELEASE_DECISION, RELEASE_REASON, RELEASE_PASSWORD, RELEASE_FIELD_COUNT };
static const struct field release_form[RELEASE_FIELD_COUNT] = {
    [RELEASE_DECISION] = {"decision", FIELD_CHOICE, REQUIRED, .choices = "count|no_money",
                          .missing = N_("Choose what it is.")},
    [RELEASE_REASON] = {"reason", FIELD_TEXT, REQUIRED, 3, 500, .missing = N_("Say how you know.")},
    [RELEASE_PASSWORD] = {"password", FIELD_PASSWORD, REQUIRED, 1, 1024, .missing = N_("Enter your password.")},
};

static void
put_ways(struct view *v, const struct hold *h)
{
    enum hold_way way = hold_way(h);

    view_bool(v, "way_payment", way == HOLD_WAY_PAYMENT);
    view_bool(v, "way_apart", way == HOLD_WAY_APART);
    view_bool(v, "way_again", way == HOLD_WAY_AGAIN);
    view_bool(v, "way_taken", way == HOLD_WAY_TAKEN);
    view_bool(v, "way_contradicted", way == HOLD_WAY_CONTRADICTED);
    view_bool(v, "way_no_amount", way == HOLD_WAY_NO_AMOUNT);
    view_bool(v, "way_no_receipt", way == HOLD_WAY_NO_RECEIPT);
    view_bool(v, "way_no_payment", way == HOLD_WAY_NO_PAYMENT);
    view_bool(v, "can_count", hold_can_count(h));
    view_bool(v, "said_none", h->money_moved == 0);
    view_text(v, "taken_by", h->taken_by);
    view_text(v, "taken_business", h->taken_business);
    view_money(v, "taken", h->taken);
}

static void
put_end(struct view *v, const struct hold *h)
{
    view_bool(v, "counted", h->decision && strcmp(h->decision, "count") == 0);
    view_bool(v, "no_money", h->decision && strcmp(h->decision, "no_money") == 0);
    view_bool(v, "by_itself", h->released_at && !h->decision);
    view_text(v, "released_by", h->released_by);
    view_text(v, "note", h->decision ? h->release_note : NULL);
    view_text(v, "counted_as", h->counted_as);
}

static void
put_hold(struct view *v, struct arena *mem, const struct hold *h)
{
    const struct payment_hold shown = {.id = h->id,
                                       .reason = h->reason,
                                       .receipt_no = h->receipt_no,
                                       .expected = h->expected,
                                       .got = h->got,
                                       .at = h->created_at,
                                       .released_at = h->released_at};
    const char               *pretty = h->body ? json_pretty(mem, h->body) : NULL;

    rows_hold(v, &shown);
    view_text(v, "id", h->id);
    view_text(v, "business_name", h->business_name);
    view_text(v, "landlord_id", h->landlord_id);
    view_text(v, "payment_id", h->payment_id);
    view_text(v, "reference", h->reference);
    view_phone(v, "phone", h->phone);
    rows_payment_state(v, h->state);
    view_bool(v, "has_body", h->body != NULL);
    view_int(v, "inbox_id", h->inbox_id);
    view_text(v, "body", pretty ? pretty : h->body);
    view_time(v, "received_at", h->received_at);
    view_text(v, "from", h->remote_addr);
    put_ways(v, h);
    put_end(v, h);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, enum hold_answer told, int status)
{
    struct hold h;
    enum err    e = hold_load(app->db, rq->mem, &rq->who, rq->args[0], &h);

    if (!e && h.body)
        e = audit_note(app->db, rq->mem, &rq->who, "operator.read_body",
                       arena_printf(rq->mem, "%lld", (long long)h.inbox_id), NULL);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "operator/held_one");
    put_hold(v, rq->mem, &h);
    view_bool(v, "already", told == HOLD_ALREADY);
    view_bool(v, "not_offered", told == HOLD_NOT_OFFERED);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_operator_held_one(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, release_form, RELEASE_FIELD_COUNT);
    return show(app, rq, rs, &f, HOLD_RELEASED, 200);
}

/* Asked for each time, however fresh the session is: this is money. ERR_FIELD: another password. */
static enum err
check_password(struct app *app, struct request *rq, struct form *f)
{
    int64_t  wait_s = 0;
    enum err e = proof_again(app, rq, form_text(f, RELEASE_PASSWORD), &wait_s);

    if (e != ERR_AUTH)
        return e;
    form_error(f, RELEASE_PASSWORD, "This is not your password.");
    return ERR_FIELD;
}

enum err
page_operator_held_one_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form      f;
    enum hold_answer answer;
    enum err         e = form_read(&f, rq, release_form, RELEASE_FIELD_COUNT);

    if (!e)
        e = check_password(app, rq, &f);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, HOLD_RELEASED, 422);
    if (e)
        return e;
    e = hold_release(app->db, rq->mem, &rq->who, rq->args[0], strcmp(form_text(&f, RELEASE_DECISION), "count") == 0,
                     form_text(&f, RELEASE_REASON), &answer);
    if (e)
        return e;
    if (answer != HOLD_RELEASED)
        return show(app, rq, rs, &f, answer, 409);
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/operator/held/%s", rq->args[0]));
    return ERR_OK;
}
