/*
 * card.h - does a text hold a payment card's number?
 *
 * We take no cards, and do not want to keep one that somebody writes into a remark (threat-model.md 11).
 */
#ifndef WEB_CARD_H
#define WEB_CARD_H

#include <stdbool.h>

/* True for 13 to 19 digits, perhaps in groups, that begin like a card (3 to 6) and end in the right check
 * digit. */
bool card_in_text(const char *text);

#endif
