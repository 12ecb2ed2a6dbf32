#include <string.h>

#include "base/date.h"
#include "page/landlord/reconcile_row.h"
#include "page/landlord/words.h"
#include "web/route.h"

/* Held money says why in a word of ours. */
static void
put_sentence(struct view *row, struct request *rq, const struct recon_difference *d)
{
    const struct recon_kind *k = recon_kind(d->kind);
    char                     text[DATE_SIZE];
    const char *day = lang_date(rq->mem, rq->lang, date_text(text, eat_from(d->at ? d->at : d->first_seen).date));
    const char *nobody = lang_text(rq->lang, N_("somebody unknown"));

    view_say(row, "title", k ? k->title : d->kind);
    view_text(row, "said", k ? recon_say(rq->mem, lang_text(rq->lang, k->sentence), d, day, nobody) : "");
    view_say(row, "next", k ? k->next : NULL);
}

/* The pages of direct payments and of the balance are not for everybody who may see the differences. */
static const char *
place(struct request *rq, const struct recon_difference *d)
{
    bool owners = d->target && strcmp(d->target, "number") == 0,
         cashiers = d->target && strcmp(d->target, "balance") == 0;

    if ((owners && !role_may_enter(rq->who.role, WHO_OWNER)) ||
        (cashiers && !role_may_enter(rq->who.role, WHO_CASHIER)))
        return NULL;
    return recon_place(rq->mem, d->target, d->target_id);
}

void
reconcile_row(struct view *row, struct request *rq, const struct recon_difference *d)
{
    static const struct {
        const char *state, *word, *badge;
    } states[] = {
        {"open", N_("Open"), "overdue"}, {"explained", N_("Explained"), "part"}, {"resolved", N_("Settled"), "paid"}};

    for (size_t i = 0; i < COUNT(states); i++)
        if (strcmp(states[i].state, d->state) == 0) {
            view_say(row, "state", states[i].word);
            view_text(row, "badge", states[i].badge);
        }
    view_text(row, "id", d->id);
    put_sentence(row, rq, d);
    view_text(row, "where", place(rq, d));
    view_time(row, "first_seen", d->first_seen);
    view_time(row, "resolved_at", d->resolved_at);
    view_time(row, "explained_at", d->explained_at);
    view_text(row, "explained_by", d->explained_name);
    view_text(row, "reason", d->reason);
}
