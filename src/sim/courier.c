#include "sim/courier.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "sim/timer.h"
#include "sim/world.h"

enum { CONNECT_MS = 10000, TOTAL_MS = 30000, FDS_MOST = 8, DIALS_MOST = 1000, REPLY_MOST = 4096 };

struct delivery {
    struct delivery   *next, **link;
    struct courier    *courier;
    struct parcel      parcel;
    struct timer      *timer; /* until it leaves */
    CURL              *easy;  /* afterwards */
    struct curl_slist *headers;
    int64_t            left_ms, left_wall_ms;
    char              *reply; /* REPLY_MOST + 1 bytes, where it is wanted */
    size_t             reply_len;
};

struct courier {
    struct world    *world;
    CURLM           *multi;
    struct delivery *all;
};

struct courier *
courier_new(struct world *w)
{
    struct courier *c = calloc(1, sizeof *c);

    if (!c)
        abort();
    c->world = w;
    c->multi = curl_multi_init();
    curl_multi_setopt(c->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)DIALS_MOST);
    return c;
}

static char *
copy(const char *text)
{
    char *t = text ? strdup(text) : NULL;

    if (text && !t)
        abort();
    return t;
}

static void
delivery_free(struct delivery *d)
{
    timer_cancel(d->timer);
    if (d->easy) {
        curl_multi_remove_handle(d->courier->multi, d->easy);
        curl_easy_cleanup(d->easy);
    }
    curl_slist_free_all(d->headers);
    *d->link = d->next;
    if (d->next)
        d->next->link = d->link;
    free((void *)d->parcel.url);
    free((void *)d->parcel.body);
    free((void *)d->parcel.shortcode);
    free(d->reply);
    free(d);
}

void
courier_clear(struct courier *c)
{
    for (struct delivery *d = c->all, *next; d; d = next) {
        next = d->next;
        delivery_free(d);
    }
}

void
courier_free(struct courier *c)
{
    courier_clear(c);
    curl_multi_cleanup(c->multi);
    free(c);
}

/* What is more than anybody wants to see is cut. */
static size_t
swallow(char *bytes, size_t size, size_t n, void *arg)
{
    struct delivery *d = arg;
    size_t           room = d->reply ? REPLY_MOST - d->reply_len : 0;
    size_t           kept = size * n < room ? size * n : room;

    if (kept)
        memcpy(d->reply + d->reply_len, bytes, kept);
    d->reply_len += kept;
    return size * n;
}

/* A test's own server on this machine need not have a certificate that anyone else would trust. */
static bool
is_here(const char *url)
{
    const char *host = strstr(url, "://");

    host = host ? host + 3 : url;
    return strncmp(host, "127.", 4) == 0 || strncmp(host, "[::1]", 5) == 0;
}

static void
set_headers(struct delivery *d)
{
    char line[80];

    d->headers = curl_slist_append(d->headers, "Content-Type: application/json;charset=UTF-8");
    d->headers = curl_slist_append(d->headers, "Expect:");
    if (d->parcel.shortcode) {
        snprintf(line, sizeof line, "Businessshortcode: %.40s", d->parcel.shortcode);
        d->headers = curl_slist_append(d->headers, line);
    }
}

static void
leave(void *arg)
{
    struct delivery *d = arg;
    CURL            *e = curl_easy_init();
    long             verify = d->courier->world->options->no_verify || is_here(d->parcel.url) ? 0L : 1L;

    d->timer = NULL;
    d->easy = e;
    set_headers(d);
    curl_easy_setopt(e, CURLOPT_URL, d->parcel.url);
    curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(e, CURLOPT_PROXY, "");
    curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(e, CURLOPT_FORBID_REUSE, 1L); /* on a reused connection curl may quietly send twice */
    curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, d->parcel.patience_ms ? (long)d->parcel.patience_ms : (long)TOTAL_MS);
    curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, verify);
    curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, verify ? 2L : 0L);
    curl_easy_setopt(e, CURLOPT_HTTPHEADER, d->headers);
    curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE, (long)strlen(d->parcel.body));
    curl_easy_setopt(e, CURLOPT_POSTFIELDS, d->parcel.body);
    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, swallow);
    curl_easy_setopt(e, CURLOPT_WRITEDATA, d);
    curl_easy_setopt(e, CURLOPT_PRIVATE, d);
    d->left_ms = clock_monotonic_ms();
    d->left_wall_ms = clock_now_ms();
    curl_multi_add_handle(d->courier->multi, e);
}

void
courier_send(struct courier *c, const struct parcel *p)
{
    struct delivery *d = calloc(1, sizeof *d);

    if (!d)
        abort();
    d->courier = c;
    d->parcel = *p;
    d->parcel.url = copy(p->url);
    d->parcel.body = copy(p->body);
    d->parcel.shortcode = copy(p->shortcode);
    d->next = c->all;
    d->link = &c->all;
    if (d->next)
        d->next->link = &d->next;
    c->all = d;
    if (p->wants_reply && !(d->reply = calloc(1, REPLY_MOST + 1)))
        abort();
    d->timer = timer_add(c->world->timers, p->delay_ms, leave, d);
}

static void
arrived(struct delivery *d, CURLcode code)
{
    struct attempt made = {
        .url = d->parcel.url,
        .at_ms = d->left_wall_ms,
        .took_ms = clock_monotonic_ms() - d->left_ms,
        .error = code == CURLE_OK ? NULL : curl_easy_strerror(code),
        .reply = d->reply,
    };

    if (code == CURLE_OK)
        curl_easy_getinfo(d->easy, CURLINFO_RESPONSE_CODE, &made.status);
    log_event(LOG_INFO, "callback", "status", I64(made.status), "ms", I64(made.took_ms), "error", made.error, NULL);
    d->parcel.done(d->courier->world, &d->parcel, &made);
    delivery_free(d);
}

void
courier_run(struct courier *c, const int *fds, unsigned n, int64_t wait_ms)
{
    struct curl_waitfd extra[FDS_MOST] = {0};
    CURLMsg           *m;
    int                running, left;

    for (unsigned i = 0; i < n && i < FDS_MOST; i++)
        extra[i] = (struct curl_waitfd){.fd = fds[i], .events = CURL_WAIT_POLLIN};
    curl_multi_poll(c->multi, extra, n < FDS_MOST ? n : FDS_MOST, (int)wait_ms, NULL);
    curl_multi_perform(c->multi, &running);
    while ((m = curl_multi_info_read(c->multi, &left)))
        if (m->msg == CURLMSG_DONE) {
            struct delivery *d;
            curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&d);
            arrived(d, m->data.result);
        }
}
