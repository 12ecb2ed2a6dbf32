#include <string.h>

#include "base/phone.h"
#include "base/poke.h"
#include "base/random.h"
#include "page/pages.h"
#include "page/public/scan.h"
#include "page/public/wait.h"
#include "page/tenant/badge.h"
#include "page/tenant/payee.h"
#include "rent/payment.h"

enum { PAY_PHONE, PAY_AMOUNT, PAY_KEY, PAY_FIELD_COUNT };
static const struct field pay_form[PAY_FIELD_COUNT] = {
    [PAY_PHONE] = {"phone", FIELD_PHONE, REQUIRED, 0, 0, NULL},
    [PAY_AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED, MPESA_LEAST_CENTS, MPESA_MOST_CENTS, NULL},
    [PAY_KEY] = {"key", FIELD_TEXT, REQUIRED, 16, 64, NULL},
};
enum { KEY_BYTES = 16 };

/* What a refusal that belongs to no field, or to a later minute, adds to the page. */
struct refused {
    const char *message; /* English, NULL: nothing */
    int64_t     wait_s;
};

static void
bill_view(struct view *v, const struct request *rq, const struct bill *b)
{
    view_text(v, "bill_id", b->id);
    view_say(v, "kind", bill_kind_name(b->kind));
    view_period(v, "period", b->period);
    view_text(v, "description", b->of_days ? b->charge_name : b->description);
    view_bool(v, "by_days", b->of_days > 0);
    view_int(v, "days", b->days);
    view_int(v, "of_days", b->of_days);
    view_date(v, "due_date", b->due_date);
    view_money(v, "due", b->due);
    view_money(v, "paid", b->paid);
    view_money(v, "balance", b->balance);
    view_bool(v, "part_paid", b->paid.cents > 0);
    view_bool(v, "too_large", b->balance.cents > MPESA_MOST_CENTS);
    view_text(v, "unit", b->unit_label);
    view_text(v, "property", b->property_name);
    view_text(v, "tenant", b->tenant_name);
    view_text(v, "open_payment", b->open_payment);
    view_bool(v, "for_tenant", rq->who.role != ROLE_TENANT);
    view_bool(v, "is_paid", strcmp(b->status, "paid") == 0);
    view_bool(v, "is_void", strcmp(b->status, "void") == 0);
    view_text(v, "void_reason", b->void_reason);
    badge_bill(v, b);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct bill *b, const struct form *f,
     struct refused why, int status)
{
    struct payee payee;
    enum err     e = payee_load(app->db, rq->mem, &rq->who, &payee);
    if (e)
        return e;

    bool payable = !b->open_payment && (strcmp(b->status, "unpaid") == 0 || strcmp(b->status, "part_paid") == 0);
    struct view *v = view_new(app, rq, "tenant/pay");
    view_form(v, f);
    bill_view(v, rq, b);
    payee_view(v, &payee, b->account_ref);
    view_bool(v, "asks", payable && payee.receiving);
    view_bool(v, "till_on", payable && payee.receiving && conf_extra(app->conf, "express"));
    view_bool(v, "cannot_receive", payable && !payee.receiving);
    view_bool(v, "refused", why.message || why.wait_s > 0);
    view_say(v, "refusal", why.message);
    wait_view(v, why.wait_s);
    wait_header(rq, rs, why.wait_s);
    e = scan_view_bill(v, app, rq, b);
    return e ? e : view_render(v, rs, status);
}

/* M-Pesa takes whole shillings, and not too many at once: cents are rounded up, to be kept as credit. */
static const char *
whole_balance(struct request *rq, struct money balance)
{
    struct money ask = {(balance.cents + 99) / 100 * 100};
    if (ask.cents > MPESA_MOST_CENTS)
        ask.cents = MPESA_MOST_CENTS;
    return money_plain(arena_alloc(rq->mem, MONEY_TEXT_SIZE), ask);
}

enum err
page_pay(struct app *app, struct request *rq, struct response *rs)
{
    struct bill b;
    enum err    e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);
    if (e)
        return e;

    struct form f;
    char        phone[PHONE_MASK_SIZE];
    form_blank(&f, rq, pay_form, PAY_FIELD_COUNT);
    form_prefill(&f, PAY_PHONE, arena_strdup(rq->mem, phone_local(phone, b.tenant_phone)));
    form_prefill(&f, PAY_AMOUNT, whole_balance(rq, b.balance));
    form_prefill(&f, PAY_KEY, random_hex(rq->mem, KEY_BYTES));
    return show(app, rq, rs, &b, &f, (struct refused){0}, 200);
}

/* Beside its field when the refusal has one, above the form otherwise. */
static enum err
refuse(struct app *app, struct request *rq, struct response *rs, struct form *f, enum payment_answer answer,
       int64_t wait_s)
{
    const struct payment_refusal *no = payment_refusal(answer);
    struct refused                why = {.wait_s = wait_s};
    struct bill                   b;

    if (no->field && strcmp(no->field, "amount") == 0)
        form_error(f, PAY_AMOUNT, no->message);
    else if (no->field && strcmp(no->field, "phone") == 0)
        form_error(f, PAY_PHONE, no->message);
    else
        why.message = no->message;
    if (answer == PAYMENT_KEY_REUSED)
        form_prefill(f, PAY_KEY, random_hex(rq->mem, KEY_BYTES));

    enum err e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b); /* as it is after the attempt */
    if (e)
        return e;
    return show(app, rq, rs, &b, f, why, no->status);
}

enum err
page_pay_post(struct app *app, struct request *rq, struct response *rs)
{
    struct bill b;
    enum err    e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);
    if (e)
        return e;

    struct form f;
    e = form_read(&f, rq, pay_form, PAY_FIELD_COUNT);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &b, &f, (struct refused){0}, err_status(e));
    if (e)
        return e;

    const struct conf   *conf = app->conf;
    struct payment_rules rules = {conf->stk_expiry_s, conf->prompt_gap_s, conf->prompts_per_hour,
                                  conf->prompts_per_day};
    struct payment_ask   ask = {.bill_id = b.id,
                                .phone = form_text(&f, PAY_PHONE),
                                .amount = form_money(&f, PAY_AMOUNT),
                                .key = form_text(&f, PAY_KEY)};
    enum payment_answer  answer;
    struct payment       payment;
    int64_t              wait_s = 0;

    e = payment_start(app->db, rq->mem, &rq->who, &rules, &ask, &answer, &payment, &wait_s);
    if (e)
        return e;
    if (answer != PAYMENT_STARTED && answer != PAYMENT_AGAIN && answer != PAYMENT_IN_PROGRESS)
        return refuse(app, rq, rs, &f, answer, wait_s);
    if (answer == PAYMENT_STARTED)
        poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/payments/%s", payment.id));
    return ERR_OK;
}
