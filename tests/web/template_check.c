/*
 * template_check TEMPLATES SRC - does every page set what its template reads?
 *
 * Loads the templates as strictly as the program does. Then, for each C file that makes a view of one, each
 * name the template reads, in itself and through its partials and layout, must be set in that file, in a
 * page/, web/ or report/ file whose header it includes (and for page/ files, what those include), or in web/view*.c.
 * "Set" means: it is the key in a call of a function whose parameters begin (struct view *, const char *, or
 * a field's name in a table of form fields, or for a choice among such fields, is_ and the choice. Templates
 * that nobody uses are reported, too.
 *
 * The C is read by its tokens, not by its meaning: enough for how pages are written here, and quick. Each
 * complaint is a line as a compiler would write it. Exit status 1 when there was one.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "c_source.h"
#include "web/template.h"

enum { FILE_MOST = 1024 * 1024, FILES_MOST = 4000, ARENA_CEILING = 512 * 1024 * 1024 };

static const char       *src_dir;
static struct source     sources[FILES_MOST];
static size_t            source_count;
static struct set        takers;                     /* functions that take a view and a key */
static struct set        choice_names, choice_texts; /* #define BILL_KINDS "rent|deposit" */
static struct templates *templates;
static struct set        known, used; /* templates by name */
static int               complaints;

/* ---- what a file says ---- */

/* name(struct view *v, const char *… : in a definition, a declaration or a prototype without names. */
static void
find_takers(const struct source *f)
{
    static const char *const view[] = {"(", "struct", "view", "*", NULL};
    static const char *const key[] = {",", "const", "char", "*", NULL};

    for (size_t i = 0; i < f->count; i++) {
        if (f->tokens[i].kind != 'a' || !follows(f, i + 1, view))
            continue;
        size_t after = i + 5 + (token_at(f, i + 5)->kind == 'a');
        if (follows(f, after, key))
            set_add(&takers, f->tokens[i].text);
    }
}

static void
find_choices(const struct source *f)
{
    static const char *const define[] = {"#", "define", NULL};

    for (size_t i = 0; i < f->count; i++) {
        if (follows(f, i, define) && token_at(f, i + 3)->kind == '"') {
            set_push(&choice_names, token_at(f, i + 2)->text);
            set_push(&choice_texts, token_at(f, i + 3)->text);
        }
    }
}

/* "paybill|till": the keys is_paybill and is_till, as view_form makes them. */
static void
add_choices(struct source *f, const char *choices)
{
    for (const char *c = choices; *c;) {
        size_t n = strcspn(c, "|");
        set_add(&f->keys, arena_printf(mem, "is_%.*s", (int)n, c));
        c += n + (c[n] == '|');
    }
}

/* {"name", FIELD_KIND, …}: `i` is at the brace. */
static void
find_field(struct source *f, size_t i)
{
    const struct token *kind = token_at(f, i + 3);

    if (token_at(f, i + 1)->kind != '"' || token_at(f, i + 2)->kind != ',' || strncmp(kind->text, "FIELD_", 6) != 0)
        return;
    set_add(&f->keys, token_at(f, i + 1)->text);
    for (i += 4; !is(kind, "FIELD_FLAG") && token_at(f, i)->kind && token_at(f, i)->kind != '}'; i++) {
        const struct token *t = token_at(f, i);
        if (t->kind == '"')
            add_choices(f, t->text);
        for (size_t k = 0; t->kind == 'a' && k < choice_names.count; k++) {
            if (strcmp(choice_names.items[k], t->text) == 0)
                add_choices(f, choice_texts.items[k]);
        }
    }
}

static void
complain(const char *file, int line, const char *what)
{
    printf("%s:%d: %s\n", file, line, what);
    complaints++;
}

/* A name that is not written in the call could not be followed; only web/view itself has none. */
static void
find_use(struct source *f, size_t i)
{
    const char *path = arena_printf(mem, "%s/%s", src_dir, f->path);
    int         line = f->tokens[i].line;
    struct set  name = {0};

    argument(f, argument(f, argument(f, i + 2, NULL) + 1, NULL) + 1, &name);
    if (name.count == 0 && strncmp(f->path, "web/view", 8) != 0)
        complain(path, line, "write the template's name here: the check cannot follow it");
    for (size_t n = 0; n < name.count; n++) {
        set_add(&f->uses, name.items[n]);
        if (!set_has(&known, name.items[n]))
            complain(path, line, arena_printf(mem, "there is no template \"%s\"", name.items[n]));
    }
}

static void
find_facts(struct source *f)
{
    for (size_t i = 0; i < f->count; i++) {
        const struct token *t = &f->tokens[i];
        bool                call = t->kind == 'a' && token_at(f, i + 1)->kind == '(';
        if (call && is(t, "view_new"))
            find_use(f, i);
        if (call && set_has(&takers, t->text))
            argument(f, argument(f, i + 2, NULL) + 1, &f->keys);
        if (t->kind == '{')
            find_field(f, i);
    }
}

/* ---- reading ---- */

static const char *
read_whole(const char *path, off_t size)
{
    FILE *f = fopen(path, "re");
    char *text = arena_alloc(mem, (size_t)size + 1);

    if (!f || size > FILE_MOST || fread(text, 1, (size_t)size, f) != (size_t)size) {
        perror(path);
        exit(2);
    }
    fclose(f);
    return text;
}

static void
read_folder(const char *below)
{
    struct dirent **entries;
    int             n = scandir(arena_printf(mem, "%s/%s", src_dir, below), &entries, NULL, alphasort);

    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name, *dot = strrchr(name, '.');
        const char *path = arena_printf(mem, "%s/%s%s", src_dir, below, name);
        struct stat st;
        if (name[0] != '.' && stat(path, &st) == 0) {
            bool c = dot && (strcmp(dot, ".c") == 0 || strcmp(dot, ".h") == 0);
            if (S_ISDIR(st.st_mode)) {
                read_folder(arena_printf(mem, "%s%s/", below, name));
            } else if (c && source_count < FILES_MOST) {
                struct source *f = &sources[source_count++];
                f->path = arena_printf(mem, "%s%s", below, name);
                tokenize(f, read_whole(path, st.st_size));
            }
        }
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

static struct source *
source_of(const char *path)
{
    for (size_t i = 0; i < source_count; i++) {
        if (strcmp(sources[i].path, path) == 0)
            return &sources[i];
    }
    return NULL;
}

/* ---- what a page reaches ---- */

static void
gather(struct source *f, struct set *keys)
{
    static const char *const include[] = {"#", "include", NULL};

    if (!f || f->seen)
        return;
    f->seen = true;
    for (size_t i = 0; i < f->keys.count; i++)
        set_add(keys, f->keys.items[i]);
    if (strncmp(f->path, "page/", 5) != 0)
        return;
    for (size_t i = 0; i < f->count; i++) {
        const char *header = token_at(f, i + 2)->text;
        size_t      n = strlen(header);
        bool        ours =
            strncmp(header, "page/", 5) == 0 || strncmp(header, "web/", 4) == 0 || strncmp(header, "report/", 7) == 0;
        if (!follows(f, i, include) || !ours || n < 2)
            continue;
        gather(source_of(header), keys);
        gather(source_of(arena_printf(mem, "%.*sc", (int)n - 1, header)), keys);
    }
}

static struct set
keys_of(struct source *page)
{
    struct set keys = {0};

    for (size_t i = 0; i < source_count; i++)
        sources[i].seen = false;
    gather(page, &keys);
    for (size_t i = 0; i < source_count; i++) {
        if (strncmp(sources[i].path, "web/view", 8) == 0)
            gather(&sources[i], &keys);
    }
    return keys;
}

/* ---- judging ---- */

struct judging {
    const struct source *page;
    struct set           keys;
    struct set           told;
};

static void
judge_name(void *arg, const char *file, int line, const char *hole)
{
    struct judging *j = arg;

    for (const char *part = hole; *part;) {
        size_t      n = strcspn(part, ".");
        const char *what = arena_printf(mem, "{{%s}} is set nowhere by %s/%s", hole, src_dir, j->page->path);
        const char *tell = arena_printf(mem, "%s:%d:%s", file, line, what);
        if (!set_has(&j->keys, arena_strndup(mem, part, n)) && !set_has(&j->told, tell)) {
            set_add(&j->told, tell);
            complain(file, line, what);
        }
        part += n + (part[n] == '.');
    }
}

static void
judge_page(struct source *page)
{
    struct judging j = {.page = page, .keys = page->uses.count ? keys_of(page) : (struct set){0}};

    for (size_t i = 0; i < page->uses.count; i++) {
        set_add(&used, page->uses.items[i]);
        template_names(templates, page->uses.items[i], judge_name, &j);
    }
}

static void
note_template(void *arg, const char *name, const char *user)
{
    (void)arg;
    set_add(user ? &used : &known, name);
}

int
main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: template_check TEMPLATES SRC\n", stderr);
        return 2;
    }
    mem = arena_new(ARENA_CEILING);
    src_dir = argv[2];
    if (templates_load(&templates, argv[1]))
        return 1;
    template_list(templates, note_template, NULL);
    read_folder("");
    for (size_t i = 0; i < source_count; i++) {
        find_takers(&sources[i]);
        find_choices(&sources[i]);
    }
    for (size_t i = 0; i < source_count; i++)
        find_facts(&sources[i]);
    for (size_t i = 0; i < source_count; i++)
        judge_page(&sources[i]);
    for (size_t i = 0; i < known.count; i++) {
        const char *file = arena_printf(mem, "%s/%s.html", argv[1], known.items[i]);
        if (!set_has(&used, known.items[i]))
            complain(file, 1, "no page and no template uses this");
    }
    templates_free(templates);
    arena_free(mem);
    return complaints > 0;
}
