#include "rent/match_memory.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/phone.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/scope.h"

enum { PAYER_MOST = 80 };

/* As it was shown, in one spelling: small letters, no blanks. */
static const char *
one_spelling(struct arena *mem, const char *shown)
{
    char  *out = arena_alloc(mem, PAYER_MOST + 1);
    size_t n = 0;

    for (const char *p = shown; *p && n < PAYER_MOST; p++)
        if (!strchr(" +-", *p))
            out[n++] = (char)tolower((unsigned char)*p);
    return out;
}

static const char *
payer_key(struct arena *mem, const char *msisdn)
{
    char phone[PHONE_SIZE];

    if (!msisdn || !*msisdn)
        return "";
    if (phone_parse(msisdn, phone))
        return sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), phone, strlen(phone));
    return one_spelling(mem, msisdn);
}

struct match_key
match_key_of(struct arena *mem, const struct match_facts *f)
{
    struct match_words w;
    struct match_key   k = {.payer = payer_key(mem, f->msisdn), .payer_name = ""};

    match_words(&w, f->typed, f->amount.cents % 100 ? 0 : f->amount.cents / 100);
    k.typed = match_words_text(arena_alloc(mem, MATCH_TEXT_SIZE), &w);
    k.shown = phone_payer(arena_alloc(mem, PHONE_MASK_SIZE), f->msisdn ? f->msisdn : "");
    if (strchr(k.payer, '*')) {
        if (f->payer_name && *f->payer_name)
            k.payer_name = f->payer_name;
        else if (strlen(k.payer) < 40)
            k.payer = ""; /* three digits and no name are nobody */
    }
    return k;
}

static enum err
load_facts(struct db *db, struct arena *mem, const struct who *who, const char *money_in_id, struct match_facts *f)
{
    struct query *q = db_query(db, SQL_MATCH_FACTS);

    scope_landlord(q, who);
    query_text(q, ":id", money_in_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *f = (struct match_facts){
        .typed = row_text(q, mem, "bill_ref"),
        .msisdn = row_text(q, mem, "phone"),
        .payer_name = row_text(q, mem, "payer_name"),
        .amount = row_money(q, "amount_cents"),
        .paid_at = row_int(q, "paid_at"),
    };
    return query_end(q);
}

static struct query *
keyed(struct db *db, enum sql which, const struct who *who, const struct match_key *k)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    query_text(q, ":payer", k->payer);
    query_text(q, ":payer_name", k->payer_name);
    query_text(q, ":typed", k->typed);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    return q;
}

enum err
match_remember(struct db *db, struct arena *mem, const struct who *who, const char *money_in_id, const char *lease_id)
{
    struct match_facts f;
    enum err           e = load_facts(db, mem, who, money_in_id, &f);

    if (e != ERR_OK)
        return e;
    struct match_key k = match_key_of(mem, &f);
    if (!*k.payer && !*k.typed)
        return ERR_OK;
    e = query_run(keyed(db, SQL_MEMORY_REPLACE, who, &k));
    if (e != ERR_OK)
        return e;
    struct query *q = keyed(db, SQL_MEMORY_ADD, who, &k);
    query_text(q, ":id", random_id(arena_alloc(mem, ID_SIZE)));
    query_text(q, ":lease_id", lease_id);
    query_text(q, ":money_in_id", money_in_id);
    query_text(q, ":shown", k.shown);
    return query_run(q);
}

enum err
match_unlearn(struct db *db, const struct who *who, const char *money_in_id)
{
    struct query *q = db_query(db, SQL_MEMORY_UNLEARN);

    scope_landlord(q, who);
    query_text(q, ":money_in_id", money_in_id);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    return query_run(q);
}

static enum err
rows(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char *id, struct list *out)
{
    struct query *q = db_query(db, SQL_MEMORY_LIST);

    *out = list_new(mem, sizeof(struct memory));
    scope_landlord(q, who);
    query_text(q, ":lease_id", lease_id);
    query_text(q, ":id", id);
    while (query_next(q))
        *(struct memory *)list_add(out) = (struct memory){
            .id = row_text(q, mem, "id"),
            .lease_id = row_text(q, mem, "lease_id"),
            .shown = row_text(q, mem, "shown"),
            .payer_name = row_text(q, mem, "payer_name"),
            .typed = row_text(q, mem, "typed"),
            .by = row_text(q, mem, "person"),
            .tenant_name = row_text(q, mem, "tenant_name"),
            .unit_label = row_text(q, mem, "unit_label"),
            .made_at = row_int(q, "made_at"),
        };
    return query_end(q);
}

enum err
match_memories(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct memory **out,
               size_t *count)
{
    struct list list;
    enum err    e = rows(db, mem, who, lease_id, NULL, &list);

    *out = list.items;
    *count = list.count;
    return e;
}

static enum err
forget(struct db *db, struct arena *mem, const struct who *who, const char *id, const char **lease_id)
{
    struct list list;
    enum err    e = rows(db, mem, who, NULL, id, &list);

    if (e == ERR_OK && list.count == 0)
        e = ERR_NOT_FOUND;
    if (e != ERR_OK)
        return e;
    *lease_id = ((const struct memory *)list.items)->lease_id;
    struct query *q = db_query(db, SQL_MEMORY_FORGET);
    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "match.forgotten", id, *lease_id) : e;
}

enum err
match_forget(struct db *db, struct arena *mem, const struct who *who, const char *id, const char **lease_id)
{
    enum err e = db_begin(db);

    *lease_id = NULL;
    return e == ERR_OK ? db_end(db, forget(db, mem, who, id, lease_id)) : e;
}
