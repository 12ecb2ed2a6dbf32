/*
 * unmatched.c - whose rent a direct payment is: the tray, assigning, splitting, moving, and which bills it pays.
 */
#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "rent/allocation_choose.h"
#include "rent/match_memory.h"
#include "rent/tray.h"
#include "web/api.h"

/* ---- the tray ---- */

static void
put_suggestion(struct json_writer *w, const struct match_suggestion *s)
{
    json_open(w, NULL, '{');
    json_put_text(w, "leaseId", s->lease_id);
    json_put_text(w, "tenantName", s->tenant_name);
    json_put_text(w, "unitLabel", s->unit_label);
    json_put_text(w, "propertyName", s->property_name);
    json_put_bool(w, "running", s->running);
    put_money(w, "balance", s->due);
    json_put_int(w, "score", s->score);
    json_open(w, "reasons", '[');
    for (size_t i = 0; i < s->reason_count; i++)
        json_put_text(w, NULL, match_reason_name(s->reasons[i]));
    json_close(w);
    json_close(w);
}

static void
put_waiting(struct json_writer *w, const struct tray_row *r)
{
    const struct waiting *m = &r->money;

    json_open(w, NULL, '{');
    json_put_text(w, "id", m->id);
    json_put_text(w, "mpesaReceiptNumber", m->receipt_no);
    put_money(w, "amount", m->amount);
    json_put_text(w, "payerName", m->payer_name);
    json_put_text(w, "payerPhone", m->msisdn);
    json_put_text(w, "accountReference", m->bill_ref);
    json_put_text(w, "businessShortCode", m->shortcode);
    put_time(w, "paidAt", m->paid_at);
    json_open(w, "suggestions", '[');
    for (size_t i = 0; i < r->match.count; i++)
        put_suggestion(w, &r->match.rows[i]);
    json_close(w);
    json_close(w);
}

enum err
api_unmatched_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { SEARCH = LISTING_FIELDS };
    static const struct field fields[] = {LISTING_QUERY, [SEARCH] = {"search", FIELD_TEXT, OPTIONAL, 1, 60}};
    struct call               c;
    struct tray_row          *rows = NULL;
    size_t                    count = 0;
    const char               *next = NULL;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    struct tray_filter f = {form_text(&c.form, SEARCH), form_text(&c.form, LISTING_CURSOR), listing_limit(&c.form)};
    e = tray_list(app->db, rq->mem, &c.who, &f, &rows, &count, &next);
    if (e)
        return e;
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++)
        put_waiting(&w, &rows[i]);
    return listing_end(&w, rs, next);
}

static enum err
answer_payment(struct app *app, struct request *rq, struct response *rs, struct call *c)
{
    struct payment p;
    enum err       e = payment_movement(app->db, rq->mem, &c->who, rq->args[0], &p);

    if (e)
        return call_failed(c, rs, e);
    struct json_writer w = json_writer_new(rq->mem);
    put_transaction(&w, app, rq, &p);
    return api_ok(rs, 200, &w);
}

static enum err
refuse_tray(struct request *rq, struct response *rs, enum tray_answer a)
{
    const struct tray_refusal *t = tray_refusal(a);
    struct refusal             r = {.status = t->status, .code = t->code, .message = t->message, .field = t->field};

    return refuse(rq, rs, &r);
}

/* ---- lists in a body ---- */

/* One element of a list: an id and an amount. */
struct pair {
    const char  *id;
    struct money amount;
};

static bool
read_pair(const struct json *j, const char *id_name, struct pair *out)
{
    const char *amount = json_text(json_get(j, "amount"));

    out->id = json_string(json_get(j, id_name));
    return out->id && amount && money_parse(amount, &out->amount) && out->amount.cents > 0;
}

/* ERR_FIELD, told in the form: an element that is none, or too many. */
static enum err
read_pairs(struct request *rq, struct form *f, size_t field, const char *id_name, struct pair *out, size_t most,
           size_t *count)
{
    const struct json *body = NULL;
    const char        *why;
    enum err           e = json_parse(rq->mem, rq->body, rq->body_len, &body, &why);

    *count = 0;
    if (e != ERR_OK)
        return e;
    for (const struct json *j = json_first(json_get(body, f->fields[field].name)); j; j = json_next(j)) {
        if (*count == most || !read_pair(j, id_name, &out[*count])) {
            form_error(f, field, N_("Give each with its id and an amount above zero, twelve at most."));
            return ERR_FIELD;
        }
        (*count)++;
    }
    return ERR_OK;
}

enum err
api_unmatched_split(struct app *app, struct request *rq, struct response *rs)
{
    enum { PARTS = CALL_FIELDS };
    static const struct field fields[] = {CALL_LANDLORD, [PARTS] = {"parts", FIELD_LIST, REQUIRED}};
    struct call               c;
    struct pair               pairs[POSTING_PARTS_MOST];
    struct posting_part       parts[POSTING_PARTS_MOST];
    size_t                    count = 0;
    enum tray_answer          answer = TRAY_DONE;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = read_pairs(rq, &c.form, PARTS, "leaseId", pairs, COUNT(pairs), &count);
    for (size_t i = 0; i < count; i++)
        parts[i] = (struct posting_part){pairs[i].id, pairs[i].amount};
    if (!e)
        e = tray_split(app->db, rq->mem, &c.who, rq->args[0], parts, count, &answer);
    if (e)
        return call_failed(&c, rs, e);
    return answer ? refuse_tray(rq, rs, answer) : answer_payment(app, rq, rs, &c);
}

enum err
api_transaction_reassign(struct app *app, struct request *rq, struct response *rs)
{
    enum { LEASE = CALL_FIELDS, REASON };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [LEASE] = {"leaseId", FIELD_ID, REQUIRED},
        [REASON] = {"reason", FIELD_TEXT, REQUIRED, 2, 200},
    };
    struct call      c;
    enum tray_answer answer = TRAY_DONE;
    enum err         e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = tray_move(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, LEASE), form_text(&c.form, REASON),
                      &answer);
    if (e)
        return call_failed(&c, rs, e);
    return answer ? refuse_tray(rq, rs, answer) : answer_payment(app, rq, rs, &c);
}

/* ---- which bills ---- */

static enum err
answer_allocation(struct app *app, struct request *rq, struct response *rs, struct call *c)
{
    struct allocation_bill   *bills;
    struct allocation_change *changes;
    size_t                    bill_count, change_count;
    struct json_writer        w = json_writer_new(rq->mem);
    enum err                  e = allocation_bills(app->db, rq->mem, &c->who, rq->args[0], &bills, &bill_count);

    if (!e)
        e = allocation_changes(app->db, rq->mem, &c->who, rq->args[0], &changes, &change_count);
    if (e)
        return call_failed(c, rs, e);
    json_open(&w, NULL, '{');
    json_open(&w, "bills", '[');
    for (size_t i = 0; i < bill_count; i++) {
        json_open(&w, NULL, '{');
        json_put_text(&w, "billId", bills[i].id);
        put_money(&w, "amount", bills[i].paid);
        put_money(&w, "most", bills[i].most);
        json_close(&w);
    }
    json_close(&w);
    json_open(&w, "changes", '[');
    for (size_t i = 0; i < change_count; i++) {
        json_open(&w, NULL, '{');
        json_put_text(&w, "how", changes[i].how);
        json_put_text(&w, "reason", changes[i].reason);
        json_put_text(&w, "by", changes[i].by);
        put_time(&w, "at", changes[i].at);
        json_close(&w);
    }
    json_close(&w);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_allocation_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call    c;
    struct payment p;
    enum err       e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (!e)
        e = payment_load(app->db, rq->mem, &c.who, rq->args[0], &p);
    return e ? call_failed(&c, rs, e) : answer_allocation(app, rq, rs, &c);
}

/* An empty list: back to the oldest due first. */
enum err
api_allocation_choose(struct app *app, struct request *rq, struct response *rs)
{
    enum { BILLS = CALL_FIELDS, REASON };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [BILLS] = {"bills", FIELD_LIST, REQUIRED},
        [REASON] = {"reason", FIELD_TEXT, REQUIRED, 2, 200},
    };
    struct call              c;
    struct pair              pairs[ALLOCATION_CHOICES_MOST];
    struct allocation_choice bills[ALLOCATION_CHOICES_MOST];
    size_t                   count = 0;
    enum allocation_answer   answer = ALLOCATION_DONE;
    enum err                 e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = read_pairs(rq, &c.form, BILLS, "billId", pairs, COUNT(pairs), &count);
    for (size_t i = 0; i < count; i++)
        bills[i] = (struct allocation_choice){pairs[i].id, pairs[i].amount};
    if (!e)
        e = allocation_choose(app->db, rq->mem, &c.who, rq->args[0], bills, count, form_text(&c.form, REASON), &answer);
    if (e)
        return call_failed(&c, rs, e);
    const struct allocation_refusal *no = allocation_refusal(answer);
    struct refusal                   r = {0};
    if (no)
        r = (struct refusal){.status = no->status, .code = no->code, .message = no->message, .field = no->field};
    return no ? refuse(rq, rs, &r) : answer_allocation(app, rq, rs, &c);
}

/* ---- memory ---- */

enum err
api_memory_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { LEASE = CALL_FIELDS };
    static const struct field fields[] = {CALL_LANDLORD, [LEASE] = {"leaseId", FIELD_ID, OPTIONAL}};
    struct call               c;
    struct memory            *rows = NULL;
    size_t                    count = 0;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (!e)
        e = match_memories(app->db, rq->mem, &c.who, form_text(&c.form, LEASE), &rows, &count);
    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++) {
        json_open(&w, NULL, '{');
        json_put_text(&w, "id", rows[i].id);
        json_put_text(&w, "leaseId", rows[i].lease_id);
        json_put_text(&w, "tenantName", rows[i].tenant_name);
        json_put_text(&w, "unitLabel", rows[i].unit_label);
        json_put_text(&w, "payerPhone", rows[i].shown);
        json_put_text(&w, "payerName", rows[i].payer_name);
        json_put_text(&w, "typed", rows[i].typed);
        json_put_text(&w, "by", rows[i].by);
        put_time(&w, "at", rows[i].made_at);
        json_close(&w);
    }
    return listing_end(&w, rs, NULL);
}

enum err
api_memory_forget(struct app *app, struct request *rq, struct response *rs)
{
    struct call        c;
    const char        *lease_id;
    struct json_writer w = json_writer_new(rq->mem);
    enum err           e = call_plain(&c, app, rq, WHO_KEEPER);

    if (!e)
        e = match_forget(app->db, rq->mem, &c.who, rq->args[0], &lease_id);
    if (e)
        return call_failed(&c, rs, e);
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", rq->args[0]);
    json_put_bool(&w, "forgotten", true);
    json_close(&w);
    return api_ok(rs, 200, &w);
}
