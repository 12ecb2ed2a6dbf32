#include "sim/options.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/number.h"

/* Safaricom's public sandbox passkey (daraja.md 1.7). */
#define SANDBOX_PASSKEY "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919"

static const struct {
    const char *name;
    size_t      offset;
    const char *help;
} texts[] = {
    {"--listen", offsetof(struct options, listen), "ADDR   address to listen on (127.0.0.1)"},
    {"--control", offsetof(struct options, control), "TOKEN  asked of control requests; none: loopback only"},
    {"--consumer-key", offsetof(struct options, consumer_key), "K      the first app's key (sandbox-key)"},
    {"--consumer-secret", offsetof(struct options, consumer_secret), "S      its secret (sandbox-secret)"},
    {"--passkey", offsetof(struct options, passkey), "P      default passkey (the public sandbox one)"},
    {"--name", offsetof(struct options, name), "NAME   default business name (EXAMPLE HOMES)"},
    {"--certificate", offsetof(struct options, certificate), "FILE   write the certificate for SecurityCredential"},
    {"--key", offsetof(struct options, key), "FILE   keep its private key here, to be used again"},
    {"--seed", offsetof(struct options, seed), "N      make ids and receipts repeatable"},
};

static void
print_help(void)
{
    fputs("daraja-sim --port N [options]: a stand-in for Safaricom's Daraja API\n"
          "  --port             N      port to listen on; 0 chooses one\n",
          stdout);
    for (size_t i = 0; i < COUNT(texts); i++)
        printf("  %-18s %s\n", texts[i].name, texts[i].help);
    fputs("  --expired-certificate     its dates have passed, as Safaricom's have\n"
          "  --no-verify               accept any certificate of an https callback address\n",
          stdout);
}

static const char **
text_slot(struct options *o, const char *name)
{
    for (size_t i = 0; i < COUNT(texts); i++)
        if (strcmp(texts[i].name, name) == 0)
            return (const char **)(void *)((char *)o + texts[i].offset);
    return NULL;
}

static bool *
switch_slot(struct options *o, const char *name)
{
    if (strcmp(name, "--no-verify") == 0)
        return &o->no_verify;
    return strcmp(name, "--expired-certificate") == 0 ? &o->expired_certificate : NULL;
}

static bool
wrong(const char *what, const char *which)
{
    fprintf(stderr, "daraja-sim: %s %s (see --help)\n", what, which);
    return false;
}

static bool
read_one(struct options *o, const char *name, const char *value)
{
    const char **slot = text_slot(o, name);

    if (!slot && strcmp(name, "--port") != 0)
        return wrong("unknown option", name);
    if (!value)
        return wrong("a value is missing after", name);
    if (slot) {
        *slot = value;
        return true;
    }
    return int64_parse(value, 0, 65535, &o->port) || wrong("not a port:", value);
}

bool
options_read(int argc, char **argv, struct options *out, bool *help)
{
    struct options o = {
        .port = -1,
        .listen = "127.0.0.1",
        .consumer_key = "sandbox-key",
        .consumer_secret = "sandbox-secret",
        .passkey = SANDBOX_PASSKEY,
        .name = "EXAMPLE HOMES",
    };

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            print_help();
            *help = true;
            return true;
        }
        bool *said = switch_slot(&o, argv[i]);
        if (said) {
            *said = true;
            continue;
        }
        if (!read_one(&o, argv[i], i + 1 < argc ? argv[i + 1] : NULL))
            return false;
        i++;
    }
    if (o.port < 0)
        return wrong("needed:", "--port N");
    *out = o;
    return true;
}
