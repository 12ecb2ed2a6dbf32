#include "daraja/outside.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/net.h"
#include "base/text.h"
#include "daraja/address.h"
#include "daraja/credential.h"

enum { CERTIFICATE_MOST = 32 * 1024 };

static void
look_at_certificate(struct arena *mem, const char *path, int64_t now, struct golive_outside *o)
{
    struct credential_certificate c;
    char                         *bytes = arena_alloc(mem, CERTIFICATE_MOST);
    FILE                         *f = path && *path ? fopen(path, "re") : NULL;
    size_t                        n = f ? fread(bytes, 1, CERTIFICATE_MOST, f) : 0;

    if (f)
        fclose(f);
    if (!path || !*path)
        o->certificate_fault = N_("DARAJA_CERTIFICATE is not set: no certificate of Safaricom is there.");
    else if (!n)
        o->certificate_fault = N_("The file that DARAJA_CERTIFICATE names cannot be read, or is empty.");
    else if (credential_certificate_read(mem, bytes, n, now, &c, &o->certificate_fault) == ERR_OK) {
        o->certificate_fault = NULL;
        o->certificate = c.subject;
        o->certificate_end = c.not_after;
        o->certificate_expired = c.expired;
    }
}

/* The host of an address, without its port. */
static const char *
host_of(struct arena *mem, const char *url)
{
    const char *host = strstr(url, "://");

    host = host ? host + 3 : url;
    return arena_strndup(mem, host, *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":/"));
}

/* A name with a dot and a letter in its last part: no number, and not this machine alone. */
static bool
is_public_name(const char *host)
{
    const char *dot = strrchr(host, '.');

    return dot && isalpha((unsigned char)dot[1]) && strcasecmp(dot, ".local") != 0 &&
           strcasecmp(dot, ".localhost") != 0 && strcasecmp(dot, ".internal") != 0;
}

static const char *
fault_of(const struct conf *conf)
{
    const char *fault = address_fault(conf->callback_url, conf->production);

    return fault ? fault : address_fault(conf->timeout_url, conf->production);
}

struct golive_outside
outside_look(struct arena *mem, const struct conf *conf, int64_t now)
{
    static const char     safaricom[] = ".safaricom.co.ke", one_of_theirs[] = "196.201.214.200";
    const char           *host = host_of(mem, conf->daraja_base_url), *tail = strstr(host, safaricom);
    struct golive_outside o = {
        .production = conf->production,
        .simulator = !tail || strcmp(tail, safaricom) != 0,
        .public_url = conf->public_url,
        .business_short_code = conf->business_short_code,
        .callback_url = conf->callback_url,
        .address_fault = fault_of(conf),
        .https = strncmp(conf->public_url, "https://", 8) == 0,
        .named = is_public_name(host_of(mem, conf->public_url)),
        .ips_safaricoms = net_list_has(conf->callback_ips, one_of_theirs),
    };

    look_at_certificate(mem, conf->certificate, now, &o);
    return o;
}
