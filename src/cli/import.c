/*
 * import.c - books from a list, from the command line: looked at without --apply, all or nothing with it.
 */
#include <stdio.h>
#include <string.h>

#include "base/xlsx.h"
#include "cli/cli.h"
#include "rent/book_import.h"

enum { FILE_MOST = BOOK_TEXT_MOST };

static const char *
read_file(struct arena *mem, const char *path, size_t *n)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *bytes = f ? arena_alloc(mem, FILE_MOST + 1) : NULL;

    if (!f)
        return NULL;
    *n = fread(bytes, 1, FILE_MOST + 1, f);
    bool failed = ferror(f) != 0;
    if (f != stdin)
        fclose(f);
    return failed ? NULL : bytes;
}

static void
print_errors(const struct book_import *b)
{
    for (int64_t i = 0; i < b->counts.rows; i++) {
        const struct book_row *r = &b->rows[i];
        for (size_t c = 0; c < BOOK_COLUMNS; c++)
            if (r->wrong[c])
                printf("line %-5lld %-24s \"%s\"  %s%s%s\n", (long long)r->line, book_words[c].name, r->typed[c],
                       r->wrong[c], r->known[c] ? " " : "", r->known[c] ? r->known[c] : "");
    }
}

static void
print_counts(const struct book_counts *n)
{
    printf("%lld lines: %lld properties, %lld units, %lld tenants, %lld leases, %lld opening balances to make; %lld in "
           "the "
           "books already\n",
           (long long)n->rows, (long long)n->properties, (long long)n->units, (long long)n->tenants,
           (long long)n->leases, (long long)n->openings, (long long)n->unchanged);
}

static int
import(struct cli *c, struct db *db, const struct who *who, const char *bytes, size_t n)
{
    struct book_import b;
    enum book_answer   answer = BOOK_WRONG;
    const char        *id;
    bool               apply = cli_flag(c, "--apply");
    const char        *wrong = xlsx_unpack(c->mem, &bytes, &n);

    if (wrong)
        return cli_fail("%s", wrong);
    enum err e = book_import_add(db, c->mem, who, bytes, n, &id);
    if (e == ERR_INPUT || e == ERR_TOO_LARGE)
        return cli_fail("this is no list that can be read: an .xlsx or CSV file of at most 5 MiB is wanted");
    if (e == ERR_CONFLICT)
        return cli_fail("there is no landlord with that id");
    if (e == ERR_OK)
        e = book_import_load(db, c->mem, who, id, &b);
    if (e != ERR_OK)
        return cli_fail("the list could not be kept");
    if (b.wrong)
        return cli_fail("line %lld: %s", (long long)b.line, b.wrong);
    print_errors(&b);
    print_counts(&b.counts);
    if (b.counts.wrong)
        return cli_fail("%lld lines are wrong; nothing was made", (long long)b.counts.wrong);
    if (!apply) {
        printf("nothing was made yet; say --apply to make it\n");
        return EXIT_OK;
    }
    e = book_import_apply(db, c->mem, who, id, b.digest, &answer, &b);
    if (e != ERR_OK || answer != BOOK_APPLIED)
        return cli_fail(answer == BOOK_CHANGED ? "the books changed meanwhile; nothing was made, try again"
                                               : "nothing was made");
    printf("done\n");
    return EXIT_OK;
}

int
cli_import(struct cli *c)
{
    const char *landlord = cli_option(c, "--landlord"), *path = c->argc ? c->argv[c->argc - 1] : NULL;
    struct who  who = {.role = ROLE_OWNER, .person_id = "command line", .landlord_id = landlord};
    struct db  *db;
    size_t      n;

    if (!landlord || c->argc < 3 || strncmp(path, "--", 2) == 0 || path == landlord) {
        cli_fail("usage: rentease import --landlord ID [--apply] FILE");
        return EXIT_USAGE;
    }
    const char *bytes = read_file(c->mem, path, &n);
    if (!bytes)
        return cli_fail("%s cannot be read", path);
    if (cli_open_main(&c->conf, &db) != ERR_OK)
        return cli_fail("the database below %s cannot be opened", c->conf.data);
    int status = import(c, db, &who, bytes, n);
    db_close(db);
    return status;
}
