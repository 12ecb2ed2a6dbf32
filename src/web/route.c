#include "web/route.h"

#include <string.h>

static const bool may_enter[WHO_COUNT][ROLE_COUNT] = {
    [WHO_ANYONE] = {true, true, true, true, true, true, true},
    [WHO_SIGNED_IN] = {[ROLE_TENANT] = true,
                       [ROLE_CARETAKER] = true,
                       [ROLE_ACCOUNTANT] = true,
                       [ROLE_AGENT] = true,
                       [ROLE_OWNER] = true,
                       [ROLE_OPERATOR] = true},
    [WHO_TENANT] = {[ROLE_TENANT] = true},
    [WHO_PAYER] = {[ROLE_TENANT] = true,
                   [ROLE_CARETAKER] = true,
                   [ROLE_ACCOUNTANT] = true,
                   [ROLE_AGENT] = true,
                   [ROLE_OWNER] = true},
    [WHO_LANDLORD] = {[ROLE_CARETAKER] = true, [ROLE_ACCOUNTANT] = true, [ROLE_AGENT] = true, [ROLE_OWNER] = true},
    [WHO_KEEPER] = {[ROLE_AGENT] = true, [ROLE_OWNER] = true},
    [WHO_CASHIER] = {[ROLE_ACCOUNTANT] = true, [ROLE_OWNER] = true},
    [WHO_OWNER] = {[ROLE_OWNER] = true},
    [WHO_AUDITOR] = {[ROLE_OWNER] = true, [ROLE_OPERATOR] = true},
    [WHO_AGENT] = {[ROLE_AGENT] = true},
    [WHO_PURSER] = {[ROLE_ACCOUNTANT] = true, [ROLE_AGENT] = true, [ROLE_OWNER] = true},
    [WHO_LANDLORD_OR_OPERATOR] = {[ROLE_CARETAKER] = true,
                                  [ROLE_ACCOUNTANT] = true,
                                  [ROLE_AGENT] = true,
                                  [ROLE_OWNER] = true,
                                  [ROLE_OPERATOR] = true},
    [WHO_OPERATOR] = {[ROLE_OPERATOR] = true},
};

static const char *const method_names[] = {
    [METHOD_GET] = "GET, HEAD",
    [METHOD_POST] = "POST",
    [METHOD_PUT] = "PUT",
    [METHOD_DELETE] = "DELETE",
};
_Static_assert(COUNT(method_names) == METHOD_OTHER, "name each method");

bool
role_may_enter(enum role r, enum who_may who)
{
    return may_enter[who][r];
}

struct match {
    const char *args[REQUEST_ARGS_MOST];
    size_t      arg_count;
    size_t      literal; /* characters that stand in the route itself: the more, the closer it fits */
};

/* ":number" takes a whole segment, ":number.pdf" one that ends so; neither takes an empty one. */
static bool
take_param(struct arena *mem, const char *pattern, size_t pn, const char *segment, size_t sn, struct match *m)
{
    const char *suffix = memchr(pattern, '.', pn);
    size_t      suffix_len = suffix ? pn - (size_t)(suffix - pattern) : 0;

    if (sn <= suffix_len || m->arg_count == REQUEST_ARGS_MOST)
        return false;
    if (suffix && memcmp(segment + sn - suffix_len, suffix, suffix_len) != 0)
        return false;
    m->args[m->arg_count++] = arena_strndup(mem, segment, sn - suffix_len);
    m->literal += suffix_len;
    return true;
}

static bool
path_fits(struct arena *mem, const char *pattern, const char *path, struct match *m)
{
    *m = (struct match){.arg_count = 0};
    while (*pattern == '/' && *path == '/') {
        size_t pn = strcspn(++pattern, "/"), sn = strcspn(++path, "/");
        if (*pattern == ':') {
            if (!take_param(mem, pattern, pn, path, sn, m))
                return false;
        } else if (pn != sn || memcmp(pattern, path, pn) != 0) {
            return false;
        } else {
            m->literal += pn;
        }
        pattern += pn;
        path += sn;
    }
    return *pattern == '\0' && *path == '\0';
}

static const char *
allow_list(struct arena *mem, const bool seen[METHOD_OTHER])
{
    struct buf out = buf_new(mem, 64);

    for (size_t i = 0; i < METHOD_OTHER; i++)
        if (seen[i])
            buf_printf(&out, "%s%s", out.len ? ", " : "", method_names[i]);
    return out.bytes;
}

enum err
route_find(const struct route *table, struct request *rq, const struct route **out, const char **allow)
{
    const struct route *best = NULL;
    struct match        m, closest = {.arg_count = 0};
    bool                seen[METHOD_OTHER] = {false}, any = false;

    for (const struct route *r = table; r->path; r++) {
        if (!path_fits(rq->mem, r->path, rq->path, &m))
            continue;
        seen[r->method] = any = true;
        if (r->method == rq->method && (!best || m.literal > closest.literal)) {
            best = r;
            closest = m;
        }
    }
    if (!best && !any)
        return ERR_NOT_FOUND;
    if (!best) {
        *allow = allow_list(rq->mem, seen);
        return ERR_METHOD;
    }
    memcpy(rq->args, closest.args, sizeof rq->args);
    *out = best;
    return ERR_OK;
}
