#include "sim/initiator.h"

#include <stddef.h>
#include <string.h>

#include "base/log.h"
#include "sim/credential.h"
#include "sim/organisation.h"
#include "sim/world.h"

enum { FAILURES_MOST = 3 };

static bool
credential_fits(struct world *w, const struct organisation *o, const char *sealed)
{
    const char *wanted = o->initiator_password ? o->initiator_password : "Safaricom999!";
    const char *plain = world_credential(w) ? credential_open(world_credential(w), w->mem, sealed) : NULL;

    return plain && strcmp(plain, wanted) == 0;
}

static bool
holds_role(const struct organisation *o, const char *role)
{
    size_t n = strlen(role);

    if (!o->roles)
        return true;
    for (const char *at = o->roles; (at = strstr(at, role)); at += n)
        if ((at == o->roles || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

const char *
initiator_check(struct world *w, struct organisation *o, const char *name, const char *credential, const char *role)
{
    if (o->locked)
        return "8006";
    if (strcmp(name, o->initiator ? o->initiator : "testapi") != 0)
        return "2001";
    if (!credential_fits(w, o, credential)) {
        o->locked = ++o->failures >= FAILURES_MOST;
        log_event(LOG_INFO, "initiator.refused", "shortcode", o->number, "failures", I64(o->failures), NULL);
        return "2001";
    }
    o->failures = 0;
    return holds_role(o, role) ? NULL : "21";
}
