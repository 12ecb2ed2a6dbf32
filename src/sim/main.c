/*
 * main.c - daraja-sim: a stand-in for Safaricom's Daraja. Reads like a table of contents.
 *
 * One thread does everything: it waits for requests, callbacks, signals and the next timer together, and
 * nothing in the program needs a lock.
 */
#include <curl/curl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/number.h"
#include "sim/call.h"
#include "sim/chance.h"
#include "sim/courier.h"
#include "sim/credential.h"
#include "sim/options.h"
#include "sim/server.h"
#include "sim/timer.h"
#include "sim/world.h"

enum { SWEEP_MS = 250 };

/* SIGTERM and SIGINT become readable; a callback to a closed connection must not end the program. */
static int
open_signals(void)
{
    sigset_t stops;

    sigemptyset(&stops);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGINT);
    sigprocmask(SIG_BLOCK, &stops, NULL);
    signal(SIGPIPE, SIG_IGN);
    return signalfd(-1, &stops, SFD_NONBLOCK | SFD_CLOEXEC);
}

/* Every slow request is a descriptor. */
static void
raise_descriptors(void)
{
    struct rlimit most;

    if (getrlimit(RLIMIT_NOFILE, &most) == 0) {
        most.rlim_cur = most.rlim_max;
        setrlimit(RLIMIT_NOFILE, &most);
    }
}

static bool
stop_asked(int signals)
{
    struct signalfd_siginfo info;

    return read(signals, &info, sizeof info) == (ssize_t)sizeof info;
}

static void
serve(struct world *w, struct server *s, int signals)
{
    int     fds[] = {server_fd(s), signals};
    int64_t swept_ms = clock_monotonic_ms();

    while (!stop_asked(signals)) {
        courier_run(w->courier, fds, COUNT(fds), timers_wait(w->timers, server_wait(s, SWEEP_MS)));
        timers_run(w->timers);
        if (clock_monotonic_ms() - swept_ms >= SWEEP_MS) {
            call_sweep(w);
            swept_ms = clock_monotonic_ms();
        }
        server_run(s);
    }
}

static bool
plant_seed(const struct options *o)
{
    int64_t seed;

    if (!o->seed)
        return true;
    if (!int64_parse(o->seed, INT64_MIN + 1, INT64_MAX, &seed))
        return false;
    chance_seed((uint64_t)seed);
    return true;
}

static bool
write_certificate(struct world *w)
{
    const char *file = w->options->certificate;

    return !file || (world_credential(w) && credential_write_pem(world_credential(w), file));
}

int
main(int argc, char **argv)
{
    struct options o;
    bool           help = false;

    if (!options_read(argc, argv, &o, &help) || (!help && !plant_seed(&o)))
        return EXIT_FAILURE;
    if (help)
        return EXIT_SUCCESS;
    int signals = open_signals();
    raise_descriptors();
    curl_global_init(CURL_GLOBAL_DEFAULT);

    struct world  *w = world_new(&o);
    struct server *s = write_certificate(w) ? server_open(w) : NULL;
    if (s) {
        serve(w, s, signals);
        server_close(s);
    }
    world_free(w);
    curl_global_cleanup();
    log_event(LOG_INFO, "sim.stopped", NULL);
    return s ? EXIT_SUCCESS : EXIT_FAILURE;
}
