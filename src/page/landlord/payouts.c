#include "page/landlord/link.h"
#include "page/landlord/payout_rows.h"
#include "page/landlord/payout_words.h"
#include "page/pages.h"
#include "rent/payout.h"
#include "web/route.h"

enum { WAITING_MOST = 50 };

enum { FILTER_STATUS, FILTER_PURPOSE, FILTER_FIELD_COUNT };
static const struct field filter_form[FILTER_FIELD_COUNT] = {
    [FILTER_STATUS] = {"status", FIELD_CHOICE, OPTIONAL,
                       .choices = "awaiting_approval|pending|success|failed|rejected|unknown"},
    [FILTER_PURPOSE] = {"purpose", FIELD_CHOICE, OPTIONAL,
                        .choices = "refund|deposit|salary|promotion|expense|owner|utility|supplier|top_up|tax"},
};

static enum err
put_list(struct app *app, struct request *rq, struct view *v, const char *key,
         const struct mpesa_request_filter *filter, const char **next, size_t *count)
{
    struct mpesa_request *rows;
    struct view          *part = view_part(v, key);
    enum err              e = mpesa_request_list(app->db, rq->mem, &rq->who, filter, &rows, count, next);

    view_bool(part, "any", !e && *count > 0);
    view_rows(part, "rows");
    for (size_t i = 0; !e && i < *count; i++)
        rows_payout(view_row(part, "rows"), &rows[i], "landlord/money-out");
    return e;
}

static void
put_pager(struct view *v, struct arena *mem, const struct form *f, const char *cursor, const char *next)
{
    struct buf here = link_new(mem);

    link_add(&here, "status", form_text(f, FILTER_STATUS));
    link_add(&here, "purpose", form_text(f, FILTER_PURPOSE));
    link_pages(v, &here, cursor, next);
}

/* Each purpose once, though some are for phones and for businesses. */
static void
put_purposes(struct view *v, const char *chosen)
{
    view_rows(v, "purposes");
    for (size_t i = 0; i < payout_words_count; i++) {
        const struct payout_words *w = &payout_words[i];
        bool                       again = strcmp(w->purpose, "reversal") == 0;
        for (size_t j = 0; j < i; j++)
            again = again || strcmp(w->purpose, payout_words[j].purpose) == 0;
        if (again)
            continue;
        struct view *row = view_row(v, "purposes");
        view_text(row, "name", w->purpose);
        view_say(row, "word", w->word);
        view_bool(row, "selected", chosen && strcmp(chosen, w->purpose) == 0);
    }
}

/* What waits for approval stands first, on the first page, unless something else was asked for. */
enum err
page_payouts(struct app *app, struct request *rq, struct response *rs)
{
    struct form  f;
    const char  *next = NULL, *none, *cursor = request_query(rq, "cursor");
    size_t       waiting = 0, count = 0;
    struct view *v = view_new(app, rq, "landlord/payouts");
    enum err     read = form_read_query(&f, rq, filter_form, FILTER_FIELD_COUNT), e = ERR_OK;

    if (read && read != ERR_FIELD)
        return read;
    const char                       *state = form_text(&f, FILTER_STATUS), *purpose = form_text(&f, FILTER_PURPOSE);
    bool                              apart = !state && !purpose;
    const struct mpesa_request_filter first = {.group = "money", .state = "awaiting_approval", .limit = WAITING_MOST};
    const struct mpesa_request_filter rest = {
        .group = "money", .state = apart ? "decided" : state, .purpose = purpose, .cursor = cursor};

    view_bool(v, "waiting", false);
    view_bool(v, "payouts", false);
    if (!read && apart && !cursor)
        e = put_list(app, rq, v, "waiting", &first, &none, &waiting);
    if (!read && !e)
        e = put_list(app, rq, v, "payouts", &rest, &next, &count);
    if (e)
        return e;
    view_form(v, &f);
    put_pager(v, rq->mem, &f, cursor, next);
    put_purposes(v, purpose);
    view_bool(v, "tax_on", conf_extra(app->conf, "tax"));
    view_bool(v, "sim_on", conf_extra(app->conf, "simswap"));
    return view_render(v, rs, read ? 422 : 200);
}
