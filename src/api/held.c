/*
 * held.c - held money, for operators: what does not fit, and what a person makes of it.
 */
#include <stddef.h>
#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/poke.h"
#include "rent/hold.h"
#include "web/api.h"

static const struct refusal released_already = {
    .status = 409,
    .code = "already_released",
    .message = N_("This was settled already. Read it again to see how."),
};
static const struct refusal cannot_count = {
    .status = 409,
    .code = "cannot_be_counted",
    .message = N_("It cannot be counted as money received. Read it again: countRefusal says why."),
    .field = "decision",
};

/* What counting would do, or why it cannot be done: one of the two is null. */
static const struct {
    const char *as, *refusal;
} ways[] = {
    [HOLD_WAY_PAYMENT] = {"payment", NULL},
    [HOLD_WAY_APART] = {"apart", NULL},
    [HOLD_WAY_AGAIN] = {"again", NULL},
    [HOLD_WAY_TAKEN] = {NULL, "receipt_in_books"},
    [HOLD_WAY_CONTRADICTED] = {NULL, "contradicted"},
    [HOLD_WAY_NO_AMOUNT] = {NULL, "no_amount"},
    [HOLD_WAY_NO_RECEIPT] = {NULL, "no_receipt"},
    [HOLD_WAY_NO_PAYMENT] = {NULL, "no_payment"},
};
_Static_assert(COUNT(ways) == HOLD_WAY_COUNT, "name each way");

static void
put_held(struct json_writer *w, const void *row)
{
    const struct held_row *h = row;

    json_put_text(w, "id", h->hold.id);
    json_put_text(w, "paymentId", h->payment_id);
    json_put_text(w, "businessName", h->business_name);
    json_put_text(w, "phone", h->phone);
    json_put_text(w, "reason", h->hold.reason);
    put_money(w, "expected", h->hold.expected);
    put_money(w, "got", h->hold.got);
    json_put_text(w, "mpesaReceiptNumber", h->hold.receipt_no);
    put_time(w, "heldAt", h->hold.at);
}

_Static_assert(offsetof(struct held_row, hold.id) == 0, "listing_rows reads the id there");

enum err
api_held_list(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct form               f;
    struct held_row          *rows;
    size_t                    count;
    enum err                  e = form_read_query(&f, rq, fields, COUNT(fields));

    if (e)
        return e == ERR_FIELD ? api_form_error(rs, &f) : e;
    e = payment_held(app->db, rq->mem, &rq->who, &rows, &count);
    return e ? e : listing_rows(&f, rq, rs, rows, count, sizeof *rows, put_held);
}

static void
put_hold(struct json_writer *w, const struct hold *h)
{
    json_put_text(w, "id", h->id);
    json_put_text(w, "landlordId", h->landlord_id);
    json_put_text(w, "businessName", h->business_name);
    json_put_text(w, "paymentId", h->payment_id);
    json_put_text(w, "phone", h->phone);
    json_put_text(w, "reason", h->reason);
    put_money(w, "expected", h->expected);
    put_money(w, "got", h->got);
    json_put_text(w, "mpesaReceiptNumber", h->receipt_no);
    put_time(w, "heldAt", h->created_at);
    json_put_text(w, "countAs", ways[hold_way(h)].as);
    json_put_text(w, "countRefusal", ways[hold_way(h)].refusal);
    json_put_text(w, "receiptHeldBy", h->taken_by);
    put_time(w, "releasedAt", h->released_at);
    json_put_text(w, "releasedBy", h->released_by);
    json_put_text(w, "decision", h->decision);
    json_put_text(w, "note", h->release_note);
    json_put_text(w, "countedAs", h->counted_as);
}

enum err
api_held_show(struct app *app, struct request *rq, struct response *rs)
{
    struct hold h;
    enum err    e = hold_load(app->db, rq->mem, &rq->who, rq->args[0], &h);

    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_hold(&w, &h);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_held_release(struct app *app, struct request *rq, struct response *rs)
{
    enum { DECISION, REASON };
    static const struct field fields[] = {
        [DECISION] = {"decision", FIELD_CHOICE, REQUIRED, .choices = "count|no_money"},
        [REASON] = {"reason", FIELD_TEXT, REQUIRED, .least = 3, .most = 500},
    };
    struct form      f;
    enum hold_answer answer;
    enum err         e = form_read(&f, rq, fields, COUNT(fields));

    if (e)
        return e == ERR_FIELD ? api_form_error(rs, &f) : e;
    e = hold_release(app->db, rq->mem, &rq->who, rq->args[0], strcmp(form_text(&f, DECISION), "count") == 0,
                     form_text(&f, REASON), &answer);
    if (e)
        return e;
    if (answer != HOLD_RELEASED)
        return refuse(rq, rs, answer == HOLD_ALREADY ? &released_already : &cannot_count);
    poke(app->gateway);
    return api_held_show(app, rq, rs);
}
