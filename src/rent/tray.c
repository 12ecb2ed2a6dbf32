#include "rent/tray.h"

#include <string.h>

#include "base/text.h"
#include "rent/allocation.h"
#include "rent/allocation_choose.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/match_memory.h"
#include "rent/scope.h"
#include "rent/tenant.h"

enum { TRAY_ROWS = 25 };

static const struct tray_refusal refusals[TRAY_ANSWER_COUNT] = {
    [TRAY_ASSIGNED] = {"already_assigned", 409, NULL,
                       N_("This payment counts as somebody’s rent already. Read it again before you repeat it.")},
    [TRAY_SUM] = {"invalid_fields", 422, "parts", N_("The parts must add up to the whole payment, to the cent.")},
    [TRAY_TWICE] = {"invalid_fields", 422, "parts", N_("Name each home once only.")},
    [TRAY_SAME] = {"already_assigned", 409, "leaseId", N_("This payment counts for that home already.")},
    [TRAY_WAITS] = {"not_assigned", 409, NULL, N_("This payment is nobody’s rent yet. Say whose it is first.")},
    [TRAY_PROMPT] = {"asked_for", 409, NULL,
                     N_("This payment answered a prompt for one bill. It cannot be moved to another home.")},
    [TRAY_GIVEN_BACK] =
        {"given_back", 409, NULL,
         N_("This payment, or a part of it, was given back or is being given back. It cannot be moved.")},
    [TRAY_SETTLED] = {"settled", 409, NULL,
                      N_("This payment paid a deposit that was returned since. It cannot be moved.")},
};

const struct tray_refusal *
tray_refusal(enum tray_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

/* ---- what waits ---- */

static struct waiting
waiting_row(struct query *q, struct arena *mem)
{
    return (struct waiting){
        .id = row_text(q, mem, "id"),
        .receipt_no = row_text(q, mem, "receipt_no"),
        .ref = row_text(q, mem, "ref"),
        .shortcode = row_text(q, mem, "shortcode"),
        .bill_ref = row_text(q, mem, "bill_ref"),
        .payer_name = row_text(q, mem, "payer_name"),
        .msisdn = row_text(q, mem, "phone"),
        .amount = row_money(q, "amount_cents"),
        .paid_at = row_int(q, "paid_at"),
    };
}

static enum err
weigh(struct db *db, struct arena *mem, const struct who *who, struct tray_row *row)
{
    const struct waiting *m = &row->money;
    struct match_facts    f = {m->bill_ref, m->msisdn, m->payer_name, m->amount, m->paid_at};

    return match_money(db, mem, who->landlord_id, &f, &row->match);
}

/* "12,500" and "12500" are looked for as an amount, too. */
static void
bind_search(struct query *q, struct arena *mem, const char *search)
{
    struct money m = {-1};
    char        *like = search ? arena_printf(mem, "%%%s%%", search) : NULL;

    for (char *p = like ? like + 1 : NULL; p && p[1]; p++)
        if (*p == '%' || *p == '_')
            *p = '\1'; /* stands in no text: a sign of the pattern is not looked for */
    if (search && !money_parse_typed(search, &m))
        m.cents = -1;
    query_text(q, ":like", like);
    query_int(q, ":cents", m.cents);
}

static enum err
load_page(struct db *db, struct arena *mem, const struct who *who, const struct tray_filter *f, struct list *rows,
          const char **next)
{
    struct cursor from, last = {0, ""};
    int64_t       limit = f->limit ? f->limit : TRAY_ROWS;

    *next = NULL;
    *rows = list_new(mem, sizeof(struct tray_row));
    if (!cursor_read(mem, f->cursor, &from))
        return ERR_INPUT;
    bool          begin = !f->cursor || !*f->cursor;
    struct query *q = db_query(db, SQL_TRAY_LIST);
    scope_landlord(q, who);
    bind_search(q, mem, f->search);
    query_int(q, ":after_at", begin ? -1 : from.at);
    query_text(q, ":after_id", begin ? "" : from.id);
    query_int(q, ":limit", limit + 1);
    while (query_next(q)) {
        if ((int64_t)rows->count == limit) {
            *next = cursor_text(mem, last);
            break;
        }
        struct tray_row *r = list_add(rows);
        r->money = waiting_row(q, mem);
        last = (struct cursor){r->money.paid_at, r->money.id};
    }
    return query_end(q);
}

enum err
tray_list(struct db *db, struct arena *mem, const struct who *who, const struct tray_filter *f, struct tray_row **out,
          size_t *count, const char **next)
{
    struct list      rows;
    enum err         e = load_page(db, mem, who, f, &rows, next);
    struct tray_row *r = rows.items;

    for (size_t i = 0; e == ERR_OK && i < rows.count; i++)
        e = weigh(db, mem, who, &r[i]);
    *out = rows.items;
    *count = rows.count;
    return e;
}

enum err
tray_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct tray_row *out)
{
    enum err e = waiting_load(db, mem, who, id, &out->money);

    return e == ERR_OK ? weigh(db, mem, who, out) : e;
}

/* ---- splitting ---- */

static enum tray_answer
judge_parts(const struct posting_part *parts, size_t count, struct money amount)
{
    int64_t sum = 0;

    if (count < 2 || count > POSTING_PARTS_MOST)
        return TRAY_SUM;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++)
            if (strcmp(parts[i].lease_id, parts[k].lease_id) == 0)
                return TRAY_TWICE;
        if (parts[i].amount.cents <= 0 || parts[i].amount.cents > amount.cents)
            return TRAY_SUM;
        sum += parts[i].amount.cents;
    }
    return sum == amount.cents ? TRAY_DONE : TRAY_SUM;
}

static enum err
note_split(struct db *db, struct arena *mem, const struct who *who, const char *id, const struct posting_part *parts,
           size_t count)
{
    const char *detail = "";

    for (size_t i = 0; i < count; i++) {
        char text[MONEY_TEXT_SIZE];
        detail = arena_printf(mem, "%s%s%s %s", detail, i ? ", " : "", parts[i].lease_id,
                              money_plain(text, parts[i].amount));
    }
    return audit_note(db, mem, who, "money.split", id, detail);
}

static enum err
own_leases(struct db *db, struct arena *mem, const struct who *who, const struct posting_part *parts, size_t count)
{
    struct lease l;
    enum err     e = ERR_OK;

    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = lease_load(db, mem, who, parts[i].lease_id, &l);
    return e;
}

static enum err
split(struct db *db, struct arena *mem, const struct who *who, const char *id, const struct posting_part *parts,
      size_t count, enum tray_answer *answer)
{
    struct waiting     m;
    struct assigned    already;
    struct posting_why why = {.how = "person", .person_id = who->person_id};
    enum err           e = own_leases(db, mem, who, parts, count);

    if (e == ERR_OK)
        e = waiting_load(db, mem, who, id, &m);
    *answer = TRAY_ASSIGNED;
    if (e == ERR_NOT_FOUND && direct_assigned(db, mem, who, id, &already) == ERR_OK)
        return ERR_OK;
    if (e != ERR_OK)
        return e;
    *answer = judge_parts(parts, count, m.amount);
    if (*answer != TRAY_DONE)
        return ERR_OK;
    e = posting_split(db, mem, who->landlord_id, id, parts, count, &why);
    return e == ERR_OK ? note_split(db, mem, who, id, parts, count) : e;
}

enum err
tray_split(struct db *db, struct arena *mem, const struct who *who, const char *id, const struct posting_part *parts,
           size_t count, enum tray_answer *answer)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, split(db, mem, who, id, parts, count, answer)) : e;
}

/* ---- moving ---- */

enum err
tray_may_move(struct db *db, struct arena *mem, const struct who *who, const char *id, enum tray_answer *answer)
{
    struct query *q = db_query(db, SQL_TRAY_MAY_MOVE);

    (void)mem;
    scope_landlord(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *answer = row_int(q, "prompt")                                 ? TRAY_PROMPT
              : row_int(q, "reversed") || row_int(q, "given_back") ? TRAY_GIVEN_BACK
              : !row_int(q, "assigned")                            ? TRAY_WAITS
                                                                   : TRAY_DONE;
    return query_end(q);
}

/* The leases that it counts for now; *same: all of it for `lease_id` already. */
static enum err
old_leases(struct db *db, struct arena *mem, const char *id, const char *lease_id, struct list *out, bool *same)
{
    struct query *q = db_query(db, SQL_ASSIGNED_LEASE);

    *out = list_new(mem, sizeof(const char *));
    query_text(q, ":money_in_id", id);
    while (query_next(q))
        *(const char **)list_add(out) = row_text(q, mem, "lease_id");
    *same = out->count == 1 && strcmp(*(const char **)out->items, lease_id) == 0;
    return query_end(q);
}

/* What the old leases had paid ahead pays the bills that are open again. *settled: a deposit was returned meanwhile
 * that this money had paid. */
static enum err
settle_old(struct db *db, struct arena *mem, const struct who *who, const struct list *old, bool *settled)
{
    enum err e = ERR_OK;

    *settled = false;
    for (size_t i = 0; e == ERR_OK && i < old->count; i++) {
        const char *lease_id = ((const char **)old->items)[i];
        bool        sound = true;
        e = allocation_use_credit(db, mem, who, lease_id);
        if (e == ERR_OK)
            e = allocation_deposit_sound(db, who, lease_id, &sound);
        *settled = *settled || !sound;
    }
    return e;
}

static enum err
move(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *lease_id, const char *reason,
     enum tray_answer *answer)
{
    struct lease       l;
    struct list        old;
    bool               same, settled;
    struct posting_why why = {.how = "person", .person_id = who->person_id, .reason = reason};
    enum err           e = lease_load(db, mem, who, lease_id, &l);

    if (e == ERR_OK)
        e = tray_may_move(db, mem, who, id, answer);
    if (e != ERR_OK || *answer != TRAY_DONE)
        return e;
    e = old_leases(db, mem, id, lease_id, &old, &same);
    if (e == ERR_OK && same)
        *answer = TRAY_SAME;
    if (e != ERR_OK || same)
        return e;
    e = posting_move(db, mem, who->landlord_id, id, lease_id, &why);
    if (e == ERR_OK)
        e = settle_old(db, mem, who, &old, &settled);
    if (e == ERR_OK && settled)
        return ERR_FIELD; /* undone below; told as an answer */
    if (e == ERR_OK)
        e = match_unlearn(db, who, id);
    if (e == ERR_OK)
        e = match_remember(db, mem, who, id, lease_id);
    return e == ERR_OK ? audit_note(db, mem, who, "money.moved", id, arena_printf(mem, "%s: %s", lease_id, reason)) : e;
}

enum err
tray_move(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *lease_id,
          const char *reason, enum tray_answer *answer)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = db_end(db, move(db, mem, who, id, lease_id, reason, answer));
    if (e != ERR_FIELD)
        return e;
    *answer = TRAY_SETTLED;
    return ERR_OK;
}

/* ---- whose it is, and was ---- */

enum err
tray_parts(struct db *db, struct arena *mem, const struct who *who, const char *id, struct tray_part **out,
           size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct tray_part));
    struct query *q = db_query(db, SQL_TRAY_PARTS);

    scope_both(q, who);
    query_text(q, ":id", id);
    while (query_next(q))
        *(struct tray_part *)list_add(&rows) = (struct tray_part){
            .lease_id = row_text(q, mem, "lease_id"),
            .tenant_name = row_text(q, mem, "tenant_name"),
            .unit_label = row_text(q, mem, "unit_label"),
            .property_name = row_text(q, mem, "property_name"),
            .how = row_text(q, mem, "how"),
            .by = row_text(q, mem, "person"),
            .reason = row_text(q, mem, "reason"),
            .amount = row_money(q, "cents"),
            .made_at = row_int(q, "made_at"),
            .ended_at = row_int(q, "ended_at"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
