#include "gateway/request_extra.h"

#include <string.h>

#include "daraja/express.h"
#include "daraja/ratiba.h"
#include "daraja/simswap.h"
#include "rent/settle.h"
#include "rent/sim_check.h"
#include "rent/standing_order.h"

/* ---- Ratiba ---- */

const char *
ratiba_where(const struct gateway *g, const struct mpesa_request *r)
{
    (void)g;
    (void)r;
    return RATIBA_PATH;
}

const char *
ratiba_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    struct standing_order s;
    struct ratiba_order   o = {
          .table = g->conf->ratiba_old ? RATIBA_OLD : RATIBA_NEW,
          .till = r->till,
          .shortcode = r->shortcode,
          .amount = r->amount,
          .phone = r->party,
          .callback_url = by->result_url,
          .account_ref = r->account_ref,
          .description = r->remarks,
          .custom_id = r->originator_id,
          .every = RATIBA_MONTH,
    };

    if (standing_order_facts(g->db, g->mem, r, &s) != ERR_OK || !date_parse(s.start_date, &o.start) ||
        !date_parse(s.end_date, &o.end))
        return NULL;
    o.name = s.name;
    return ratiba_body(g->mem, &o);
}

/* ---- B2B express ---- */

const char *
express_where(const struct gateway *g, const struct mpesa_request *r)
{
    (void)g;
    (void)r;
    return EXPRESS_PATH;
}

const char *
express_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    struct express_request q = {
        .payer_till = r->party,
        .shortcode = r->shortcode,
        .amount = r->amount,
        .reference = r->account_ref,
        .callback_url = by->result_url,
        .partner_name = r->remarks,
        .request_id = r->originator_id,
    };

    return express_body(g->mem, &q);
}

/* ---- SIM swap: the answer is all there is ---- */

const char *
simswap_where(const struct gateway *g, const struct mpesa_request *r)
{
    (void)g;
    (void)r;
    return SIMSWAP_PATH;
}

const char *
simswap_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by)
{
    (void)by;
    return simswap_body(g->mem, r->party);
}

struct answer
simswap_answer(struct arena *mem, const struct reply *r)
{
    enum sim_swapped swapped;
    int64_t          at;

    return answer_to_simswap(mem, r, &swapped, &at);
}

enum err
simswap_taken(struct gateway *g, struct mpesa_request *r, const struct reply *reply, struct arena *mem)
{
    static const int     told[] = {[SIM_NOT_KNOWN] = -1, [SIM_KEPT] = 0, [SIM_SWAPPED] = 1};
    enum sim_swapped     swapped;
    int64_t              at;
    bool                 moved;
    struct answer        a = answer_to_simswap(mem, reply, &swapped, &at);
    struct mpesa_outcome o = {.state = "success", .cause = "answer", .verdict = "answered", .code = a.code};
    enum err             e = settle(g->db, mem, r, &o, &moved);

    return e == ERR_OK && moved ? sim_check_keep(g->db, r, told[swapped], at) : e;
}
