#include "rent/reading.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/random.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/reading_private.h"
#include "rent/reckon.h"
#include "rent/scope.h"

enum { LOOK_BACK = 6 };

static const struct reading_refusal refusals[READING_ANSWER_COUNT] = {
    [READING_TAKEN] =
        {"already_read", 409, "date",
         N_("This meter was read on that day already, with another value. If that one is wrong, correct it.")},
    [READING_FUTURE] = {"invalid_fields", 422, "date", N_("This day is still to come. Enter the day of the reading.")},
    [READING_EARLY] = {"invalid_fields", 422, "date",
                       N_("The meter was read on that day or later already. Enter a day after the last reading.")},
    [READING_REMOVED] = {"meter_removed", 409, NULL, N_("This meter was taken off. Choose the one that is there now.")},
    [READING_LOWER] =
        {"invalid_fields", 422, "value",
         N_("This is lower than the last reading. Look again. If the meter has passed all nines and begun "
            "anew, tick that box.")},
    [READING_NOT_ROLLED] = {"invalid_fields", 422, "rolledOver",
                            N_("A meter that began anew shows less than before. Take the tick away, or look again.")},
    [READING_TOO_LONG] =
        {"invalid_fields", 422, "value",
         N_("This has more digits than the meter shows. Enter the digits before the point only once.")},
    [READING_HIGH] =
        {"unusually_high", 422, "value",
         N_("This is more than three times the usual. Look at the meter again. If it is right, tick that box.")},
    [READING_TOO_DEAR] = {"invalid_fields", 422, "value",
                          N_("This would make a bill larger than any. Look at the meter and at the rate again.")},
    [READING_NEXT] = {"invalid_fields", 422, "value",
                      N_("The next reading of this meter does not fit this one. Correct that one first.")},
    [READING_SAME] = {"invalid_fields", 422, "value", N_("This is what was read before. Enter what it should be.")},
    [READING_OVER] = {"already_corrected", 409, NULL, N_("This reading was corrected already.")},
    [READING_PAYING] = {"payment_in_progress", 409, NULL,
                        N_("The bill of this reading is being paid right now. Try again in a few minutes.")},
};

const struct reading_refusal *
reading_refusal(enum reading_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

/* ---- judging ---- */

/* What was used before, over how many days and readings. */
static enum err
usual(struct db *db, const struct who *who, const char *meter_id, int64_t *used, int64_t *days, int64_t *readings)
{
    struct query *q = db_query(db, SQL_READING_USUAL);

    scope_landlord(q, who);
    query_text(q, ":meter_id", meter_id);
    query_int(q, ":limit", LOOK_BACK);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *used = row_int(q, "used");
    *days = row_int(q, "days");
    *readings = row_int(q, "readings");
    return query_end(q);
}

int64_t
reading_days(const char *from, const char *to)
{
    struct date a, b;

    return date_parse(from, &a) && date_parse(to, &b) ? date_days(b) - date_days(a) : 0;
}

/* What stands on that day already: the same again, or another value. */
static enum err
judge_day(struct db *db, struct arena *mem, const struct who *who, const struct meter *m, const struct reading_new *in,
          enum reading_answer *answer, const char **id)
{
    char          today[DATE_SIZE];
    struct query *q = db_query(db, SQL_READING_ON);

    scope_landlord(q, who);
    query_text(q, ":meter_id", m->id);
    query_text(q, ":day", in->day);
    enum err e = query_one(q);
    if (e == ERR_OK) {
        *id = row_text(q, mem, "id");
        *answer = row_int(q, "value") == in->value ? READING_AGAIN : READING_TAKEN;
        return query_end(q);
    }
    if (strcmp(in->day, date_text(today, today_eat())) > 0)
        *answer = READING_FUTURE;
    else if (m->removed_on)
        *answer = READING_REMOVED;
    else if (strcmp(in->day, m->last_day) <= 0)
        *answer = READING_EARLY;
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum reading_answer
reading_judge_value(int64_t previous, int64_t value, int64_t digits, bool rolled, int64_t *used)
{
    if (value >= meter_end((int)digits))
        return READING_TOO_LONG;
    if (reckon_used(previous, value, (int)digits, rolled, used))
        return READING_KEPT;
    return rolled ? READING_NOT_ROLLED : READING_LOWER;
}

static enum err
judge(struct db *db, struct arena *mem, const struct who *who, const struct meter *m, const struct reading_new *in,
      enum reading_answer *answer, const char **id, int64_t *used)
{
    int64_t  before = 0, days = 0, readings = 0;
    enum err e = judge_day(db, mem, who, m, in, answer, id);

    if (e != ERR_OK || *answer != READING_KEPT)
        return e;
    *answer = reading_judge_value(m->last_value, in->value, m->digits, in->rolled, used);
    if (*answer != READING_KEPT || in->confirmed)
        return ERR_OK;
    e = usual(db, who, m->id, &before, &days, &readings);
    if (e == ERR_OK && reckon_is_high(*used, reading_days(m->last_day, in->day), before, days, readings))
        *answer = READING_HIGH;
    return e;
}

/* ---- writing ---- */

enum err
reading_insert(struct db *db, const struct who *who, const struct reading_row *r)
{
    struct query *q = db_query(db, SQL_READING_ADD);

    query_text(q, ":id", r->id);
    scope_landlord(q, who);
    query_text(q, ":meter_id", r->meter_id);
    query_text(q, ":day", r->day);
    query_int(q, ":value", r->value);
    query_int(q, ":previous", r->previous);
    query_text(q, ":previous_day", r->previous_day);
    query_int(q, ":used", r->used);
    query_int(q, ":rolled", r->rolled);
    query_int(q, ":confirmed", r->confirmed);
    query_text(q, ":reader", r->reader);
    query_text(q, ":note", r->note);
    query_text(q, ":photo_id", r->photo_id);
    query_text(q, ":replaces", r->replaces);
    query_text(q, ":reason", r->reason);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    return query_run(q);
}

/* At once, where the landlord wants it so. A bill that nothing could hold is a slip of the reader. */
static enum err
bill_at_once(struct db *db, struct arena *mem, const struct who *who, const char *id, enum reading_answer *answer)
{
    struct meter_setting s;
    struct reading       r;
    const char          *bill;
    enum err             e = meter_setting(db, who, &s);

    if (e == ERR_OK)
        e = reading_load(db, mem, who, id, &r);
    if (e != ERR_OK)
        return e;
    if (r.amount.cents > READING_MOST_CENTS)
        *answer = READING_TOO_DEAR;
    else if (s.at_once)
        e = reading_bill_one(db, mem, who, &r, &bill);
    return e;
}

static enum err
keep(struct db *db, struct arena *mem, const struct who *who, const struct meter *m, const struct reading_new *in,
     int64_t used, enum reading_answer *answer, const char **id)
{
    const char *photo = NULL;
    enum err    e = in->photo ? reading_photo_keep(db, mem, who, in->photo, in->photo_len, &photo) : ERR_OK;

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    e = reading_insert(db, who,
                       &(struct reading_row){.id = *id,
                                             .meter_id = m->id,
                                             .day = in->day,
                                             .value = in->value,
                                             .previous = m->last_value,
                                             .previous_day = m->last_day,
                                             .used = used,
                                             .rolled = in->rolled,
                                             .confirmed = in->confirmed,
                                             .reader = who->person_id,
                                             .note = in->note,
                                             .photo_id = photo});
    if (e == ERR_OK)
        e = audit_note(db, mem, who, "reading.added", *id, m->serial);
    return e == ERR_OK ? bill_at_once(db, mem, who, *id, answer) : e;
}

/* Whatever is not kept leaves no trace: ERR_CONFLICT takes back what was written before it was found to be too dear. */
static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct reading_new *in, enum reading_answer *answer,
    const char **id)
{
    struct meter m;
    int64_t      used;
    enum err     e = meter_load(db, mem, who, in->meter_id, &m);

    if (e == ERR_OK)
        e = judge(db, mem, who, &m, in, answer, id, &used);
    if (e == ERR_OK && *answer == READING_KEPT)
        e = keep(db, mem, who, &m, in, used, answer, id);
    return e == ERR_OK && *answer == READING_TOO_DEAR ? ERR_CONFLICT : e;
}

enum err
reading_add(struct db *db, struct arena *mem, const struct who *who, const struct reading_new *in,
            enum reading_answer *answer, const char **id)
{
    char               today[DATE_SIZE];
    struct reading_new it = *in;

    if (!it.day)
        it.day = arena_strdup(mem, date_text(today, today_eat()));
    *answer = READING_KEPT;
    *id = NULL;
    enum err e = db_begin(db);
    if (e == ERR_OK)
        e = db_end(db, add(db, mem, who, &it, answer, id));
    return e == ERR_CONFLICT && *answer == READING_TOO_DEAR ? ERR_OK : e;
}

/* ---- reading them ---- */

static struct reading
from_row(struct query *q, struct arena *mem)
{
    return (struct reading){
        .id = row_text(q, mem, "id"),
        .meter_id = row_text(q, mem, "meter_id"),
        .unit_id = row_text(q, mem, "unit_id"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_id = row_text(q, mem, "property_id"),
        .property_name = row_text(q, mem, "property_name"),
        .kind = row_text(q, mem, "kind"),
        .serial = row_text(q, mem, "serial"),
        .measure = row_text(q, mem, "measure"),
        .digits = row_int(q, "digits"),
        .day = row_text(q, mem, "day"),
        .previous_day = row_text(q, mem, "previous_day"),
        .value = row_int(q, "value"),
        .previous = row_int(q, "previous"),
        .used = row_int(q, "used"),
        .rolled = row_int(q, "rolled") != 0,
        .confirmed = row_int(q, "confirmed") != 0,
        .reader_name = row_text(q, mem, "reader_name"),
        .note = row_text(q, mem, "note"),
        .photo_id = row_text(q, mem, "photo_id"),
        .lease_id = row_text(q, mem, "lease_id"),
        .tenant_id = row_text(q, mem, "tenant_id"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .state = row_text(q, mem, "state"),
        .price = row_money(q, "price_cents"),
        .fixed = row_money(q, "fixed_cents"),
        .amount = row_money(q, "amount_cents"),
        .bill_id = row_text(q, mem, "bill_id"),
        .bill_voided = row_int(q, "bill_voided") != 0,
        .replaces = row_text(q, mem, "replaces"),
        .replaced_by = row_text(q, mem, "replaced_by"),
        .reason = row_text(q, mem, "reason"),
        .corrected_by = row_text(q, mem, "corrected_by"),
        .dispute_id = row_text(q, mem, "dispute_id"),
        .dispute_reason = row_text(q, mem, "dispute_reason"),
        .dispute_outcome = row_text(q, mem, "dispute_outcome"),
        .dispute_answer = row_text(q, mem, "dispute_answer"),
        .dispute_answered_by = row_text(q, mem, "dispute_answered_by"),
        .dispute_opened_at = row_int(q, "dispute_opened_at"),
        .dispute_answered_at = row_int(q, "dispute_answered_at"),
        .created_at = row_int(q, "created_at"),
    };
}

/* What waits gets the price that it would have now. */
static enum err
price(struct db *db, struct arena *mem, const struct who *who, struct reading *r)
{
    const char *rate;

    if (strcmp(r->state, "waiting") != 0)
        return ERR_OK;
    enum err e = reading_price(db, mem, who, r, &rate);
    if (e == ERR_OK && !rate)
        r->state = "no_rate";
    return e;
}

enum err
reading_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct reading *out)
{
    struct query *q = db_query(db, SQL_READING_LOAD);

    scope_both(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    e = query_end(q);
    return e == ERR_OK ? price(db, mem, who, out) : e;
}

enum err
reading_list(struct db *db, struct arena *mem, const struct who *who, const struct reading_filter *f,
             struct reading **out, size_t *count, const char **next)
{
    struct cursor from, last = {0, ""};
    int64_t       limit = f->limit ? f->limit : PAGE_ROWS_STANDARD;
    struct list   rows = list_new(mem, sizeof(struct reading));

    *next = NULL;
    if (!cursor_read(mem, f->cursor, &from))
        return ERR_INPUT;
    struct query *q = db_query(db, SQL_READING_LIST);
    scope_both(q, who);
    query_text(q, ":meter_id", f->meter_id);
    query_text(q, ":lease_id", f->lease_id);
    query_text(q, ":property_id", f->property_id);
    query_text(q, ":state", f->state);
    query_int(q, ":replaced_too", f->replaced_too);
    query_int(q, ":cursor_at", from.at);
    query_text(q, ":cursor_id", from.id);
    query_int(q, ":limit", limit + 1);
    while (query_next(q)) {
        if ((int64_t)rows.count == limit) {
            *next = cursor_text(mem, last);
            break;
        }
        struct reading *r = list_add(&rows);
        *r = from_row(q, mem);
        last = (struct cursor){row_int(q, "day_number"), r->id};
    }
    *out = rows.items;
    *count = rows.count;
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < *count; i++)
        e = price(db, mem, who, &(*out)[i]);
    return e;
}

enum err
reading_counts(struct db *db, const struct who *who, struct reading_counts *out)
{
    struct query *q = db_query(db, SQL_READING_COUNTS);

    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct reading_counts){row_int(q, "waiting"), row_int(q, "disputed")};
    return query_end(q);
}

enum err
reading_any(struct db *db, const struct who *tenant, bool *any)
{
    struct query *q = db_query(db, SQL_READING_ANY);

    scope_both(q, tenant);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *any = row_int(q, "any_meter") != 0;
    return query_end(q);
}
