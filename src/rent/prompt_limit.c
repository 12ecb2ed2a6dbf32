#include "rent/prompt_limit.h"

#include "base/clock.h"
#include "rent/scope.h"

enum { HOUR = 3600, DAY = 86400, TESTS_A_DAY = 20, REFUSALS_MOST = 2 };

struct counts {
    int64_t last_at, last_same_at, in_hour, hour_first_at, in_day, day_first_at, refusals;
};

static enum err
count(struct db *db, const char *phone, struct money amount, int64_t now, struct counts *out)
{
    struct query *q = db_query(db, SQL_PHONE_PROMPTS);

    query_text(q, ":phone", phone);
    query_money(q, ":asked_cents", amount);
    query_int(q, ":now", now);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct counts){
        .last_at = row_int(q, "last_at"),
        .last_same_at = row_int(q, "last_same_at"),
        .in_hour = row_int(q, "in_hour"),
        .hour_first_at = row_int(q, "hour_first_at"),
        .in_day = row_int(q, "in_day"),
        .day_first_at = row_int(q, "day_first_at"),
        .refusals = row_int(q, "refusals"),
    };
    return query_end(q);
}

/* Seconds still to wait of a pause that began at `since`; 0: none, or no pause at all. */
static int64_t
left(int64_t since, int64_t pause_s, int64_t now)
{
    return since && pause_s && since + pause_s > now ? since + pause_s - now : 0;
}

static int64_t
larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

enum err
prompt_limit(struct db *db, const struct payment_rules *rules, const char *phone, bool on_file, struct money amount,
             enum payment_answer *answer, int64_t *wait_s)
{
    struct counts c;
    int64_t       now = clock_now(), gap = 0, full = 0;
    int64_t       hourly = on_file ? rules->per_hour : (rules->per_hour + 1) / 2;
    int64_t       daily = on_file ? rules->per_day : (rules->per_day * 3 + 9) / 10;
    enum err      e = count(db, phone, amount, now, &c);

    if (e != ERR_OK)
        return e;
    gap = larger(left(c.last_at, rules->gap_s, now), left(c.last_same_at, 2 * rules->gap_s, now));
    if (hourly && c.in_hour >= hourly)
        full = left(c.hour_first_at, HOUR, now);
    if (daily && (c.in_day >= daily || (!on_file && c.refusals >= REFUSALS_MOST)))
        full = larger(full, left(c.day_first_at, DAY, now));
    if (full)
        *answer = PAYMENT_PHONE_LIMIT;
    else if (gap)
        *answer = PAYMENT_PHONE_WAIT;
    *wait_s = larger(full, gap);
    return ERR_OK;
}

enum err
prompt_limit_tests(struct db *db, const struct who *who, const struct payment_rules *rules, enum payment_answer *answer,
                   int64_t *wait_s)
{
    struct query *q = db_query(db, SQL_TEST_PROMPTS);
    int64_t       now = clock_now();

    scope_landlord(q, who);
    query_int(q, ":now", now);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    bool    full = rules->per_day && row_int(q, "tests") >= TESTS_A_DAY && !row_int(q, "proved");
    int64_t first_at = row_int(q, "first_at");
    e = query_end(q);
    if (e == ERR_OK && full) {
        *answer = PAYMENT_NEW_LANDLORD;
        *wait_s = left(first_at, DAY, now);
    }
    return e;
}
