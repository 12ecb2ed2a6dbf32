/*
 * penalties.c - what paying late costs, what was charged, and letting a tenant off.
 */
#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/date.h"
#include "rent/penalty.h"
#include "web/api.h"

static const struct refusal not_to_waive = {
    .status = 409,
    .code = "not_to_waive",
    .message = N_("This penalty was waived or cancelled already, or is being paid right now."),
};

enum { WHOLE_PERCENT = 10000 };

static bool
is(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

/* ---- the policy ---- */

static void
put_or_null(struct json_writer *w, const char *key, struct money m)
{
    if (m.cents)
        put_money(w, key, m);
    else
        json_put_null(w, key);
}

static void
put_kinds(struct json_writer *w, struct arena *mem, const char *kinds)
{
    json_open(w, "kinds", '[');
    for (size_t n; *kinds; kinds += n + (kinds[n] == '|')) {
        n = strcspn(kinds, "|");
        if (n)
            json_put_text(w, NULL, arena_strndup(mem, kinds, n));
    }
    json_close(w);
}

/* Nothing was ever said: off, or as for all. */
static enum err
answer_policy(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *property_id)
{
    struct penalty_policy p = {.how = property_id ? "general" : "off", .property_id = property_id, .kinds = ""};
    struct json_writer    w = json_writer_new(rq->mem);
    enum err              e = penalty_policy_load(app->db, rq->mem, who, property_id, &p);

    if (e && e != ERR_NOT_FOUND)
        return e;
    json_open(&w, NULL, '{');
    json_put_text(&w, "propertyId", p.property_id);
    json_put_text(&w, "how", p.how);
    put_or_null(&w, "flat", p.flat);
    put_or_null(&w, "percent", (struct money){p.percent});
    json_put_int(&w, "graceDays", p.grace_days);
    put_or_null(&w, "cap", p.cap);
    json_put_text(&w, "again", p.monthly ? "monthly" : "once");
    put_kinds(&w, rq->mem, p.kinds);
    json_put_text(&w, "from", p.from_day);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_penalty_policy_show(struct app *app, struct request *rq, struct response *rs)
{
    enum { PROPERTY = CALL_FIELDS };
    static const struct field fields[] = {CALL_LANDLORD, [PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL}};
    struct call               c;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    return e ? call_failed(&c, rs, e) : answer_policy(app, rq, rs, &c.who, form_text(&c.form, PROPERTY));
}

enum { PROPERTY = CALL_FIELDS, HOW, FLAT, PERCENT, GRACE, AGAIN, CAP, KINDS, FROM };

/* "rent|water" as "|rent|water|"; NULL: one of them is none that may be late. */
static const char *
kinds_of(struct arena *mem, const char *typed)
{
    const struct penalty_policy all = {.kinds = "|" PENALTY_KINDS "|"};
    const char                 *rest = typed ? typed : "rent";

    for (const char *at = rest; *at;) {
        size_t n = strcspn(at, "|");
        if (!penalty_covers(&all, arena_strndup(mem, at, n)) || !n)
            return NULL;
        at += n + (at[n] == '|');
    }
    return arena_printf(mem, "|%s|", rest);
}

/* What only the whole tells. */
static void
judge(struct form *f, struct penalty_policy *p)
{
    struct money percent = {0};
    const char  *typed = form_text(f, PERCENT);
    char         today[DATE_SIZE];

    if (is(p->how, "percent") || typed)
        if (!typed || !money_parse(typed, &percent) || percent.cents < 1 || percent.cents > WHOLE_PERCENT)
            form_error(f, PERCENT, N_("Enter a percentage from 0.01 to 100, like 5 or 2.5."));
    p->percent = percent.cents;
    if (is(p->how, "flat") && !p->flat.cents)
        form_error(f, FLAT, N_("Enter an amount in shillings, like 15000 or 1250.50."));
    if (p->monthly && !p->cap.cents)
        form_error(f, CAP, N_("A penalty that comes again needs an end. Enter the most for one bill."));
    if (p->from_day && strcmp(p->from_day, date_text(today, today_eat())) < 0)
        form_error(f, FROM, N_("Penalties cannot begin in the past. Enter today or a later day."));
    if (is(p->how, "general") && !p->property_id)
        form_error(f, HOW, N_("Choose one of the answers given."));
    if (!p->kinds)
        form_error(f, KINDS, N_("Name kinds of bill, parted by |, like rent|water."));
}

enum err
api_penalty_policy_put(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {
        CALL_LANDLORD,
        [PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL},
        [HOW] = {"how", FIELD_CHOICE, REQUIRED, .choices = "flat|percent|off|general"},
        [FLAT] = {"flat", FIELD_MONEY, OPTIONAL, .least = 100, .most = INT64_C(100000000)},
        [PERCENT] = {"percent", FIELD_TEXT, OPTIONAL, .least = 1, .most = 6},
        [GRACE] = {"graceDays", FIELD_INT, OPTIONAL, .least = 0, .most = 60},
        [AGAIN] = {"again", FIELD_CHOICE, OPTIONAL, .choices = "once|monthly"},
        [CAP] = {"cap", FIELD_MONEY, OPTIONAL, .least = 100, .most = INT64_C(100000000)},
        [KINDS] = {"kinds", FIELD_TEXT, OPTIONAL, .least = 1, .most = 100},
        [FROM] = {"from", FIELD_DATE, OPTIONAL},
    };
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    struct penalty_policy p = {
        .property_id = form_text(&c.form, PROPERTY),
        .how = form_text(&c.form, HOW),
        .flat = form_money(&c.form, FLAT),
        .grace_days = form_text(&c.form, GRACE) ? form_int(&c.form, GRACE) : 0,
        .monthly = is(form_text(&c.form, AGAIN), "monthly"),
        .cap = form_money(&c.form, CAP),
        .kinds = kinds_of(rq->mem, form_text(&c.form, KINDS)),
        .from_day = form_text(&c.form, FROM),
    };
    judge(&c.form, &p);
    if (!form_ok(&c.form))
        return api_form_error(rs, &c.form);
    e = penalty_policy_put(app->db, rq->mem, &c.who, &p, &id);
    return e ? e : answer_policy(app, rq, rs, &c.who, p.property_id);
}

/* ---- what was charged ---- */

static void
put_penalty(struct json_writer *w, const struct penalty *p)
{
    json_open(w, NULL, '{');
    json_put_text(w, "id", p->id);
    json_put_text(w, "billId", p->bill_id);
    json_put_text(w, "billKind", p->kind);
    json_put_text(w, "billPeriod", p->period);
    json_put_text(w, "billDueDate", p->due_date);
    json_put_text(w, "leaseId", p->lease_id);
    json_put_text(w, "tenantName", p->tenant_name);
    json_put_text(w, "unitLabel", p->unit_label);
    json_put_text(w, "propertyName", p->property_name);
    json_put_text(w, "date", p->day);
    json_put_int(w, "round", p->round);
    put_money(w, "unpaid", p->base);
    put_money(w, "amount", p->amount);
    json_put_text(w, "status", p->state);
    json_put_bool(w, "doubtful", p->doubtful);
    put_time(w, "waivedAt", p->waived_at);
    json_put_text(w, "waivedBy", p->waived_by);
    json_put_text(w, "reason", p->waive_reason);
    json_close(w);
}

static enum err
answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id)
{
    struct penalty     p;
    struct json_writer w = json_writer_new(rq->mem);
    enum err           e = penalty_load(app->db, rq->mem, who, id, &p);

    if (e)
        return e;
    put_penalty(&w, &p);
    return api_ok(rs, 200, &w);
}

/* A caretaker sees none of it. */
static enum err
not_for_caretakers(const struct who *who)
{
    return who->role == ROLE_CARETAKER ? ERR_FORBIDDEN : ERR_OK;
}

enum err
api_penalty_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { LEASE = LISTING_FIELDS, BILL, STATUS };
    static const struct field fields[] = {
        LISTING_QUERY,
        [LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
        [BILL] = {"billId", FIELD_ID, OPTIONAL},
        [STATUS] = {"status", FIELD_CHOICE, OPTIONAL, .choices = "charged|waived|doubtful"},
    };
    struct call     c;
    struct penalty *rows = NULL;
    size_t          count = 0;
    const char     *next = NULL;
    enum err        e = call_query(&c, app, rq, fields, COUNT(fields), WHO_SIGNED_IN);

    if (!e)
        e = not_for_caretakers(&c.who);
    if (!e) {
        const struct penalty_filter f = {
            .lease_id = form_text(&c.form, LEASE),
            .bill_id = form_text(&c.form, BILL),
            .state = form_text(&c.form, STATUS),
            .limit = listing_limit(&c.form),
            .cursor = form_text(&c.form, LISTING_CURSOR),
        };
        e = penalty_list(app->db, rq->mem, &c.who, &f, &rows, &count, &next);
    }
    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++)
        put_penalty(&w, &rows[i]);
    return listing_end(&w, rs, next);
}

enum err
api_penalty_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e)
        e = not_for_caretakers(&c.who);
    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0]);
}

enum err
api_penalty_waive(struct app *app, struct request *rq, struct response *rs)
{
    enum { REASON = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [REASON] = {"reason", FIELD_TEXT, REQUIRED, .least = 2, .most = 200},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    e = penalty_waive(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, REASON));
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &not_to_waive);
    return e ? e : answer(app, rq, rs, &c.who, rq->args[0]);
}

/* What would be charged by the end of a day; tomorrow's without a word. */
enum err
api_penalty_preview(struct app *app, struct request *rq, struct response *rs)
{
    enum { DAY = CALL_FIELDS };
    static const struct field fields[] = {CALL_LANDLORD, [DAY] = {"date", FIELD_DATE, OPTIONAL}};
    struct call               c;
    struct penalty_due       *rows;
    size_t                    count;
    char                      tomorrow[DATE_SIZE];
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    date_text(tomorrow, date_from_days(date_days(today_eat()) + 1));
    const char *day = form_text(&c.form, DAY) ? form_text(&c.form, DAY) : tomorrow;
    e = penalty_preview(app->db, rq->mem, &c.who, day, &rows, &count);
    if (e)
        return e;
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++) {
        json_open(&w, NULL, '{');
        json_put_text(&w, "billId", rows[i].bill_id);
        json_put_text(&w, "billKind", rows[i].kind);
        json_put_text(&w, "billPeriod", rows[i].period);
        json_put_text(&w, "leaseId", rows[i].lease_id);
        json_put_text(&w, "tenantName", rows[i].tenant_name);
        json_put_text(&w, "unitLabel", rows[i].unit_label);
        json_put_text(&w, "propertyName", rows[i].property_name);
        json_put_text(&w, "date", rows[i].day);
        json_put_int(&w, "round", rows[i].round);
        put_money(&w, "unpaid", rows[i].unpaid);
        put_money(&w, "amount", rows[i].amount);
        json_put_bool(&w, "beingPaid", rows[i].being_paid);
        json_close(&w);
    }
    return listing_end(&w, rs, NULL);
}
