/*
 * golive.c - the guide to going live, the landlord's half (/setup/go-live) and the operator's (/operator/go-live). Both
 * show the same table (rent/golive.h).
 */
#include "rent/golive.h"

#include "base/clock.h"
#include "base/text.h"
#include "daraja/outside.h"
#include "page/landlord/setup.h"
#include "page/pages.h"

static const struct {
    const char *word, *badge;
} states[] = {
    [GOLIVE_GOOD] = {N_("Good"), "paid"},
    [GOLIVE_BAD] = {N_("Wrong"), "failed"},
    [GOLIVE_UNKNOWN] = {N_("Not known yet"), "part"},
    [GOLIVE_TOLD] = {N_("You tell us"), ""},
};

static void
put_step(struct view *v, const struct golive_step *s)
{
    bool ticked = s->ticked_at != 0;

    view_text(v, "id", s->id);
    view_say(v, "who", s->who);
    view_say(v, "title", s->title);
    view_say(v, "what", s->what);
    view_say(v, "word", ticked ? N_("Done, you say") : states[s->state].word);
    view_text(v, "badge", ticked ? "paid" : states[s->state].badge);
    setup_say(v, "reason", s->reason);
    setup_say(v, "fix", s->fix);
    view_text(v, "detail", s->detail);
    view_text(v, "href", s->href ? s->href + 1 : NULL);
    view_time(v, "at", s->at);
    view_bool(v, "is_told", s->state == GOLIVE_TOLD);
    view_bool(v, "ticked", ticked);
    view_time(v, "ticked_at", s->ticked_at);
    view_text(v, "ticked_by", s->ticked_by);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct golive_step *steps, size_t count,
     bool operator)
{
    struct view *v = view_new(app, rq, "landlord/golive");
    size_t       done = 0, wrong = 0;

    view_rows(v, "steps");
    for (size_t i = 0; i < count; i++) {
        put_step(view_row(v, "steps"), &steps[i]);
        done += steps[i].state == GOLIVE_GOOD || steps[i].ticked_at;
        wrong += steps[i].state == GOLIVE_BAD;
    }
    view_int(v, "done", (int64_t)done);
    view_int(v, "all", (int64_t)count);
    view_int(v, "wrong", (int64_t)wrong);
    view_bool(v, "any_wrong", wrong > 0);
    view_bool(v, "for_operator", operator);
    view_text(v, "here", operator? "operator/go-live" : "setup/go-live");
    return view_render(v, rs, 200);
}

static enum err
tick(struct app *app, struct request *rq, struct response *rs, const char *back)
{
    enum { STEP, DONE };
    static const struct field fields[] = {
        [STEP] = {"step", FIELD_TEXT, REQUIRED, 1, 40},
        [DONE] = {"done", FIELD_CHOICE, REQUIRED, .choices = "yes|no"},
    };
    struct form f;
    enum err    e = form_read(&f, rq, fields, COUNT(fields));

    if (e == ERR_FIELD)
        return ERR_INPUT;
    if (!e)
        e = golive_tick(app->db, rq->mem, &rq->who, form_text(&f, STEP), strcmp(form_text(&f, DONE), "yes") == 0);
    if (!e)
        response_redirect(rs, back);
    return e;
}

enum err
page_golive(struct app *app, struct request *rq, struct response *rs)
{
    struct golive_outside o = outside_look(rq->mem, app->conf, clock_now());
    struct golive_step   *steps;
    size_t                count;
    enum err              e = golive_landlord(app->db, rq->mem, &rq->who, &o, &steps, &count);

    return e ? e : show(app, rq, rs, steps, count, false);
}

enum err
page_golive_post(struct app *app, struct request *rq, struct response *rs)
{
    return tick(app, rq, rs, "/setup/go-live");
}

enum err
page_operator_golive(struct app *app, struct request *rq, struct response *rs)
{
    struct golive_outside o = outside_look(rq->mem, app->conf, clock_now());
    struct golive_step   *steps;
    size_t                count;
    enum err              e = golive_platform(app->db, rq->mem, &o, &steps, &count);

    return e ? e : show(app, rq, rs, steps, count, true);
}

enum err
page_operator_golive_post(struct app *app, struct request *rq, struct response *rs)
{
    return tick(app, rq, rs, "/operator/go-live");
}
