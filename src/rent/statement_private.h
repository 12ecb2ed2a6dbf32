/*
 * statement_private.h - between statement_import.c and statement_judge.c.
 */
#ifndef RENT_STATEMENT_PRIVATE_H
#define RENT_STATEMENT_PRIVATE_H

#include "rent/statement_import.h"

/* Every line against the books and the lines that came before: verdicts, counts and digest. */
MUST_CHECK enum err statement_judge(struct db *db, struct arena *mem, const struct who *who,
                                    const struct statement_account *account, struct statement_import *s);

#endif
