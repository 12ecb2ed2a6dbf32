/*
 * template_read.c - the *.html files of a folder and of those below it.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/utf8.h"
#include "web/template_private.h"

enum { FILE_MOST = 256 * 1024, TEMPLATES_MOST = 1000, FOLDERS_DEEP = 8 };

struct reading {
    struct templates *t;
    const char       *dir;
    enum err          err;
};

/* NULL, logged, when it cannot be read, is too large or is no text. */
static const char *
read_text(struct arena *mem, const char *path, off_t size)
{
    FILE *f = fopen(path, "re");

    if (!f) {
        log_event(LOG_ERR, "template.unread", "file", path, "error", strerror(errno), NULL);
        return NULL;
    }
    char  *text = arena_alloc(mem, size <= FILE_MOST ? (size_t)size + 1 : 1);
    size_t n = size <= FILE_MOST ? fread(text, 1, (size_t)size, f) : 0;
    bool   good = n == (size_t)size && utf8_valid(text, n);
    fclose(f);
    if (!good)
        log_event(LOG_ERR, "template.unread", "file", path, "error", "too large, or not UTF-8 text", NULL);
    return good ? text : NULL;
}

static bool
is_template(const char *name)
{
    size_t n = strlen(name);

    return n > 5 && strcmp(name + n - 5, ".html") == 0;
}

/* `below` is "" or ends with a slash. */
static void
read_file(struct reading *r, const char *path, off_t size, const char *below, const char *entry)
{
    struct templates *t = r->t;

    if (t->count == TEMPLATES_MOST) {
        log_event(LOG_ERR, "template.too_many", "file", path, NULL);
        r->err = ERR_INPUT;
        return;
    }
    const char *text = read_text(t->mem, path, size);
    if (!text) {
        r->err = ERR_INPUT;
        return;
    }
    t->list[t->count++] = (struct template){
        .name = arena_printf(t->mem, "%s%.*s", below, (int)(strlen(entry) - 5), entry),
        .file = path,
        .text = text,
    };
}

static void
read_folder(struct reading *r, const char *below, int depth)
{
    struct arena   *mem = r->t->mem;
    struct dirent **entries;
    int             n = scandir(arena_printf(mem, "%s/%s", r->dir, below), &entries, NULL, alphasort);

    if (n < 0 || depth > FOLDERS_DEEP) {
        const char *error = n < 0 ? strerror(errno) : "folders within folders without an end";
        log_event(LOG_ERR, "template.unread", "folder", r->dir, "below", below, "error", error, NULL);
        r->err = ERR_INPUT;
    }
    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name;
        const char *path = arena_printf(mem, "%s/%s%s", r->dir, below, name);
        struct stat st;
        if (name[0] != '.' && stat(path, &st) == 0) {
            if (S_ISDIR(st.st_mode) && depth <= FOLDERS_DEEP)
                read_folder(r, arena_printf(mem, "%s%s/", below, name), depth + 1);
            else if (S_ISREG(st.st_mode) && is_template(name))
                read_file(r, path, st.st_size, below, name);
        }
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

enum err
templates_read(struct templates *t, const char *dir)
{
    struct reading r = {.t = t, .dir = dir};

    t->list = arena_array(t->mem, TEMPLATES_MOST, sizeof *t->list);
    read_folder(&r, "", 0);
    return r.err;
}
