#include "rent/who.h"

#include <string.h>

#include "base/err.h"

static const char *const names[] = {
    [ROLE_NONE] = "",       [ROLE_TENANT] = "tenant", [ROLE_CARETAKER] = "caretaker", [ROLE_ACCOUNTANT] = "accountant",
    [ROLE_AGENT] = "agent", [ROLE_OWNER] = "owner",   [ROLE_OPERATOR] = "operator",
};
_Static_assert(COUNT(names) == ROLE_COUNT, "name each role");

const char *
role_name(enum role r)
{
    return names[r];
}

enum role
role_from(const char *name)
{
    for (int r = ROLE_TENANT; name && r < ROLE_COUNT; r++)
        if (strcmp(name, names[r]) == 0)
            return (enum role)r;
    return ROLE_NONE;
}

bool
role_is_landlord_side(enum role r)
{
    return r == ROLE_CARETAKER || r == ROLE_ACCOUNTANT || r == ROLE_AGENT || r == ROLE_OWNER;
}
