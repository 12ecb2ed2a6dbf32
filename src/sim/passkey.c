#include "sim/passkey.h"

#include <string.h>

#include "base/hash.h"

const char *
passkey_password(struct arena *mem, const char *shortcode, const char *passkey, const char *timestamp)
{
    const char *plain = arena_printf(mem, "%s%s%s", shortcode, passkey, timestamp);

    return base64_encode(mem, plain, strlen(plain));
}

bool
passkey_fits(struct arena *mem, const char *password, const char *shortcode, const char *passkey, const char *timestamp)
{
    return strcmp(password, passkey_password(mem, shortcode, passkey, timestamp)) == 0;
}
