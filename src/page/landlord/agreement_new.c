#include <string.h>

#include "base/date.h"
#include "page/pages.h"
#include "rent/agreement.h"
#include "rent/member.h"
#include "web/view.h"

enum {
    NEW_AGENT,
    NEW_KIND,
    NEW_PERCENT,
    NEW_AMOUNT,
    NEW_VAT,
    NEW_COLLECTS,
    NEW_FROM,
    NEW_FIRST_KIND,
    NEW_LAST_KIND = NEW_FIRST_KIND + 7,
    NEW_FIELD_COUNT
};
static const struct field new_form[NEW_FIELD_COUNT] = {
    [NEW_AGENT] = {"agentId", FIELD_ID, OPTIONAL},
    [NEW_KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = "percent|fixed|unit",
                  .missing = N_("Choose how the fee is reckoned.")},
    [NEW_PERCENT] = {"percent", FIELD_MONEY, OPTIONAL, 1, 10000}, /* two decimals, as money has */
    [NEW_AMOUNT] = {"amount", FIELD_MONEY, OPTIONAL, 100, 100000000},
    [NEW_VAT] = {"vat", FIELD_FLAG, OPTIONAL},
    [NEW_COLLECTS] = {"collects", FIELD_CHOICE, REQUIRED, .choices = "owner|agent",
                      .missing = N_("Say whose number the rent goes to.")},
    [NEW_FROM] = {"fromMonth", FIELD_PERIOD, REQUIRED},
    [NEW_FIRST_KIND] = {"rent", FIELD_FLAG, OPTIONAL},
    {"deposit", FIELD_FLAG, OPTIONAL},
    {"water", FIELD_FLAG, OPTIONAL},
    {"electricity", FIELD_FLAG, OPTIONAL},
    {"garbage", FIELD_FLAG, OPTIONAL},
    {"service", FIELD_FLAG, OPTIONAL},
    {"penalty", FIELD_FLAG, OPTIONAL},
    [NEW_LAST_KIND] = {"other", FIELD_FLAG, OPTIONAL},
};

static enum err
put_agents(struct view *v, struct app *app, struct request *rq, const char *chosen)
{
    struct member *rows;
    size_t         count, agents = 0;
    enum err       e = member_list(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "agents");
    for (size_t i = 0; !e && i < count; i++) {
        if (rows[i].rights.role != ROLE_AGENT)
            continue;
        struct view *row = view_row(v, "agents");
        view_text(row, "agent_id", rows[i].person_id);
        view_text(row, "agent", rows[i].name);
        view_bool(row, "selected", chosen && strcmp(chosen, rows[i].person_id) == 0);
        agents++;
    }
    view_bool(v, "has_agents", agents > 0);
    return e;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/agreement_new");
    enum err     e = put_agents(v, app, rq, form_text(f, NEW_AGENT));

    view_bool(v, "by_owner", rq->who.role == ROLE_OWNER);
    view_form(v, f);
    return e ? e : view_render(v, rs, status);
}

enum err
page_agreement_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    char        month[PERIOD_SIZE];

    form_blank(&f, rq, new_form, NEW_FIELD_COUNT);
    form_prefill(&f, NEW_KIND, "percent");
    form_prefill(&f, NEW_COLLECTS, "owner");
    form_prefill(&f, NEW_FROM, arena_strdup(rq->mem, period_text(month, today_eat())));
    form_prefill(&f, NEW_FIRST_KIND, "1");
    return show(app, rq, rs, &f, 200);
}

static const char *
kinds_of(const struct form *f)
{
    struct buf b = buf_new(f->mem, 200);

    for (size_t i = NEW_FIRST_KIND; i <= NEW_LAST_KIND; i++)
        if (form_flag(f, i))
            buf_printf(&b, "%s%s", b.len ? " " : "", new_form[i].name);
    return b.bytes;
}

static void
refuse_answer(struct form *f, enum agreement_answer a)
{
    static const size_t where[] = {[AGREEMENT_NO_AGENT] = NEW_AGENT,
                                   [AGREEMENT_NO_KINDS] = NEW_FIRST_KIND,
                                   [AGREEMENT_TOO_MUCH] = NEW_PERCENT,
                                   [AGREEMENT_STATED] = NEW_FROM};

    form_error(f, where[a], agreement_refusal(a));
}

static enum err
add(struct app *app, struct request *rq, struct form *f)
{
    enum agreement_answer answer = AGREEMENT_DONE;
    const char           *id, *agent = rq->who.role == ROLE_AGENT ? rq->who.person_id : form_text(f, NEW_AGENT);
    bool                  percent = strcmp(form_text(f, NEW_KIND), "percent") == 0;
    size_t                rate = percent ? NEW_PERCENT : NEW_AMOUNT;

    if (!form_text(f, rate))
        form_error(f, rate, percent ? N_("Enter the percentage.") : N_("Enter the amount a month."));
    if (!form_ok(f))
        return ERR_FIELD;
    const struct agreement in = {
        .agent_id = agent ? agent : "",
        .kind = form_text(f, NEW_KIND),
        .rate = form_money(f, rate).cents,
        .vat = form_flag(f, NEW_VAT),
        .bill_kinds = percent ? kinds_of(f) : "rent",
        .collects = form_text(f, NEW_COLLECTS),
        .from_month = form_text(f, NEW_FROM),
    };
    enum err e = agreement_add(app->db, rq->mem, &rq->who, &in, &answer, &id);
    if (e == ERR_CONFLICT)
        form_error(f, NEW_FROM, N_("An agreement begins with this month already."));
    else if (!e && answer != AGREEMENT_DONE)
        refuse_answer(f, answer);
    return !form_ok(f) ? ERR_FIELD : e;
}

enum err
page_agreement_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, new_form, NEW_FIELD_COUNT);

    if (!e)
        e = add(app, rq, &f);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, err_status(e));
    if (!e)
        response_redirect(rs, "/landlord/remittances");
    return e;
}

static enum err
decide(struct app *app, struct request *rq, struct response *rs, bool accept)
{
    enum err e = agreement_decide(app->db, rq->mem, &rq->who, rq->args[0], accept);

    if (!e)
        response_redirect(rs, "/landlord/remittances");
    return e;
}

enum err
page_agreement_accept_post(struct app *app, struct request *rq, struct response *rs)
{
    return decide(app, rq, rs, true);
}

enum err
page_agreement_decline_post(struct app *app, struct request *rq, struct response *rs)
{
    return decide(app, rq, rs, false);
}
