/*
 * shown.h - meters and readings put into a view the same way on every page, the tenant's and the landlord's.
 */
#ifndef PAGE_METER_SHOWN_H
#define PAGE_METER_SHOWN_H

#include "rent/meter.h"
#include "rent/reading.h"
#include "web/view.h"

void shown_meter(struct view *row, const struct meter *m);
void shown_reading(struct view *row, const struct reading *r);

/* A reading as an input's value, or as text: "126.5". */
void shown_measure(struct view *v, const char *key, int64_t thousandths);

/* `story`: a reading and what it replaced, newest first, each with its dispute. */
MUST_CHECK enum err shown_story(struct view *v, struct app *app, struct request *rq, const struct reading *r);

/* `properties`: for a select {id, name, selected}. */
MUST_CHECK enum err shown_properties(struct view *v, struct app *app, struct request *rq, const char *chosen);

#endif
