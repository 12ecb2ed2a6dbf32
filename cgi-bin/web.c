/*
 * web.c - the FastCGI program behind every page and the JSON API.
 *
 * lighttpd starts RENTEASE_WORKERS of it, each with a socket of its own as file 0, and the configuration in
 * the environment. A worker answers one request at a time, and finishes it before it gives way to a signal.
 */
#include <fcgiapp.h>
#include <signal.h>
#include <sodium.h>

#include "base/harden.h"
#include "base/log.h"
#include "web/app.h"
#include "web/fcgi.h"
#include "web/upload.h"

/* Twice the largest answer, as it grows by doubling, and once more as it goes over the wire; and an upload, its parts,
 * its text in another spelling, and its cells. */
enum { REQUEST_CEILING = 6 * RESPONSE_CEILING + 10 * UPLOAD_BODY_MOST };

static volatile sig_atomic_t stopping;

static void
on_stop(int signal_number)
{
    (void)signal_number;
    stopping = 1;
    FCGX_ShutdownPending();
}

/* No SA_RESTART: a worker that waits for work must notice. After FCGX_Init, which sets its own handlers. */
static void
listen_to_signals(void)
{
    static const int stops[] = {SIGTERM, SIGINT, SIGUSR1};
    struct sigaction sa = {.sa_handler = on_stop};

    sigemptyset(&sa.sa_mask);
    for (size_t i = 0; i < COUNT(stops); i++)
        sigaction(stops[i], &sa, NULL);
    sa.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &sa, NULL);
}

static void
answer(struct app *app, struct FCGX_Request *fcgi, struct arena *mem)
{
    struct request  rq;
    struct response rs = response_new(mem);

    fcgi_read(fcgi, mem, app->conf->trusted_proxy, &rq);
    fcgi_read_body(fcgi, &rq, app_body_most(app, &rq));
    app_answer(app, &rq, &rs);
    struct buf wire = response_wire(&rs, &rq, app->secure);
    FCGX_PutStr(wire.bytes, (int)wire.len, fcgi->out);
}

/* Detached, libfcgi does not wait for lighttpd to hang up: worth 40 % on small answers (stack.md 12). */
static void
serve(struct app *app)
{
    struct FCGX_Request fcgi;
    struct arena       *mem = arena_new(REQUEST_CEILING);

    if (FCGX_InitRequest(&fcgi, 0, FCGI_FAIL_ACCEPT_ON_INTR) == 0) {
        while (!stopping && FCGX_Accept_r(&fcgi) == 0) {
            answer(app, &fcgi, mem);
            FCGX_Detach(&fcgi);
            FCGX_Finish_r(&fcgi);
            FCGX_Attach(&fcgi);
            arena_reset(mem);
        }
        FCGX_Free(&fcgi, 1);
    }
    arena_free(mem);
}

int
main(void)
{
    static struct conf conf; /* as long as the process: what it points to is never given back */
    struct app         app;
    char               why[256];

    harden();
    if (conf_load(&conf, NULL, why, sizeof why) != ERR_OK) {
        log_event(LOG_ERR, "web.cannot_start", "why", why, NULL);
        return 1;
    }
    if (sodium_init() < 0 || FCGX_Init() != 0) {
        log_event(LOG_ERR, "web.cannot_start", "why", "libsodium or libfcgi does not start", NULL);
        return 1;
    }
    listen_to_signals();
    if (app_open(&app, &conf) != ERR_OK)
        return 1;
    log_event(LOG_INFO, "web.ready", NULL);
    serve(&app);
    app_close(&app);
    return 0;
}
