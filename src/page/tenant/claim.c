/*
 * claim.c - /claims/:id: what M-Pesa says of a code, and what became of it.
 */
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "page/pages.h"
#include "rent/bill.h"
#include "rent/claim.h"
#include "web/view.h"

enum { ETAG_LEN = 32 };

/* What to do next. */
enum next { NEXT_NOTHING, NEXT_RECEIPT, NEXT_AGAIN, NEXT_PAY };
static const struct {
    const char *finding;
    enum next   next;
    bool        calm; /* it only takes time, or a person */
    const char *headline;
} ends[] = {
    {"credited", NEXT_RECEIPT, false, N_("Your payment is found")},
    {"known", NEXT_RECEIPT, false, N_("It counts already")},
    {"tray", NEXT_NOTHING, true, N_("Your landlord will look at it")},
    {"unclear", NEXT_NOTHING, true, N_("Please show it to your landlord")},
    {"used", NEXT_AGAIN, false, N_("This code is used already")},
    {"foreign", NEXT_AGAIN, false, N_("It went to another number")},
    {"reversed", NEXT_PAY, false, N_("M-PESA gave this money back")},
    {"not_completed", NEXT_PAY, false, N_("This payment was not completed")},
    {"open", NEXT_AGAIN, true, N_("M-PESA is still working on it")},
    {"not_found", NEXT_AGAIN, false, N_("M-PESA does not know this code")},
    {"cannot_ask", NEXT_NOTHING, true, N_("We could not ask M-PESA")},
    {"no_answer", NEXT_AGAIN, true, N_("No answer from M-PESA yet")},
};

static enum err
load(struct app *app, struct request *rq, struct enquiry *n)
{
    enum err e = enquiry_load(app->db, rq->mem, &rq->who, rq->args[0], n);

    return e == ERR_OK && (strcmp(n->request.purpose, "claim") != 0 || !n->request.bill_id) ? ERR_NOT_FOUND : e;
}

static enum err
receipt_view(struct app *app, struct request *rq, struct view *v, const struct mpesa_request *r, bool wanted)
{
    struct claimed m = {0};
    enum err       e = wanted ? claim_money(app->db, rq->mem, r->landlord_id, r->lease_id, r->receipt_no, &m) : ERR_OK;

    view_text(v, "receipt_number", m.own ? m.receipt_number : NULL);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* The part of the page that changes; asked for by app.js on its own. */
static enum err
part(struct app *app, struct request *rq, struct response *rs, const struct enquiry *n)
{
    const struct finding *f = finding_named(n->finding);
    struct view          *v = view_new(app, rq, "tenant/claim_part");
    const char           *headline = N_("We are asking M-PESA");
    enum next             next = NEXT_NOTHING;
    bool                  calm = !f;

    for (size_t i = 0; f && i < COUNT(ends); i++)
        if (strcmp(f->name, ends[i].finding) == 0) {
            headline = ends[i].headline;
            next = ends[i].next;
            calm = ends[i].calm;
        }
    view_say(v, "headline", headline);
    view_say(v, "message", !f ? NULL : rq->who.role == ROLE_TENANT ? f->tenant : f->landlord);
    view_bool(v, "asks", !f);
    view_bool(v, "good", f && next == NEXT_RECEIPT);
    view_bool(v, "calm", calm);
    view_bool(v, "bad", !calm && next != NEXT_RECEIPT);
    view_bool(v, "settled", f != NULL);
    view_bool(v, "again", next == NEXT_AGAIN);
    view_bool(v, "pay", next == NEXT_PAY);
    view_text(v, "code", n->request.receipt_no);
    view_text(v, "bill_id", n->request.bill_id);
    enum err e = receipt_view(app, rq, v, &n->request, next == NEXT_RECEIPT);
    e = e ? e : view_render(v, rs, 200);
    if (e)
        return e;
    char hex[SHA256_HEX_SIZE];
    rs->etag = arena_strndup(rq->mem, sha256_hex(hex, rs->body.bytes, rs->body.len), ETAG_LEN);
    return ERR_OK;
}

enum err
page_claim_part(struct app *app, struct request *rq, struct response *rs)
{
    struct enquiry n;
    enum err       e = load(app, rq, &n);

    return e ? e : part(app, rq, rs, &n);
}

enum err
page_claim(struct app *app, struct request *rq, struct response *rs)
{
    struct enquiry  n;
    struct bill     b;
    struct response state = response_new(rq->mem);
    enum err        e = load(app, rq, &n);

    if (!e)
        e = bill_load(app->db, rq->mem, &rq->who, n.request.bill_id, &b);
    if (!e)
        e = part(app, rq, &state, &n);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "tenant/claim");
    view_html(v, "part", state.body.bytes);
    view_text(v, "etag", state.etag);
    view_int(v, "now", clock_now());
    view_bool(v, "settled", n.finding != NULL);
    view_text(v, "id", n.request.id);
    view_text(v, "bill_id", b.id);
    view_say(v, "kind", bill_kind_name(b.kind));
    view_period(v, "period", b.period);
    view_text(v, "unit", b.unit_label);
    view_time(v, "at", n.request.requested_at);
    view_bool(v, "is_his", rq->who.role == ROLE_TENANT);
    return view_render(v, rs, 200);
}
