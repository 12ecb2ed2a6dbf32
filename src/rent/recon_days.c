/*
 * recon_days.c - each M-Pesa number on each of the last days: the books, the lists and the balance (contracts in
 * recon.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "rent/recon_private.h"
#include "rent/scope.h"

static struct recon_day
day_row(struct query *q, struct arena *mem)
{
    return (struct recon_day){
        .shortcode = row_text(q, mem, "shortcode"),
        .day = row_text(q, mem, "day"),
        .received = row_int(q, "received"),
        .listed = row_int(q, "listed"),
        .prompts = row_money(q, "prompts_cents"),
        .direct = row_money(q, "direct_cents"),
        .out = row_money(q, "out_cents"),
        .listed_sum = row_money(q, "listed_cents"),
        .covered = row_int(q, "covered") == 1,
    };
}

/* The checks of a day: one that did not agree is told, whatever the others said; the sum is that of the last one. */
static void
put_step(struct recon_day *d, const struct recon_step *s)
{
    static const char *const words[] = {
        [RECON_AGREES] = "agrees", [RECON_LOWER] = "lower", [RECON_HIGHER] = "higher", [RECON_CANNOT_TELL] = "unknown"};
    enum recon_balance what = recon_judge(s);
    bool               told = d->balance_state && (*d->balance_state == 'l' || *d->balance_state == 'h');

    d->has_balance = s->known;
    d->balance.cents = s->cents;
    if (what == RECON_LOWER || what == RECON_HIGHER)
        d->gap.cents += s->cents - s->was_cents - s->moved_cents;
    if (!told || what == RECON_LOWER || what == RECON_HIGHER)
        d->balance_state = words[what];
}

static void
put_steps(struct recon_day *days, size_t count, const struct recon_step *steps, size_t step_count)
{
    char text[DATE_SIZE];

    for (size_t i = 0; i < step_count; i++) {
        date_text(text, eat_from(steps[i].told_at).date);
        for (size_t j = 0; j < count; j++)
            if (strcmp(days[j].shortcode, steps[i].shortcode) == 0 && strcmp(days[j].day, text) == 0)
                put_step(&days[j], &steps[i]);
    }
}

enum err
recon_days(struct db *db, struct arena *mem, const struct who *who, struct recon_day **out, size_t *count)
{
    char               first[DATE_SIZE];
    struct date        from = date_from_days(date_days(today_eat()) - (RECON_DAYS - 1));
    struct list        rows = list_new(mem, sizeof(struct recon_day));
    struct recon_step *steps;
    size_t             step_count;
    struct query      *q = db_query(db, SQL_RECON_DAYS);

    scope_landlord(q, who);
    scope_today(q);
    query_text(q, ":from_day", date_text(first, from));
    query_int(q, ":from", date_start_utc(from));
    query_int(q, ":now", clock_now());
    while (query_next(q))
        *(struct recon_day *)list_add(&rows) = day_row(q, mem);
    enum err e = query_end(q);
    if (e == ERR_OK)
        e = recon_steps(db, mem, who, date_start_utc(from), &steps, &step_count);
    if (e != ERR_OK)
        return e;
    *out = rows.items;
    *count = rows.count;
    put_steps(*out, *count, steps, step_count);
    return ERR_OK;
}
