/*
 * login.c - how often a password may be tried (contract in person.h; threat-model.md 8).
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/phone.h"
#include "rent/person.h"
#include "rent/tries.h"

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

enum err
login_allowed(struct db *db, const char *login, const char *address, int64_t *wait_s)
{
    char     account[WHO_SIZE], from[WHO_SIZE];
    enum err e;

    account_key(account, login);
    address_key(from, address);
    e = tries_allowed(db, account, ACCOUNT_TRIES, ACCOUNT_WINDOW_S, wait_s);
    return e == ERR_OK ? tries_allowed(db, from, ADDRESS_TRIES, ADDRESS_WINDOW_S, wait_s) : e;
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
    e = tries_note(db, account);
    if (e == ERR_OK)
        e = tries_note(db, from);
    return db_end(db, e);
}

enum err
login_succeeded(struct db *db, const char *login)
{
    char account[WHO_SIZE];

    account_key(account, login);
    return tries_forget(db, account);
}
