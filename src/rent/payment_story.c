/*
 * payment_story.c - everything that was asked, answered and decided about one payment (contracts in payment.h).
 */
#include "rent/list.h"
#include "rent/payment.h"
#include "rent/scope.h"

static struct query *
ask(struct db *db, const struct who *who, enum sql which, const char *id)
{
    struct query *q = db_query(db, which);

    scope_whole(q, who);
    query_text(q, ":id", id);
    return q;
}

static enum err
steps(struct db *db, struct arena *mem, const struct who *who, const char *id, struct payment_story *out)
{
    struct list   rows = list_new(mem, sizeof(struct payment_step));
    struct query *q = ask(db, who, SQL_PAYMENT_STEPS, id);

    while (query_next(q))
        *(struct payment_step *)list_add(&rows) =
            (struct payment_step){row_int(q, "at"), row_text(q, mem, "from_state"), row_text(q, mem, "to_state"),
                                  row_text(q, mem, "cause"), row_text(q, mem, "detail")};
    out->steps = rows.items;
    out->step_count = rows.count;
    return query_end(q);
}

static enum err
calls(struct db *db, struct arena *mem, const struct who *who, const char *id, struct payment_story *out)
{
    struct list   rows = list_new(mem, sizeof(struct payment_call));
    struct query *q = ask(db, who, SQL_PAYMENT_CALLS, id);

    while (query_next(q))
        *(struct payment_call *)list_add(&rows) = (struct payment_call){row_int(q, "at"),
                                                                        row_int(q, "ms"),
                                                                        row_int(q, "http_status"),
                                                                        row_text(q, mem, "api"),
                                                                        row_text(q, mem, "verdict"),
                                                                        row_text(q, mem, "code"),
                                                                        row_text(q, mem, "body")};
    out->calls = rows.items;
    out->call_count = rows.count;
    return query_end(q);
}

static enum err
callbacks(struct db *db, struct arena *mem, const struct who *who, const char *id, struct payment_story *out)
{
    struct list   rows = list_new(mem, sizeof(struct payment_callback));
    struct query *q = ask(db, who, SQL_PAYMENT_CALLBACKS, id);

    while (query_next(q))
        *(struct payment_callback *)list_add(&rows) = (struct payment_callback){
            row_int(q, "received_at"),  row_text(q, mem, "kind"),        row_text(q, mem, "verdict"),
            row_text(q, mem, "reason"), row_text(q, mem, "result_code"), row_text(q, mem, "receipt_no"),
            row_text(q, mem, "body")};
    out->callbacks = rows.items;
    out->callback_count = rows.count;
    return query_end(q);
}

static struct payment_hold
hold_row(struct query *q, struct arena *mem)
{
    return (struct payment_hold){row_text(q, mem, "id"),         row_text(q, mem, "reason"),
                                 row_text(q, mem, "receipt_no"), row_money(q, "expected_cents"),
                                 row_money(q, "got_cents"),      row_int(q, "created_at"),
                                 row_int(q, "released_at"),      row_text(q, mem, "decision")};
}

static enum err
holds(struct db *db, struct arena *mem, const struct who *who, const char *id, struct payment_story *out)
{
    struct list   rows = list_new(mem, sizeof(struct payment_hold));
    struct query *q = ask(db, who, SQL_PAYMENT_HOLDS, id);

    while (query_next(q))
        *(struct payment_hold *)list_add(&rows) = hold_row(q, mem);
    out->holds = rows.items;
    out->hold_count = rows.count;
    return query_end(q);
}

enum err
payment_story(struct db *db, struct arena *mem, const struct who *who, const char *id, struct payment_story *out)
{
    *out = (struct payment_story){0};
    if (who->role == ROLE_TENANT)
        return ERR_FORBIDDEN;
    enum err e = steps(db, mem, who, id, out);
    if (e == ERR_OK)
        e = calls(db, mem, who, id, out);
    if (e == ERR_OK)
        e = callbacks(db, mem, who, id, out);
    return e == ERR_OK ? holds(db, mem, who, id, out) : e;
}

enum err
payment_held(struct db *db, struct arena *mem, const struct who *operator, struct held_row ** out, size_t *count)
{
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;

    struct list   rows = list_new(mem, sizeof(struct held_row));
    struct query *q = db_query(db, SQL_PAYMENT_HELD);
    while (query_next(q))
        *(struct held_row *)list_add(&rows) =
            (struct held_row){hold_row(q, mem), row_text(q, mem, "payment_id"), row_text(q, mem, "business_name"),
                              row_text(q, mem, "phone")};
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
payment_landlord(struct db *db, struct arena *mem, const struct who *operator, const char * id,
                 const char **landlord_id)
{
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    struct query *q = db_query(db, SQL_PAYMENT_LANDLORD);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *landlord_id = row_text(q, mem, "landlord_id");
    return query_end(q);
}
