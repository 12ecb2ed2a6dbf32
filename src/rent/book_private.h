/*
 * book_private.h - between book_table.c (a table's rows, read), book_judge.c (against the books) and book_import.c.
 */
#ifndef RENT_BOOK_PRIVATE_H
#define RENT_BOOK_PRIVATE_H

#include "rent/book_import.h"

/* Fills rows, wrong, line and ignored from the text; each cell is judged by itself. */
MUST_CHECK enum err book_read(struct arena *mem, const char *text, struct book_import *out);

/* Judges the rows against one another and against the books: ids, what is new, counts and digest. */
MUST_CHECK enum err book_judge(struct db *db, struct arena *mem, const struct who *who, struct book_import *b);

/* The first error of a cell stays. */
void book_wrong(struct book_row *r, enum book_column c, const char *english, const char *known);

#endif
