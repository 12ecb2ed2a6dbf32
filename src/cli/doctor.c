#include "cli/doctor.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

static const char *const words[] = {[DOCTOR_OK] = "ok", [DOCTOR_WRONG] = "wrong", [DOCTOR_UNKNOWN] = "unknown"};

void
doctor_say(struct doctor *d, enum doctor_word word, const char *name, const char *fix, const char *format, ...)
{
    char    what[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    d->wrong += word == DOCTOR_WRONG;
    if (d->json) {
        json_open(&d->out, NULL, '{');
        json_put_text(&d->out, "name", name);
        json_put_text(&d->out, "state", words[word]);
        json_put_text(&d->out, "what", what);
        json_put_text(&d->out, "fix", fix);
        json_close(&d->out);
        return;
    }
    printf("%-8s %s: %s\n", words[word], name, what);
    if (fix)
        printf("           %s\n", fix);
}

const char *
doctor_span(struct arena *mem, int64_t seconds)
{
    static const struct {
        int64_t     least, unit;
        const char *one, *many;
    } units[] = {{172800, 86400, "day", "days"}, {7200, 3600, "hour", "hours"}, {120, 60, "minute", "minutes"}};

    for (size_t i = 0; i < COUNT(units); i++)
        if (seconds >= units[i].least)
            return arena_printf(mem, "%lld %s", (long long)(seconds / units[i].unit), units[i].many);
    return arena_printf(mem, "%lld seconds", (long long)seconds);
}

static void
tell_fault(void *arg, const char *why)
{
    doctor_say(arg, DOCTOR_WRONG, "configuration",
               "Mend this in the configuration file; src/base/conf.c lists every name.", "%s", why);
}

/* Without a configuration nothing else can be looked at. */
static bool
read_configuration(struct doctor *d)
{
    struct cli *c = d->c;

    if (conf_load_telling(&c->conf, c->conf_path, tell_fault, d) != ERR_OK)
        return false;
    doctor_say(d, DOCTOR_OK, "configuration", NULL, "%s, DARAJA_ENV=%s",
               c->conf_path ? c->conf_path : "from the environment", c->conf.production ? "production" : "sandbox");
    return true;
}

static void
look(struct doctor *d)
{
    if (!read_configuration(d))
        return;
    doctor_files(d);
    doctor_databases(d);
    doctor_running(d);
    doctor_daraja(d);
    doctor_public(d);
    doctor_steps(d);
    doctor_landlords(d);
    doctor_backups(d);
}

static void
tell_end(struct doctor *d)
{
    if (!d->json) {
        printf(d->wrong == 1 ? "\n%d thing is wrong.\n"
               : d->wrong    ? "\n%d things are wrong.\n"
                             : "\nNothing is wrong.\n",
               d->wrong);
        return;
    }
    json_close(&d->out);
    json_put_int(&d->out, "wrong", d->wrong);
    json_close(&d->out);
    printf("%s\n", json_done(&d->out));
}

int
cli_doctor(struct cli *c)
{
    struct doctor d = {.c = c, .lock_fd = -1, .json = cli_flag(c, "--json")};

    if (c->argc > (d.json ? 1 : 0)) {
        cli_fail("usage: rentease doctor [--json]");
        return EXIT_USAGE;
    }
    d.out = json_writer_new(c->mem);
    json_open(&d.out, NULL, '{');
    json_open(&d.out, "checks", '[');
    look(&d);
    tell_end(&d);
    if (d.db)
        db_close(d.db);
    if (d.lock_fd >= 0)
        close(d.lock_fd);
    return d.wrong ? EXIT_FAILED : EXIT_OK;
}
