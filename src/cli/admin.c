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
#include "rent/closing.h"
#include "rent/invariant.h"
#include "rent/ledger.h"
#include "rent/list.h"
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

struct broken {
    const char *file, *id;
};

/* The queries are still running: kept, and told when they are through. */
static void
keep_broken(void *arg, const char *file, const char *id)
{
    struct list *rows = arg;

    *(struct broken *)list_add(rows) = (struct broken){.file = file, .id = id};
}

static void
print_broken(struct db *db, struct arena *mem, const struct broken *b)
{
    const char *whose;

    if (invariant_whose(db, mem, b->file, b->id, &whose) != ERR_OK)
        whose = NULL;
    printf("BROKEN %s: %s%s%s\n       %s\n", b->file, b->id, whose ? " of " : "", whose ? whose : "",
           invariant_meaning(mem, b->file));
}

static void
print_month(void *arg, const char *business_name, const char *month, const char *what)
{
    (void)arg;
    printf("BROKEN closed month: %s of %s\n       %s is not what it was when the month was closed.\n", month,
           business_name, what);
}

/* Every figure of every closed month, and what the audit says of them. */
static enum err
verify_months(struct db *db, struct arena *mem, int64_t *broken)
{
    int64_t  figures;
    enum err e = closing_verify(db, mem, print_month, NULL, &figures);

    *broken += e == ERR_OK ? figures : 0;
    return e;
}

int
cli_verify(struct cli *c)
{
    struct db  *db;
    struct list rows = list_new(c->mem, sizeof(struct broken));
    int64_t     broken = 0, bad = 0;

    if (cli_open_main(&c->conf, &db) != ERR_OK)
        return cli_fail("the database below %s cannot be opened", c->conf.data);
    enum err e = db_check(db);
    if (e == ERR_OK)
        e = invariant_check(db, c->mem, keep_broken, &rows, &broken);
    for (size_t i = 0; i < rows.count; i++)
        print_broken(db, c->mem, (const struct broken *)rows.items + i);
    if (e == ERR_OK)
        e = verify_months(db, c->mem, &broken);
    if (e == ERR_OK) {
        e = ledger_verify(db, c->mem, &bad);
        if (e == ERR_CONFLICT)
            printf("BROKEN ledger chain: transaction %lld\n       It, or one before it, was changed after it was "
                   "written.\n",
                   (long long)bad);
    }
    if (e == ERR_OK) {
        e = audit_verify(db, c->mem, &bad);
        if (e == ERR_CONFLICT)
            printf("BROKEN audit chain: line %lld\n       It, or one before it, was changed after it was written.\n",
                   (long long)bad);
    }
    db_close(db);
    if (e != ERR_OK || broken)
        return cli_fail("the books are not sound");
    printf("sound: every invariant holds, both chains are whole, and closed months are as they were\n");
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
