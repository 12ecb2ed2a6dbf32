#include "gateway/transfer.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/poke.h"

enum { CONNECT_MS = 5000, TOTAL_MS = 30000, REPLY_MOST = 64 * 1024, MEM_CEILING = 1024 * 1024 };

struct transfer {
    struct arena      *mem;
    CURL              *easy;
    struct curl_slist *headers;
    struct buf         reply;
    transfer_done     *done;
    void              *job;
    int64_t            begun_ms;
};

static size_t
take(char *bytes, size_t size, size_t n, void *arg)
{
    struct transfer *t = arg;

    buf_add(&t->reply, bytes, size * n);
    return buf_ok(&t->reply) ? size * n : 0; /* too long: curl ends with CURLE_WRITE_ERROR */
}

static void
add_header(struct transfer *t, const char *line)
{
    struct curl_slist *more = curl_slist_append(t->headers, line);

    if (more)
        t->headers = more;
}

static void
set_request(struct gateway *g, struct transfer *t, const struct exchange *x)
{
    curl_easy_setopt(t->easy, CURLOPT_URL, arena_printf(t->mem, "%s%s", g->conf->daraja_base_url, x->path));
    if (x->body) {
        curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE, (long)strlen(x->body));
        curl_easy_setopt(t->easy, CURLOPT_COPYPOSTFIELDS, x->body);
        add_header(t, "Content-Type: application/json");
        add_header(t, "Expect:");
    }
    if (x->once) /* curl sends again by itself when a connection that it used before turns out dead */
        curl_easy_setopt(t->easy, CURLOPT_FRESH_CONNECT, 1L);
    if (x->bearer)
        add_header(t, arena_printf(t->mem, "Authorization: Bearer %s", x->bearer));
    if (x->app_key)
        add_header(t, arena_printf(t->mem, "appKey: %s", x->app_key));
    if (x->basic_key) {
        curl_easy_setopt(t->easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
        curl_easy_setopt(t->easy, CURLOPT_USERNAME, x->basic_key);
        curl_easy_setopt(t->easy, CURLOPT_PASSWORD, x->basic_secret);
    }
    add_header(t, "Accept: application/json");
    curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
}

static void
set_limits(struct gateway *g, struct transfer *t)
{
    curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, g->conf->production ? "https" : "http,https");
    curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)TOTAL_MS);
    curl_easy_setopt(t->easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(t->easy, CURLOPT_PROXY, "");
    curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
}

static void
transfer_free(struct gateway *g, struct transfer *t)
{
    curl_multi_remove_handle(g->curl, t->easy);
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->headers);
    arena_free(t->mem);
    for (int i = 0; i < g->flights; i++)
        if (g->in_flight[i] == t)
            g->in_flight[i] = g->in_flight[--g->flights];
    free(t);
}

enum err
transfer_begin(struct gateway *g, const struct exchange *x)
{
    if (g->flights >= FLIGHTS_MOST)
        return ERR_BUSY;
    struct transfer *t = calloc(1, sizeof *t);
    if (!t)
        return ERR_INTERNAL;
    t->easy = curl_easy_init();
    if (!t->easy) {
        free(t);
        return ERR_INTERNAL;
    }
    t->mem = arena_new(MEM_CEILING);
    t->reply = buf_new(t->mem, REPLY_MOST);
    t->done = x->done;
    t->job = memcpy(arena_alloc(t->mem, x->job_size), x->job, x->job_size);
    t->begun_ms = clock_monotonic_ms();
    set_limits(g, t);
    set_request(g, t, x);
    g->in_flight[g->flights++] = t;
    if (curl_multi_add_handle(g->curl, t->easy) != CURLM_OK) {
        transfer_free(g, t);
        return ERR_INTERNAL;
    }
    return ERR_OK;
}

/* Not a byte of the request was written: it cannot have been processed. */
static bool
surely_not_sent(CURL *easy)
{
    long       request_size = 0;
    curl_off_t uploaded = 0;

    curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &request_size);
    curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &uploaded);
    return request_size == 0 && uploaded == 0;
}

static void
finish(struct gateway *g, struct transfer *t, CURLcode code)
{
    long         status = 0;
    struct reply r = {.transport = TRANSPORT_ANSWERED, .body = t->reply.bytes, .len = t->reply.len};

    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    r.http_status = (int)status;
    if (code != CURLE_OK) {
        r.transport = surely_not_sent(t->easy) ? TRANSPORT_NOT_SENT : TRANSPORT_LOST;
        r.http_status = 0;
        log_event(LOG_WARN, "daraja.no_answer", "why", curl_easy_strerror(code), "sent",
                  r.transport == TRANSPORT_LOST ? "yes" : "no", NULL);
    }
    t->done(g, t->job, &r, clock_monotonic_ms() - t->begun_ms, t->mem);
    transfer_free(g, t);
}

/* Ends what has ended; false when nothing has. */
static bool
finish_ended(struct gateway *g)
{
    bool     any = false;
    int      left;
    CURLMsg *m;

    while ((m = curl_multi_info_read(g->curl, &left))) {
        struct transfer *t;
        if (m->msg != CURLMSG_DONE)
            continue;
        CURLcode code = m->data.result;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &t);
        finish(g, t, code);
        any = true;
    }
    return any;
}

void
transfer_turn(struct gateway *g, int wait_ms)
{
    struct curl_waitfd doors[] = {{.fd = g->wake_fd, .events = CURL_WAIT_POLLIN},
                                  {.fd = g->question_fd, .events = CURL_WAIT_POLLIN}};
    int                running;

    curl_multi_perform(g->curl, &running);
    if (finish_ended(g))
        wait_ms = 0; /* what ended may have made work: look for pokes, but do not sleep on it */
    curl_multi_poll(g->curl, doors, 2, wait_ms, NULL);
    if (doors[0].revents)
        poke_drain(g->wake_fd);
    curl_multi_perform(g->curl, &running);
    finish_ended(g);
}

void
transfer_abandon_all(struct gateway *g)
{
    while (g->flights)                                  /* one fewer after each */
        transfer_free(g, g->in_flight[g->flights - 1]); /* NOLINT(clang-analyzer-unix.Malloc) */
    curl_multi_cleanup(g->curl);
    g->curl = NULL;
}
