/*
 * codes.c - /landlord/codes: a code or a conversation id, and what M-Pesa says of it.
 */
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/phone.h"
#include "base/poke.h"
#include "daraja/verdict.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/direct.h"
#include "rent/enquiry.h"
#include "rent/give_back.h"
#include "rent/mpesa_code.h"

enum { ETAG_LEN = 32, NEWEST = 20 };
enum { CODES_CODE, CODES_FIELD_COUNT };
static const struct field codes_form[CODES_FIELD_COUNT] = {
    [CODES_CODE] = {"code", FIELD_TEXT, REQUIRED, 1, 1000, N_("Enter an M-Pesa code or a conversation id.")},
};

/* ---- in words ---- */

static const struct {
    const char *state, *badge, *text;
} states[] = {
    {"completed", "paid", N_("Completed")},     {"open", "pending", N_("M-Pesa is working on it")},
    {"cancelled", "failed", N_("Cancelled")},   {"declined", "failed", N_("Declined")},
    {"expired", "failed", N_("Expired")},       {"reversed", "failed", N_("Reversed")},
    {"unknown", "held", N_("No clear answer")},
};

static const struct {
    const char *purpose, *text;
} askers[] = {
    {"claim", N_("A code that was entered for a tenant")},
    {"check", N_("RentEase, about a request of yours")},
    {"confirm", N_("RentEase, about a confirmation")},
};

static void
put_row(struct view *row, const struct mpesa_request *r)
{
    const char *asker = r->requested_name;

    for (size_t i = 0; i < COUNT(askers); i++)
        if (strcmp(r->purpose, askers[i].purpose) == 0)
            asker = NULL;
    view_text(row, "id", r->id);
    view_time(row, "at", r->requested_at);
    view_text(row, "code", r->receipt_no ? r->receipt_no : r->about_conversation);
    view_text(row, "asker", asker);
    view_say(row, "why", NULL);
    for (size_t i = 0; i < COUNT(askers); i++)
        if (strcmp(r->purpose, askers[i].purpose) == 0)
            view_say(row, "why", askers[i].text);
    view_bool(row, "waits", !r->completed_at);
    view_bool(row, "answered", strcmp(r->state, "success") == 0);
}

/* ---- the list, and asking ---- */

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, bool no_number, int status)
{
    const struct mpesa_request_filter newest = {.api = "status", .limit = NEWEST};
    struct mpesa_request             *rows;
    size_t                            count;
    const char                       *next;
    struct view                      *v = view_new(app, rq, "landlord/codes");
    enum err                          e = mpesa_request_list(app->db, rq->mem, &rq->who, &newest, &rows, &count, &next);

    if (e)
        return e;
    view_form(v, f);
    view_bool(v, "no_number", no_number);
    view_bool(v, "has_rows", count > 0);
    view_rows(v, "rows");
    for (size_t i = 0; i < count; i++)
        put_row(view_row(v, "rows"), &rows[i]);
    return view_render(v, rs, status);
}

enum err
page_codes(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, codes_form, CODES_FIELD_COUNT);
    return show(app, rq, rs, &f, false, 200);
}

static enum err
ask(struct app *app, struct request *rq, struct response *rs, const char *receipt_no, const char *conversation)
{
    const char *id;
    enum err    e = enquiry_ask(app->db, rq->mem, &rq->who, receipt_no, conversation, &id);

    if (e)
        return e;
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/codes/%s", id));
    return ERR_OK;
}

enum err
page_codes_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, codes_form, CODES_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    const char *typed = e ? NULL : form_text(&f, CODES_CODE), *conversation = NULL;
    const char *code = typed ? mpesa_code_read(rq->mem, typed) : NULL;
    if (typed && !code)
        conversation = mpesa_conversation_read(rq->mem, typed);
    if (typed && !code && !conversation)
        form_error(
            &f, CODES_CODE,
            N_("This is neither an M-Pesa code (10 letters and digits, like UKL3A7XK2P) nor a conversation id."));
    if (!code && !conversation)
        return show(app, rq, rs, &f, false, err_status(ERR_FIELD));
    e = ask(app, rq, rs, code, conversation);
    return e == ERR_NOT_FOUND ? show(app, rq, rs, &f, true, 409) : e;
}

/* From the tray: who paid this? */
enum err
page_unmatched_ask_post(struct app *app, struct request *rq, struct response *rs)
{
    struct waiting w;
    enum err       e = waiting_load(app->db, rq->mem, &rq->who, rq->args[0], &w);

    if (!e && !w.receipt_no)
        e = ERR_NOT_FOUND;
    return e ? e : ask(app, rq, rs, w.receipt_no, NULL);
}

/* ---- one question ---- */

/* A stranger's whole number is shown to the owner alone. */
static void
put_payer(struct view *v, const struct request *rq, const char *payer)
{
    char normal[PHONE_SIZE];

    if (payer && phone_parse(payer, normal) && rq->who.role == ROLE_OWNER)
        view_phone(v, "payer", arena_strdup(rq->mem, normal));
    else if (payer && phone_parse(payer, normal))
        rows_payer_phone(v, "payer", arena_strdup(rq->mem, normal));
    else
        view_text(v, "payer", payer); /* a paybill or till */
}

static enum err
put_books(struct app *app, struct request *rq, struct view *v, const char *receipt_no)
{
    struct returnable m = {0};
    enum err          e = receipt_no ? give_back_load(app->db, rq->mem, &rq->who, receipt_no, &m) : ERR_NOT_FOUND;
    struct waiting    w;

    if (e && e != ERR_NOT_FOUND)
        return e;
    bool known = e == ERR_OK;
    e = known ? waiting_load(app->db, rq->mem, &rq->who, m.money_in_id, &w) : ERR_NOT_FOUND;
    if (e && e != ERR_NOT_FOUND)
        return e;
    view_bool(v, "known", known);
    view_bool(v, "in_tray", !e);
    view_bool(v, "is_reversed", known && m.reversed);
    view_text(v, "money_id", m.payment_id);
    view_text(v, "tenant", m.tenant_name);
    view_text(v, "unit", m.unit_label);
    return ERR_OK;
}

static void
put_answer(struct view *v, const struct request *rq, const struct enquiry *n)
{
    const struct finding *f = finding_named(n->finding);
    const struct verdict *why = verdict_named(n->request.verdict);
    bool                  failed = strcmp(n->request.state, "failed") == 0;

    view_bool(v, "waits", !f);
    view_bool(v, "told", f && !failed);
    view_text(v, "badge", NULL);
    view_say(v, "state", NULL);
    for (size_t i = 0; n->state && i < COUNT(states); i++)
        if (strcmp(n->state, states[i].state) == 0) {
            view_text(v, "badge", states[i].badge);
            view_say(v, "state", states[i].text);
        }
    view_say(v, "message", f ? f->landlord : NULL);
    view_say(v, "reason", f && why && strcmp(f->name, "cannot_ask") == 0 ? why->sentence : NULL);
    view_text(v, "amount", NULL);
    if (n->amount.cents)
        view_money(v, "amount", n->amount);
    view_text(v, "payer_name", n->payer_name);
    put_payer(v, rq, n->payer);
    view_text(v, "payee", n->payee);
    view_text(v, "payee_name", n->payee_name);
    view_text(v, "receipt_no", n->receipt_no);
    view_text(v, "reason_type", n->reason_type);
    view_time(v, "finalised_at", n->finalised_at);
}

static enum err
part(struct app *app, struct request *rq, struct response *rs, const struct enquiry *n)
{
    char         hex[SHA256_HEX_SIZE];
    struct view *v = view_new(app, rq, "landlord/code_part");

    put_row(v, &n->request);
    put_answer(v, rq, n);
    enum err e = put_books(app, rq, v, n->receipt_no ? n->receipt_no : n->request.receipt_no);
    e = e ? e : view_render(v, rs, 200);
    if (e)
        return e;
    rs->etag = arena_strndup(rq->mem, sha256_hex(hex, rs->body.bytes, rs->body.len), ETAG_LEN);
    return ERR_OK;
}

enum err
page_code_part(struct app *app, struct request *rq, struct response *rs)
{
    struct enquiry n;
    enum err       e = enquiry_load(app->db, rq->mem, &rq->who, rq->args[0], &n);

    return e ? e : part(app, rq, rs, &n);
}

enum err
page_code(struct app *app, struct request *rq, struct response *rs)
{
    struct enquiry  n;
    struct response state = response_new(rq->mem);
    enum err        e = enquiry_load(app->db, rq->mem, &rq->who, rq->args[0], &n);

    if (!e)
        e = part(app, rq, &state, &n);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/code");
    view_html(v, "part", state.body.bytes);
    view_text(v, "etag", state.etag);
    view_int(v, "now", clock_now());
    view_bool(v, "settled", n.finding != NULL);
    view_text(v, "id", n.request.id);
    view_text(v, "code", n.request.receipt_no ? n.request.receipt_no : n.request.about_conversation);
    return view_render(v, rs, 200);
}
