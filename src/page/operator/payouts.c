/*
 * payouts.c - the operator as the second person: what waits over all landlords, and one of them, for whose landlord he
 * acts while he looks at it.
 */
#include "page/landlord/payout_decide.h"
#include "page/landlord/payout_rows.h"
#include "page/pages.h"
#include "rent/landlord.h"

#define BASE "operator/payouts"

enum err
page_operator_payouts(struct app *app, struct request *rq, struct response *rs)
{
    struct payout_waiting_row *rows;
    size_t                     count;
    enum err                   e = payout_waiting_all(app->db, rq->mem, &rq->who, &rows, &count);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "operator/payouts");
    view_bool(v, "has_payouts", count > 0);
    view_rows(v, "payouts");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "payouts");
        rows_payout(row, &rows[i].it, BASE);
        view_text(row, "business_name", rows[i].business_name);
    }
    return view_render(v, rs, 200);
}

static enum err
load(struct app *app, struct request *rq, struct who *who, struct payout_page *p)
{
    const char *landlord_id;
    enum err    e = payout_landlord(app->db, rq->mem, &rq->who, rq->args[0], &landlord_id);

    if (!e)
        e = landlord_choose(app->db, rq->mem, &rq->who, landlord_id, who);
    return e ? e : payout_page_load(app, rq, who, BASE, p);
}

enum err
page_operator_payout(struct app *app, struct request *rq, struct response *rs)
{
    struct who         who;
    struct payout_page p;
    enum err           e = load(app, rq, &who, &p);

    return e ? e : payout_page_show(app, rq, rs, &p);
}

enum err
page_operator_payout_part(struct app *app, struct request *rq, struct response *rs)
{
    struct who         who;
    struct payout_page p;
    enum err           e = load(app, rq, &who, &p);

    return e ? e : payout_page_part(app, rq, rs, &p);
}

enum err
page_operator_payout_receipt(struct app *app, struct request *rq, struct response *rs)
{
    struct who         who;
    struct payout_page p;
    enum err           e = load(app, rq, &who, &p);

    return e ? e : payout_page_receipt(app, rq, rs, &p);
}

enum err
page_operator_payout_approve_post(struct app *app, struct request *rq, struct response *rs)
{
    struct who         who;
    struct payout_page p;
    enum err           e = load(app, rq, &who, &p);

    return e ? e : payout_page_approve(app, rq, rs, &p);
}

enum err
page_operator_payout_reject_post(struct app *app, struct request *rq, struct response *rs)
{
    struct who         who;
    struct payout_page p;
    enum err           e = load(app, rq, &who, &p);

    return e ? e : payout_page_reject(app, rq, rs, &p);
}

enum err
page_operator_payout_resolve_post(struct app *app, struct request *rq, struct response *rs)
{
    struct who         who;
    struct payout_page p;
    enum err           e = load(app, rq, &who, &p);

    return e ? e : payout_page_resolve(app, rq, rs, &p);
}
