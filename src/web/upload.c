#include "web/upload.h"

#include <gmime/gmime.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

enum { BOUNDARY_MOST = 200 }; /* RFC 2046 allows 70 */

bool
upload_is(const struct request *rq)
{
    return strcmp(rq->content_type, "multipart/form-data") == 0;
}

/* ---- before GMime sees it: it builds every part and header it is given, however many ---- */

/* "--" and the boundary; NULL when the header names none that we would use. */
static const char *
delimiter(const struct request *rq)
{
    const char *header = rq->content_header, *found = NULL;

    if (!header || header[strcspn(header, "\r\n")] != '\0')
        return NULL;
    GMimeContentType *type = g_mime_content_type_parse(NULL, header);
    const char       *boundary = type ? g_mime_content_type_get_parameter(type, "boundary") : NULL;
    if (boundary && *boundary && strlen(boundary) <= BOUNDARY_MOST)
        found = arena_printf(rq->mem, "--%s", boundary);
    if (type)
        g_object_unref(type);
    return found;
}

/* Ends the headers of a part within bounds, and is there no other part inside it? */
static bool
head_fits(struct arena *mem, const char *head, size_t n)
{
    const char *end = memmem(head, n < UPLOAD_HEAD_MOST ? n : UPLOAD_HEAD_MOST, "\r\n\r\n", 4);

    if (!end)
        return false;
    const char *text = arena_strndup(mem, head, (size_t)(end - head));
    return !strcasestr(text, "multipart/") && !strcasestr(text, "message/");
}

/* Walks from boundary to boundary. */
static bool
body_fits(const struct request *rq, const char *dash)
{
    const char *p = rq->body, *end = p + rq->body_len;
    size_t      n = strlen(dash), parts = 0;

    while ((p = memmem(p, (size_t)(end - p), dash, n))) {
        bool begins_line = p == rq->body || p[-1] == '\n';
        p += n;
        if (!begins_line)
            continue;
        if (end - p >= 2 && memcmp(p, "--", 2) == 0)
            return parts > 0;
        if (++parts > UPLOAD_PARTS_MOST || !head_fits(rq->mem, p, (size_t)(end - p)))
            return false;
    }
    return false; /* no end: it was cut */
}

/* ---- parts ---- */

struct reading {
    struct request *rq;
    enum err        e;
};

static void
take_field(struct reading *r, const char *name, const char *bytes, size_t n)
{
    struct field_list *form = &r->rq->form;

    if (!utf8_valid(bytes, n) || !utf8_valid(name, strlen(name)))
        r->e = ERR_INPUT;
    else
        form->pairs[form->count++] =
            (struct field_pair){arena_strdup(r->rq->mem, name), arena_strndup(r->rq->mem, bytes, n)};
}

static void
take_file(struct reading *r, const char *name, const char *bytes, size_t n)
{
    struct file_list *files = &r->rq->files;

    if (n == 0) /* nothing was chosen */
        return;
    if (n > UPLOAD_FILE_MOST || files->count == REQUEST_FILES_MOST)
        r->e = ERR_TOO_LARGE;
    else
        files->items[files->count++] =
            (struct file){arena_strdup(r->rq->mem, name), arena_strndup(r->rq->mem, bytes, n), n};
}

static void
take_part(struct reading *r, GMimePart *part)
{
    GMimeContentDisposition *how = g_mime_object_get_content_disposition(GMIME_OBJECT(part));
    const char              *name = how ? g_mime_content_disposition_get_parameter(how, "name") : NULL;
    GMimeDataWrapper        *content = g_mime_part_get_content(part);

    if (!name || strcasecmp(g_mime_content_disposition_get_disposition(how), "form-data") != 0) {
        r->e = ERR_INPUT;
        return;
    }
    GMimeStream *out = g_mime_stream_mem_new();
    if (content)
        g_mime_data_wrapper_write_to_stream(content, out);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
    const char *text = bytes->data ? (const char *)bytes->data : "";
    if (g_mime_content_disposition_get_parameter(how, "filename"))
        take_file(r, name, text, bytes->len);
    else
        take_field(r, name, text, bytes->len);
    g_object_unref(out);
}

static void
take_all(struct reading *r, GMimeObject *whole)
{
    GMimeMultipart *parts = GMIME_IS_MULTIPART(whole) ? GMIME_MULTIPART(whole) : NULL;
    int             count = parts ? g_mime_multipart_get_count(parts) : 0;

    if (count < 1 || count > UPLOAD_PARTS_MOST)
        r->e = ERR_INPUT;
    for (int i = 0; r->e == ERR_OK && i < count; i++) {
        GMimeObject *part = g_mime_multipart_get_part(parts, i);
        if (GMIME_IS_PART(part))
            take_part(r, GMIME_PART(part));
        else
            r->e = ERR_INPUT;
    }
}

/* The header first, as in a mail: that is how GMime learns the boundary. */
static GMimeObject *
construct(const struct request *rq)
{
    const char  *head = arena_printf(rq->mem, "Content-Type: %s\r\n\r\n", rq->content_header);
    GMimeStream *stream = g_mime_stream_mem_new();
    GMimeObject *whole = NULL;

    if (g_mime_stream_write_string(stream, head) > 0 &&
        g_mime_stream_write(stream, rq->body, rq->body_len) == (ssize_t)rq->body_len &&
        g_mime_stream_reset(stream) == 0) {
        GMimeParser *parser = g_mime_parser_new_with_stream(stream);
        whole = g_mime_parser_construct_part(parser, NULL);
        g_object_unref(parser);
    }
    g_object_unref(stream);
    return whole;
}

enum err
upload_parse(struct request *rq)
{
    struct reading r = {.rq = rq};

    g_mime_init(); /* counts its calls: only the first does something */
    const char *dash = delimiter(rq);
    if (!dash || !body_fits(rq, dash))
        return ERR_INPUT;
    rq->form = (struct field_list){arena_array(rq->mem, UPLOAD_PARTS_MOST, sizeof *rq->form.pairs), 0};
    rq->files = (struct file_list){arena_array(rq->mem, REQUEST_FILES_MOST, sizeof *rq->files.items), 0};
    GMimeObject *whole = construct(rq);
    if (!whole)
        return ERR_INPUT;
    take_all(&r, whole);
    g_object_unref(whole);
    return r.e;
}

const struct file *
request_file(const struct request *rq, const char *name)
{
    for (size_t i = 0; i < rq->files.count; i++)
        if (strcmp(rq->files.items[i].field, name) == 0)
            return &rq->files.items[i];
    return NULL;
}
