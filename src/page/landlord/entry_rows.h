/*
 * entry_rows.h - what the pages of entries by hand, and of money outside M-Pesa, show again and again.
 */
#ifndef PAGE_LANDLORD_ENTRY_ROWS_H
#define PAGE_LANDLORD_ENTRY_ROWS_H

#include "rent/entry.h"
#include "web/view.h"

void rows_entry(struct view *row, const struct entry *n);

/* `accounts`: the landlord's bank accounts, for a select {id, name, number, selected} or a table {…, balance}. */
MUST_CHECK enum err rows_accounts(struct view *v, struct app *app, struct request *rq, const char *chosen);

/* "Caretaker", …: English, marked for translation. */
const char *entry_role_word(const char *role);

#endif
