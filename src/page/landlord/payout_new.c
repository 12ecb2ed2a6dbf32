#include <string.h>

#include "base/random.h"
#include "page/landlord/payout_rows.h"
#include "page/landlord/payout_words.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/payout.h"
#include "rent/tenant.h"

enum {
    PHONE_NO,
    AMOUNT,
    SHORTCODE,
    KIND,
    ACCOUNT,
    REMARKS,
    OCCASION,
    TO,
    PURPOSE,
    LEASE,
    KEY,
    SURE,
    CHANGE,
    NEW_FIELD_COUNT
};
static const struct field new_form[NEW_FIELD_COUNT] = {
    [PHONE_NO] = {"phoneNumber", FIELD_PHONE, OPTIONAL},
    [AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED},
    [SHORTCODE] = {"receiverShortCode", FIELD_DIGITS, OPTIONAL, 5, 7},
    [KIND] = {"receiverType", FIELD_CHOICE, OPTIONAL, .choices = "paybill|till"},
    [ACCOUNT] = {"accountReference", FIELD_TEXT, OPTIONAL, 1, 13},
    [REMARKS] = {"remarks", FIELD_TEXT, REQUIRED, 2, 100, .missing = N_("Say in a few words what it is for.")},
    [OCCASION] = {"occasion", FIELD_TEXT, OPTIONAL, 1, 100},
    [TO] = {"to", FIELD_CHOICE, REQUIRED, .choices = "phone|business"},
    [PURPOSE] = {"purpose", FIELD_TEXT, REQUIRED, 1, 20},
    [LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
    [KEY] = {"key", FIELD_TEXT, OPTIONAL, 1, 40},
    [SURE] = {"sure", FIELD_FLAG, OPTIONAL},
    [CHANGE] = {"change", FIELD_FLAG, OPTIONAL},
};

/* What is asked for, before anything is typed: for what, to whom, and for a tenant's own money whose. */
struct plan {
    const struct payout_words *words;
    const char                *to, *lease_id;
    bool                       tenants, top_up;
    struct lease               lease;
    struct payout_limits       limits;
    struct money               most; /* of a tenant's own money */
};

/* ERR_FIELD: what for is not chosen yet, or the tenant is not (words says which). ERR_NOT_FOUND: no such lease. */
static enum err
plan_load(struct app *app, struct request *rq, const char *to, const char *purpose, const char *lease_id,
          struct plan *p)
{
    *p = (struct plan){.words = payout_words_for(purpose, to), .to = to, .lease_id = lease_id};
    if (!p->words)
        return ERR_FIELD;
    p->tenants = payout_is_tenants(purpose);
    p->top_up = strcmp(purpose, "top_up") == 0;
    if (!p->tenants)
        return ERR_OK;
    if (!lease_id || !*lease_id)
        return ERR_FIELD;
    enum err e = lease_load(app->db, rq->mem, &rq->who, lease_id, &p->lease);
    if (!e)
        e = payout_limits(app->db, rq->mem, &rq->who, lease_id, &p->limits);
    p->most = strcmp(purpose, "refund") == 0 ? p->limits.credit : p->limits.deposit;
    return e;
}

static void
put_plan(struct view *v, const struct plan *p)
{
    view_say(v, "offer", p->words->offer);
    view_say(v, "purpose_word", p->words->word);
    view_text(v, "to_value", p->to);
    view_text(v, "purpose_value", p->words->purpose);
    view_text(v, "lease_value", p->tenants ? p->lease_id : NULL);
    view_bool(v, "is_business", strcmp(p->to, "business") == 0 && !p->top_up);
    view_bool(v, "is_phone", strcmp(p->to, "phone") == 0);
    view_bool(v, "is_top_up", p->top_up);
    view_bool(v, "is_refund", strcmp(p->words->purpose, "refund") == 0);
    view_bool(v, "tenants", p->tenants);
    view_text(v, "tenant", p->lease.tenant_name);
    view_text(v, "unit", p->lease.unit_label);
    view_text(v, "property", p->lease.property_name);
    view_money(v, "most", p->most);
    view_bool(v, "nothing", p->tenants && p->most.cents < 1000);
}

/* ---- first: what for, and whose ---- */

static void
put_offers(struct view *v, const char *to)
{
    view_rows(v, to);
    for (size_t i = 0; i < payout_words_count; i++) {
        if (!payout_words[i].to || strcmp(payout_words[i].to, to) != 0)
            continue;
        struct view *row = view_row(v, to);
        view_text(row, "purpose", payout_words[i].purpose);
        view_say(row, "offer", payout_words[i].offer);
    }
}

static enum err
show_choice(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "landlord/payout_choice");

    put_offers(v, "tenant");
    put_offers(v, "phone");
    put_offers(v, "business");
    return view_render(v, rs, 200);
}

static enum err
show_tenants(struct app *app, struct request *rq, struct response *rs, const struct plan *p)
{
    struct view *v = view_new(app, rq, "landlord/payout_lease");

    view_say(v, "offer", p->words->offer);
    view_text(v, "purpose_value", p->words->purpose);
    enum err e = rows_leases(v, app, rq, NULL, true);
    return e ? e : view_render(v, rs, 200);
}

/* ---- then: the form, and all of it once more ---- */

static enum err
show_form(struct app *app, struct request *rq, struct response *rs, const struct plan *p, const struct form *f,
          int status)
{
    struct view *v = view_new(app, rq, "landlord/payout_new");

    put_plan(v, p);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_payout_new(struct app *app, struct request *rq, struct response *rs)
{
    struct plan p;
    struct form f;
    enum err    e =
        plan_load(app, rq, request_query(rq, "to"), request_query(rq, "purpose"), request_query(rq, "lease"), &p);

    if (e == ERR_FIELD)
        return p.words ? show_tenants(app, rq, rs, &p) : show_choice(app, rq, rs);
    if (e)
        return e;
    form_blank(&f, rq, new_form, NEW_FIELD_COUNT);
    if (p.tenants)
        form_prefill(&f, PHONE_NO, p.lease.tenant_phone);
    form_prefill(&f, KIND, "paybill");
    return show_form(app, rq, rs, &p, &f, 200);
}

static struct payout_ask
ask_of(const struct plan *p, const struct form *f)
{
    bool phone = strcmp(p->to, "phone") == 0;

    return (struct payout_ask){
        .api = phone ? "b2c" : "b2b",
        .purpose = p->words->purpose,
        .party = phone       ? form_text(f, PHONE_NO)
                 : p->top_up ? NULL
                             : form_text(f, SHORTCODE),
        .party_kind = phone       ? "phone"
                      : p->top_up ? "paybill"
                                  : form_text(f, KIND),
        .account_ref = phone || p->top_up ? NULL : form_text(f, ACCOUNT),
        .amount = form_money(f, AMOUNT),
        .remarks = form_text(f, REMARKS),
        .occasion = form_text(f, OCCASION),
        .lease_id = p->tenants ? p->lease_id : NULL,
        .key = form_text(f, KEY),
    };
}

/* The fields that this kind of receiver needs. */
static void
judge(const struct plan *p, struct form *f)
{
    bool phone = strcmp(p->to, "phone") == 0;

    if (phone && !form_text(f, PHONE_NO) && !f->errors[PHONE_NO])
        form_error(f, PHONE_NO, N_("Enter the phone number of the receiver."));
    if (!phone && !p->top_up && !form_text(f, SHORTCODE) && !f->errors[SHORTCODE])
        form_error(f, SHORTCODE, N_("Enter the receiver’s paybill or till number."));
    if (!phone && !p->top_up && !form_text(f, KIND))
        form_error(f, KIND, N_("Choose whether it is a paybill or a till."));
}

/* A refusal beside its field, or beside the amount where it is about none. */
static void
put_refusal(struct form *f, const struct payout_refusal *r)
{
    size_t field = AMOUNT;

    for (size_t i = 0; r->field && i < NEW_FIELD_COUNT; i++)
        if (strcmp(new_form[i].name, r->field) == 0)
            field = i;
    form_error(f, field, r->message);
}

static enum err
show_check(struct app *app, struct request *rq, struct response *rs, const struct plan *p, const struct form *f)
{
    struct view *v = view_new(app, rq, "landlord/payout_check");

    put_plan(v, p);
    view_form(v, f);
    view_text(v, "key", random_id(arena_alloc(rq->mem, ID_SIZE)));
    rows_receiver(v,
                  p->top_up                     ? NULL
                  : strcmp(p->to, "phone") == 0 ? "phone"
                                                : form_text(f, KIND),
                  strcmp(p->to, "phone") == 0 ? form_text(f, PHONE_NO) : form_text(f, SHORTCODE));
    view_text(v, "account", form_text(f, ACCOUNT));
    view_money(v, "amount", form_money(f, AMOUNT));
    view_text(v, "remarks", form_text(f, REMARKS));
    view_text(v, "occasion", form_text(f, OCCASION));
    return view_render(v, rs, 200);
}

enum err
page_payout_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form        f;
    struct plan        p;
    enum payout_answer answer;
    const char        *id;
    enum err           read = form_read(&f, rq, new_form, NEW_FIELD_COUNT);

    if (read && read != ERR_FIELD)
        return read;
    enum err e = plan_load(app, rq, form_text(&f, TO), form_text(&f, PURPOSE), form_text(&f, LEASE), &p);
    if (e == ERR_FIELD)
        response_redirect(rs, "/landlord/money-out/new");
    if (e)
        return e == ERR_FIELD ? ERR_OK : e;
    if (form_flag(&f, CHANGE))
        return show_form(app, rq, rs, &p, &f, 200);
    judge(&p, &f);
    if (!form_ok(&f))
        return show_form(app, rq, rs, &p, &f, 422);

    struct payout_ask ask = ask_of(&p, &f);
    ask.only_judged = !form_flag(&f, SURE) || !ask.key;
    e = payout_ask(app->db, rq->mem, &rq->who, &ask, &answer, &id);
    if (e)
        return e;
    if (payout_refusal(answer)) {
        put_refusal(&f, payout_refusal(answer));
        return show_form(app, rq, rs, &p, &f, payout_refusal(answer)->status);
    }
    if (!id)
        return show_check(app, rq, rs, &p, &f);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/money-out/%s", id));
    return ERR_OK;
}
