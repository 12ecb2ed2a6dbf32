/*
 * asked.h - what was asked of Daraja in an initiator's name, in the operator's words.
 */
#ifndef PAGE_OPERATOR_ASKED_H
#define PAGE_OPERATOR_ASKED_H

#include "rent/requests.h"
#include "web/view.h"

/* state, badge. */
void asked_state(struct view *row, const char *state);

/* What made it take a step, in words. */
const char *asked_cause(const char *cause);

/* A row of the list, and the facts of one. */
void asked_put(struct view *row, const struct request_of *r);

/* `apis` and `states`: what can be chosen from, {name, word, selected}. */
void asked_choices(struct view *v, const char *api, const char *state);

#endif
