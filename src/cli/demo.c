/*
 * demo.c - `make run`: everything, with the simulator for Daraja and a small world to try it in. The simulator leaves
 * its certificate among the keys: what stands for Safaricom's own, with which initiators' passwords are encrypted.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/seed.h"
#include "cli/stack.h"

struct demo {
    struct cli *c;
    const char *sim_url, *port;
};

/* Public sandbox values (daraja.md 1.7) and the simulator's own. Whoever sets another in the environment keeps it. */
static void
set_standard(struct arena *mem, const char *port, const char *sim_url, const char *data, const char *certificate)
{
    const char *const values[][2] = {
        {"DARAJA_ENV", "sandbox"},
        {"DARAJA_BASE_URL", sim_url},
        {"DARAJA_CONSUMER_KEY", "sandbox-key"},
        {"DARAJA_CONSUMER_SECRET", "sandbox-secret"},
        {"DARAJA_PASSKEY", "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919"},
        {"DARAJA_BUSINESS_SHORT_CODE", "174379"},
        {"DARAJA_INITIATOR_NAME", "testapi"},
        {"DARAJA_INITIATOR_PASSWORD", "Safaricom999!"},
        {"DARAJA_CERTIFICATE", certificate},
        {"RENTEASE_LISTEN", arena_printf(mem, "127.0.0.1:%s", port)},
        {"RENTEASE_DATA", data},
    };

    for (size_t i = 0; i < COUNT(values); i++)
        setenv(values[i][0], values[i][1], 0);
}

static const char *
environment(const char *name, const char *otherwise)
{
    const char *value = getenv(name);

    return value && *value ? value : otherwise;
}

static void
print_addresses(const struct demo *d)
{
    printf("\n"
           "RentEase is running.\n\n"
           "  RentEase            http://127.0.0.1:%s/\n"
           "  The tenant's phone  %s/phone/254712345678   (the M-Pesa PIN is 1234)\n"
           "  The simulator       %s/\n\n"
           "Sign in (the password of all is  %s ):\n\n"
           "  Tenant              %s   Amina, unit A1 of Sunrise Homes\n"
           "  Tenant, Kiswahili   %s   Brian, unit A2; a part of his rent is paid\n"
           "  Landlord            %s   Wanjiru, Sunrise Homes, paybill 600100\n"
           "  Another landlord    %s   Baraka, Baraka Properties, till 700200\n"
           "  Operator            %s\n\n"
           "Try it: sign in as Amina, press Pay Rent, and answer on the tenant's phone. Ctrl-C stops everything.\n",
           d->port, d->sim_url, d->sim_url, SEED_PASSWORD, SEED_TENANT, SEED_TENANT_2, SEED_LANDLORD, SEED_LANDLORD_2,
           SEED_OPERATOR);
    fflush(stdout);
}

static void
seed_and_print(void *arg)
{
    struct demo *d = arg;
    struct db   *db;

    if (!stack_wait_ready(&d->c->conf, 30000)) {
        printf("RentEase does not answer. The last lines of logs/ tell why.\n");
        fflush(stdout);
        return;
    }
    if (cli_open_main(&d->c->conf, &db) != ERR_OK)
        return;
    enum err e = seed(d->c, db, d->sim_url);
    db_close(db);
    if (e != ERR_OK)
        log_event(LOG_ERR, "demo.not_seeded", "err", err_name(e), NULL);
    print_addresses(d);
}

/* What the programs say goes to a file, so that the addresses stay the last thing on the screen. */
static enum err
log_to_file(const struct conf *conf)
{
    int fd = open(conf_path(conf, "logs/demo.log"), O_WRONLY | O_CREAT | O_APPEND, 0600);

    if (fd < 0 || dup2(fd, STDERR_FILENO) < 0)
        return ERR_INTERNAL;
    close(fd);
    return ERR_OK;
}

static char **
sim_words(struct cli *c, const char *port, const char *certificate)
{
    char *const words[] = {
        arena_printf(c->mem, "%s/daraja-sim", stack_program_folder(c->mem)),
        arena_strdup(c->mem, "--port"),
        arena_strdup(c->mem, port),
        arena_strdup(c->mem, "--certificate"),
        arena_strdup(c->mem, certificate),
        arena_strdup(c->mem, "--key"),
        arena_printf(c->mem, "%s.key", certificate),
        NULL,
    };

    return memcpy(arena_array(c->mem, COUNT(words), sizeof *words), words, sizeof words);
}

int
cli_demo(struct cli *c)
{
    char         why[512];
    struct stack s = {.count = 0};
    const char  *sim_port = environment("SIM_PORT", "8090");
    struct demo  d = {.c = c, .port = environment("PORT", "8080")};

    d.sim_url = arena_printf(c->mem, "http://127.0.0.1:%s", sim_port);
    const char *data = environment("DATA", "var/demo"), *certificate = arena_printf(c->mem, "%s/keys/daraja.pem", data);
    set_standard(c->mem, d.port, d.sim_url, data, certificate);
    if (conf_load(&c->conf, c->conf_path, why, sizeof why) != ERR_OK) {
        cli_fail("%s", why);
        return EXIT_USAGE;
    }
    if (cli_prepare(&c->conf) != ERR_OK || cli_migrate_all(&c->conf) != ERR_OK)
        return cli_fail("%s could not be prepared", c->conf.data);
    s.programs[s.count++] =
        (struct program){.name = "simulator", .argv = sim_words(c, sim_port, certificate), .stop_signal = SIGTERM};
    if (stack_programs(c, &s) != ERR_OK)
        return EXIT_USAGE;
    printf("Starting. What the programs say is in %s\n", conf_path(&c->conf, "logs/demo.log"));
    fflush(stdout);
    if (log_to_file(&c->conf) != ERR_OK)
        return cli_fail("%s cannot be written", conf_path(&c->conf, "logs/demo.log"));
    return supervise_run(s.programs, s.count, seed_and_print, &d);
}
