/*
 * supervise.h - starts programs, restarts what dies, stops all.
 */
#ifndef CLI_SUPERVISE_H
#define CLI_SUPERVISE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct program {
    const char  *name;
    char *const *argv;
    void (*enter)(const void *arg); /* in the child, before exec; NULL */
    const void *arg;
    int         stop_signal; /* asks it to finish what it has begun */

    /* kept by supervise_run */
    pid_t   pid, orphans; /* orphans: the group of one that died, while any of it is left */
    int64_t started_ms, died_ms;
    int     quick_deaths; /* in a row, less than five seconds after the start */
};

/*
 * Runs until SIGINT or SIGTERM, then stops all within 5 s, the last started first. A program that dies is started again
 * at once, or after a pause that grows when it dies again and again. `ready` is called once, in a process of its own,
 * after all have been started. Returns an exit status.
 */
int supervise_run(struct program *programs, int count, void (*ready)(void *arg), void *arg);

#endif
