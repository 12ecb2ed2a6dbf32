/*
 * meter.h - water and electricity meters, what a unit of measure costs, and how readings are billed.
 *
 * Readings are thousandths (rent/reckon.h). What is read is in rent/reading.h.
 */
#ifndef RENT_METER_H
#define RENT_METER_H

#include "db/db.h"
#include "rent/who.h"

#define METER_KINDS "water|electricity"

struct meter {
    const char *id, *unit_id, *unit_label, *property_id, *property_name;
    const char *kind, *serial, *measure; /* "water", as it stands on the meter, "units" */
    int64_t     digits;                  /* before the point: 3 to 8 */
    int64_t     first_value;             /* what it showed when it came under our eyes */
    const char *first_day, *removed_on;  /* removed_on NULL: it is in use */
    int64_t     last_value;              /* newest reading, or the first one */
    const char *last_day, *last_id;      /* last_id NULL: not read yet */
    const char *tenant_name;             /* of the lease running today; NULL: vacant */
};

struct meter_new {
    const char *unit_id, *kind, *serial, *measure, *first_day;
    int64_t     digits, first_value;
};

/* Puts a meter on a unit. ERR_NOT_FOUND: no such unit of his. ERR_CONFLICT: it has one of that kind in use. ERR_FIELD:
 * the first reading has more digits than the meter, or its day is still to come. */
MUST_CHECK enum err
meter_add(struct db *db, struct arena *mem, const struct who *who, const struct meter_new *in, const char **id);

/* Takes it off the wall: it is read no more. `day` is not before its last reading. ERR_CONFLICT: it is gone already.
 * ERR_FIELD: that day is before the last reading, or still to come. */
MUST_CHECK enum err
meter_remove(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *day);

MUST_CHECK enum err
meter_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct meter *out);

struct meter_filter {
    const char *property_id, *unit_id, *kind; /* NULL: any */
    bool        removed_too;
};
/* By property and unit. */
MUST_CHECK enum err meter_list(struct db *db, struct arena *mem, const struct who *who, const struct meter_filter *f,
                               struct meter **out, size_t *count);

/* ---- rates ---- */

struct meter_rate {
    const char  *id, *property_id, *property_name; /* property NULL: for all that have none of their own */
    const char  *kind, *from_day;
    struct money price, fixed; /* for one unit of measure; for each month that began since the last reading */
    int64_t      created_at;
};

/* ERR_NOT_FOUND: no such property of his. ERR_FIELD: neither price nor fixed part, or more than RATE_MOST_CENTS. */
MUST_CHECK enum err
meter_rate_add(struct db *db, struct arena *mem, const struct who *who, const struct meter_rate *in, const char **id);

/* Newest day first. */
MUST_CHECK enum err
meter_rate_list(struct db *db, struct arena *mem, const struct who *who, struct meter_rate **out, size_t *count);

/* The one in force on a day. ERR_NOT_FOUND: none is. */
MUST_CHECK enum err meter_rate_on(struct db *db, struct arena *mem, const struct who *who, const char *property_id,
                                  const char *kind, const char *day, struct meter_rate *out);

/* ---- how readings are billed ---- */

struct meter_setting {
    bool    at_once;  /* a reading makes its bill; otherwise it waits */
    int64_t due_days; /* after the bill was made; -1: on the lease's next due day */
};
MUST_CHECK enum err meter_setting(struct db *db, const struct who *who, struct meter_setting *out);
MUST_CHECK enum err meter_set(struct db *db, struct arena *mem, const struct who *who, const struct meter_setting *in);

#endif
