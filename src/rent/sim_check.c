#include "rent/sim_check.h"

#include <string.h>

#include "rent/audit.h"
#include "rent/scope.h"

enum { RECENT_S = 7 * 86400 };

static enum err
ask(struct db *db, struct arena *mem, const struct who *who, const char *phone, const char **id)
{
    struct mpesa_account a;
    struct mpesa_ask     what = {
            .api = "simswap", .purpose = "person", .party = phone, .party_kind = "phone", .remarks = "SIM check"};
    enum err e = mpesa_account(db, mem, who->landlord_id, NULL, &a);

    if (e == ERR_OK)
        e = mpesa_request_add(db, mem, who, &a, &what, id);
    return e == ERR_OK ? audit_note(db, mem, who, "sim.checked", *id, phone) : e;
}

enum err
sim_check_ask(struct db *db, struct arena *mem, const struct who *who, const char *phone, const char **id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, ask(db, mem, who, phone, id)) : e;
}

enum err
sim_check_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct sim_check *out)
{
    struct query *q = db_query(db, SQL_SIM_CHECK_LOAD);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct sim_check){
        .request = mpesa_request_row(q, mem),
        .swapped = row_null(q, "swapped") ? -1 : (int)row_int(q, "swapped"),
        .swapped_at = row_int(q, "swapped_at"),
    };
    out->phone = out->request.party;
    return query_end(q);
}

enum err
sim_check_keep(struct db *db, const struct mpesa_request *r, int swapped, int64_t swapped_at)
{
    struct query *q = db_query(db, SQL_SIM_CHECK_ADD);

    query_text(q, ":request_id", r->id);
    query_text(q, ":landlord_id", r->landlord_id);
    query_text(q, ":phone", r->party);
    if (swapped >= 0)
        query_int(q, ":swapped", swapped);
    else
        query_null(q, ":swapped");
    if (swapped_at)
        query_int(q, ":swapped_at", swapped_at);
    else
        query_null(q, ":swapped_at");
    return query_run(q);
}

static enum err
ask_for(struct db *db, struct arena *mem, const struct mpesa_request *payout)
{
    struct who           itself = {.landlord_id = payout->landlord_id};
    struct mpesa_account a = {.id = payout->receiving_account_id, .shortcode = payout->shortcode};
    const char          *id;
    struct mpesa_ask     what = {.api = "simswap",
                                 .purpose = "payout",
                                 .party = payout->party,
                                 .party_kind = "phone",
                                 .about_request_id = payout->id,
                                 .remarks = "SIM check"};

    return mpesa_request_add(db, mem, &itself, &a, &what, &id);
}

enum err
sim_check_gate(struct db *db, struct arena *mem, const struct mpesa_request *payout, int64_t now, enum sim_gate *gate)
{
    struct query *q = db_query(db, SQL_SIM_CHECK_NEWEST);

    *gate = SIM_GATE_WAIT;
    query_text(q, ":id", payout->id);
    enum err e = query_one(q);
    if (e == ERR_NOT_FOUND)
        return ask_for(db, mem, payout);
    if (e != ERR_OK)
        return e;
    const char *state = row_text(q, mem, "state");
    if (strcmp(state, "failed") == 0 || (strcmp(state, "success") == 0 && row_null(q, "swapped")))
        *gate = SIM_GATE_UNKNOWN;
    else if (strcmp(state, "success") == 0)
        *gate = row_int(q, "swapped") && row_int(q, "swapped_at") > now - RECENT_S ? SIM_GATE_SWAPPED : SIM_GATE_OPEN;
    return query_end(q);
}
