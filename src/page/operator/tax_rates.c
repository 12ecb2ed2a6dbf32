#include "base/text.h"
#include "page/pages.h"
#include "rent/tax_rate.h"
#include "web/view.h"

enum { RATE_FROM, RATE_RATE, RATE_LEAST, RATE_MOST, RATE_DUE, RATE_SOURCE, RATE_FIELD_COUNT };
static const struct field rate_form[RATE_FIELD_COUNT] = {
    [RATE_FROM] = {"from", FIELD_DATE, REQUIRED, .missing = N_("Enter the first day of the new rate.")},
    [RATE_RATE] = {"rate", FIELD_MONEY, REQUIRED, .least = 1, .most = 10000,
                   .missing = N_("Enter the rate in per cent.")},
    [RATE_LEAST] = {"yearFrom", FIELD_MONEY, REQUIRED},
    [RATE_MOST] = {"yearTo", FIELD_MONEY, REQUIRED},
    [RATE_DUE] = {"dueDay", FIELD_INT, REQUIRED, .least = 1, .most = 28},
    [RATE_SOURCE] = {"source", FIELD_TEXT, REQUIRED, .least = 3, .most = 200,
                     .missing = N_("Say where the rate stands: the act, its section and year.")},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct tax_rate *rows;
    size_t           count;
    char             rate[MONEY_TEXT_SIZE];
    enum err         e = tax_rate_list(app->db, rq->mem, &rows, &count);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "operator/tax_rates");
    view_form(v, f);
    view_rows(v, "rates");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "rates");
        view_date(row, "from", rows[i].from_day);
        view_text(row, "rate", money_plain(rate, (struct money){rows[i].rate_bp}));
        view_money(row, "least", rows[i].least);
        view_money(row, "most", rows[i].most);
        view_int(row, "due_day", rows[i].due_day);
        view_text(row, "source", rows[i].source);
        view_date(row, "noted_on", rows[i].noted_on);
        view_text(row, "noted_by", rows[i].noted_name);
    }
    return view_render(v, rs, status);
}

enum err
page_operator_tax_rates(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, rate_form, RATE_FIELD_COUNT);
    return show(app, rq, rs, &f, 200);
}

enum err
page_operator_tax_rates_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    int64_t     id;
    enum err    e = form_read(&f, rq, rate_form, RATE_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    const struct tax_rate in = {.from_day = form_text(&f, RATE_FROM),
                                .rate_bp = form_money(&f, RATE_RATE).cents,
                                .least = form_money(&f, RATE_LEAST),
                                .most = form_money(&f, RATE_MOST),
                                .due_day = form_int(&f, RATE_DUE),
                                .source = form_text(&f, RATE_SOURCE)};
    if (!e) {
        e = tax_rate_add(app->db, rq->mem, &rq->who, &in, &id);
        if (e == ERR_FIELD)
            form_error(&f, RATE_MOST, "This has to be more than where the tax begins.");
    }
    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (e)
        return e;
    response_redirect(rs, "/operator/tax-rates");
    return ERR_OK;
}
