/*
 * xlsx_part.c - one part of a workbook: unpacked in pieces that are counted, read by expat.
 */
#include <expat.h>
#include <string.h>
#include <zip.h>

#include "base/text.h"
#include "base/xlsx_private.h"

/* Pieces are large, since expat begins a token anew with each: one that is as long as the part is read 20 times and not
 * a thousand. */
enum { CHUNK = 1024 * 1024, DEPTH_MOST = 32, PATH_SIZE = 512, ELEMENT_TEXT_MOST = 128 * 1024 };

struct reader {
    struct xlsx_book          *b;
    const struct xlsx_handler *h;
    XML_Parser                 parser;
    char                       path[PATH_SIZE];
    size_t                     length, ends[DEPTH_MOST], depth;
    bool                       wanted;
    struct buf                 text;
};

void
xlsx_refuse(struct xlsx_book *b, const char *why)
{
    if (!b->wrong)
        b->wrong = why;
}

static const char *
without_prefix(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

const char *
xlsx_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

const char *
xlsx_attribute_prefixed(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strchr(attributes[0], ':') && strcmp(without_prefix(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

static void
stop_if_wrong(struct reader *r)
{
    if (r->b->wrong)
        (void)XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL
on_begin(void *closure, const XML_Char *name, const XML_Char **attributes)
{
    struct reader *r = closure;
    const char    *local = without_prefix(name);
    size_t         n = strlen(local);

    if (r->b->wrong)
        return;
    if (r->depth == DEPTH_MOST || r->length + n + 2 > PATH_SIZE) {
        xlsx_refuse(r->b, XLSX_DAMAGED);
    } else {
        r->ends[r->depth++] = r->length;
        if (r->length)
            r->path[r->length++] = '/';
        memcpy(r->path + r->length, local, n + 1);
        r->length += n;
        r->text.len = 0;
        r->text.bytes[0] = '\0';
        r->wanted = r->h->begin(r->b, r->path, attributes);
    }
    stop_if_wrong(r);
}

static void XMLCALL
on_text(void *closure, const XML_Char *text, int n)
{
    struct reader *r = closure;

    if (r->b->wrong || !r->wanted)
        return;
    buf_add(&r->text, text, (size_t)n);
    if (!buf_ok(&r->text))
        xlsx_refuse(r->b, XLSX_LONG_CELL);
    stop_if_wrong(r);
}

static void XMLCALL
on_end(void *closure, const XML_Char *name)
{
    struct reader *r = closure;

    (void)name;
    if (r->b->wrong)
        return;
    r->h->end(r->b, r->path, r->wanted ? r->text.bytes : NULL);
    r->wanted = false;
    r->length = r->ends[--r->depth];
    r->path[r->length] = '\0';
    stop_if_wrong(r);
}

/* No workbook has one, and without it there is no entity to expand. */
static void XMLCALL
on_doctype(void *closure, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal)
{
    struct reader *r = closure;

    (void)name, (void)system, (void)public, (void)internal;
    xlsx_refuse(r->b, N_("This workbook holds what no spreadsheet writes. Save it as .xlsx or CSV and try again."));
    stop_if_wrong(r);
}

static void
feed(struct reader *r, zip_file_t *f)
{
    struct xlsx_book *b = r->b;
    size_t            total = 0;
    zip_int64_t       n;

    do {
        n = zip_fread(f, b->chunk, CHUNK);
        total += n > 0 ? (size_t)n : 0;
        if (n < 0)
            xlsx_refuse(b, XLSX_DAMAGED);
        else if (total > XLSX_PART_MOST)
            xlsx_refuse(b, XLSX_TOO_LARGE);
        else if (XML_Parse(r->parser, b->chunk, (int)n, n == 0) != XML_STATUS_OK)
            xlsx_refuse(b, XLSX_DAMAGED);
    } while (n > 0 && !b->wrong);
}

static void
parse(struct xlsx_book *b, zip_file_t *f, const struct xlsx_handler *h)
{
    struct reader r = {
        .b = b, .h = h, .parser = XML_ParserCreate(NULL), .text = buf_new(b->scratch, ELEMENT_TEXT_MOST)};

    if (!r.parser) {
        xlsx_refuse(b, XLSX_TOO_LARGE);
        return;
    }
    buf_char(&r.text, ' '); /* its bytes are its own from here, to be written over */
    if (!b->chunk)
        b->chunk = arena_alloc(b->scratch, CHUNK);
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(r.parser, on_text);
    XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
    feed(&r, f);
    XML_ParserFree(r.parser);
}

bool
xlsx_part(struct xlsx_book *b, const char *name, const struct xlsx_handler *h)
{
    zip_int64_t at = zip_name_locate(b->archive, name, ZIP_FL_NOCASE);

    if (at < 0)
        return false;
    zip_file_t *f = zip_fopen_index(b->archive, (zip_uint64_t)at, 0);
    if (!f) {
        int code = zip_error_code_zip(zip_get_error(b->archive));
        xlsx_refuse(b, code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD ? XLSX_PROTECTED : XLSX_DAMAGED);
        return false;
    }
    parse(b, f, h);
    zip_fclose(f);
    return !b->wrong;
}
