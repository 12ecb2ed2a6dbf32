/*
 * hooks.c - the FastCGI program that receives what Daraja posts, and can touch nothing worth stealing.
 *
 * One process: many threads read and wait, one commits for all (hook/keep.h). It opens inbox.db and the key that marks
 * our addresses, and nothing else. Signals are main's; the threads are woken out of accept by SIGUSR2.
 */
#include <fcgiapp.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/harden.h"
#include "base/log.h"
#include "base/number.h"
#include "db/migrate.h"
#include "hook/door.h"

enum { THREADS = 32, MEM_CEILING = 1024 * 1024, JOIN_NS = 50 * 1000 * 1000 };

static volatile sig_atomic_t stopping;

static void
wake_up(int signal_number)
{
    (void)signal_number;
}

static struct knock
read_knock(const struct FCGX_Request *f)
{
    const char  *method = FCGX_GetParam("REQUEST_METHOD", f->envp), *path = FCGX_GetParam("PATH_INFO", f->envp);
    const char  *script = FCGX_GetParam("SCRIPT_NAME", f->envp), *peer = FCGX_GetParam("REMOTE_ADDR", f->envp);
    const char  *length = FCGX_GetParam("CONTENT_LENGTH", f->envp);
    struct knock k = {
        .method = method ? method : "",
        .path = path && *path ? path
                : script      ? script
                              : "",
        .peer = peer ? peer : "",
        .forwarded = FCGX_GetParam("HTTP_X_FORWARDED_FOR", f->envp),
        .length = -1,
    };
    int64_t n;

    if (length && int64_parse(length, 0, INT32_MAX, &n))
        k.length = (long)n;
    return k;
}

/* The whole body, or -1 when it was cut off or is longer than it said. */
static long
read_body(struct FCGX_Request *f, char *into, long length)
{
    long have = 0;

    while (have < length) {
        int n = FCGX_GetStr(into + have, (int)(length - have), f->in);
        if (n <= 0)
            return -1;
        have += n;
    }
    return have;
}

static void
answer(const struct door *d, struct FCGX_Request *f, struct arena *mem)
{
    struct knock     k = read_knock(f);
    struct admission a = door_admit(d, mem, &k);
    const char      *words = "";

    if (a.status == 200) {
        long  length = k.length < 0 ? 0 : k.length;
        char *body = arena_alloc(mem, (size_t)length + 1);
        long  n = read_body(f, body, length);
        a.status = n < 0 ? 400 : door_keep(d, &a, body, (size_t)n);
        if (a.status == 200)
            words = door_words(d, mem, &a, body, (size_t)n);
    }
    FCGX_PutS(door_answer(mem, a.status, words), f->out);
}

static void *
serve(void *arg)
{
    const struct door  *d = arg;
    struct FCGX_Request f;
    struct arena       *mem = arena_new(MEM_CEILING);

    if (FCGX_InitRequest(&f, 0, FCGI_FAIL_ACCEPT_ON_INTR) == 0) {
        while (!stopping) {
            if (FCGX_Accept_r(&f) != 0)
                continue;
            answer(d, &f, mem);
            FCGX_Detach(&f);
            FCGX_Finish_r(&f);
            FCGX_Attach(&f);
            arena_reset(mem);
        }
        FCGX_Free(&f, 1);
    }
    arena_free(mem);
    return NULL;
}

/* A signal may come just before accept begins to wait: knock until each has left. */
static void
join_all(pthread_t *threads)
{
    for (int i = 0; i < THREADS; i++) {
        struct timespec until;
        do {
            pthread_kill(threads[i], SIGUSR2);
            clock_gettime(CLOCK_REALTIME, &until);
            until.tv_nsec += JOIN_NS;
            until.tv_sec += until.tv_nsec / 1000000000;
            until.tv_nsec %= 1000000000;
        } while (pthread_timedjoin_np(threads[i], NULL, &until) != 0);
    }
}

static enum err
open_door(struct door *d, const struct conf *conf)
{
    const char *inbox = conf_path(conf, "inbox.db");
    enum err    e = box_key_file(conf_path(conf, "keys/hooks.key"), false, &d->key);

    if (e == ERR_OK)
        e = migrate_check(inbox, migrations_inbox);
    if (e == ERR_OK)
        e = keep_open(&d->keep, inbox, conf_path(conf, "run/gateway.sock"));
    d->listed = conf->callback_ips;
    d->trusted = conf->trusted_proxy;
    d->question = conf_path(conf, "run/question.sock");
    return e;
}

/* Stopping is main's business: blocked before any thread is made, as they inherit it. */
static sigset_t
block_stops(void)
{
    struct sigaction sa = {.sa_handler = wake_up};
    sigset_t         stops;

    sigaction(SIGUSR2, &sa, NULL);
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&stops);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &stops, NULL);
    return stops;
}

static int
serve_until(struct door *d, const sigset_t *stops)
{
    pthread_t threads[THREADS];
    int       caught;

    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, serve, d) != 0)
            return 1;
    sigwait(stops, &caught);
    stopping = 1;
    FCGX_ShutdownPending();
    join_all(threads);
    return 0;
}

int
main(void)
{
    static struct conf conf;
    struct door        d;
    char               why[256];

    harden();
    if (conf_load(&conf, NULL, why, sizeof why) != ERR_OK) {
        log_event(LOG_ERR, "hooks.cannot_start", "why", why, NULL);
        return 1;
    }
    if (FCGX_Init() != 0)
        return 1;
    sigset_t stops = block_stops();
    if (open_door(&d, &conf) != ERR_OK)
        return 1;
    log_event(LOG_INFO, "hooks.ready", NULL);
    int status = serve_until(&d, &stops);
    keep_close(d.keep);
    return status;
}
