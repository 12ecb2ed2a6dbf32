#include "rent/setup_check.h"

#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "rent/balance.h"
#include "rent/list.h"
#include "rent/own_keys.h"
#include "rent/registration.h"
#include "rent/scope.h"

enum { GAP_S = 60 };

static const char *const kind_names[] = {
    [CHECK_TOKEN] = "token", [CHECK_PASSKEY] = "passkey",     [CHECK_INITIATOR] = "initiator",
    [CHECK_URLS] = "urls",   [CHECK_CALLBACKS] = "callbacks",
};
_Static_assert(COUNT(kind_names) == CHECK_KIND_COUNT, "name each kind");

const char *
check_kind_name(enum check_kind k)
{
    return kind_names[k];
}

enum check_kind
check_kind_from(const char *name)
{
    enum check_kind k = 0;

    while (k < CHECK_KIND_COUNT && strcmp(name, kind_names[k]) != 0)
        k++;
    return k;
}

/* When the thing that such a try is about was last changed. */
static int64_t
changed_at(const struct own_keys *keys, enum check_kind k)
{
    if (k == CHECK_TOKEN || k == CHECK_PASSKEY)
        return keys->app_set_at;
    return k == CHECK_INITIATOR ? keys->initiator_set_at : 0;
}

static enum err
newest(struct db *db, struct arena *mem, const struct who *who, const struct own_keys *keys,
       struct setup_check out[CHECK_KIND_COUNT])
{
    struct query *q = db_query(db, SQL_CHECK_NEWEST);

    memset(out, 0, CHECK_KIND_COUNT * sizeof *out);
    scope_landlord(q, who);
    query_text(q, ":id", keys->account_id);
    while (query_next(q)) {
        enum check_kind k = check_kind_from(row_text(q, mem, "kind"));
        const char     *finding = row_text(q, mem, "finding");
        if (k == CHECK_KIND_COUNT)
            continue;
        out[k] = (struct setup_check){
            .id = row_text(q, mem, "id"),
            .state = row_text(q, mem, "state"),
            .finding = finding ? setup_finding(finding) : NULL,
            .code = row_text(q, mem, "code"),
            .said = row_text(q, mem, "said"),
            .asked_at = row_int(q, "asked_at"),
            .answered_at = row_int(q, "answered_at"),
        };
        out[k].stale = changed_at(keys, k) > out[k].asked_at;
    }
    return query_end(q);
}

enum err
setup_check_newest(struct db *db, struct arena *mem, const struct who *who, struct setup_check out[CHECK_KIND_COUNT])
{
    struct own_keys keys;
    enum err        e = own_keys_load(db, mem, who, &keys);

    return e == ERR_OK ? newest(db, mem, who, &keys, out) : e;
}

/* ---- asking ---- */

/* The balance's own limit of one a minute counts for everybody: what it brings answers this question too. */
static enum err
initiators_request(struct db *db, struct arena *mem, const struct who *who, const char *account_id, const char **id)
{
    enum err e = balance_ask(db, mem, who, NULL, id);

    if (e != ERR_LIMIT)
        return e;
    struct query *q = db_query(db, SQL_CHECK_REQUEST_NEWEST);
    scope_landlord(q, who);
    query_text(q, ":id", account_id);
    e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_LIMIT : e;
    *id = row_text(q, mem, "id");
    return query_end(q);
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct own_keys *keys, enum check_kind kind)
{
    const char *request_id = NULL;
    enum err    e = ERR_OK;

    if (kind == CHECK_INITIATOR)
        e = initiators_request(db, mem, who, keys->account_id, &request_id);
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_CHECK_ADD);
    query_text(q, ":id", random_id(arena_alloc(mem, ID_SIZE)));
    scope_landlord(q, who);
    query_text(q, ":receiving_account_id", keys->account_id);
    query_text(q, ":kind", kind_names[kind]);
    query_text(q, ":request_id", request_id);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static bool
is_refusal(const struct setup_check *c)
{
    return c->finding && strcmp(c->finding->name, "initiator_wrong") == 0;
}

static enum err
ask(struct db *db, struct arena *mem, const struct who *who, enum check_kind kind, bool sure, enum check_answer *answer,
    int64_t *wait_s)
{
    struct own_keys           keys;
    struct setup_check        all[CHECK_KIND_COUNT];
    const struct setup_check *last = &all[kind];
    enum err                  e = own_keys_load(db, mem, who, &keys);

    if (e == ERR_OK)
        e = newest(db, mem, who, &keys, all);
    if (e != ERR_OK)
        return e;
    *answer = CHECK_ASKED;
    if (last->id && !last->finding)
        return ERR_OK;
    *wait_s = last->id ? last->asked_at + GAP_S - clock_now() : 0;
    if (*wait_s > 0) {
        *answer = CHECK_TOO_SOON;
        return ERR_OK;
    }
    if (kind == CHECK_INITIATOR && is_refusal(last) && !last->stale && !sure) {
        *answer = CHECK_DANGEROUS;
        return ERR_OK;
    }
    e = add(db, mem, who, &keys, kind);
    if (e != ERR_LIMIT)
        return e;
    *wait_s = GAP_S;
    *answer = CHECK_TOO_SOON;
    return ERR_OK;
}

enum err
setup_check_ask(struct db *db, struct arena *mem, const struct who *who, enum check_kind kind, bool sure,
                enum check_answer *answer, int64_t *wait_s)
{
    enum err e = db_begin(db);

    *wait_s = 0;
    return e == ERR_OK ? db_end(db, ask(db, mem, who, kind, sure, answer, wait_s)) : e;
}

/* ---- for the gateway ---- */

enum err
setup_check_open(struct db *db, struct arena *mem, struct checking **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof **out);
    struct query *q = db_query(db, SQL_CHECK_OPEN);

    while (query_next(q))
        *(struct checking *)list_add(&rows) = (struct checking){
            .id = row_text(q, mem, "id"),
            .landlord_id = row_text(q, mem, "landlord_id"),
            .receiving_account_id = row_text(q, mem, "receiving_account_id"),
            .credentials = row_text(q, mem, "credentials"),
            .business_type = row_text(q, mem, "business_type"),
            .shortcode = row_text(q, mem, "shortcode"),
            .store_number = row_text(q, mem, "store_number"),
            .kind = check_kind_from(row_text(q, mem, "kind")),
            .sent = strcmp(row_text(q, mem, "state"), "sending") == 0,
            .asked_at = row_int(q, "asked_at"),
            .sent_at = row_int(q, "sent_at"),
            .request_state = row_text(q, mem, "request_state"),
            .request_verdict = row_text(q, mem, "request_verdict"),
            .request_code = row_text(q, mem, "request_code"),
            .request_desc = row_text(q, mem, "request_desc"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
setup_check_sending(struct db *db, const char *id)
{
    struct query *q = db_query(db, SQL_CHECK_SENDING);

    query_text(q, ":id", id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
setup_check_end(struct db *db, const char *id, const char *finding, const char *code, const char *said)
{
    const struct setup_finding *f = setup_finding(finding);
    struct query               *q = db_query(db, SQL_CHECK_END);

    query_text(q, ":id", id);
    query_text(q, ":state", f->state);
    query_text(q, ":finding", f->name);
    query_text(q, ":code", code);
    query_text(q, ":said", said);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
setup_check_recover(struct db *db)
{
    struct query *q = db_query(db, SQL_CHECK_RECOVER);

    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
setup_check_urls(struct db *db, struct arena *mem, const char *landlord_id, const char **finding, const char **code,
                 const char **said)
{
    static const char *const by_state[][2] = {
        {"registered", "urls_registered"}, {"already", "urls_already"}, {"refused", "urls_refused"},
        {"pending", "urls_waiting"},       {"sending", "urls_waiting"},
    };
    struct who          owner = {.role = ROLE_OWNER, .landlord_id = landlord_id};
    struct registration r;
    enum err            e = registration_newest(db, mem, &owner, &r);

    *finding = e == ERR_NOT_FOUND ? "urls_never" : "urls_unclear";
    *code = *said = NULL;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    for (size_t i = 0; i < COUNT(by_state); i++)
        if (strcmp(r.state, by_state[i][0]) == 0)
            *finding = by_state[i][1];
    *code = r.code;
    *said = r.said;
    return ERR_OK;
}

enum err
setup_check_callbacks(struct db *db, const char *landlord_id, const char *account_id, const char *shortcode,
                      const char *store_number, struct callback_facts *out)
{
    struct query *q = db_query(db, SQL_CALLBACK_FACTS);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":id", account_id);
    query_text(q, ":shortcode", shortcode);
    query_text(q, ":store_number", store_number);
    query_int(q, ":now", clock_now());
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct callback_facts){row_int(q, "heard_at"), row_int(q, "sent_at")};
    return query_end(q);
}

const char *
callback_finding(const struct callback_facts *f)
{
    if (f->heard_at)
        return "callbacks_heard";
    return f->sent_at ? "callbacks_silent" : "callbacks_none_yet";
}

enum err
setup_check_prompt(struct db *db, struct arena *mem, const char *landlord_id, const char *account_id, int64_t *at,
                   const char **verdict, const char **body)
{
    struct query *q = db_query(db, SQL_PROMPT_WORD);

    *at = 0;
    *verdict = *body = NULL;
    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":id", account_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *at = row_int(q, "at");
    *verdict = row_text(q, mem, "verdict");
    *body = row_text(q, mem, "body");
    return query_end(q);
}
