#include "base/harden.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

static void
want(const char *what, int result)
{
    if (result != 0)
        log_event(LOG_WARN, "harden.missing", "what", what, "why", strerror(errno), NULL);
}

void
harden(void)
{
    const struct rlimit none = {0, 0};
    pid_t               parent = getppid();

    umask(077);
    want("no_core", setrlimit(RLIMIT_CORE, &none));
    want("no_new_privs", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
#ifndef __SANITIZE_ADDRESS__ /* the leak checker attaches to its own process */
    want("not_dumpable", prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
#endif
    want("die_with_parent", prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0));
    if (getppid() != parent) /* it died before it could tell us */
        exit(0);
}
