/*
 * scope.h - the one place where a query is told whose rows it may see.
 */
#ifndef RENT_SCOPE_H
#define RENT_SCOPE_H

#include "db/db.h"
#include "rent/who.h"

/*
 * Binds :landlord_id from the session. Someone without a landlord binds an id that no landlord has.
 *
 * A query that has :limited_to as well keeps a caretaker to his properties (kept_unit and kept_lease in the schema);
 * for anyone else it is NULL: no further limit. A query that lacks it finds nothing for a caretaker of some properties:
 * whoever forgets him in a new query shows him too little, never too much. Rows are added for him as for anyone: what
 * they hang on was found before.
 */
void scope_landlord(struct query *q, const struct who *who);

/* The same for what is the landlord's as a whole (his name, his paybill), and for what hangs on a row that was found in
 * scope already: a caretaker of some properties reads it, too. */
void scope_whole(struct query *q, const struct who *who);

/* The same, and :tenant_id: a tenant's own, NULL (no further limit) for the landlord's side. For rows that both see. */
void scope_both(struct query *q, const struct who *who);

/* Binds :today: the date in East Africa, by which a lease runs or has ended. */
void scope_today(struct query *q);

/* The UTC second at which a day of a filter begins, or so many days later; `otherwise` for NULL. */
int64_t scope_day_edge(const char *date, int64_t otherwise, int days_later);

/* One more row than asked tells whether there is another page. Ids and keys are opaque text. */
enum { PAGE_ROWS_MOST = 200, PAGE_ROWS_STANDARD = 50 };

/* A place in a long list, newest first: (time, id) of the last row shown, as the text in ?cursor=. */
struct cursor {
    int64_t     at;
    const char *id;
};

/* False for a text that is no cursor; NULL or "" reads as the beginning. */
bool        cursor_read(struct arena *mem, const char *text, struct cursor *out);
const char *cursor_text(struct arena *mem, struct cursor c);

#endif
