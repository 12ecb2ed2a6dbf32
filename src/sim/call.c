#include "sim/call.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "sim/timer.h"
#include "sim/world.h"

enum { CALL_CEILING = 1024 * 1024 * 1024 };

struct call *
call_new(struct world *w, struct MHD_Connection *connection, const char *method, const char *path)
{
    static uint64_t last_id;
    struct call    *c = calloc(1, sizeof *c);

    if (!c)
        abort();
    c->world = w;
    c->connection = connection;
    c->mem = arena_new(CALL_CEILING);
    c->id = ++last_id;
    c->method = arena_strdup(c->mem, method);
    c->path = arena_strdup(c->mem, path);
    c->body = buf_new(c->mem, CALL_BODY_MOST);
    c->began_ms = clock_monotonic_ms();
    c->next = w->calls;
    c->link = &w->calls;
    if (c->next)
        c->next->link = &c->next;
    w->calls = c;
    return c;
}

void
call_free(struct call *c)
{
    timer_cancel(c->timer);
    *c->link = c->next;
    if (c->next)
        c->next->link = c->link;
    arena_free(c->mem);
    free(c);
}

const char *
call_header(const struct call *c, const char *name)
{
    return MHD_lookup_connection_value(c->connection, MHD_HEADER_KIND, name);
}

const char *
call_query(const struct call *c, const char *name)
{
    return MHD_lookup_connection_value(c->connection, MHD_GET_ARGUMENT_KIND, name);
}

static int
hex_value(char c)
{
    const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c | 0x20) : NULL;

    return at ? (int)(at - digits) : -1;
}

static char *
url_decode(struct arena *mem, const char *from, size_t n)
{
    char  *out = arena_alloc(mem, n + 1);
    size_t len = 0;

    for (size_t i = 0; i < n; i++) {
        char c = from[i] == '+' ? ' ' : from[i];
        if (c == '%' && i + 2 < n && hex_value(from[i + 1]) >= 0 && hex_value(from[i + 2]) >= 0) {
            c = (char)(hex_value(from[i + 1]) * 16 + hex_value(from[i + 2]));
            i += 2;
        }
        out[len++] = c;
    }
    return out;
}

const char *
call_form(const struct call *c, const char *name)
{
    size_t want = strlen(name);

    for (const char *at = c->body.bytes; *at;) {
        size_t n = strcspn(at, "&");
        if (n > want && at[want] == '=' && memcmp(at, name, want) == 0)
            return url_decode(c->mem, at + want + 1, n - want - 1);
        at += n + (at[n] == '&');
    }
    return NULL;
}

void
call_hold(struct call *c)
{
    c->held = true;
}

void
call_release(struct call *c)
{
    if (!c->held)
        return;
    timer_cancel(c->timer);
    c->timer = NULL;
    c->held = false;
    if (c->suspended) {
        c->suspended = false;
        MHD_resume_connection(c->connection);
    }
}

struct call *
call_find(struct world *w, uint64_t id)
{
    for (struct call *c = w->calls; c; c = c->next)
        if (c->id == id)
            return c;
    return NULL;
}

static void
drop(struct call *c)
{
    c->answer = (struct answer){.kind = ANSWER_CLOSE};
    call_release(c);
}

void
call_drop_all(struct world *w, const struct call *but)
{
    for (struct call *c = w->calls; c; c = c->next)
        if (c->held && c != but)
            drop(c);
}

/* A suspended connection is not read by the server, so that a client that has hung up would go unnoticed. */
static bool
client_left(const struct call *c)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    char                            byte;
    ssize_t                         got = info ? recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) : -1;

    return got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR);
}

void
call_sweep(struct world *w)
{
    for (struct call *c = w->calls; c; c = c->next)
        if (c->suspended && client_left(c))
            drop(c);
}
