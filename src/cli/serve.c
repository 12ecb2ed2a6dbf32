/*
 * serve.c - the production set in the foreground.
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/stack.h"

/* Keys without a database: it was there once. To make an empty one would hide the loss. */
static bool
database_was_lost(const struct conf *conf)
{
    return access(conf->key_file, F_OK) == 0 && access(conf_path(conf, "main.db"), F_OK) != 0;
}

static void
say_ready(void *arg)
{
    const struct conf *conf = arg;

    if (stack_wait_ready(conf, 20000))
        log_event(LOG_INFO, "serve.ready", "listen", conf->listen, "public", conf->public_url, NULL);
    else
        log_event(LOG_ERR, "serve.slow", "what", "no answer from /healthz yet; see logs/", NULL);
}

int
cli_serve(struct cli *c)
{
    struct stack s = {.count = 0};

    if (database_was_lost(&c->conf))
        return cli_fail(
            "%s is missing although keys are there: restore a backup, or run `rentease migrate` to begin anew",
            conf_path(&c->conf, "main.db"));
    if (cli_prepare(&c->conf) != ERR_OK || cli_migrate_all(&c->conf) != ERR_OK)
        return cli_fail("%s could not be prepared", c->conf.data);
    if (stack_programs(c, &s) != ERR_OK)
        return EXIT_USAGE;
    return supervise_run(s.programs, s.count, say_ready, &c->conf);
}
