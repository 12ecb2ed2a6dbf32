#include <string.h>

#include "page/meter/shown.h"
#include "page/pages.h"
#include "rent/bill.h"
#include "rent/property.h"
#include "rent/reckon.h"

enum { NEW_UNIT, NEW_KIND, NEW_SERIAL, NEW_MEASURE, NEW_DIGITS, NEW_VALUE, NEW_DAY, NEW_FIELD_COUNT };
static const struct field new_form[NEW_FIELD_COUNT] = {
    [NEW_UNIT] = {"unitId", FIELD_ID, REQUIRED, .missing = N_("Choose the unit whose meter it is.")},
    [NEW_KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = METER_KINDS,
                  .missing = N_("Choose what the meter counts.")},
    [NEW_SERIAL] = {"serial", FIELD_TEXT, REQUIRED, 1, 40, .missing = N_("Enter the number that stands on the meter.")},
    [NEW_MEASURE] = {"measure", FIELD_TEXT, OPTIONAL, 1, 12},
    [NEW_DIGITS] = {"digits", FIELD_INT, OPTIONAL, 3, MEASURE_DIGITS_MOST},
    [NEW_VALUE] = {"firstReading", FIELD_TEXT, REQUIRED, 1, 16,
                   .missing = N_("Enter what the meter shows, like 118 or 118.5.")},
    [NEW_DAY] = {"firstReadingDate", FIELD_DATE, REQUIRED},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct unit *units;
    size_t       count;
    const char  *chosen = f->typed[NEW_UNIT];
    enum err     e = unit_list(app->db, rq->mem, &rq->who, NULL, &units, &count);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "meter/meter_new");
    view_form(v, f);
    view_rows(v, "units");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "units");
        view_text(row, "id", units[i].id);
        view_text(row, "unit", units[i].label);
        view_text(row, "property", units[i].property_name);
        view_bool(row, "selected", chosen && strcmp(chosen, units[i].id) == 0);
    }
    return view_render(v, rs, status);
}

enum err
page_meter_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    char        today[DATE_SIZE];

    form_blank(&f, rq, new_form, NEW_FIELD_COUNT);
    form_prefill(&f, NEW_UNIT, request_query(rq, "unit"));
    form_prefill(&f, NEW_KIND, "water");
    form_prefill(&f, NEW_MEASURE, lang_text(rq->lang, N_("units")));
    form_prefill(&f, NEW_DIGITS, "5");
    form_prefill(&f, NEW_DAY, date_text(today, today_eat()));
    return show(app, rq, rs, &f, 200);
}

/* What only the meter's own figures tell. */
static void
judge(struct form *f, struct meter_new *in)
{
    const char *value = form_text(f, NEW_VALUE);

    *in = (struct meter_new){.unit_id = form_text(f, NEW_UNIT),
                             .kind = form_text(f, NEW_KIND),
                             .serial = form_text(f, NEW_SERIAL),
                             .measure = form_text(f, NEW_MEASURE),
                             .first_day = form_text(f, NEW_DAY),
                             .digits = form_text(f, NEW_DIGITS) ? form_int(f, NEW_DIGITS) : 5};
    if (!in->measure)
        in->measure = "units";
    if (value && !measure_parse(value, &in->first_value))
        form_error(f, NEW_VALUE, N_("Enter what the meter shows, like 118 or 118.5."));
    else if (value && in->first_value >= meter_end((int)in->digits))
        form_error(f, NEW_VALUE,
                   N_("This has more digits than the meter shows. Enter the digits before the point only once."));
}

enum err
page_meter_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form      f;
    struct meter_new in;
    const char      *id;
    enum err         e = form_read(&f, rq, new_form, NEW_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    judge(&f, &in);
    if (!form_ok(&f))
        return show(app, rq, rs, &f, 422);
    e = meter_add(app->db, rq->mem, &rq->who, &in, &id);
    if (e == ERR_CONFLICT)
        form_error(&f, NEW_KIND, N_("This unit has a meter of that kind. Take the old one off first."));
    else if (e == ERR_FIELD)
        form_error(&f, NEW_DAY, N_("This day is still to come. Enter the day of the reading."));
    else if (e)
        return e;
    if (e)
        return show(app, rq, rs, &f, 422);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/meters/%s", id));
    return ERR_OK;
}
