#include "daraja/address.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/text.h"

enum { URL_MOST = 500 };

/* Anywhere in the address, in any case. "exec" is in "exe". */
static const char *const refused_words[] = {"m-pesa", "mpesa", "safaricom", "exe", "cmd", "sql", "query"};

static const char *const local_hosts[] = {"localhost", "127.", "0.0.0.0", "[::1]", "10.", "192.168.", "169.254."};

/* Inspectors and tunnels that Daraja does not call. */
static const char *const tunnels[] = {"ngrok", "mockbin", "requestbin"};

static bool
holds_any(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasestr(text, words[i]))
            return true;
    return false;
}

static bool
is_local(const char *host)
{
    for (size_t i = 0; i < COUNT(local_hosts); i++)
        if (strncasecmp(host, local_hosts[i], strlen(local_hosts[i])) == 0)
            return true;
    return false;
}

static bool
is_plain(const char *url)
{
    for (; *url; url++)
        if (!isgraph((unsigned char)*url) || strchr("<>\"\\^`{|}", *url))
            return false;
    return true;
}

const char *
address_fault(const char *url, bool live)
{
    bool        https = strncmp(url, "https://", 8) == 0, http = strncmp(url, "http://", 7) == 0;
    const char *host = url + (https ? 8 : 7);

    if (!https && (live || !http))
        return N_("The address must begin with https://.");
    if (strlen(url) > URL_MOST || !is_plain(url) || !isalnum((unsigned char)*host))
        return N_("The address is not a plain web address: no blanks, brackets or other special characters.");
    if (holds_any(url, refused_words, COUNT(refused_words)))
        return N_(
            "Daraja refuses addresses that hold one of the words mpesa, m-pesa, safaricom, exe, cmd, sql or query.");
    if (live && is_local(host))
        return N_("Safaricom cannot reach this address: it is inside your own network.");
    if (live && holds_any(url, tunnels, COUNT(tunnels)))
        return N_("Safaricom does not call tunnel and test services. Use your own domain.");
    for (const char *p = host; *p && *p != '/'; p++)
        if (isupper((unsigned char)*p))
            return N_("Write the host name in small letters.");
    return NULL;
}
