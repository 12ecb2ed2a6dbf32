/*
 * rentease - the administrator's tool.
 */
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const struct command {
    const char *name;
    int (*run)(struct cli *c);
    const char *usage, *what;
} commands[] = {
    {"serve", cli_serve, "", "runs everything in the foreground until Ctrl-C or SIGTERM"},
    {"migrate", cli_migrate, "", "makes the databases, or brings them up to date"},
    {"operator", cli_operator, "add --phone 2547… --name NAME [--email E] --password-stdin", "adds an operator"},
    {"second-step", cli_second_step, "reset --phone 2547…", "switches off the second step of who lost phone and codes"},
    {"import", cli_import, "--landlord ID [--apply] FILE",
     "makes homes, tenants and leases of a list (CSV, .xlsx); without --apply only looks"},
    {"verify", cli_verify, "", "checks the money invariants and both hash chains; exits 1 naming what broke"},
    {"reconcile", cli_reconcile, "[--landlord ID] [--json]",
     "compares the books with what M-Pesa lists and holds; exits 1 when something does not agree"},
    {"backup", cli_backup, "FILE", "writes a consistent copy of the books while others work"},
    {"doctor", cli_doctor, "[--json]", "looks whether all is set up right, and tells how to mend what is not"},
    {"demo", cli_demo, "", "serves a demo landlord, tenants and bills beside the Daraja simulator"},
};

static void
print_usage(FILE *to)
{
    fprintf(to, "usage: rentease [--config FILE] COMMAND\n\n");
    for (size_t i = 0; i < COUNT(commands); i++)
        fprintf(to, "  %-11s %s\n              %s\n", commands[i].name, commands[i].usage, commands[i].what);
    fprintf(to, "\nThe environment overrides the file. Exit status: 0, 1 (failed), 2 (usage).\n");
}

int
cli_fail(const char *format, ...)
{
    va_list args;

    fprintf(stderr, "rentease: ");
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return EXIT_FAILED;
}

const char *
cli_option(const struct cli *c, const char *name)
{
    for (int i = 0; i + 1 < c->argc; i++)
        if (strcmp(c->argv[i], name) == 0)
            return c->argv[i + 1];
    return NULL;
}

bool
cli_flag(const struct cli *c, const char *name)
{
    for (int i = 0; i < c->argc; i++)
        if (strcmp(c->argv[i], name) == 0)
            return true;
    return false;
}

static const struct command *
find(const char *name)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (strcmp(name, commands[i].name) == 0)
            return &commands[i];
    return NULL;
}

int
main(int argc, char **argv)
{
    struct cli c = {.argc = argc - 1, .argv = argv + 1};
    char       why[512];

    if (c.argc >= 2 && strcmp(c.argv[0], "--config") == 0) {
        c.conf_path = c.argv[1];
        c.argc -= 2;
        c.argv += 2;
    }
    const struct command *command = c.argc ? find(c.argv[0]) : NULL;
    if (!command) {
        bool help = c.argc && strcmp(c.argv[0], "--help") == 0;
        print_usage(help ? stdout : stderr);
        return help ? EXIT_OK : EXIT_USAGE;
    }
    c.argc--;
    c.argv++;
    if (cli_flag(&c, "--help")) {
        printf("usage: rentease [--config FILE] %s %s\n%s\n", command->name, command->usage, command->what);
        return EXIT_OK;
    }
    if (sodium_init() < 0)
        return cli_fail("libsodium does not start");
    /* The demo sets its own configuration before it reads it, and the doctor tells every fault in it. */
    bool by_itself = command->run == cli_demo || command->run == cli_doctor;
    if (!by_itself && conf_load(&c.conf, c.conf_path, why, sizeof why) != ERR_OK) {
        cli_fail("%s", why);
        return EXIT_USAGE;
    }
    c.mem = arena_new(64 * 1024 * 1024);
    int status = command->run(&c);
    arena_free(c.mem);
    return status;
}
