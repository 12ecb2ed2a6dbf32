#include "page/meter/shown.h"

#include <string.h>

#include "base/text.h"
#include "rent/bill.h"
#include "rent/property.h"
#include "rent/reckon.h"

enum { STORY_MOST = 20 };

static const struct {
    const char *state, *badge, *word;
} states[] = {
    {"billed", "paid", N_("Bill made")},     {"waiting", "pending", N_("To be billed")},
    {"no_rate", "held", N_("No rate yet")},  {"nobody", "unpaid", N_("Nobody’s")},
    {"replaced", "unpaid", N_("Corrected")},
};

void
shown_measure(struct view *v, const char *key, int64_t thousandths)
{
    view_text(v, key, measure_text((char[MEASURE_TEXT_SIZE]){0}, thousandths));
}

void
shown_meter(struct view *row, const struct meter *m)
{
    view_text(row, "meter_id", m->id);
    view_say(row, "kind", bill_kind_name(m->kind));
    view_text(row, "serial", m->serial);
    view_text(row, "measure", m->measure);
    view_text(row, "unit", m->unit_label);
    view_text(row, "unit_id", m->unit_id);
    view_text(row, "property", m->property_name);
    view_text(row, "property_id", m->property_id);
    view_text(row, "tenant", m->tenant_name);
    shown_measure(row, "last_value", m->last_value);
    view_date(row, "last_day", m->last_day);
    view_bool(row, "was_read", m->last_id != NULL);
    view_bool(row, "in_use", m->removed_on == NULL);
    view_date(row, "removed_on", m->removed_on);
}

static void
put_state(struct view *row, const char *state)
{
    for (size_t i = 0; i < COUNT(states); i++)
        if (strcmp(states[i].state, state) == 0) {
            view_say(row, "state", states[i].word);
            view_text(row, "badge", states[i].badge);
        }
}

static void
put_dispute(struct view *row, const struct reading *r)
{
    bool open = r->dispute_id && !r->dispute_outcome;

    view_bool(row, "disputed", r->dispute_id != NULL);
    view_bool(row, "dispute_open", open);
    view_bool(row, "upheld", r->dispute_outcome && strcmp(r->dispute_outcome, "upheld") == 0);
    view_text(row, "dispute_reason", r->dispute_reason);
    view_text(row, "dispute_answer", r->dispute_answer);
    view_text(row, "answered_by", r->dispute_answered_by);
    view_time(row, "disputed_at", r->dispute_opened_at);
    view_time(row, "answered_at", r->dispute_answered_at);
}

void
shown_reading(struct view *row, const struct reading *r)
{
    bool priced = strcmp(r->state, "billed") == 0 || strcmp(r->state, "waiting") == 0;

    view_text(row, "id", r->id);
    view_text(row, "meter_id", r->meter_id);
    view_say(row, "kind", bill_kind_name(r->kind));
    view_text(row, "serial", r->serial);
    view_text(row, "measure", r->measure);
    view_text(row, "unit", r->unit_label);
    view_text(row, "property", r->property_name);
    view_text(row, "tenant", r->tenant_name);
    view_date(row, "day", r->day);
    view_date(row, "previous_day", r->previous_day);
    shown_measure(row, "to", r->value);
    shown_measure(row, "from", r->previous);
    shown_measure(row, "used", r->used);
    view_bool(row, "rolled", r->rolled);
    view_text(row, "reader", r->reader_name);
    view_text(row, "note", r->note);
    view_text(row, "photo_id", r->photo_id);
    view_bool(row, "priced", priced);
    view_money(row, "price", r->price);
    view_money(row, "fixed", r->fixed);
    view_bool(row, "has_fixed", r->fixed.cents > 0);
    view_money(row, "cost", r->amount);
    view_text(row, "bill_id", r->bill_id);
    view_bool(row, "bill_voided", r->bill_voided);
    view_text(row, "reason", r->reason);
    view_text(row, "corrected_by", r->corrected_by);
    view_time(row, "kept_at", r->created_at);
    view_bool(row, "is_replaced", r->replaced_by != NULL);
    view_text(row, "replaced_by", r->replaced_by);
    put_state(row, r->state);
    put_dispute(row, r);
}

enum err
shown_story(struct view *v, struct app *app, struct request *rq, const struct reading *r)
{
    struct reading step = *r;

    view_rows(v, "story");
    for (int i = 0; i < STORY_MOST; i++) {
        shown_reading(view_row(v, "story"), &step);
        if (!step.replaces)
            break;
        enum err e = reading_load(app->db, rq->mem, &rq->who, step.replaces, &step);
        if (e)
            return e;
    }
    return ERR_OK;
}

enum err
shown_properties(struct view *v, struct app *app, struct request *rq, const char *chosen)
{
    struct property *rows;
    size_t           count;
    enum err         e = property_list(app->db, rq->mem, &rq->who, &rows, &count);

    if (e)
        return e;
    view_rows(v, "properties");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "properties");
        view_text(row, "id", rows[i].id);
        view_text(row, "name", rows[i].name);
        view_bool(row, "selected", chosen && strcmp(chosen, rows[i].id) == 0);
    }
    return ERR_OK;
}
