/*
 * cli.h - the administrator's tool: one file a command, one table of commands (main.c).
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/conf.h"
#include "db/db.h"

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct cli {
    struct conf   conf;
    const char   *conf_path; /* NULL: only the environment */
    int           argc;      /* what follows the command's name */
    char        **argv;
    struct arena *mem;
};

/* Each returns an exit status. */
int cli_serve(struct cli *c);
int cli_migrate(struct cli *c);
int cli_operator(struct cli *c);
int cli_second_step(struct cli *c);
int cli_import(struct cli *c);
int cli_verify(struct cli *c);
int cli_backup(struct cli *c);
int cli_reconcile(struct cli *c);
int cli_demo(struct cli *c);
int cli_doctor(struct cli *c); /* reads the configuration itself */

/* One line on standard error: "rentease: …". Returns EXIT_FAILED. */
int cli_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The value of "--name VALUE", or NULL. */
const char *cli_option(const struct cli *c, const char *name);
bool        cli_flag(const struct cli *c, const char *name);

/* Folders, keys and the public key for envelopes, made where they are absent. */
MUST_CHECK enum err cli_prepare(const struct conf *conf);

/* Both databases brought up to date; made when there are none. */
MUST_CHECK enum err cli_migrate_all(const struct conf *conf);

/* Opens main.db, which must be up to date. */
MUST_CHECK enum err cli_open_main(const struct conf *conf, struct db **out);

#endif
