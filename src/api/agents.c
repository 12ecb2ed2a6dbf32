/*
 * agents.c - agreements with agents, their statements, and an agent's view over his landlords.
 */
#include <stddef.h>
#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "rent/audit.h"
#include "rent/remittance.h"
#include "web/api.h"

_Static_assert(offsetof(struct agreement, id) == 0, "listing_rows reads the id there");
_Static_assert(offsetof(struct remittance, id) == 0, "listing_rows reads the id there");

static void
put_terms(struct json_writer *w, const struct agreement *a)
{
    json_put_text(w, "kind", a->kind);
    put_money(w, strcmp(a->kind, "percent") == 0 ? "percent" : "amount", (struct money){a->rate});
    json_put_bool(w, "vat", a->vat);
    json_put_text(w, "billKinds", a->bill_kinds);
    json_put_text(w, "collects", a->collects);
}

static void
put_agreement(struct json_writer *w, const void *row)
{
    const struct agreement *a = row;

    json_put_text(w, "id", a->id);
    json_put_text(w, "agentId", a->agent_id);
    json_put_text(w, "agent", a->agent);
    put_terms(w, a);
    json_put_text(w, "fromMonth", a->from_month);
    json_put_text(w, "status", a->state);
    json_put_text(w, "proposedBy", a->proposed_by);
    put_time(w, "proposedAt", a->proposed_at);
    put_time(w, "decidedAt", a->decided_at);
}

static void
put_head(struct json_writer *w, const void *row)
{
    const struct remittance *r = row;

    json_put_text(w, "id", r->id);
    if (r->id)
        json_put_int(w, "number", r->number);
    else
        json_put_null(w, "number");
    json_put_text(w, "agentId", r->agent_id);
    json_put_text(w, "agent", r->agent);
    json_put_text(w, "from", r->from_month);
    json_put_text(w, "to", r->to_month);
    json_open(w, "terms", '{');
    put_terms(w, &r->terms);
    json_close(w);
    put_money(w, "collected", r->collected);
    put_money(w, "counted", r->counted);
    json_put_int(w, "units", r->units);
    put_money(w, "fee", r->fee);
    put_money(w, "vat", r->vat);
    put_money(w, "expenses", r->expenses);
    put_money(w, "net", r->net);
    json_put_text(w, "hash", r->hash);
    put_time(w, "issuedAt", r->issued_at);
    put_time(w, "acknowledgedAt", r->seen_at);
    json_put_text(w, "acknowledgedBy", r->seen_by);
    put_time(w, "settledAt", r->settled_at);
    json_put_text(w, "settledHow", r->how);
    json_put_text(w, "payoutId", r->request_id);
}

static enum err
answer_statement(struct request *rq, struct response *rs, const struct remittance *r, int status)
{
    struct json_writer w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    put_head(&w, r);
    json_open(&w, "rows", '[');
    for (size_t i = 0; i < r->row_count; i++) {
        json_open(&w, NULL, '{');
        json_put_text(&w, "leaseId", r->rows[i].lease_id);
        json_put_text(&w, "property", r->rows[i].property);
        json_put_text(&w, "unit", r->rows[i].unit);
        json_put_text(&w, "tenant", r->rows[i].tenant);
        put_money(&w, "collected", r->rows[i].collected);
        put_money(&w, "counted", r->rows[i].counted);
        put_money(&w, "fee", r->rows[i].fee);
        json_close(&w);
    }
    json_close(&w);
    json_open(&w, "costs", '[');
    for (size_t i = 0; i < r->cost_count; i++) {
        json_open(&w, NULL, '{');
        json_put_text(&w, "what", r->costs[i].what);
        put_money(&w, "amount", r->costs[i].amount);
        json_close(&w);
    }
    json_close(&w);
    json_close(&w);
    return api_ok(rs, status, &w);
}

static enum err
refuse_statement(struct request *rq, struct response *rs, enum remittance_answer a)
{
    const struct refusal r = {
        .status = a == REMITTANCE_ORDER ? 422 : 409,
        .code = remittance_refusal_code(a),
        .message = remittance_refusal(a),
        .field = a == REMITTANCE_ORDER || a == REMITTANCE_CHANGES ? "to"
                 : a == REMITTANCE_NO_PAYOUT                      ? "payoutId"
                                                                  : "from",
    };
    return refuse(rq, rs, &r);
}

static enum err
answer_by_id(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id,
             int status)
{
    struct remittance r;
    enum err          e = remittance_load(app->db, rq->mem, who, id, &r);

    return e ? e : answer_statement(rq, rs, &r, status);
}

enum err
api_agreement_list(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct call               c;
    struct agreement         *rows;
    size_t                    count;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = agreement_list(app->db, rq->mem, &c.who, &rows, &count);
    return e ? call_failed(&c, rs, e) : listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_agreement);
}

static enum err
answer_id(struct request *rq, struct response *rs, const char *id, int status)
{
    struct json_writer w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "id", id);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum { AGENT = CALL_FIELDS, KIND, PERCENT, AMOUNT, VAT, KINDS, COLLECTS, FROM_MONTH };

static enum err
agree(struct app *app, struct request *rq, struct call *c, const char **id)
{
    static const size_t   where[] = {[AGREEMENT_NO_AGENT] = AGENT,
                                     [AGREEMENT_NO_KINDS] = KINDS,
                                     [AGREEMENT_TOO_MUCH] = PERCENT,
                                     [AGREEMENT_STATED] = FROM_MONTH};
    struct form          *f = &c->form;
    const char           *agent = c->who.role == ROLE_AGENT ? c->who.person_id : form_text(f, AGENT);
    bool                  percent = strcmp(form_text(f, KIND), "percent") == 0;
    size_t                rate = percent ? PERCENT : AMOUNT;
    enum agreement_answer answer = AGREEMENT_DONE;

    if (!form_text(f, rate)) {
        form_error(f, rate, percent ? N_("Enter the percentage.") : N_("Enter the amount a month."));
        return ERR_FIELD;
    }
    const struct agreement in = {
        .agent_id = agent ? agent : "",
        .kind = form_text(f, KIND),
        .rate = form_money(f, rate).cents,
        .vat = form_flag(f, VAT),
        .bill_kinds = form_text(f, KINDS) ? form_text(f, KINDS) : "rent",
        .collects = form_text(f, COLLECTS),
        .from_month = form_text(f, FROM_MONTH),
    };
    enum err e = agreement_add(app->db, rq->mem, &c->who, &in, &answer, id);
    if (e || answer == AGREEMENT_DONE)
        return e;
    form_error(f, where[answer], agreement_refusal(answer));
    return ERR_FIELD;
}

enum err
api_agreement_add(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {
        CALL_LANDLORD,
        [AGENT] = {"agentId", FIELD_ID, OPTIONAL},
        [KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = "percent|fixed|unit"},
        [PERCENT] = {"percent", FIELD_MONEY, OPTIONAL, .least = 1, .most = 10000},
        [AMOUNT] = {"amount", FIELD_MONEY, OPTIONAL, .least = 100, .most = 100000000},
        [VAT] = {"vat", FIELD_FLAG, OPTIONAL},
        [KINDS] = {"billKinds", FIELD_TEXT, OPTIONAL, .least = 1, .most = 100},
        [COLLECTS] = {"collects", FIELD_CHOICE, REQUIRED, .choices = "owner|agent"},
        [FROM_MONTH] = {"fromMonth", FIELD_PERIOD, REQUIRED},
    };
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = agree(app, rq, &c, &id);
    return e ? call_failed(&c, rs, e) : answer_id(rq, rs, id, 201);
}

static enum err
decide(struct app *app, struct request *rq, struct response *rs, bool accept)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_OWNER);

    if (!e)
        e = agreement_decide(app->db, rq->mem, &c.who, rq->args[0], accept);
    return e ? call_failed(&c, rs, e) : answer_id(rq, rs, rq->args[0], 200);
}

enum err
api_agreement_accept(struct app *app, struct request *rq, struct response *rs)
{
    return decide(app, rq, rs, true);
}

enum err
api_agreement_decline(struct app *app, struct request *rq, struct response *rs)
{
    return decide(app, rq, rs, false);
}

enum err
api_remittance_list(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct call               c;
    struct remittance        *rows;
    size_t                    count;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = remittance_list(app->db, rq->mem, &c.who, &rows, &count);
    return e ? call_failed(&c, rs, e) : listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_head);
}

enum { FROM = CALL_FIELDS, TO };
static const struct field month_fields[] = {
    CALL_LANDLORD,
    [FROM] = {"from", FIELD_PERIOD, REQUIRED},
    [TO] = {"to", FIELD_PERIOD, REQUIRED},
};

enum err
api_remittance_draft(struct app *app, struct request *rq, struct response *rs)
{
    struct call            c;
    struct remittance      r;
    enum remittance_answer answer = REMITTANCE_DONE;
    enum err               e = call_query(&c, app, rq, month_fields, COUNT(month_fields), WHO_AGENT);

    if (!e)
        e = remittance_draft(app->db, rq->mem, &c.who, form_text(&c.form, FROM), form_text(&c.form, TO), &answer, &r);
    if (e)
        return call_failed(&c, rs, e);
    return answer == REMITTANCE_DONE ? answer_statement(rq, rs, &r, 200) : refuse_statement(rq, rs, answer);
}

enum err
api_remittance_issue(struct app *app, struct request *rq, struct response *rs)
{
    struct call            c;
    const char            *id;
    enum remittance_answer answer = REMITTANCE_DONE;
    enum err               e = call_body(&c, app, rq, month_fields, COUNT(month_fields), WHO_AGENT);

    if (!e)
        e = remittance_issue(app->db, rq->mem, &c.who, form_text(&c.form, FROM), form_text(&c.form, TO), &answer, &id);
    if (e)
        return call_failed(&c, rs, e);
    return answer == REMITTANCE_DONE ? answer_by_id(app, rq, rs, &c.who, id, 201) : refuse_statement(rq, rs, answer);
}

enum err
api_remittance_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_KEEPER);

    return e ? call_failed(&c, rs, e) : answer_by_id(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_remittance_acknowledge(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_OWNER);

    if (!e)
        e = remittance_acknowledge(app->db, rq->mem, &c.who, rq->args[0]);
    return e ? call_failed(&c, rs, e) : answer_by_id(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_remittance_settle(struct app *app, struct request *rq, struct response *rs)
{
    enum { PAYOUT = CALL_FIELDS, NOTE };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [PAYOUT] = {"payoutId", FIELD_ID, OPTIONAL},
        [NOTE] = {"note", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
    };
    struct call            c;
    enum remittance_answer answer = REMITTANCE_DONE;
    enum err               e = call_body(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (!e)
        e = remittance_settle(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, PAYOUT),
                              form_text(&c.form, NOTE), &answer);
    if (e)
        return call_failed(&c, rs, e);
    return answer == REMITTANCE_DONE ? answer_by_id(app, rq, rs, &c.who, rq->args[0], 200)
                                     : refuse_statement(rq, rs, answer);
}

static enum err
put_found(struct json_writer *w, struct app *app, struct request *rq, const char *text)
{
    struct portfolio_tenant *rows;
    size_t                   count;
    enum err                 e = portfolio_search(app->db, rq->mem, &rq->who, text, &rows, &count);

    if (e)
        return e;
    audit_seen(app->db, rq->mem, &rq->who, "seen.search", NULL, text);
    json_open(w, "found", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(w, NULL, '{');
        json_put_text(w, "tenantId", rows[i].tenant_id);
        json_put_text(w, "name", rows[i].name);
        json_put_text(w, "phone", rows[i].phone);
        json_put_text(w, "landlordId", rows[i].landlord_id);
        json_put_text(w, "businessName", rows[i].business_name);
        json_put_text(w, "unit", rows[i].unit);
        json_put_text(w, "property", rows[i].property);
        json_close(w);
    }
    json_close(w);
    return ERR_OK;
}

/* This month of each landlord, and with ?q= the tenants of all of them that fit. */
enum err
api_portfolio(struct app *app, struct request *rq, struct response *rs)
{
    enum { TEXT };
    static const struct field fields[] = {[TEXT] = {"q", FIELD_TEXT, OPTIONAL, .least = 2, .most = 60}};
    struct form               f;
    struct portfolio_row     *rows;
    size_t                    count;
    enum err                  e = form_read_query(&f, rq, fields, COUNT(fields));

    if (e == ERR_FIELD)
        return api_form_error(rs, &f);
    if (!e)
        e = portfolio_list(app->db, rq->mem, &rq->who, &rows, &count);
    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_open(&w, "landlords", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(&w, NULL, '{');
        json_put_text(&w, "landlordId", rows[i].landlord_id);
        json_put_text(&w, "businessName", rows[i].business_name);
        put_money(&w, "billed", rows[i].billed);
        put_money(&w, "collected", rows[i].collected);
        put_money(&w, "arrears", rows[i].arrears);
        json_put_int(&w, "units", rows[i].units);
        json_put_int(&w, "occupied", rows[i].occupied);
        json_close(&w);
    }
    json_close(&w);
    if (form_text(&f, TEXT))
        e = put_found(&w, app, rq, form_text(&f, TEXT));
    json_close(&w);
    return e ? e : api_ok(rs, 200, &w);
}
