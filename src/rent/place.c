#include "rent/place.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/scope.h"

enum { DAYS_BACK_MOST = 400 };

/* ---- bank accounts ---- */

static struct bank_account
account_from(struct query *q, struct arena *mem)
{
    return (struct bank_account){
        .id = row_text(q, mem, "id"),
        .name = row_text(q, mem, "name"),
        .number = row_text(q, mem, "number"),
        .balance = row_money(q, "balance_cents"),
        .added_at = row_int(q, "added_at"),
    };
}

static enum err
insert_account(struct db *db, const struct who *who, const char *name, const char *number, const char *id)
{
    struct query *q = db_query(db, SQL_BANK_ACCOUNT_ADD);

    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":name", name);
    query_text(q, ":number", number);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
bank_account_add(struct db *db, struct arena *mem, const struct who *who, const char *name, const char *number,
                 const char **id)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    e = insert_account(db, who, name, number, *id);
    if (e == ERR_OK)
        e = audit_note(db, mem, who, "bank_account.added", *id, name);
    return db_end(db, e);
}

enum err
bank_account_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct bank_account *out)
{
    struct query *q = db_query(db, SQL_BANK_ACCOUNT_LOAD);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = account_from(q, mem);
    return query_end(q);
}

enum err
bank_account_list(struct db *db, struct arena *mem, const struct who *who, struct bank_account **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct bank_account));
    struct query *q = db_query(db, SQL_BANK_ACCOUNT_LIST);

    scope_landlord(q, who);
    while (query_next(q))
        *(struct bank_account *)list_add(&rows) = account_from(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

/* ---- what lies where ---- */

static enum err
balance_of(struct db *db, const struct who *who, const char *kind, const char *detail, struct money *out)
{
    struct query *q = db_query(db, SQL_PLACE_BALANCE);

    scope_landlord(q, who);
    query_text(q, ":kind", kind);
    query_text(q, ":detail", detail);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = row_money(q, "cents");
    return query_end(q);
}

enum err
place_in_hand(struct db *db, const struct who *who, struct in_hand *out)
{
    enum err e = balance_of(db, who, "cash", "", &out->cash);

    return e == ERR_OK ? balance_of(db, who, "cheque", "", &out->cheques) : e;
}

enum err
place_find(struct db *db, struct arena *mem, const struct who *who, const char *text, struct place *out)
{
    struct bank_account a;

    *out = (struct place){"cash", ""};
    if (strcmp(text, "cash") == 0)
        return ERR_OK;
    *out = (struct place){"drawings", ""};
    if (strcmp(text, "owner") == 0)
        return ERR_OK;
    enum err e = bank_account_load(db, mem, who, text, &a);
    if (e == ERR_OK)
        *out = (struct place){"bank", a.name};
    return e;
}

enum err
place_balance(struct db *db, const struct who *who, const struct place *p, struct money *out)
{
    return balance_of(db, who, p->kind, p->detail, out);
}

bool
place_day(const char *text)
{
    struct date d;

    if (!date_parse(text, &d))
        return false;
    int64_t ago = date_days(today_eat()) - date_days(d);
    return ago >= 0 && ago <= DAYS_BACK_MOST;
}
