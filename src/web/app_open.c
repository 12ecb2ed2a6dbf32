#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/log.h"
#include "web/app.h"
#include "web/route.h"

enum { APP_CEILING = 256 * 1024, INTAKE_KEY_DIGITS = 64 };

static const char *
below_root(const struct app *app, const char *path)
{
    return arena_printf(app->mem, "%s/%s", app->conf->root, path);
}

static const char *
below_data(const struct app *app, const char *path)
{
    return arena_printf(app->mem, "%s/%s", app->conf->data, path);
}

static enum err
cannot_read(const char *path, const char *why)
{
    log_event(LOG_ERR, "app.cannot_read", "path", path, "why", why, NULL);
    return ERR_INTERNAL;
}

/* The public half of the gateway's key, as 64 hex digits: what landlords' secrets are sealed with. */
static enum err
read_intake_key(struct app *app)
{
    const char   *path = below_data(app, "keys/intake.pub");
    char          line[INTAKE_KEY_DIGITS + 2];
    unsigned char key[INTAKE_KEY_DIGITS / 2];
    FILE         *f = fopen(path, "re");

    if (!f)
        return cannot_read(path, strerror(errno));
    char *got = fgets(line, sizeof line, f);
    fclose(f);
    if (got)
        line[strcspn(line, "\n")] = '\0';
    if (!got || !hex_decode(line, key, sizeof key))
        return cannot_read(path, "not 64 hex digits");
    app->intake_key = arena_strdup(app->mem, line);
    return ERR_OK;
}

/* Lines of the build's manifest: "app.css app.3f2a9c.css". */
static enum err
read_static_names(struct app *app)
{
    const char *path = below_root(app, "build/static/manifest.txt");
    char        line[256], plain[128], named[128];
    FILE       *f = fopen(path, "re");

    if (!f)
        return cannot_read(path, strerror(errno));
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, "%127s %127s", plain, named) != 2)
            continue;
        if (strcmp(plain, "app.css") == 0)
            app->css = arena_strdup(app->mem, named);
        else if (strcmp(plain, "app.js") == 0)
            app->js = arena_strdup(app->mem, named);
        else if (strcmp(plain, "card.css") == 0)
            app->card_css = arena_strdup(app->mem, named);
    }
    fclose(f);
    if (!app->css || !app->js || !app->card_css)
        return cannot_read(path, "app.css, app.js or card.css is missing");
    return ERR_OK;
}

static void
find_translations(const struct app *app)
{
    const char *built = below_root(app, "build/locale");

    lang_init(access(built, R_OK) == 0 ? built : "/usr/share/locale");
}

enum err
app_open(struct app *out, const struct conf *conf)
{
    struct app app = {.conf = conf, .pages = page_routes, .api = api_routes};

    app.mem = arena_new(APP_CEILING);
    app.secure = strncmp(conf->public_url, "https://", 8) == 0;
    app.gateway = below_data(&app, "run/gateway.sock");
    find_translations(&app);
    enum err e = read_static_names(&app);
    if (e == ERR_OK)
        e = read_intake_key(&app);
    if (e == ERR_OK)
        e = box_key_file(below_data(&app, "keys/web.key"), false, &app.web_key);
    if (e == ERR_OK)
        e = templates_load(&app.templates, below_root(&app, "templates"));
    if (e == ERR_OK)
        e = db_open(&app.db, below_data(&app, "main.db"));
    if (e != ERR_OK) {
        log_event(LOG_ERR, "app.cannot_open", "why", err_name(e), NULL);
        app_close(&app);
        return e;
    }
    *out = app;
    return ERR_OK;
}

void
app_close(struct app *app)
{
    if (app->db)
        db_close(app->db);
    if (app->templates)
        templates_free(app->templates);
    arena_free(app->mem);
    *app = (struct app){0};
}
