#include <string.h>

#include "page/pages.h"
#include "rent/audit.h"
#include "rent/remittance.h"
#include "web/view.h"

enum { SEARCH_LEAST = 2 };
enum { FIND_TEXT, FIND_FIELD_COUNT };
static const struct field find_form[FIND_FIELD_COUNT] = {
    [FIND_TEXT] = {"q", FIELD_TEXT, OPTIONAL, SEARCH_LEAST, 60},
};

static enum err
put_landlords(struct view *v, struct app *app, struct request *rq)
{
    struct portfolio_row *rows, sum = {0};
    size_t                count;
    enum err              e = portfolio_list(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "landlords");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "landlords");
        view_text(row, "landlord_id", rows[i].landlord_id);
        view_text(row, "business", rows[i].business_name);
        view_bool(row, "here", strcmp(rows[i].landlord_id, rq->who.landlord_id) == 0);
        view_money(row, "billed", rows[i].billed);
        view_money(row, "collected", rows[i].collected);
        view_money(row, "arrears", rows[i].arrears);
        view_int(row, "units", rows[i].units);
        view_int(row, "occupied", rows[i].occupied);
        sum.billed.cents += rows[i].billed.cents;
        sum.collected.cents += rows[i].collected.cents;
        sum.arrears.cents += rows[i].arrears.cents;
        sum.units += rows[i].units;
        sum.occupied += rows[i].occupied;
    }
    view_money(v, "all_billed", sum.billed);
    view_money(v, "all_collected", sum.collected);
    view_money(v, "all_arrears", sum.arrears);
    view_int(v, "all_units", sum.units);
    view_int(v, "all_occupied", sum.occupied);
    return e;
}

static enum err
put_found(struct view *v, struct app *app, struct request *rq, const char *text)
{
    struct portfolio_tenant *rows;
    size_t                   count;
    enum err                 e = ERR_OK;

    view_rows(v, "found");
    view_bool(v, "searched", text != NULL);
    view_bool(v, "any_found", false);
    if (!text)
        return ERR_OK;
    e = portfolio_search(app->db, rq->mem, &rq->who, text, &rows, &count);
    if (e)
        return e;
    audit_seen(app->db, rq->mem, &rq->who, "seen.search", NULL, text);
    view_bool(v, "any_found", count > 0);
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "found");
        view_text(row, "tenant_id", rows[i].tenant_id);
        view_text(row, "name", rows[i].name);
        view_phone(row, "phone", rows[i].phone);
        view_text(row, "landlord_id", rows[i].landlord_id);
        view_text(row, "business", rows[i].business_name);
        view_bool(row, "here", strcmp(rows[i].landlord_id, rq->who.landlord_id) == 0);
        view_text(row, "unit", rows[i].unit);
        view_text(row, "property", rows[i].property);
    }
    return ERR_OK;
}

enum err
page_portfolio(struct app *app, struct request *rq, struct response *rs)
{
    struct form  f;
    struct view *v = view_new(app, rq, "landlord/portfolio");
    enum err     read = form_read_query(&f, rq, find_form, FIND_FIELD_COUNT), e = ERR_OK;

    if (read && read != ERR_FIELD)
        return read;
    e = put_landlords(v, app, rq);
    if (!e)
        e = put_found(v, app, rq, form_text(&f, FIND_TEXT));
    view_form(v, &f);
    return e ? e : view_render(v, rs, read ? err_status(read) : 200);
}
