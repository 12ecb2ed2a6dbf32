#include "base/err.h"

static const struct {
    const char *name;
    int         status;
} table[] = {
    [ERR_OK] = {"ok", 200},
    [ERR_INPUT] = {"malformed", 400},
    [ERR_AUTH] = {"sign_in_required", 401},
    [ERR_FORBIDDEN] = {"forbidden", 403},
    [ERR_NOT_FOUND] = {"not_found", 404},
    [ERR_METHOD] = {"method_not_allowed", 405},
    [ERR_CONFLICT] = {"conflict", 409},
    [ERR_TOO_LARGE] = {"too_large", 413},
    [ERR_MEDIA] = {"unsupported_media_type", 415},
    [ERR_FIELD] = {"invalid_fields", 422},
    [ERR_LIMIT] = {"too_many_requests", 429},
    [ERR_INTERNAL] = {"internal", 500},
    [ERR_BUSY] = {"busy", 503},
};
_Static_assert(COUNT(table) == ERR_COUNT, "name each error");

const char *
err_name(enum err e)
{
    return table[e].name;
}

int
err_status(enum err e)
{
    return table[e].status;
}
