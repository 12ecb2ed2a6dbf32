#include <string.h>

#include "base/date.h"
#include "page/landlord/agreement_words.h"
#include "page/pages.h"
#include "rent/remittance.h"

static enum err
put_agreements(struct view *v, struct app *app, struct request *rq)
{
    struct agreement *rows;
    size_t            count;
    enum err          e = agreement_list(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "agreements");
    view_bool(v, "has_agreements", !e && count > 0);
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "agreements");
        view_text(row, "agreement_id", rows[i].id);
        view_text(row, "agent", rows[i].agent);
        view_text(row, "proposed_by", rows[i].proposed_by);
        view_period(row, "from_month", rows[i].from_month);
        view_bool(row, "waits", strcmp(rows[i].state, "proposed") == 0);
        view_bool(row, "holds", strcmp(rows[i].state, "accepted") == 0);
        agreement_view(row, rq, &rows[i]);
    }
    return e;
}

static enum err
put_statements(struct view *v, struct app *app, struct request *rq)
{
    struct remittance *rows;
    size_t             count;
    enum err           e = remittance_list(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "statements");
    view_bool(v, "has_statements", !e && count > 0);
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "statements");
        view_text(row, "id", rows[i].id);
        view_int(row, "number", rows[i].number);
        view_text(row, "agent", rows[i].agent);
        view_period(row, "from_month", rows[i].from_month);
        view_period(row, "to_month", rows[i].to_month);
        view_bool(row, "one_month", strcmp(rows[i].from_month, rows[i].to_month) == 0);
        view_money(row, "collected", rows[i].collected);
        view_money(row, "net", rows[i].net);
        view_bool(row, "seen", rows[i].seen_at > 0);
        view_bool(row, "settled", rows[i].settled_at > 0);
    }
    return e;
}

/* Agreements and statements; an agent can begin a statement. */
enum err
page_remittances(struct app *app, struct request *rq, struct response *rs)
{
    char         month[PERIOD_SIZE];
    struct view *v = view_new(app, rq, "landlord/remittances");
    enum err     e = put_agreements(v, app, rq);

    if (!e)
        e = put_statements(v, app, rq);
    view_bool(v, "by_owner", rq->who.role == ROLE_OWNER);
    view_text(v, "this_month", period_text(month, today_eat()));
    return e ? e : view_render(v, rs, 200);
}
