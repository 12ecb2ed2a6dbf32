#include "base/net.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

#define SEPARATORS " \t,"

enum { ENTRY_SIZE = INET6_ADDRSTRLEN + 4 };

/* Always 16 bytes: IPv4 lives in ::ffff:0:0/96, so that both kinds are compared the same way. */
struct network {
    unsigned char bytes[16];
    int           bits;
};

static bool
address_parse(const char *text, struct network *out, int *width)
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};

    *width = 128;
    if (inet_pton(AF_INET6, text, out->bytes) != 1) {
        memcpy(out->bytes, mapped, sizeof mapped);
        if (inet_pton(AF_INET, text, out->bytes + sizeof mapped) != 1)
            return false;
        *width = 32;
    }
    out->bits = 128;
    return true;
}

static bool
network_parse(const char *entry, size_t n, struct network *out)
{
    char    text[ENTRY_SIZE];
    int     width;
    int64_t bits;

    if (n >= sizeof text)
        return false;
    snprintf(text, sizeof text, "%.*s", (int)n, entry);
    char *slash = strchr(text, '/');
    if (slash)
        *slash = '\0';
    if (!address_parse(text, out, &width))
        return false;
    if (slash) {
        if (!int64_parse(slash + 1, 0, width, &bits))
            return false;
        out->bits = 128 - width + (int)bits;
    }
    return true;
}

static bool
network_has(const struct network *net, const unsigned char addr[16])
{
    int whole = net->bits / 8, rest = net->bits % 8;

    if (memcmp(net->bytes, addr, (size_t)whole) != 0)
        return false;
    return rest == 0 || (net->bytes[whole] ^ addr[whole]) >> (8 - rest) == 0;
}

/* The next entry at or after *p, and its length; 0 at the end. */
static size_t
next_entry(const char **p)
{
    *p += strspn(*p, SEPARATORS);
    return strcspn(*p, SEPARATORS);
}

bool
net_list_has(const char *list, const char *addr)
{
    struct network one, net;
    int            width;

    if (!list || !addr || !address_parse(addr, &one, &width))
        return false;
    for (size_t n; (n = next_entry(&list)) > 0; list += n)
        if (network_parse(list, n, &net) && network_has(&net, one.bytes))
            return true;
    return false;
}

const char *
net_list_fault(struct arena *mem, const char *list)
{
    struct network net;

    for (size_t n; (n = next_entry(&list)) > 0; list += n)
        if (!network_parse(list, n, &net))
            return arena_strndup(mem, list, n);
    return NULL;
}

const char *
net_client(struct arena *mem, const char *trusted, const char *peer, const char *forwarded)
{
    const char *client = peer;
    size_t      end = forwarded ? strlen(forwarded) : 0;

    while (end > 0 && net_list_has(trusted, client)) {
        size_t begin = end;
        while (begin > 0 && forwarded[begin - 1] != ',')
            begin--;
        size_t         from = begin + strspn(forwarded + begin, " \t");
        size_t         n = from < end ? strcspn(forwarded + from, SEPARATORS) : 0;
        char          *one = arena_strndup(mem, forwarded + from, n);
        struct network ignored;
        int            width;
        if (!address_parse(one, &ignored, &width))
            break;
        client = one;
        end = begin > 0 ? begin - 1 : 0;
    }
    return client;
}
