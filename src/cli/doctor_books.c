#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "cli/doctor.h"
#include "daraja/outside.h"
#include "db/migrate.h"
#include "rent/golive.h"
#include "rent/list.h"
#include "rent/setup_check.h"

static bool
look_at_one(struct doctor *d, const char *file, const struct migration *set)
{
    const char *path = conf_path(&d->c->conf, file);
    enum err    e = migrate_check(path, set);

    if (e == ERR_OK)
        doctor_say(d, DOCTOR_OK, file, NULL, "its schema is that of this program");
    else if (e == ERR_NOT_FOUND)
        doctor_say(d, DOCTOR_WRONG, file, "Put a backup back. On a new installation: rentease migrate.",
                   "%s is not there", path);
    else if (e == ERR_CONFLICT)
        doctor_say(
            d, DOCTOR_WRONG, file,
            "Stop RentEase, make a backup, run: rentease migrate. Does that not help, the database is newer than this "
            "program: install the newer one.",
            "its schema is not that of this program");
    else
        doctor_say(d, DOCTOR_WRONG, file, "Run this as the user that owns the data folder; then: rentease verify.",
                   "%s cannot be read", path);
    return e == ERR_OK;
}

void
doctor_databases(struct doctor *d)
{
    bool main_good = look_at_one(d, "main.db", migrations_main);
    bool inbox_good = look_at_one(d, "inbox.db", migrations_inbox);

    d->sound = main_good && inbox_good && db_open(&d->db, conf_path(&d->c->conf, "main.db")) == ERR_OK;
}

/* ---- the guide to going live: the same steps ---- */

static const enum doctor_word by_state[] = {[GOLIVE_GOOD] = DOCTOR_OK,
                                            [GOLIVE_BAD] = DOCTOR_WRONG,
                                            [GOLIVE_UNKNOWN] = DOCTOR_UNKNOWN,
                                            [GOLIVE_TOLD] = DOCTOR_UNKNOWN};

static const char *
ago(struct doctor *d, int64_t at)
{
    return at ? arena_printf(d->c->mem, " (%s ago)", doctor_span(d->c->mem, clock_now() - at)) : "";
}

static void
tell_step(struct doctor *d, const struct golive_step *s)
{
    bool        told = s->state == GOLIVE_TOLD, ticked = s->ticked_at != 0;
    const char *reason = s->reason ? s->reason : told ? "only a person can tell" : s->detail ? "" : "set";

    if (told && ticked)
        doctor_say(d, DOCTOR_OK, s->title, NULL, "%s says that it is done", s->ticked_by ? s->ticked_by : "somebody");
    else
        doctor_say(d, by_state[s->state], s->title, told ? "Tick it under /operator/go-live when it is done." : s->fix,
                   "%s%s%s%s", reason, *reason && s->detail ? ": " : "", s->detail ? s->detail : "", ago(d, s->at));
}

void
doctor_steps(struct doctor *d)
{
    struct golive_outside o = outside_look(d->c->mem, &d->c->conf, clock_now());
    struct golive_step   *steps;
    size_t                count;

    if (!d->sound)
        return;
    if (golive_platform(d->db, d->c->mem, &o, &steps, &count) != ERR_OK) {
        doctor_say(d, DOCTOR_WRONG, "main.db", "Run: rentease verify.", "it cannot be read");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        bool asked = d->asked_token && strcmp(steps[i].id, "keys") == 0;
        if (!asked)
            tell_step(d, &steps[i]);
    }
}

/* ---- each landlord's number ---- */

struct number {
    const char *id, *landlord_id, *name, *shortcode, *store_number;
};

/* That somebody never asked for direct payments is no fault. */
static enum doctor_word
word_of(const struct setup_finding *f)
{
    if (strcmp(f->state, "good") == 0)
        return DOCTOR_OK;
    return strcmp(f->state, "bad") == 0 && strcmp(f->name, "urls_never") != 0 ? DOCTOR_WRONG : DOCTOR_UNKNOWN;
}

static enum err
tell_number(struct doctor *d, const struct number *n)
{
    const char           *finding, *code, *said, *name = arena_printf(d->c->mem, "%s, %s", n->name, n->shortcode);
    struct callback_facts heard;
    enum err              e = setup_check_urls(d->db, d->c->mem, n->landlord_id, &finding, &code, &said);

    if (e == ERR_OK)
        e = setup_check_callbacks(d->db, n->landlord_id, n->id, n->shortcode, n->store_number, &heard);
    if (e != ERR_OK)
        return e;
    const struct setup_finding *f = setup_finding(finding);
    doctor_say(d, word_of(f), name, *f->fix ? f->fix : NULL, "%s", f->reason);
    f = setup_finding(callback_finding(&heard));
    doctor_say(d, word_of(f), name, *f->fix ? f->fix : NULL, "%s%s", f->reason, ago(d, heard.heard_at));
    return ERR_OK;
}

void
doctor_landlords(struct doctor *d)
{
    struct list   rows = list_new(d->c->mem, sizeof(struct number));
    struct query *q = d->sound ? db_query(d->db, SQL_LANDLORD_NUMBERS) : NULL;

    if (!q)
        return;
    while (query_next(q))
        *(struct number *)list_add(&rows) =
            (struct number){row_text(q, d->c->mem, "id"), row_text(q, d->c->mem, "landlord_id"),
                            row_text(q, d->c->mem, "business_name"), row_text(q, d->c->mem, "shortcode"),
                            row_text(q, d->c->mem, "store_number")};
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < rows.count; i++)
        e = tell_number(d, (const struct number *)rows.items + i);
    if (e != ERR_OK)
        doctor_say(d, DOCTOR_WRONG, "main.db", "Run: rentease verify.", "it cannot be read");
}
