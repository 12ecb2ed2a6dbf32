/*
 * statement_asked.c - lines that were asked about, and whose money is in the books by now.
 *
 * M-Pesa's answer says nothing of what the payer typed; the message does. So money that waits because of that goes
 * where its message says, in the name of nobody: as if its account number had come along.
 */
#include "rent/list.h"
#include "rent/match.h"
#include "rent/posting.h"
#include "rent/statement_import.h"

struct answered {
    int64_t     line;
    const char *landlord_id, *money_in_id, *bill_ref; /* bill_ref NULL: not said, or the money has its lease */
};

static enum err
settle(struct db *db, struct arena *mem, const struct answered *a)
{
    const char   *lease_id = NULL;
    struct query *q = db_query(db, SQL_STATEMENT_LINE_ANSWERED);

    query_int(q, ":id", a->line);
    query_text(q, ":money_in_id", a->money_in_id);
    enum err e = query_run(q);
    if (e == ERR_OK && a->bill_ref)
        e = match_lease(db, mem, a->landlord_id, a->bill_ref, &lease_id);
    if (e == ERR_OK && lease_id)
        e = posting_assign(db, mem, a->landlord_id, a->money_in_id, lease_id, "account", NULL);
    return e;
}

enum err
statement_asked_settle(struct db *db, struct arena *mem)
{
    struct list   rows = list_new(mem, sizeof(struct answered));
    struct query *q = db_query(db, SQL_STATEMENT_LINES_ANSWERED);

    while (query_next(q))
        *(struct answered *)list_add(&rows) =
            (struct answered){row_int(q, "id"), row_text(q, mem, "landlord_id"), row_text(q, mem, "money_in_id"),
                              row_int(q, "waits") ? row_text(q, mem, "bill_ref") : NULL};
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < rows.count; i++) {
        e = db_begin(db);
        if (e == ERR_OK)
            e = db_end(db, settle(db, mem, (const struct answered *)rows.items + i));
    }
    return e;
}
