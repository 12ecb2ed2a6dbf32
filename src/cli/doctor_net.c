#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "cli/doctor.h"
#include "daraja/answer.h"

enum { CONNECT_MS = 5000, TOTAL_MS = 20000, BODY_MOST = 64 * 1024, SKEW_MOST_S = 30, DAYS_LEAST = 14, DAY_S = 86400 };

/* One GET and what came of it. */
struct visit {
    const char *user, *password; /* NULL: none */
    bool        unverified;      /* to look at a certificate that is not trusted */
    CURLcode    code;
    long        status;
    struct buf  body;
    int64_t     date, sent_at; /* the answer's Date, and our clock then; 0: none */
    int64_t     ends_at;       /* the certificate's last day; 0: not told */
};

static size_t
take(char *bytes, size_t size, size_t n, void *arg)
{
    buf_add(&((struct visit *)arg)->body, bytes, size * n);
    return size * n;
}

static size_t
take_header(char *bytes, size_t size, size_t n, void *arg)
{
    struct visit *v = arg;
    char          line[128];
    size_t        len = size * n < sizeof line - 1 ? size * n : sizeof line - 1;

    memcpy(line, bytes, len);
    line[len] = '\0';
    if (strncasecmp(line, "Date:", 5) == 0)
        v->date = curl_getdate(line + 5, NULL);
    return size * n;
}

static void
read_certificate(CURL *easy, struct visit *v)
{
    struct curl_certinfo *info = NULL;

    if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &info) != CURLE_OK || !info || info->num_of_certs < 1)
        return;
    for (struct curl_slist *line = info->certinfo[0]; line; line = line->next)
        if (strncasecmp(line->data, "Expire date:", 12) == 0)
            v->ends_at = curl_getdate(line->data + 12, NULL);
}

static void
visit(struct doctor *d, const char *url, struct visit *v)
{
    CURL *easy = curl_easy_init();

    v->body = buf_new(d->c->mem, BODY_MOST);
    v->sent_at = clock_now();
    v->code = CURLE_FAILED_INIT;
    if (!easy)
        return;
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)TOTAL_MS);
    curl_easy_setopt(easy, CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, v);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, v);
    if (v->unverified) {
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
    if (v->user) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
        curl_easy_setopt(easy, CURLOPT_USERNAME, v->user);
        curl_easy_setopt(easy, CURLOPT_PASSWORD, v->password);
    }
    v->code = curl_easy_perform(easy);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &v->status);
    read_certificate(easy, v);
    curl_easy_cleanup(easy);
}

/* ---- what runs ---- */

/* Held by us until the end, no gateway can start in between. */
static bool
gateway_runs(struct doctor *d)
{
    int fd = open(conf_path(&d->c->conf, "run/gateway.lock"), O_RDWR | O_CLOEXEC);

    if (fd < 0)
        return false;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
        d->lock_fd = fd;
        return false;
    }
    close(fd);
    return true;
}

static bool
answers(struct doctor *d, const char *path)
{
    struct visit v = {0};

    visit(d, arena_printf(d->c->mem, "http://%s%s", d->c->conf.listen, path), &v);
    return v.code == CURLE_OK && v.status && v.status < 500;
}

void
doctor_running(struct doctor *d)
{
    bool        gateway = gateway_runs(d), web = answers(d, "/healthz"), hooks = answers(d, "/hooks/none");
    const char *logs = arena_printf(d->c->mem, "Look into %s and what `rentease serve` said, then start it anew.",
                                    conf_path(&d->c->conf, "logs"));

    d->running = web;
    if (!gateway && !web && !hooks) {
        doctor_say(d, DOCTOR_UNKNOWN, "programs", "Start it: rentease serve.", "RentEase is not running");
        return;
    }
    doctor_say(d, gateway ? DOCTOR_OK : DOCTOR_WRONG, "gateway", gateway ? NULL : logs,
               gateway ? "it runs" : "it does not run, though the web does: nothing is sent to Safaricom");
    doctor_say(d, web ? DOCTOR_OK : DOCTOR_WRONG, "web", web ? NULL : logs,
               web ? "%s/healthz answers" : "%s/healthz does not answer", d->c->conf.listen);
    doctor_say(d, hooks ? DOCTOR_OK : DOCTOR_WRONG, "callback door", hooks ? NULL : logs,
               hooks ? "%s/hooks answers" : "%s/hooks does not answer: what Safaricom reports is lost",
               d->c->conf.listen);
}

/* ---- Daraja ---- */

static void
tell_clock(struct doctor *d, const struct visit *v)
{
    int64_t skew = v->sent_at - v->date;

    if (!v->date)
        doctor_say(d, DOCTOR_UNKNOWN, "clock", "Compare it with another: date -u", "Daraja's answer tells no time");
    else if (skew > SKEW_MOST_S || skew < -SKEW_MOST_S)
        doctor_say(d, DOCTOR_WRONG, "clock", "Set it right and keep it so: timedatectl set-ntp true",
                   "it is %s %s Daraja's", doctor_span(d->c->mem, skew < 0 ? -skew : skew),
                   skew < 0 ? "behind" : "ahead of");
    else
        doctor_say(d, DOCTOR_OK, "clock", NULL, "it agrees with Daraja's to %lld seconds",
                   (long long)(skew < 0 ? -skew : skew));
}

static bool
reached(struct doctor *d, const struct visit *v)
{
    const char *url = d->c->conf.daraja_base_url;
    bool        html = v->body.len > 0 && memmem(v->body.bytes, v->body.len, "Incapsula", 9);

    if (v->code != CURLE_OK)
        doctor_say(d, DOCTOR_WRONG, "Daraja",
                   "Look at this machine's network, name service and firewall: it must reach that address.", "%s: %s",
                   url, curl_easy_strerror(v->code));
    else if (html)
        doctor_say(d, DOCTOR_WRONG, "Daraja",
                   "Safaricom's firewall turns this machine away. Ask your host for another address, or write to "
                   "apisupport@safaricom.co.ke.",
                   "%s answers with its firewall's page", url);
    else
        doctor_say(d, DOCTOR_OK, "Daraja", NULL, "%s answers", url);
    return v->code == CURLE_OK;
}

/* The stored token of the platform's app has ended with the one just given. */
static void
forget_token(struct doctor *d)
{
    struct query *q = db_query(d->db, SQL_NOTE_LOAD);

    query_text(q, ":name", "platform_app");
    const char *app = query_one(q) == ERR_OK ? row_text(q, d->c->mem, "value") : NULL;
    if (query_end(q) != ERR_OK || !app)
        return;
    q = db_query(d->db, SQL_TOKEN_DROP);
    query_text(q, ":app", app);
    if (query_run(q) != ERR_OK)
        doctor_say(d, DOCTOR_UNKNOWN, "token", NULL, "the stored one could not be dropped; the gateway will notice");
}

static void
tell_token(struct doctor *d, const struct visit *v)
{
    struct reply  r = {TRANSPORT_ANSWERED, (int)v->status, v->body.bytes, v->body.len};
    const char   *token = NULL;
    int           life;
    struct answer a = answer_to_oauth(d->c->mem, &r, &token, &life);

    if (a.kind == ANSWER_ACCEPTED)
        doctor_say(d, DOCTOR_OK, "token", NULL, "Daraja gave one for the platform's consumer key and secret");
    else if (a.kind == ANSWER_REJECTED)
        doctor_say(
            d, DOCTOR_WRONG, "token",
            "Copy DARAJA_CONSUMER_KEY and DARAJA_CONSUMER_SECRET again from My Apps on developer.safaricom.co.ke; "
            "sandbox keys work only in the sandbox.",
            "Daraja does not accept the platform's keys%s%s", a.message ? ": " : "", a.message ? a.message : "");
    else
        doctor_say(d, DOCTOR_UNKNOWN, "token", "Try again in a few minutes.", "Daraja gave no clear answer (HTTP %ld)",
                   v->status);
    if (a.kind == ANSWER_ACCEPTED && d->db)
        forget_token(d);
}

/* While a gateway runs, or may start, its token must live: then only the door is knocked at. */
void
doctor_daraja(struct doctor *d)
{
    const struct conf *c = &d->c->conf;
    bool               keys = *c->consumer_key && *c->consumer_secret;
    bool               ask = keys && d->lock_fd >= 0;
    struct visit       v = {.user = ask ? c->consumer_key : NULL, .password = ask ? c->consumer_secret : NULL};

    visit(d,
          arena_printf(d->c->mem, "%s%s", c->daraja_base_url,
                       ask ? "/oauth/v1/generate?grant_type=client_credentials" : "/"),
          &v);
    if (!reached(d, &v))
        return;
    tell_clock(d, &v);
    if (ask)
        tell_token(d, &v);
    d->asked_token = ask;
}

/* ---- the public address ---- */

static void
tell_certificate(struct doctor *d, const struct visit *v)
{
    int64_t days = (v->ends_at - clock_now()) / DAY_S;

    if (!v->ends_at)
        return;
    if (days < DAYS_LEAST)
        doctor_say(d, DOCTOR_WRONG, "its certificate",
                   "Renew it, and let that happen by itself: certbot renew, or your proxy's own way.",
                   days < 0 ? "it ended %lld days ago" : "it ends in %lld days", (long long)(days < 0 ? -days : days));
    else
        doctor_say(d, DOCTOR_OK, "its certificate", NULL, "good for %lld days more", (long long)days);
}

static bool
is_trust(CURLcode code)
{
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_CERTPROBLEM;
}

void
doctor_public(struct doctor *d)
{
    const char  *url = arena_printf(d->c->mem, "%s/healthz", d->c->conf.public_url);
    struct visit v = {0};

    if (!d->running) {
        doctor_say(d, DOCTOR_UNKNOWN, "public address", "Look again when RentEase runs.", "%s was not tried", url);
        return;
    }
    visit(d, url, &v);
    if (is_trust(v.code)) {
        struct visit again = {.unverified = true};
        visit(d, url, &again);
        doctor_say(d, DOCTOR_WRONG, "public address",
                   "Get a certificate from a known authority (Let's Encrypt is free), and serve its whole chain.",
                   "%s: %s", url, curl_easy_strerror(v.code));
        tell_certificate(d, &again);
        return;
    }
    if (v.code != CURLE_OK)
        doctor_say(d, DOCTOR_WRONG, "public address",
                   "Look at the name's DNS, the proxy and the firewall: Safaricom and tenants come by this address.",
                   "%s cannot be reached from here: %s", url, curl_easy_strerror(v.code));
    else if (v.status != 200)
        doctor_say(
            d, DOCTOR_WRONG, "public address",
            "Let the proxy pass every path to RENTEASE_LISTEN as it is, without a redirect or a sign-in of its own.",
            "%s answers with HTTP %ld", url, v.status);
    else
        doctor_say(d, DOCTOR_OK, "public address", NULL, "%s answers", url);
    tell_certificate(d, &v);
}
