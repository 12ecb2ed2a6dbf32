#include "cli/supervise.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

enum {
    QUICK_MS = 5000,
    PAUSE_MOST_MS = 10000,
    ASK_AGAIN_MS = 2500,
    KILL_AFTER_MS = 4500,
    LOOK_EVERY_MS = 200,
    ORPHANS_MS = 1000
};

static sigset_t
watched(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGCHLD);
    return set;
}

/* A group of its own, so that Ctrl-C reaches it only through us, and so that its children can be ended with it. */
_Noreturn static void
become(const struct program *p)
{
    sigset_t none;

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (p->enter)
        p->enter(p->arg);
    execv(p->argv[0], p->argv);
    log_event(LOG_ERR, "supervise.cannot_start", "program", p->argv[0], "why", strerror(errno), NULL);
    _exit(127);
}

static void
start(struct program *p)
{
    pid_t pid = fork();

    p->started_ms = clock_monotonic_ms();
    if (pid == 0)
        become(p);
    p->pid = pid > 0 ? pid : 0;
    log_event(LOG_INFO, "supervise.started", "program", p->name, "pid", I64(pid), NULL);
}

static struct program *
by_pid(struct program *programs, int count, pid_t pid)
{
    for (int i = 0; i < count; i++)
        if (programs[i].pid == pid)
            return &programs[i];
    return NULL;
}

/* What a dead program had started is ended before it starts anew: lighttpd would take the workers of the one before it
 * for ready, and would not replace them when they go. */
static bool
is_gone(struct program *p)
{
    if (!p->orphans)
        return true;
    if (kill(-p->orphans, clock_monotonic_ms() - p->died_ms > ORPHANS_MS ? SIGKILL : 0) == 0)
        return false;
    p->orphans = 0;
    return true;
}

/* Notes every death, and ends what the dead program started. Orphans come to us (supervise_run), and are reaped here
 * too. */
static void
reap(struct program *programs, int count)
{
    pid_t pid;
    int   status;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        struct program *p = by_pid(programs, count, pid);
        if (!p)
            continue;
        kill(-pid, SIGTERM);
        p->orphans = pid;
        p->died_ms = clock_monotonic_ms();
        p->pid = 0;
        bool quick = clock_monotonic_ms() - p->started_ms < QUICK_MS;
        p->quick_deaths = quick ? p->quick_deaths + 1 : 0;
        log_event(LOG_WARN, "supervise.died", "program", p->name, "status",
                  I64(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)), NULL);
    }
}

static int64_t
pause_ms(const struct program *p)
{
    int64_t pause = p->quick_deaths <= 1 ? 0 : 250;

    for (int i = 2; i < p->quick_deaths && pause < PAUSE_MOST_MS; i++)
        pause *= 2;
    return pause;
}

static void
restart_dead(struct program *programs, int count)
{
    int64_t now = clock_monotonic_ms();

    for (int i = 0; i < count; i++)
        if (programs[i].pid == 0 && is_gone(&programs[i]) && now >= programs[i].started_ms + pause_ms(&programs[i]))
            start(&programs[i]);
}

static int
running(struct program *programs, int count)
{
    int n = 0;

    for (int i = 0; i < count; i++)
        n += programs[i].pid != 0 || !is_gone(&programs[i]);
    return n;
}

static void
signal_all(struct program *programs, int count, int signal_number)
{
    for (int i = count - 1; i >= 0; i--)
        if (programs[i].pid)
            kill(signal_number ? -programs[i].pid : programs[i].pid,
                 signal_number ? signal_number : programs[i].stop_signal);
}

static void
wait_a_little(const sigset_t *set)
{
    struct timespec t = {.tv_nsec = LOOK_EVERY_MS * 1000000L};

    sigtimedwait(set, NULL, &t);
}

static void
stop_all(struct program *programs, int count)
{
    sigset_t set = watched();
    int64_t  begun = clock_monotonic_ms();
    bool     asked_again = false;

    signal_all(programs, count, 0);
    for (;;) {
        reap(programs, count);
        if (!running(programs, count))
            return;
        int64_t waited = clock_monotonic_ms() - begun;
        if (waited >= KILL_AFTER_MS) {
            signal_all(programs, count, SIGKILL);
        } else if (waited >= ASK_AGAIN_MS && !asked_again) {
            signal_all(programs, count, SIGTERM);
            asked_again = true;
        }
        wait_a_little(&set);
    }
}

/* `ready` may take its time, and must not keep us from restarting what dies or from stopping. */
static pid_t
call_ready(void (*ready)(void *arg), void *arg)
{
    sigset_t none;
    pid_t    pid = fork();

    if (pid != 0)
        return pid;
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    ready(arg);
    _exit(0);
}

int
supervise_run(struct program *programs, int count, void (*ready)(void *arg), void *arg)
{
    sigset_t set = watched();

    sigprocmask(SIG_BLOCK, &set, NULL);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    for (int i = 0; i < count; i++)
        start(&programs[i]);
    pid_t telling = ready ? call_ready(ready, arg) : 0;
    for (;;) {
        struct timespec t = {.tv_nsec = LOOK_EVERY_MS * 1000000L};
        int             got = sigtimedwait(&set, NULL, &t);
        if (got == SIGINT || got == SIGTERM || got == SIGHUP)
            break;
        reap(programs, count);
        restart_dead(programs, count);
    }
    log_event(LOG_INFO, "supervise.stopping", NULL);
    if (telling > 0)
        kill(telling, SIGKILL);
    stop_all(programs, count);
    log_event(LOG_INFO, "supervise.stopped", NULL);
    return 0;
}
