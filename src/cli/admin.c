/*
 * admin.c - operator, verify, backup.
 */
#include <stdio.h>
#include <string.h>

#include "base/box.h"
#include "base/log.h"
#include "base/phone.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "rent/audit.h"
#include "rent/invariant.h"
#include "rent/ledger.h"
#include "rent/person.h"

/* One line of standard input, without its end. */
static const char *
read_password(struct arena *mem)
{
    char line[1100];

    if (!fgets(line, sizeof line, stdin))
        return NULL;
    return arena_strndup(mem, line, strcspn(line, "\r\n"));
}

int
cli_operator(struct cli *c)
{
    char        phone[PHONE_SIZE];
    const char *typed = cli_option(c, "--phone"), *name = cli_option(c, "--name"), *id;
    struct db  *db;

    if (c->argc < 1 || strcmp(c->argv[0], "add") != 0 || !typed || !name || !cli_flag(c, "--password-stdin")) {
        cli_fail("usage: rentease operator add --phone 2547… --name NAME --password-stdin");
        return EXIT_USAGE;
    }
    if (!phone_parse(typed, phone)) {
        cli_fail("--phone %s is not a Kenyan mobile number", typed);
        return EXIT_USAGE;
    }
    const char *password = read_password(c->mem);
    const char *fault = password ? password_fault(password, name, phone) : "No password came on standard input.";
    if (fault)
        return cli_fail("%s", fault);
    if (cli_prepare(&c->conf) != ERR_OK || cli_migrate_all(&c->conf) != ERR_OK ||
        cli_open_main(&c->conf, &db) != ERR_OK)
        return cli_fail("the database below %s cannot be opened", c->conf.data);

    struct sign_up in = {.name = utf8_tidy(c->mem, name),
                         .phone = phone,
                         .email = cli_option(c, "--email"),
                         .password_hash = password_hash(c->mem, password)};
    enum err       e = in.password_hash ? person_add_operator(db, c->mem, &in, &id) : ERR_INTERNAL;
    db_close(db);
    if (e == ERR_CONFLICT)
        return cli_fail("somebody with that phone or e-mail can sign in already");
    if (e != ERR_OK)
        return cli_fail("the operator could not be added");
    printf("operator %s added; sign in with %s\n", in.name, phone);
    return EXIT_OK;
}

static void
print_broken(void *arg, const char *file, const char *id)
{
    (void)arg;
    printf("BROKEN %s: %s\n", file, id);
}

int
cli_verify(struct cli *c)
{
    struct db *db;
    int64_t    broken = 0, bad = 0;

    if (cli_open_main(&c->conf, &db) != ERR_OK)
        return cli_fail("the database below %s cannot be opened", c->conf.data);
    enum err e = db_check(db);
    if (e == ERR_OK)
        e = invariant_check(db, c->mem, print_broken, NULL, &broken);
    if (e == ERR_OK) {
        e = ledger_verify(db, c->mem, &bad);
        if (e == ERR_CONFLICT)
            printf("BROKEN ledger chain: transaction %lld\n", (long long)bad);
    }
    if (e == ERR_OK) {
        e = audit_verify(db, c->mem, &bad);
        if (e == ERR_CONFLICT)
            printf("BROKEN audit chain: line %lld\n", (long long)bad);
    }
    db_close(db);
    if (e != ERR_OK || broken)
        return cli_fail("the books are not sound");
    printf("sound: every invariant holds, and both chains are whole\n");
    return EXIT_OK;
}

int
cli_backup(struct cli *c)
{
    struct db *db;

    if (c->argc != 1) {
        cli_fail("usage: rentease backup FILE");
        return EXIT_USAGE;
    }
    if (cli_open_main(&c->conf, &db) != ERR_OK)
        return cli_fail("the database below %s cannot be opened", c->conf.data);
    enum err e = db_backup(db, c->argv[0]);
    db_close(db);
    return e == ERR_OK ? EXIT_OK : cli_fail("%s could not be written; does it exist already?", c->argv[0]);
}
