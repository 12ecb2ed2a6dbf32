#include "web/password_slots.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

enum { LOOK_AGAIN_MS = 25 };

static int
slot_open(const struct conf *conf, struct arena *mem, int i)
{
    const char *path = arena_printf(mem, "%s/run/slot-%d", conf->data, i + 1);
    int         fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd < 0)
        log_event(LOG_ERR, "password_slot.cannot_open", "path", path, "why", strerror(errno), NULL);
    return fd;
}

static void
nap(void)
{
    const struct timespec t = {0, LOOK_AGAIN_MS * 1000000L};

    nanosleep(&t, NULL);
}

/* The index of the first one that could be locked; -1 when the time is over. */
static int
lock_any(const int fds[PASSWORD_SLOTS])
{
    int64_t until = clock_monotonic_ms() + PASSWORD_SLOT_WAIT_MS;

    do {
        for (int i = 0; i < PASSWORD_SLOTS; i++)
            if (flock(fds[i], LOCK_EX | LOCK_NB) == 0)
                return i;
        nap();
    } while (clock_monotonic_ms() < until);
    return -1;
}

enum err
password_slot_take(const struct conf *conf, struct arena *mem, struct password_slot *out)
{
    int  fds[PASSWORD_SLOTS], got = -1;
    bool open = true;

    for (int i = 0; i < PASSWORD_SLOTS; i++) {
        fds[i] = slot_open(conf, mem, i);
        open = open && fds[i] >= 0;
    }
    if (open)
        got = lock_any(fds);
    for (int i = 0; i < PASSWORD_SLOTS; i++)
        if (i != got && fds[i] >= 0)
            close(fds[i]);
    if (got < 0)
        return open ? ERR_BUSY : ERR_INTERNAL;
    out->fd = fds[got];
    return ERR_OK;
}

void
password_slot_give(struct password_slot *slot)
{
    close(slot->fd);
    slot->fd = -1;
}
