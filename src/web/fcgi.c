#include "web/fcgi.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/net.h"
#include "base/number.h"
#include "base/random.h"
#include "base/utf8.h"

/* The variable; NULL when absent. Given twice it is nobody's, and the request is unfit. */
static const char *
param(char *const *params, const char *name, struct request *rq)
{
    const char *found = NULL;
    size_t      n = strlen(name);

    for (; *params; params++) {
        if (strncmp(*params, name, n) != 0 || (*params)[n] != '=')
            continue;
        if (found) {
            rq->fault = ERR_INPUT;
            return NULL;
        }
        found = *params + n + 1;
    }
    return found;
}

static const char *
param_or(char *const *params, const char *name, struct request *rq, const char *otherwise)
{
    const char *value = param(params, name, rq);

    return value ? value : otherwise;
}

/* "application/json" out of "Application/JSON; charset=utf-8". */
static const char *
media_type(struct arena *mem, const char *header)
{
    char *type = arena_strndup(mem, header, strcspn(header, "; \t"));

    for (char *p = type; *p; p++)
        *p = (char)tolower((unsigned char)*p);
    return type;
}

static void
read_headers(char *const *params, struct request *rq)
{
    const struct {
        const char  *name;
        const char **into;
    } headers[] = {
        {"HTTP_HOST", &rq->host},
        {"HTTP_ORIGIN", &rq->origin},
        {"HTTP_SEC_FETCH_SITE", &rq->fetch_site},
        {"HTTP_COOKIE", &rq->cookie},
        {"HTTP_AUTHORIZATION", &rq->authorization},
        {"HTTP_ACCEPT", &rq->accept},
        {"HTTP_ACCEPT_LANGUAGE", &rq->accept_language},
        {"HTTP_IF_NONE_MATCH", &rq->if_none_match},
        {"HTTP_IDEMPOTENCY_KEY", &rq->idempotency_key},
        {"HTTP_USER_AGENT", &rq->user_agent},
    };

    for (size_t i = 0; i < COUNT(headers); i++)
        *headers[i].into = param(params, headers[i].name, rq);
    rq->content_header = param_or(params, "CONTENT_TYPE", rq, "");
    rq->content_type = media_type(rq->mem, rq->content_header);
}

static void
read_client(char *const *params, const char *trusted, struct request *rq)
{
    const char *peer = param_or(params, "REMOTE_ADDR", rq, "");
    const char *forwarded = param(params, "HTTP_X_FORWARDED_FOR", rq);
    const char *scheme = param_or(params, "HTTP_X_FORWARDED_PROTO", rq, "");

    rq->remote_addr = net_client(rq->mem, trusted, peer, forwarded);
    rq->https = strcasecmp(param_or(params, "HTTPS", rq, ""), "on") == 0 ||
                (net_list_has(trusted, peer) && strcasecmp(scheme, "https") == 0);
}

/* lighttpd gives the decoded path as PATH_INFO (fix-root-scriptname); without that, as SCRIPT_NAME. */
static void
read_path(char *const *params, struct request *rq)
{
    const char *path = param_or(params, "PATH_INFO", rq, "");

    if (*path == '\0')
        path = param_or(params, "SCRIPT_NAME", rq, "");
    rq->path = path;
    if (*path != '/' || !utf8_valid(path, strlen(path))) {
        rq->path = "/";
        rq->fault = ERR_INPUT;
    }
}

void
fcgi_read(struct FCGX_Request *from, struct arena *mem, const char *trusted, struct request *rq)
{
    char *id = arena_alloc(mem, ID_SIZE);

    *rq = (struct request){.mem = mem, .id = random_id(id), .body = "", .fault = ERR_OK};
    rq->method = request_method(param_or(from->envp, "REQUEST_METHOD", rq, ""), &rq->head);
    rq->query_text = param_or(from->envp, "QUERY_STRING", rq, "");
    read_path(from->envp, rq);
    read_headers(from->envp, rq);
    read_client(from->envp, trusted, rq);
}

void
fcgi_read_body(struct FCGX_Request *from, struct request *rq, size_t most)
{
    const char *length = param_or(from->envp, "CONTENT_LENGTH", rq, "");
    int64_t     n = 0;
    int         got = 0, more;

    if (*length == '\0')
        return;
    if (!int64_parse(length, 0, (int64_t)most, &n)) {
        rq->fault = ERR_TOO_LARGE;
        return;
    }
    char *body = arena_alloc(rq->mem, (size_t)n + 1);
    while (got < n && (more = FCGX_GetStr(body + got, (int)n - got, from->in)) > 0)
        got += more;
    if (got < n)
        rq->fault = ERR_INPUT;
    rq->body = body;
    rq->body_len = (size_t)got;
}
