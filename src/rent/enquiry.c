#include "rent/enquiry.h"

#include <string.h>

#include "rent/list.h"
#include "rent/scope.h"

enum err
enquiry_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct enquiry *out)
{
    *out = (struct enquiry){0};
    enum err e = mpesa_request_load(db, mem, who, id, &out->request);
    if (e == ERR_OK && strcmp(out->request.api, "status") != 0)
        return ERR_NOT_FOUND;
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_STATUS_REPORT_LOAD);
    scope_whole(q, who);
    query_text(q, ":request_id", id);
    e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    out->state = row_text(q, mem, "state");
    out->state_text = row_text(q, mem, "state_text");
    out->receipt_no = row_text(q, mem, "receipt_no");
    out->payer = row_text(q, mem, "payer");
    out->payer_name = row_text(q, mem, "payer_name");
    out->payee = row_text(q, mem, "payee");
    out->payee_name = row_text(q, mem, "payee_name");
    out->reason_type = row_text(q, mem, "reason_type");
    out->amount = row_money(q, "amount_cents");
    out->finalised_at = row_int(q, "finalised_at");
    out->finding = row_text(q, mem, "finding");
    return query_end(q);
}

/* ---- asking ---- */

enum err
enquiry_ask(struct db *db, struct arena *mem, const struct who *who, const char *receipt_no,
            const char *conversation_id, const char **id)
{
    struct mpesa_account a;
    struct mpesa_ask     what = {.api = "status",
                                 .purpose = "person",
                                 .receipt_no = receipt_no,
                                 .about_conversation = conversation_id,
                                 .remarks = "Status",
                                 .occasion = "check"};
    enum err             e = mpesa_account(db, mem, who->landlord_id, NULL, &a);

    return e == ERR_OK ? mpesa_request_add(db, mem, who, &a, &what, id) : e;
}

/* ---- for the gateway ---- */

/* Daraja's name for the request; else ours, which version 3 of B2C takes; a reversal also shows at what it reverses. */
static bool
best_name(const struct mpesa_request *r, struct mpesa_ask *what)
{
    if (r->conversation_id)
        what->about_conversation = r->conversation_id;
    else if (strcmp(r->api, "reversal") == 0)
        what->receipt_no = r->receipt_no;
    else if (strcmp(r->api, "b2c") == 0)
        what->about_conversation = r->originator_id;
    return what->about_conversation || what->receipt_no;
}

enum err
enquiry_check(struct db *db, struct arena *mem, const struct mpesa_request *r)
{
    struct who           itself = {.landlord_id = r->landlord_id};
    const char          *id;
    struct mpesa_account a = {.id = r->receiving_account_id, .shortcode = r->shortcode, .till = r->till};
    struct mpesa_ask     what = {
            .api = "status", .purpose = "check", .about_request_id = r->id, .remarks = "Status", .occasion = "check"};

    return best_name(r, &what) ? mpesa_request_add(db, mem, &itself, &a, &what, &id) : ERR_OK;
}

struct unlisted {
    const char *landlord_id, *receipt_no;
    int64_t     inbox_id;
};

static enum err
confirm(struct db *db, struct arena *mem, const struct unlisted *u, int64_t *count)
{
    struct who           itself = {.landlord_id = u->landlord_id};
    struct mpesa_account a;
    const char          *id;
    bool                 trusted = false;
    struct mpesa_ask     what = {.api = "status",
                                 .purpose = "confirm",
                                 .receipt_no = u->receipt_no,
                                 .about_inbox_id = u->inbox_id,
                                 .remarks = "Status",
                                 .occasion = "confirm"};
    enum err             e = mpesa_account(db, mem, u->landlord_id, NULL, &a);

    if (e == ERR_OK)
        e = mpesa_initiator_trusted(db, mem, a.id, "status", &trusted);
    if (e != ERR_OK || !trusted)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    ++*count;
    return mpesa_request_add(db, mem, &itself, &a, &what, &id);
}

enum err
enquiry_confirm_waiting(struct db *db, struct arena *mem, int64_t now, int64_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct unlisted));
    struct query *q = db_query(db, SQL_CONFIRMATIONS_WAITING);

    *count = 0;
    query_int(q, ":now", now);
    while (query_next(q))
        *(struct unlisted *)list_add(&rows) =
            (struct unlisted){row_text(q, mem, "landlord_id"), row_text(q, mem, "receipt_no"), row_int(q, "inbox_id")};
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < rows.count; i++)
        e = confirm(db, mem, (const struct unlisted *)rows.items + i, count);
    return e;
}

enum err
enquiry_keep(struct db *db, const struct mpesa_request *r, const struct enquiry *n)
{
    struct query *q = db_query(db, SQL_STATUS_REPORT_ADD);

    query_text(q, ":request_id", r->id);
    query_text(q, ":landlord_id", r->landlord_id);
    query_text(q, ":state", n->state);
    query_text(q, ":state_text", n->state_text);
    query_text(q, ":receipt_no", n->receipt_no);
    if (n->amount.cents)
        query_money(q, ":amount_cents", n->amount);
    else
        query_null(q, ":amount_cents");
    query_text(q, ":payer", n->payer);
    query_text(q, ":payer_name", n->payer_name);
    query_text(q, ":payee", n->payee);
    query_text(q, ":payee_name", n->payee_name);
    query_text(q, ":reason_type", n->reason_type);
    if (n->finalised_at)
        query_int(q, ":finalised_at", n->finalised_at);
    else
        query_null(q, ":finalised_at");
    query_text(q, ":finding", n->finding);
    return query_run(q);
}

static const char *
finding_of_refusal(const char *verdict)
{
    static const char *const silence[] = {"unanswered", "timed_out",    "system_trouble", "mpesa_busy",
                                          "not_sent",   "unknown_code", "done_before"};

    if (strcmp(verdict, "receipt_not_found") == 0)
        return "not_found";
    for (size_t i = 0; i < COUNT(silence); i++)
        if (strcmp(verdict, silence[i]) == 0)
            return "no_answer";
    return "cannot_ask";
}

enum err
enquiry_not_answered(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o)
{
    struct enquiry n = {.state = "unknown", .finding = finding_of_refusal(o->verdict)};

    (void)mem;
    return enquiry_keep(db, r, &n);
}
