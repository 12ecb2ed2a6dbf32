/*
 * read.h - days, amounts, codes and names out of the cells and sentences of a statement.
 */
#ifndef STATEMENT_READ_H
#define STATEMENT_READ_H

#include "statement/statement.h"

/* "2026-11-21", "21/11/2026", "21-11-26", "21-Nov-2026", "21.11.2026", each perhaps with a time behind it ("09:15:22",
 * "9:15 AM"), or a spreadsheet's day number. Fills day and at. */
bool read_day(struct arena *mem, const char *text, struct statement_line *l);

/* "12,500.00", "Ksh12,500.00", "-500.00", "(500.00)", "500.00 DR". An empty cell is 0. */
bool read_amount(struct arena *mem, const char *text, struct money *out);

/* The first M-Pesa code in a text: ten capital letters and digits, both among them. NULL: none. */
const char *read_code(struct arena *mem, const char *text);

/* The first phone number, whole or masked ("2547****126"). NULL: none. */
const char *read_phone(struct arena *mem, const char *text);

/* What is between `after` and the first of `ends` ("|" between them), tidied; NULL: `after` is not there, or nothing
 * follows it. Capitals do not matter. */
const char *read_between(struct arena *mem, const char *text, const char *after, const char *ends);

/* Letters and digits, in small letters. */
const char *read_folded(struct arena *mem, const char *text);

/* Messages pasted from a phone. */
bool read_is_messages(struct arena *mem, const char *text);
void read_messages(struct arena *mem, const char *text, struct statement *out);

#endif
