#include <stdio.h>

#include "api/handlers.h"
#include "base/log.h"

enum { DOCUMENT_MOST = 2 * 1024 * 1024 };

/* The whole file, read once and kept for the life of the process; NULL when it cannot be. */
static const char *
document(const struct app *app)
{
    static const char   *text;
    static struct arena *kept;

    if (text)
        return text;
    if (!kept)
        kept = arena_new(2 * DOCUMENT_MOST);
    arena_reset(kept);
    const char *path = arena_printf(kept, "%s/docs/openapi.json", app->conf->root);
    FILE       *f = fopen(path, "re");
    if (!f) {
        log_event(LOG_ERR, "openapi.missing", "path", path, NULL);
        return NULL;
    }
    char  *bytes = arena_alloc(kept, DOCUMENT_MOST + 1);
    size_t n = fread(bytes, 1, DOCUMENT_MOST, f);
    if (!ferror(f) && n < DOCUMENT_MOST)
        text = bytes;
    fclose(f);
    return text;
}

/* As it is, outside the envelope: tools read it. */
enum err
api_openapi(struct app *app, struct request *rq, struct response *rs)
{
    const char *text = document(app);

    (void)rq;
    if (!text)
        return ERR_INTERNAL;
    rs->content_type = "application/json; charset=utf-8";
    buf_str(&rs->body, text);
    return ERR_OK;
}
