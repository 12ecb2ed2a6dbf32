#include "web/response.h"

#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "web/cookie.h"
#include "web/url.h"

enum { HEAD_CEILING = 64 * 1024 };

static const struct field_pair security[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
     "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy",
     "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
     "microphone=(), payment=(), usb=()"},
};

static const struct {
    int         status;
    const char *reason;
} reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
};

struct response
response_new(struct arena *mem)
{
    return (struct response){
        .mem = mem,
        .status = 200,
        .content_type = "text/html; charset=utf-8",
        .body = buf_new(mem, RESPONSE_CEILING),
    };
}

void
response_reset(struct response *rs)
{
    struct response fresh = response_new(rs->mem);

    for (size_t i = 0; i < rs->header_count; i++) {
        const char *name = rs->headers[i].name;
        if (strcmp(name, "Set-Cookie") == 0 || strcmp(name, "Retry-After") == 0)
            fresh.headers[fresh.header_count++] = rs->headers[i];
    }
    *rs = fresh;
}

static bool
has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return true;
    return false;
}

void
response_header(struct response *rs, const char *name, const char *value)
{
    if (rs->header_count == RESPONSE_HEADERS_MOST || has_control(value)) {
        log_event(LOG_ERR, "response.header_refused", "name", name, NULL);
        return;
    }
    rs->headers[rs->header_count++] = (struct field_pair){name, arena_strdup(rs->mem, value)};
}

const char *
response_header_get(const struct response *rs, const char *name)
{
    for (size_t i = 0; i < rs->header_count; i++)
        if (strcasecmp(rs->headers[i].name, name) == 0)
            return rs->headers[i].value;
    return NULL;
}

void
response_redirect(struct response *rs, const char *path)
{
    bool ours = url_local(path);

    if (!ours)
        log_event(LOG_WARN, "response.redirect_refused", NULL);
    rs->status = 303;
    response_header(rs, "Location", ours ? path : "/");
}

void
response_cookie(struct response *rs, bool secure, const char *name, const char *value, int64_t max_age_s)
{
    if (value[strcspn(value, " ,;\"\\")] != '\0') {
        log_event(LOG_ERR, "response.cookie_refused", "name", name, NULL);
        return;
    }
    const char *age = max_age_s < 0 ? "" : arena_printf(rs->mem, "; Max-Age=%lld", (long long)max_age_s);
    response_header(rs, "Set-Cookie",
                    arena_printf(rs->mem, "%s%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", secure ? COOKIE_HOST : "",
                                 name, value, age, secure ? "; Secure" : ""));
}

/* One entry of an If-None-Match, without its W/ and quotes: is it our tag, perhaps with the ending that
 * mod_deflate put on it when it packed the body? */
static bool
same_tag(const char *entry, size_t n, const char *etag)
{
    size_t len = strlen(etag);

    return n >= len && strncmp(entry, etag, len) == 0 &&
           (n == len || (n == len + 5 && strncmp(entry + len, "-gzip", 5) == 0));
}

static bool
etag_matches(const char *header, const char *etag)
{
    while (*header) {
        header += strspn(header, " \t,");
        if (*header == '*')
            return true;
        if (strncmp(header, "W/", 2) == 0)
            header += 2;
        if (*header != '"')
            return false;
        size_t n = strcspn(++header, "\"");
        if (same_tag(header, n, etag))
            return true;
        header += n + (header[n] == '"');
    }
    return false;
}

static void
put_header(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, "%s: %s\r\n", name, value);
}

static void
put_status(struct buf *out, int status)
{
    const char *reason = "Answer";

    for (size_t i = 0; i < COUNT(reasons); i++)
        if (reasons[i].status == status)
            reason = reasons[i].reason;
    buf_printf(out, "Status: %d %s\r\n", status, reason);
}

/* Text without a named charset would be guessed at. */
static void
put_type(struct buf *out, const char *type)
{
    bool text = strncmp(type, "text/", 5) == 0 || strcmp(type, "application/json") == 0;

    buf_printf(out, "Content-Type: %s%s\r\n", type, text && !strstr(type, "charset") ? "; charset=utf-8" : "");
}

static void
put_caching(struct buf *out, const struct response *rs)
{
    if (!response_header_get(rs, "Cache-Control"))
        put_header(out, "Cache-Control", rs->cacheable ? "private, no-cache" : "no-store");
    if (rs->etag)
        buf_printf(out, "ETag: \"%s\"\r\n", rs->etag);
}

/* Outgrew its ceiling: half a page would be worse than none. */
static void
replace_overflow(struct response *rs)
{
    log_event(LOG_ERR, "response.too_large", NULL);
    response_reset(rs);
    rs->status = 500;
    rs->content_type = "text/plain; charset=utf-8";
    buf_str(&rs->body, "Something went wrong on our side. Please try again.\n");
}

struct buf
response_wire(struct response *rs, const struct request *rq, bool https_origin)
{
    if (!buf_ok(&rs->body))
        replace_overflow(rs);
    if (rs->etag && rs->status == 200 && rq->method == METHOD_GET && rq->if_none_match &&
        etag_matches(rq->if_none_match, rs->etag))
        rs->status = 304;

    bool       empty = rs->status == 304 || rs->status == 204;
    struct buf out = buf_new(rs->mem, HEAD_CEILING + RESPONSE_CEILING);
    put_status(&out, rs->status);
    for (size_t i = 0; i < COUNT(security); i++)
        put_header(&out, security[i].name, security[i].value);
    if (https_origin)
        put_header(&out, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    put_caching(&out, rs);
    for (size_t i = 0; i < rs->header_count; i++)
        put_header(&out, rs->headers[i].name, rs->headers[i].value);
    if (!empty) {
        put_type(&out, rs->content_type);
        buf_printf(&out, "Content-Length: %zu\r\n", rs->body.len);
    }
    buf_str(&out, "\r\n");
    if (!empty && !rq->head)
        buf_add(&out, rs->body.bytes, rs->body.len);
    return out;
}
