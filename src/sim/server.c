#include "sim/server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/log.h"
#include "sim/call.h"
#include "sim/journal.h"
#include "sim/route.h"
#include "sim/timer.h"
#include "sim/world.h"

enum { IDLE_S = 75, CONNECTIONS_MOST = 8192, BLOCK = 4096, BACKLOG = 1024 };

struct server {
    struct world      *world;
    struct MHD_Daemon *daemon;
    int                epoll_fd;
};

/* Half of the body, then a broken connection: libmicrohttpd has promised all of it by then. */
static ssize_t
read_half(void *arg, uint64_t at, char *to, size_t room)
{
    const struct call *c = arg;
    size_t             half = c->answer.length / 2;

    if (at >= half)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    size_t n = half - (size_t)at;
    n = n < room ? n : room;
    memcpy(to, c->answer.body + at, n);
    return (ssize_t)n;
}

static struct MHD_Response *
response_of(struct call *c)
{
    const struct answer *a = &c->answer;

    if (a->kind == ANSWER_CUT && a->length > 1)
        return MHD_create_response_from_callback(a->length, BLOCK, read_half, c, NULL);
    return MHD_create_response_from_buffer(a->length, (void *)(uintptr_t)a->body, MHD_RESPMEM_MUST_COPY);
}

static void
add_headers(struct MHD_Response *r, const struct answer *a)
{
    if (a->type)
        MHD_add_response_header(r, MHD_HTTP_HEADER_CONTENT_TYPE, a->type);
    if (a->location)
        MHD_add_response_header(r, MHD_HTTP_HEADER_LOCATION, a->location);
    MHD_add_response_header(r, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    if (a->type && strncmp(a->type, "text/html;", 10) == 0)
        MHD_add_response_header(r, "Content-Security-Policy",
                                "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'");
}

/* Connecting a TCP socket to nothing sends a reset at once, whatever libmicrohttpd does with it afterwards.
 * */
static void
reset(const struct call *c)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct sockaddr                 nowhere = {.sa_family = AF_UNSPEC};

    if (info && connect(info->connect_fd, &nowhere, sizeof nowhere) != 0)
        log_event(LOG_WARN, "reset.failed", NULL);
}

static enum MHD_Result
send_answer(struct call *c)
{
    journal_answered(c->world->journal, c);
    if (c->answer.kind == ANSWER_RESET)
        reset(c);
    if (c->answer.kind != ANSWER_BODY && c->answer.kind != ANSWER_CUT)
        return MHD_NO; /* closes the connection */
    struct MHD_Response *r = response_of(c);
    if (!r)
        return MHD_NO;
    add_headers(r, &c->answer);
    enum MHD_Result sent = MHD_queue_response(c->connection, c->answer.status, r);
    MHD_destroy_response(r);
    return sent;
}

static void
on_delay_over(void *arg)
{
    struct call *c = arg;

    c->timer = NULL;
    call_release(c);
}

/* Runs the handler, and finds out whether the answer can go now. */
static void
handle(struct call *c)
{
    c->handled = true;
    route_run(c);
    if (!c->held && c->answer.kind == ANSWER_HANG) {
        call_hold(c);
    } else if (!c->held && c->answer.delay_ms > 0) {
        call_hold(c);
        c->timer = timer_add(c->world->timers, c->answer.delay_ms, on_delay_over, c);
    }
    if (c->held) {
        c->suspended = true;
        MHD_suspend_connection(c->connection);
    }
}

static enum MHD_Result
on_request(void *arg, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
           const char *upload, size_t *upload_size, void **call)
{
    struct call *c = *call;

    (void)version;
    if (!c) {
        *call = call_new(arg, connection, method, url);
        return MHD_YES;
    }
    if (*upload_size) {
        buf_add(&c->body, upload, *upload_size);
        *upload_size = 0;
        return MHD_YES;
    }
    if (!c->handled)
        handle(c);
    return c->held ? MHD_YES : send_answer(c);
}

static void
on_completed(void *arg, struct MHD_Connection *connection, void **call, enum MHD_RequestTerminationCode why)
{
    (void)arg;
    (void)connection;
    (void)why;
    if (*call)
        call_free(*call);
    *call = NULL;
}

/* libmicrohttpd's own words, mostly about connections we broke on purpose. */
static void __attribute__((format(printf, 2, 0))) on_log(void *arg, const char *format, va_list args)
{
    char line[400];

    (void)arg;
    vsnprintf(line, sizeof line, format, args);
    log_event(LOG_DEBUG, "http", "said", line, NULL);
}

static bool
read_address(const struct options *o, struct sockaddr_storage *out)
{
    struct sockaddr_in  *v4 = (void *)out;
    struct sockaddr_in6 *v6 = (void *)out;

    if (inet_pton(AF_INET, o->listen, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons((uint16_t)o->port);
        return true;
    }
    if (inet_pton(AF_INET6, o->listen, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons((uint16_t)o->port);
        return true;
    }
    return false;
}

static struct MHD_Daemon *
start(struct world *w, const struct sockaddr_storage *at)
{
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
                     (at->ss_family == AF_INET6 ? MHD_USE_IPv6 : MHD_NO_FLAG);

    return MHD_start_daemon(flags, (uint16_t)w->options->port, NULL, NULL, on_request, w, MHD_OPTION_EXTERNAL_LOGGER,
                            on_log, NULL, MHD_OPTION_SOCK_ADDR, (const struct sockaddr *)at,
                            MHD_OPTION_NOTIFY_COMPLETED, on_completed, w, MHD_OPTION_CONNECTION_TIMEOUT,
                            (unsigned)IDLE_S, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
                            MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG, MHD_OPTION_END);
}

struct server *
server_open(struct world *w)
{
    struct sockaddr_storage at = {0};
    struct MHD_Daemon      *daemon = read_address(w->options, &at) ? start(w, &at) : NULL;

    if (!daemon) {
        log_event(LOG_ERR, "sim.cannot_listen", "address", w->options->listen, "port", I64(w->options->port), NULL);
        return NULL;
    }
    struct server *s = calloc(1, sizeof *s);
    if (!s)
        abort();
    s->world = w;
    s->daemon = daemon;
    s->epoll_fd = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    log_event(LOG_INFO, "sim.listening", "address", w->options->listen, "port",
              I64(MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port), NULL);
    return s;
}

void
server_close(struct server *s)
{
    call_drop_all(s->world, NULL);
    MHD_stop_daemon(s->daemon);
    free(s);
}

int
server_fd(const struct server *s)
{
    return s->epoll_fd;
}

int64_t
server_wait(const struct server *s, int64_t most)
{
    MHD_UNSIGNED_LONG_LONG wait_ms;

    if (MHD_get_timeout(s->daemon, &wait_ms) != MHD_YES || wait_ms > (MHD_UNSIGNED_LONG_LONG)most)
        return most;
    return (int64_t)wait_ms;
}

void
server_run(struct server *s)
{
    MHD_run(s->daemon);
}
