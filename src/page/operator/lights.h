/*
 * lights.h - how a landlord's receiving goes, as a word and a badge, and each problem with what to do about it.
 */
#ifndef PAGE_OPERATOR_LIGHTS_H
#define PAGE_OPERATOR_LIGHTS_H

#include "rent/health.h"
#include "web/view.h"

/* light, light_badge. */
void lights_put(struct view *row, enum health_light light);

/* `problems`: {light, light_badge, problem, advice, and link with word, or ""}. */
void lights_problems(struct view *v, struct arena *mem, const struct health *h, int64_t now);

#endif
