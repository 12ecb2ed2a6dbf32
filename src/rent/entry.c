#include "rent/entry.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/random.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/list.h"
#include "rent/place.h"
#include "rent/scope.h"
#include "rent/tenant.h"

#define MOST_CENTS INT64_C(1000000000) /* ten million shillings: more is a slip of the keyboard */

static const struct entry_refusal refusals[ENTRY_ANSWER_COUNT] = {
    [ENTRY_LIKELY_DOUBLE] =
        {"likely_double", 409, "sure",
         N_("The same amount was recorded for this tenant within three days of it. If this is other "
            "money, say so and send it again.")},
    [ENTRY_KEY_REUSED] = {"idempotency_key_reused", 422, NULL,
                          N_("This Idempotency-Key was used for another request. Use a new one.")},
    [ENTRY_NO_BILL] = {"invalid_fields", 422, "billId",
                       N_("Choose a bill of this tenant that is not paid yet, or none.")},
    [ENTRY_NO_DAY] = {"invalid_fields", 422, "receivedOn",
                      N_("Enter the day: not after today, and at most 400 days back.")},
    [ENTRY_BEFORE_LEASE] = {"invalid_fields", 422, "receivedOn",
                            N_("The lease had not begun on this day. Enter the day on which the money came.")},
    [ENTRY_NO_ACCOUNT] = {"invalid_fields", 422, "bankAccountId",
                          N_("Choose the bank account that the money went to.")},
    [ENTRY_NO_REF] = {"invalid_fields", 422, "reference", N_("Enter the number of the cheque.")},
    [ENTRY_TOO_MUCH] = {"invalid_fields", 422, "amount", N_("Enter less than ten million shillings.")},
};

const struct entry_refusal *
entry_refusal(enum entry_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

const char *
entry_rail_name(const char *rail)
{
    static const char *const names[][2] = {
        {"cash", N_("Cash")},
        {"cheque", N_("Cheque")},
        {"bank", N_("Bank deposit")},
        {"opening", N_("Paid before RentEase")},
        {"deposits", N_("Taken from the deposit")},
    };

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(rail, names[i][0]) == 0)
            return names[i][1];
    return NULL;
}

bool
entry_decides(const struct who *who)
{
    return who->role == ROLE_OWNER || who->role == ROLE_AGENT;
}

static bool
is_rail(const struct entry_new *in, const char *rail)
{
    return strcmp(in->rail, rail) == 0;
}

/* ---- what is recorded is judged ---- */

static enum err
judge_bill(struct db *db, struct arena *mem, const struct who *who, const struct entry_new *in,
           enum entry_answer *answer)
{
    struct bill b;
    enum err    e = in->bill_id ? bill_load(db, mem, who, in->bill_id, &b) : ERR_OK;

    if (!in->bill_id || (e != ERR_OK && e != ERR_NOT_FOUND))
        return e;
    if (e == ERR_NOT_FOUND || strcmp(b.lease_id, in->lease_id) != 0 || b.balance.cents <= 0)
        *answer = ENTRY_NO_BILL;
    return ERR_OK;
}

static enum err
judge_account(struct db *db, struct arena *mem, const struct who *who, const struct entry_new *in,
              enum entry_answer *answer)
{
    struct bank_account a;

    if (is_rail(in, "cheque") && !in->ref)
        *answer = ENTRY_NO_REF;
    if (!is_rail(in, "bank"))
        return ERR_OK;
    enum err e = in->bank_account_id ? bank_account_load(db, mem, who, in->bank_account_id, &a) : ERR_NOT_FOUND;
    if (e == ERR_NOT_FOUND)
        *answer = ENTRY_NO_ACCOUNT;
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err
judge(struct db *db, struct arena *mem, const struct who *who, const struct entry_new *in, enum entry_answer *answer)
{
    struct lease l;
    enum err     e = lease_load(db, mem, who, in->lease_id, &l);

    *answer = ENTRY_MADE;
    if (e != ERR_OK)
        return e;
    if (in->amount.cents > MOST_CENTS)
        *answer = ENTRY_TOO_MUCH;
    if (strcmp(in->received_on, l.start_date) < 0)
        *answer = ENTRY_BEFORE_LEASE;
    if (!place_day(in->received_on))
        *answer = ENTRY_NO_DAY;
    e = judge_bill(db, mem, who, in, answer);
    return e == ERR_OK ? judge_account(db, mem, who, in, answer) : e;
}

/* ERR_NOT_FOUND: that key is new. */
static enum err
find_by_key(struct db *db, struct arena *mem, const struct who *who, const struct entry_new *in,
            enum entry_answer *answer, const char **id)
{
    struct query *q = db_query(db, SQL_ENTRY_BY_KEY);

    scope_landlord(q, who);
    query_text(q, ":person_id", who->person_id);
    query_text(q, ":key", in->key);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    bool same = strcmp(row_text(q, mem, "lease_id"), in->lease_id) == 0 &&
                strcmp(row_text(q, mem, "rail"), in->rail) == 0 && row_int(q, "amount_cents") == in->amount.cents &&
                strcmp(row_text(q, mem, "received_on"), in->received_on) == 0;
    *id = same ? row_text(q, mem, "id") : NULL;
    *answer = same ? ENTRY_AGAIN : ENTRY_KEY_REUSED;
    return query_end(q);
}

static enum err
find_double(struct db *db, struct arena *mem, const struct who *who, const struct entry_new *in, const char **id)
{
    struct query *q = db_query(db, SQL_ENTRY_LIKELY_DOUBLE);

    scope_landlord(q, who);
    query_text(q, ":lease_id", in->lease_id);
    query_text(q, ":rail", in->rail);
    query_money(q, ":amount_cents", in->amount);
    query_text(q, ":received_on", in->received_on);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *id = row_text(q, mem, "id");
    return query_end(q);
}

/* ---- and written ---- */

static enum err
insert(struct db *db, const struct who *who, const struct entry_new *in, const char *id)
{
    bool          cheque = is_rail(in, "cheque");
    struct query *q = db_query(db, SQL_ENTRY_ADD);

    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":lease_id", in->lease_id);
    query_text(q, ":bill_id", in->bill_id);
    query_text(q, ":rail", in->rail);
    query_money(q, ":amount_cents", in->amount);
    query_text(q, ":received_on", in->received_on);
    query_text(q, ":ref", is_rail(in, "cash") ? NULL : in->ref);
    query_text(q, ":bank_account_id", is_rail(in, "bank") ? in->bank_account_id : NULL);
    query_text(q, ":cheque_bank", cheque ? in->cheque_bank : NULL);
    query_text(q, ":cheque_date", cheque ? in->cheque_date : NULL);
    query_text(q, ":note", in->note);
    query_text(q, ":key", in->key);
    query_text(q, ":person_id", who->person_id);
    query_text(q, ":role", role_name(who->role));
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct entry_new *in, enum entry_answer *answer,
    const char **id)
{
    enum err e = find_by_key(db, mem, who, in, answer, id);

    if (e != ERR_NOT_FOUND)
        return e;
    e = judge(db, mem, who, in, answer);
    if (e != ERR_OK || *answer != ENTRY_MADE)
        return e;
    e = in->sure ? ERR_NOT_FOUND : find_double(db, mem, who, in, id);
    if (e != ERR_NOT_FOUND) {
        *answer = ENTRY_LIKELY_DOUBLE;
        return e;
    }
    *id = random_id(arena_alloc(mem, ID_SIZE));
    e = insert(db, who, in, *id);
    if (e == ERR_OK)
        e = audit_note(db, mem, who, "entry.recorded", *id, in->rail);
    return e == ERR_OK && entry_decides(who) ? entry_approve(db, mem, who, *id) : e;
}

enum err
entry_add(struct db *db, struct arena *mem, const struct who *who, const struct entry_new *given,
          enum entry_answer *answer, const char **id)
{
    char             today[DATE_SIZE];
    struct entry_new in = *given;
    enum err         e = db_begin(db);

    *id = NULL;
    if (!in.received_on)
        in.received_on = arena_strdup(mem, date_text(today, today_eat()));
    return e == ERR_OK ? db_end(db, add(db, mem, who, &in, answer, id)) : e;
}

/* ---- looking ---- */

static struct entry
from_row(struct query *q, struct arena *mem)
{
    bool bounced = !row_null(q, "bounced_at");

    return (struct entry){
        .id = row_text(q, mem, "id"),
        .lease_id = row_text(q, mem, "lease_id"),
        .bill_id = row_text(q, mem, "bill_id"),
        .bill_kind = row_text(q, mem, "bill_kind"),
        .bill_period = row_text(q, mem, "bill_period"),
        .rail = row_text(q, mem, "rail"),
        .status = row_text(q, mem, "status"),
        .amount = row_money(q, "amount_cents"),
        .received_on = row_text(q, mem, "received_on"),
        .ref = row_text(q, mem, "ref"),
        .account_name = row_text(q, mem, "account_name"),
        .cheque_bank = row_text(q, mem, "cheque_bank"),
        .cheque_date = row_text(q, mem, "cheque_date"),
        .note = row_text(q, mem, "note"),
        .made_by = row_text(q, mem, "made_by"),
        .made_role = row_text(q, mem, "made_role"),
        .made_name = row_text(q, mem, "made_name"),
        .decided_name = row_text(q, mem, "decided_name"),
        .reason = row_text(q, mem, "reason"),
        .money_in_id = row_text(q, mem, "money_in_id"),
        .receipt_number = row_text(q, mem, "receipt_number"),
        .cleared_name = row_text(q, mem, "cleared_name"),
        .cleared_by_name = row_text(q, mem, "cleared_by_name"),
        .ended_name = row_text(q, mem, "ended_name"),
        .ended_reason = row_text(q, mem, "undone_reason"),
        .charge_bill_id = row_text(q, mem, "charge_bill_id"),
        .tenant_id = row_text(q, mem, "tenant_id"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_name = row_text(q, mem, "property_name"),
        .made_at = row_int(q, "made_at"),
        .decided_at = row_int(q, "decided_at"),
        .cleared_at = row_int(q, "cleared_at"),
        .ended_at = row_int(q, bounced ? "bounced_at" : "undone_at"),
    };
}

/* A caretaker's own; NULL: everybody's. */
static const char *
whose(const struct who *who)
{
    return who->role == ROLE_CARETAKER ? who->person_id : NULL;
}

enum err
entry_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct entry *out)
{
    struct query *q = db_query(db, SQL_ENTRY_LOAD);

    scope_landlord(q, who);
    query_text(q, ":person_id", whose(who));
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
entry_of_money(struct db *db, struct arena *mem, const struct who *who, const char *money_in_id, const char **id)
{
    struct query *q = db_query(db, SQL_ENTRY_OF_MONEY);

    scope_landlord(q, who);
    query_text(q, ":person_id", whose(who));
    query_text(q, ":money_in_id", money_in_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *id = row_text(q, mem, "id");
    return query_end(q);
}

enum err
entry_list(struct db *db, struct arena *mem, const struct who *who, const struct entry_filter *f, struct entry **out,
           size_t *count, const char **next)
{
    struct cursor from, last = {0, ""};
    int64_t       limit = f->limit ? f->limit : PAGE_ROWS_STANDARD;
    struct list   rows = list_new(mem, sizeof(struct entry));

    *next = NULL;
    if (!cursor_read(mem, f->cursor, &from))
        return ERR_INPUT;
    struct query *q = db_query(db, SQL_ENTRY_LIST);
    scope_landlord(q, who);
    query_text(q, ":person_id", whose(who));
    query_text(q, ":status", f->status);
    query_text(q, ":rail", f->rail);
    query_text(q, ":lease_id", f->lease_id);
    query_int(q, ":cursor_at", from.at);
    query_text(q, ":cursor_id", from.id);
    query_int(q, ":limit", limit + 1);
    while (query_next(q)) {
        if ((int64_t)rows.count == limit) {
            *next = cursor_text(mem, last);
            break;
        }
        struct entry *row = list_add(&rows);
        *row = from_row(q, mem);
        last = (struct cursor){row->made_at, row->id};
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
entry_waiting(struct db *db, const struct who *who, int64_t *count)
{
    *count = 0;
    if (!entry_decides(who))
        return ERR_OK;
    struct query *q = db_query(db, SQL_ENTRY_WAITING_COUNT);
    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *count = row_int(q, "count");
    return query_end(q);
}
