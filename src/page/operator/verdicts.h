/*
 * verdicts.h - what was made of a body, in the operator's language: a word, a badge, and a sentence that says what it
 * means.
 */
#ifndef PAGE_OPERATOR_VERDICTS_H
#define PAGE_OPERATOR_VERDICTS_H

#include "rent/inbox.h"
#include "web/view.h"

/* verdict, badge, sentence, and reason: what the judge itself noted, or "". */
void verdicts_put(struct view *row, const char *verdict, const char *reason);

/* What kind of message it was, in words. */
const char *verdicts_kind(const char *kind);

/* `verdicts` and `kinds`: what can be chosen from, {name, word, selected}. */
void verdicts_choices(struct view *v, const char *verdict, const char *kind);

/* A row of the inbox: what came, from where, what was made of it, and what it is about. */
void verdicts_item(struct view *row, const struct inbox_item *i);

#endif
