/*
 * mpesa_request_story.c - everything that was asked, answered and decided about one request (contracts in
 * mpesa_request.h).
 */
#include "rent/list.h"
#include "rent/mpesa_request.h"
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
steps(struct db *db, struct arena *mem, const struct who *who, const char *id, struct request_story *out)
{
    struct list   rows = list_new(mem, sizeof(struct request_step));
    struct query *q = ask(db, who, SQL_REQUEST_STEPS, id);

    while (query_next(q))
        *(struct request_step *)list_add(&rows) =
            (struct request_step){row_int(q, "at"), row_text(q, mem, "from_state"), row_text(q, mem, "to_state"),
                                  row_text(q, mem, "cause"), row_text(q, mem, "detail")};
    out->steps = rows.items;
    out->step_count = rows.count;
    return query_end(q);
}

static enum err
calls(struct db *db, struct arena *mem, const struct who *who, const char *id, struct request_story *out)
{
    struct list   rows = list_new(mem, sizeof(struct request_call));
    struct query *q = ask(db, who, SQL_REQUEST_CALLS, id);

    while (query_next(q))
        *(struct request_call *)list_add(&rows) = (struct request_call){
            .at = row_int(q, "at"),
            .ms = row_int(q, "ms"),
            .http_status = row_int(q, "http_status"),
            .api = row_text(q, mem, "api"),
            .verdict = row_text(q, mem, "verdict"),
            .code = row_text(q, mem, "code"),
            .body = row_text(q, mem, "body"),
        };
    out->calls = rows.items;
    out->call_count = rows.count;
    return query_end(q);
}

static enum err
results(struct db *db, struct arena *mem, const struct who *who, const char *id, struct request_story *out)
{
    struct list   rows = list_new(mem, sizeof(struct request_result));
    struct query *q = ask(db, who, SQL_REQUEST_RESULTS, id);

    while (query_next(q))
        *(struct request_result *)list_add(&rows) = (struct request_result){
            .at = row_int(q, "received_at"),
            .kind = row_text(q, mem, "kind"),
            .verdict = row_text(q, mem, "verdict"),
            .reason = row_text(q, mem, "reason"),
            .result_code = row_text(q, mem, "result_code"),
            .receipt_no = row_text(q, mem, "receipt_no"),
            .body = row_text(q, mem, "body"),
        };
    out->results = rows.items;
    out->result_count = rows.count;
    return query_end(q);
}

static enum err
questions(struct db *db, struct arena *mem, const struct who *who, const char *id, struct request_story *out)
{
    struct list   rows = list_new(mem, sizeof(struct request_question));
    struct query *q = ask(db, who, SQL_REQUEST_QUESTIONS, id);

    while (query_next(q))
        *(struct request_question *)list_add(&rows) = (struct request_question){
            .at = row_int(q, "requested_at"),
            .id = row_text(q, mem, "id"),
            .state = row_text(q, mem, "state"),
            .verdict = row_text(q, mem, "verdict"),
            .found = row_text(q, mem, "found"),
            .receipt_no = row_text(q, mem, "receipt_no"),
        };
    out->questions = rows.items;
    out->question_count = rows.count;
    return query_end(q);
}

enum err
mpesa_request_story(struct db *db, struct arena *mem, const struct who *who, const char *id, struct request_story *out)
{
    *out = (struct request_story){0};
    enum err e = steps(db, mem, who, id, out);
    if (e == ERR_OK)
        e = calls(db, mem, who, id, out);
    if (e == ERR_OK)
        e = results(db, mem, who, id, out);
    if (e == ERR_OK)
        e = questions(db, mem, who, id, out);
    return e;
}
