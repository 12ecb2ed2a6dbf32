/*
 * prepare.c - folders, keys and databases, before anything is served (contracts in cli.h).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/box.h"
#include "base/log.h"
#include "cli/cli.h"
#include "db/migrate.h"

/* Makes every folder of the path. */
static enum err
make_folder(const char *path)
{
    char   part[4096];
    size_t n = strlen(path);

    if (n >= sizeof part)
        return ERR_INPUT;
    for (size_t i = 1; i <= n; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        snprintf(part, sizeof part, "%.*s", (int)i, path);
        if (mkdir(part, 0700) != 0 && errno != EEXIST) {
            log_event(LOG_ERR, "prepare.cannot_make", "path", part, "why", strerror(errno), NULL);
            return ERR_INTERNAL;
        }
    }
    return ERR_OK;
}

/* The public half of the installation's key, for the web to seal what landlords type. */
static enum err
write_public_key(const struct conf *conf, const struct box_key *key)
{
    struct arena *mem = arena_new(64 * 1024);
    const char   *path = conf_path(conf, "keys/intake.pub");
    int           fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    const char   *text = box_public(mem, key);
    bool          ok = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

    if (fd >= 0)
        close(fd);
    if (!ok)
        log_event(LOG_ERR, "prepare.cannot_write", "path", path, "why", strerror(errno), NULL);
    arena_free(mem);
    return ok ? ERR_OK : ERR_INTERNAL;
}

enum err
cli_prepare(const struct conf *conf)
{
    static const char *const folders[] = {"run", "logs", "keys"};
    struct box_key           key;
    enum err                 e = ERR_OK;

    umask(077);
    for (size_t i = 0; e == ERR_OK && i < COUNT(folders); i++)
        e = make_folder(conf_path(conf, folders[i]));
    if (e == ERR_OK)
        e = box_key_file(conf_path(conf, "keys/hooks.key"), true, &key);
    if (e == ERR_OK)
        e = box_key_file(conf_path(conf, "keys/web.key"), true, &key);
    if (e == ERR_OK)
        e = box_key_file(conf->key_file, true, &key);
    return e == ERR_OK ? write_public_key(conf, &key) : e;
}

enum err
cli_migrate_all(const struct conf *conf)
{
    enum err e = migrate(conf_path(conf, "main.db"), migrations_main);

    return e == ERR_OK ? migrate(conf_path(conf, "inbox.db"), migrations_inbox) : e;
}

enum err
cli_open_main(const struct conf *conf, struct db **out)
{
    const char *path = conf_path(conf, "main.db");
    enum err    e = migrate_check(path, migrations_main);

    return e == ERR_OK ? db_open(out, path) : e;
}

int
cli_migrate(struct cli *c)
{
    enum err e = cli_prepare(&c->conf);

    if (e == ERR_OK)
        e = cli_migrate_all(&c->conf);
    return e == ERR_OK ? EXIT_OK : cli_fail("the databases below %s could not be brought up to date", c->conf.data);
}
