#include "rent/standing_order.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/scope.h"
#include "rent/tenant.h"

enum { SHILLING = 100, YEARS_MOST = 3 };
#define MOST_CENTS INT64_C(25000000)

static const struct standing_refusal refusals[STANDING_ANSWER_COUNT] = {
    [STANDING_KEY_REUSED] = {"idempotency_key_reused", 422, NULL,
                             N_("This Idempotency-Key was used for another request. Use a new one.")},
    [STANDING_NO_NUMBER] = {"not_configured", 409, NULL,
                            N_("There is no paybill or till in use. Set one up and activate it first.")},
    [STANDING_IS_THERE] = {"standing_order_exists", 409, NULL,
                           N_("There is a standing order for this home already. End it on the phone first.")},
    [STANDING_BAD_DATES] = {"invalid_fields", 422, "startDate",
                            N_("It can begin tomorrow at the earliest, and run for three years at most.")},
    [STANDING_BAD_AMOUNT] = {"invalid_fields", 422, "amount",
                             N_("Enter a whole amount between KSh 1 and KSh 250,000.")},
};

const struct standing_refusal *
standing_refusal(enum standing_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

/* ---- looking ---- */

static enum err
rows(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char *id, struct list *out)
{
    struct query *q = db_query(db, SQL_STANDING_ORDER_LIST);

    *out = list_new(mem, sizeof(struct standing_order));
    scope_both(q, who);
    scope_today(q);
    query_text(q, ":lease_id", lease_id);
    query_text(q, ":id", id);
    while (query_next(q)) {
        struct standing_order *s = list_add(out);
        *s = (struct standing_order){
            .request = mpesa_request_row(q, mem),
            .name = row_text(q, mem, "name"),
            .start_date = row_text(q, mem, "start_date"),
            .end_date = row_text(q, mem, "end_date"),
            .ended_at = row_int(q, "order_ended_at"),
            .running = row_int(q, "running") != 0,
        };
    }
    return query_end(q);
}

static bool
under_way(const struct standing_order *s)
{
    static const char *const states[] = {"pending", "sending", "sent"};

    for (size_t i = 0; i < COUNT(states); i++)
        if (strcmp(s->request.state, states[i]) == 0)
            return true;
    return false;
}

enum err
standing_order_newest(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                      struct standing_order *out)
{
    struct list all;
    enum err    e = rows(db, mem, who, lease_id, NULL, &all);

    if (e != ERR_OK || all.count == 0)
        return e == ERR_OK ? ERR_NOT_FOUND : e;
    const struct standing_order *s = all.items;
    *out = s[0];
    for (size_t i = all.count; i-- > 0;) /* one that counts, though a later try was refused */
        if (s[i].running || under_way(&s[i]))
            *out = s[i];
    return ERR_OK;
}

enum err
standing_order_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct standing_order *out)
{
    struct list all;
    enum err    e = rows(db, mem, who, NULL, id, &all);

    if (e == ERR_OK && all.count == 0)
        e = ERR_NOT_FOUND;
    if (e == ERR_OK)
        *out = *(struct standing_order *)all.items;
    return e;
}

enum err
standing_order_fits(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct money amount,
                    int64_t paid_at, bool *fits)
{
    char          day[DATE_SIZE];
    struct query *q = db_query(db, SQL_STANDING_ORDER_FITS);

    (void)mem;
    *fits = false;
    scope_whole(q, who);
    query_text(q, ":lease_id", lease_id);
    query_int(q, ":amount", amount.cents);
    query_text(q, ":day", date_text(day, eat_from(paid_at).date));
    query_int(q, ":at", paid_at);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *fits = row_int(q, "count") > 0;
    return query_end(q);
}

enum err
standing_order_list(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                    struct standing_order **out, size_t *count)
{
    struct list all;
    enum err    e = rows(db, mem, who, lease_id, NULL, &all);

    *out = all.items;
    *count = all.count;
    return e;
}

enum err
standing_order_facts(struct db *db, struct arena *mem, const struct mpesa_request *r, struct standing_order *out)
{
    struct query *q = db_query(db, SQL_STANDING_ORDER_FACTS);

    query_text(q, ":id", r->id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct standing_order){.name = row_text(q, mem, "name"),
                                   .start_date = row_text(q, mem, "start_date"),
                                   .end_date = row_text(q, mem, "end_date")};
    return query_end(q);
}

/* ---- asking ---- */

static enum standing_answer
judge(const struct standing_ask *a, struct money amount)
{
    struct date start, end, today = today_eat();

    if (!date_parse(a->start_date, &start) || !date_parse(a->end_date, &end) || date_days(start) <= date_days(today) ||
        date_days(end) <= date_days(start) || end.year - today.year > YEARS_MOST)
        return STANDING_BAD_DATES;
    if (amount.cents <= 0 || amount.cents % SHILLING || amount.cents > MOST_CENTS)
        return STANDING_BAD_AMOUNT;
    return STANDING_ASKED;
}

static enum err
is_there(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char **id)
{
    struct standing_order newest;
    enum err              e = standing_order_newest(db, mem, who, lease_id, &newest);

    *id = NULL;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    if (newest.running || under_way(&newest))
        *id = newest.request.id;
    return ERR_OK;
}

static enum err
write(struct db *db, struct arena *mem, const struct who *who, const struct standing_ask *a, const struct lease *l,
      const struct mpesa_account *account, struct mpesa_ask *what, const char **id)
{
    enum err e = mpesa_request_add(db, mem, who, account, what, id);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_STANDING_ORDER_ADD);
    query_text(q, ":request_id", *id);
    scope_landlord(q, who);
    query_text(q, ":lease_id", a->lease_id);
    query_text(q, ":name", arena_printf(mem, "RENT %s %.4s", l->account_ref, *id)); /* unique for the payer */
    query_text(q, ":start_date", a->start_date);
    query_text(q, ":end_date", a->end_date);
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "standing_order.asked", *id, a->lease_id) : e;
}

static enum err
ask(struct db *db, struct arena *mem, const struct who *who, const struct standing_ask *a, enum standing_answer *answer,
    const char **id)
{
    struct lease         l;
    struct mpesa_account account;
    enum err             e = lease_load(db, mem, who, a->lease_id, &l);

    if (e != ERR_OK)
        return e;
    e = mpesa_account(db, mem, who->landlord_id, NULL, &account);
    *answer = STANDING_NO_NUMBER;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    struct mpesa_ask what = {.api = "ratiba",
                             .purpose = "standing_order",
                             .amount = a->amount.cents ? a->amount : l.rent,
                             .party = l.tenant_phone,
                             .party_kind = "phone",
                             .account_ref = l.account_ref,
                             .lease_id = a->lease_id,
                             .remarks = "Rent",
                             .occasion = arena_printf(mem, "%s %s", a->start_date, a->end_date),
                             .key = a->key};
    e = mpesa_request_again(db, mem, who, &what, id);
    *answer = e == ERR_LIMIT ? STANDING_KEY_REUSED : STANDING_AGAIN;
    if (e != ERR_NOT_FOUND)
        return e == ERR_LIMIT ? ERR_OK : e;
    *answer = judge(a, what.amount);
    e = is_there(db, mem, who, a->lease_id, id);
    if (e == ERR_OK && *id)
        *answer = STANDING_IS_THERE;
    return e == ERR_OK && *answer == STANDING_ASKED ? write(db, mem, who, a, &l, &account, &what, id) : e;
}

enum err
standing_order_ask(struct db *db, struct arena *mem, const struct who *who, const struct standing_ask *a,
                   enum standing_answer *answer, const char **id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, ask(db, mem, who, a, answer, id)) : e;
}

static enum err
end(struct db *db, struct arena *mem, const struct who *who, const char *lease_id)
{
    struct standing_order newest;
    enum err              e = standing_order_newest(db, mem, who, lease_id, &newest);

    if (e != ERR_OK)
        return e;
    if (!newest.running)
        return ERR_NOT_FOUND;
    struct query *q = db_query(db, SQL_STANDING_ORDER_END);
    scope_landlord(q, who);
    query_text(q, ":request_id", newest.request.id);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "standing_order.ended", newest.request.id, lease_id) : e;
}

enum err
standing_order_end(struct db *db, struct arena *mem, const struct who *who, const char *lease_id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, end(db, mem, who, lease_id)) : e;
}
