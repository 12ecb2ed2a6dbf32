/*
 * login.c - how often a password may be tried (contract in person.h; threat-model.md 8).
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/phone.h"
#include "rent/person.h"

enum {
    ACCOUNT_TRIES = 10,
    ACCOUNT_WINDOW_S = 900,
    ADDRESS_TRIES = 100,
    ADDRESS_WINDOW_S = 3600,
    WHO_SIZE = 80,
    LOGIN_MOST = 320
};

/* A name is counted by its hash: what people type into the wrong box is often their password. */
static void
account_key(char out[WHO_SIZE], const char *login)
{
    char   name[LOGIN_MOST + 1], hash[SHA256_HEX_SIZE];
    size_t n = 0;

    if (phone_parse(login, name))
        n = strlen(name);
    else /* as person_by_login reads it: Wanjiku@Example.com is no fresh ten tries */
        for (; n < LOGIN_MOST && login[n]; n++)
            name[n] = (char)tolower((unsigned char)login[n]);
    snprintf(out, WHO_SIZE, "name:%s", sha256_hex(hash, name, n));
}

static void
address_key(char out[WHO_SIZE], const char *address)
{
    snprintf(out, WHO_SIZE, "address:%.64s", address);
}

static enum err
check(struct db *db, const char *who, int64_t most, int64_t window_s, int64_t *wait_s)
{
    int64_t       now = clock_now();
    struct query *q = db_query(db, SQL_LOGIN_TRIES);

    query_text(q, ":who", who);
    query_int(q, ":since", now - window_s);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    bool    full = row_int(q, "tries") >= most;
    int64_t first_at = row_int(q, "first_at");
    e = query_end(q);
    if (e != ERR_OK || !full)
        return e;
    *wait_s = first_at + window_s - now + 1;
    return ERR_LIMIT;
}

static enum err
note(struct db *db, const char *who)
{
    struct query *q = db_query(db, SQL_LOGIN_TRY_ADD);

    query_text(q, ":who", who);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
login_allowed(struct db *db, const char *login, const char *address, int64_t *wait_s)
{
    char     account[WHO_SIZE], from[WHO_SIZE];
    enum err e;

    account_key(account, login);
    address_key(from, address);
    e = check(db, account, ACCOUNT_TRIES, ACCOUNT_WINDOW_S, wait_s);
    return e == ERR_OK ? check(db, from, ADDRESS_TRIES, ADDRESS_WINDOW_S, wait_s) : e;
}

enum err
login_failed(struct db *db, const char *login, const char *address)
{
    char     account[WHO_SIZE], from[WHO_SIZE];
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    account_key(account, login);
    address_key(from, address);
    e = note(db, account);
    if (e == ERR_OK)
        e = note(db, from);
    return db_end(db, e);
}

enum err
login_succeeded(struct db *db, const char *login)
{
    char          account[WHO_SIZE];
    struct query *q = db_query(db, SQL_LOGIN_FORGET);

    account_key(account, login);
    query_text(q, ":who", account);
    return query_run(q);
}
