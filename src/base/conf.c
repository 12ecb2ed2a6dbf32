#include "base/conf.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/number.h"

/* Safaricom's list, daraja.md 18; the two of the older lists are left out. */
#define SAFARICOM                                                                                                      \
    "196.201.214.200 196.201.214.206 196.201.213.114 196.201.214.207 196.201.214.208 196.201.213.44 "                  \
    "196.201.212.127 196.201.212.138 196.201.212.129 196.201.212.136 196.201.212.74 196.201.212.69"

/* What the values point to; never given back. */
static struct arena *texts;
enum { TEXTS_CEILING = 1024 * 1024 };

enum kind { TEXT, SECRET, URL, COUNT_OF, CHOICE };

/* Choices name two words; the second one is `true`. */
struct entry {
    const char *name;
    enum kind   kind;
    size_t      at; /* offset in struct conf */
    const char *standard;
    const char *words[2];
    int64_t     least, most;
};

#define AT(member) offsetof(struct conf, member)
static const struct entry entries[] = {
    {"DARAJA_ENV", CHOICE, AT(production), "sandbox", {"sandbox", "production"}, 0, 0},
    {"DARAJA_BASE_URL", URL, AT(daraja_base_url), NULL, {0}, 0, 0},
    {"DARAJA_CONSUMER_KEY", SECRET, AT(consumer_key), "", {0}, 0, 0},
    {"DARAJA_CONSUMER_SECRET", SECRET, AT(consumer_secret), "", {0}, 0, 0},
    {"DARAJA_PASSKEY", SECRET, AT(passkey), "", {0}, 0, 0},
    {"DARAJA_BUSINESS_SHORT_CODE", TEXT, AT(business_short_code), "", {0}, 0, 0},
    {"DARAJA_INITIATOR_NAME", TEXT, AT(initiator_name), "", {0}, 0, 0},
    {"DARAJA_INITIATOR_PASSWORD", SECRET, AT(initiator_password), "", {0}, 0, 0},
    {"DARAJA_CERTIFICATE", TEXT, AT(certificate), "", {0}, 0, 0},
    {"DARAJA_B2C_VERSION", CHOICE, AT(b2c_v1), "v3", {"v3", "v1"}, 0, 0},
    {"DARAJA_EXTRAS", TEXT, AT(extras), "", {0}, 0, 0},
    {"DARAJA_RATIBA_TABLE", CHOICE, AT(ratiba_old), "new", {"new", "old"}, 0, 0},
    {"DARAJA_CALLBACK_URL", URL, AT(callback_url), NULL, {0}, 0, 0},
    {"DARAJA_TIMEOUT_URL", URL, AT(timeout_url), NULL, {0}, 0, 0},
    {"DARAJA_CALLBACK_IPS", TEXT, AT(callback_ips), NULL, {0}, 0, 0},
    {"RENTEASE_PUBLIC_URL", URL, AT(public_url), NULL, {0}, 0, 0},
    {"RENTEASE_LISTEN", TEXT, AT(listen), "127.0.0.1:8080", {0}, 0, 0},
    {"RENTEASE_DATA", TEXT, AT(data), "var/rentease", {0}, 0, 0},
    {"RENTEASE_KEY_FILE", TEXT, AT(key_file), NULL, {0}, 0, 0},
    {"RENTEASE_WORKERS", COUNT_OF, AT(workers), "4", {0}, 1, 64},
    {"RENTEASE_HOOK_WORKERS", COUNT_OF, AT(hook_workers), "1", {0}, 1, 8},
    {"RENTEASE_TRUSTED_PROXY", TEXT, AT(trusted_proxy), "", {0}, 0, 0},
    {"RENTEASE_SIGNUP", CHOICE, AT(signup_open), "open", {"closed", "open"}, 0, 0},
    {"RENTEASE_ROOT", TEXT, AT(root), ".", {0}, 0, 0},
    {"SMS_PROVIDER", TEXT, AT(sms_provider), "none", {0}, 0, 0},
    {"MAIL_URL", TEXT, AT(mail_url), "", {0}, 0, 0},
    {"MAIL_FROM", TEXT, AT(mail_from), "", {0}, 0, 0},
    {"RENTEASE_STK_EXPIRY_S", COUNT_OF, AT(stk_expiry_s), "120", {0}, 1, 3600},
    {"RENTEASE_QUERY_AFTER_S", COUNT_OF, AT(query_after_s), "15", {0}, 1, 3600},
    {"RENTEASE_RECONCILE_S", COUNT_OF, AT(reconcile_s), "900", {0}, 1, 86400},
    {"RENTEASE_RESULT_AFTER_S", COUNT_OF, AT(result_after_s), "60", {0}, 1, 3600},
    {"RENTEASE_BALANCE_S", COUNT_OF, AT(balance_s), "3600", {0}, 0, 86400},
    {"RENTEASE_PULL_S", COUNT_OF, AT(pull_s), "900", {0}, 0, 86400},
    {"RENTEASE_CONFIRM", CHOICE, AT(confirm_before), "after", {"after", "before"}, 0, 0},
    {"RENTEASE_PROMPT_GAP_S", COUNT_OF, AT(prompt_gap_s), "60", {0}, 0, 86400},
    {"RENTEASE_PROMPTS_PER_HOUR", COUNT_OF, AT(prompts_per_hour), "6", {0}, 0, 1000},
    {"RENTEASE_PROMPTS_PER_DAY", COUNT_OF, AT(prompts_per_day), "20", {0}, 0, 10000},
    {"RENTEASE_CHANGE_DELAY_S", COUNT_OF, AT(change_delay_s), "86400", {0}, 0, 864000},
};

/* What has been read for each entry so far, and where. NULL value: nothing yet. */
struct reading {
    const char *value[COUNT(entries)];
    const char *from[COUNT(entries)]; /* `where`, when its value was read */
    char       *why;
    size_t      size;
    const char *where; /* "rent.conf:12: " or "environment: " */
    /* Told of each fault, and reading goes on; NULL: the first one ends it. */
    void (*each)(void *arg, const char *why);
    void  *arg;
    size_t faults;
};

/* A fault, once `why` tells it. */
static enum err
noted(struct reading *r, enum err e)
{
    if (e != ERR_INPUT || !r->each)
        return e;
    r->each(r->arg, r->why);
    r->faults++;
    return ERR_OK;
}

static enum err
refuse(struct reading *r, const char *name, const char *reason)
{
    snprintf(r->why, r->size, "%s%s %s", r->where, name, reason);
    return ERR_INPUT;
}

static char *
trim(char *text)
{
    char *end = text + strlen(text);

    while (end > text && strchr(" \t\r\n", end[-1]))
        *--end = '\0';
    return text + strspn(text, " \t");
}

static enum err
keep(struct reading *r, size_t i, const char *value)
{
    r->value[i] = arena_strdup(texts, value);
    r->from[i] = arena_strdup(texts, r->where);
    return ERR_OK;
}

static enum err
take_secret_file(struct reading *r, size_t i, const char *path)
{
    char  text[1024];
    FILE *f = fopen(path, "re");

    if (!f)
        return refuse(r, entries[i].name, "names a file that cannot be read");
    char *line = fgets(text, sizeof text, f);
    fclose(f);
    if (!line)
        return refuse(r, entries[i].name, "names an empty file");
    return keep(r, i, trim(text));
}

static enum err
take(struct reading *r, const char *name, const char *value)
{
    for (size_t i = 0; i < COUNT(entries); i++) {
        size_t n = strlen(entries[i].name);
        if (strncmp(name, entries[i].name, n) != 0)
            continue;
        if (name[n] == '\0') {
            return keep(r, i, value);
        }
        if (entries[i].kind == SECRET && strcmp(name + n, "_FILE") == 0)
            return take_secret_file(r, i, value);
    }
    return refuse(r, name, "is not a setting of RentEase");
}

static enum err
read_file(struct reading *r, const char *path)
{
    char  line[2048], where[PATH_MAX + 16];
    FILE *f = fopen(path, "re");

    r->where = "";
    if (!f) {
        snprintf(r->why, r->size, "%s: %s", path, strerror(errno));
        return ERR_NOT_FOUND;
    }
    enum err e = ERR_OK;
    r->where = where;
    for (int n = 1; e == ERR_OK && fgets(line, sizeof line, f); n++) {
        bool  cut = strlen(line) == sizeof line - 1 && !strchr(line, '\n');
        char *text = trim(line), *equals = strchr(text, '=');
        snprintf(where, sizeof where, "%s:%d: ", path, n);
        if (cut) {
            e = noted(r, refuse(r, "the line", "is longer than 2,046 bytes"));
            continue;
        }
        if (*text == '\0' || *text == '#')
            continue;
        if (!equals) {
            e = noted(r, refuse(r, text, "has no '='; write NAME=value"));
            continue;
        }
        *equals = '\0';
        e = noted(r, take(r, trim(text), trim(equals + 1)));
    }
    if (e == ERR_OK && ferror(f)) { /* a folder opens, and only then does not read */
        snprintf(r->why, r->size, "%s: %s", path, strerror(errno));
        e = ERR_INPUT;
    }
    fclose(f);
    r->where = "";
    return e;
}

static enum err
read_environment(struct reading *r)
{
    r->where = "environment: ";
    for (size_t i = 0; i < COUNT(entries); i++) {
        char        with_file[80];
        const char *value = getenv(entries[i].name);
        snprintf(with_file, sizeof with_file, "%s_FILE", entries[i].name);
        const char *path = entries[i].kind == SECRET ? getenv(with_file) : NULL;
        enum err    e = ERR_OK;
        if (value)
            e = take(r, entries[i].name, value);
        else if (path)
            e = take(r, with_file, path);
        e = noted(r, e);
        if (e != ERR_OK)
            return e;
    }
    r->where = "";
    return ERR_OK;
}

static enum err
apply_url(struct reading *r, const struct entry *e, const char *value, const char **out)
{
    size_t n = strlen(value), scheme = strncmp(value, "https://", 8) == 0 ? 8 : 7;

    if (strncmp(value, "http://", 7) != 0 && scheme == 7)
        return refuse(r, e->name, "must begin with http:// or https://");
    if (strspn(value + scheme, "/") == n - scheme)
        return refuse(r, e->name, "names no host");
    char *copy = arena_strdup(texts, value);
    while (n && copy[n - 1] == '/')
        copy[--n] = '\0';
    *out = copy;
    return ERR_OK;
}

static enum err
apply(struct reading *r, struct conf *c, size_t i)
{
    const struct entry *e = &entries[i];
    const char         *value = r->value[i] ? r->value[i] : e->standard;
    void               *member = (char *)c + e->at;
    char                said[120];

    r->where = r->from[i] ? r->from[i] : "";
    switch (e->kind) {
    case TEXT:
    case SECRET: *(const char **)member = value; return ERR_OK;
    case URL: return value ? apply_url(r, e, value, member) : ERR_OK;
    case COUNT_OF:
        snprintf(said, sizeof said, "must be a whole number from %lld to %lld", (long long)e->least,
                 (long long)e->most);
        return int64_parse(value, e->least, e->most, member) ? ERR_OK : refuse(r, e->name, said);
    case CHOICE:
        for (int w = 0; w < 2; w++) {
            if (strcmp(value, e->words[w]) == 0) {
                *(bool *)member = w == 1;
                return ERR_OK;
            }
        }
        snprintf(said, sizeof said, "must be %s or %s", e->words[0], e->words[1]);
        return refuse(r, e->name, said);
    }
    return ERR_INTERNAL;
}

static const char *
join(const char *a, const char *b)
{
    return arena_printf(texts, "%s%s", a, b);
}

/* Defaults that depend on other values. */
static void
derive(struct conf *c)
{
    char here[PATH_MAX];

    if (!c->daraja_base_url)
        c->daraja_base_url = c->production ? "https://api.safaricom.co.ke" : "https://sandbox.safaricom.co.ke";
    if (!c->public_url)
        c->public_url = join("http://", c->listen);
    if (!c->callback_url)
        c->callback_url = join(c->public_url, "/hooks");
    if (!c->timeout_url)
        c->timeout_url = c->callback_url;
    if (!c->callback_ips)
        c->callback_ips = c->production ? SAFARICOM : SAFARICOM " 127.0.0.1 ::1";
    if (c->data[0] != '/' && getcwd(here, sizeof here))
        c->data = join(join(here, "/"), c->data);
    if (c->root[0] != '/' && getcwd(here, sizeof here))
        c->root = strcmp(c->root, ".") == 0 ? arena_strdup(texts, here) : join(join(here, "/"), c->root);
    if (!c->key_file)
        c->key_file = conf_path(c, "keys/rentease.key");
}

/* Is `name` one of the words of `list`? */
static bool
has_word(const char *list, const char *name)
{
    size_t n = strlen(name);

    for (const char *at = list; (at = strstr(at, name)); at += n)
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

bool
conf_extra(const struct conf *c, const char *name)
{
    return c->extras && has_word(c->extras, name);
}

static bool
extras_known(const char *extras)
{
    static const char known[] = "ratiba tax billmanager express simswap";

    while (*(extras += strspn(extras, " "))) {
        size_t n = strcspn(extras, " ");
        if (!has_word(known, arena_strndup(texts, extras, n)))
            return false;
        extras += n;
    }
    return true;
}

static enum err
judge(struct reading *r, const struct conf *c)
{
    const struct {
        bool        wrong;
        const char *name, *reason;
    } rules[] = {
        {c->production && strncmp(c->public_url, "https://", 8) != 0, "RENTEASE_PUBLIC_URL",
         "must be https in production"},
        {c->production && strncmp(c->daraja_base_url, "https://", 8) != 0, "DARAJA_BASE_URL",
         "must be https in production"},
        {c->production && strncmp(c->callback_url, "https://", 8) != 0, "DARAJA_CALLBACK_URL",
         "must be https in production"},
        {!extras_known(c->extras), "DARAJA_EXTRAS", "may name ratiba, tax, billmanager, express and simswap"},
        {!strchr(c->listen, ':'), "RENTEASE_LISTEN", "must be an address and a port, like 127.0.0.1:8080"},
    };
    enum err e = ERR_OK;

    for (size_t i = 0; e == ERR_OK && i < COUNT(rules); i++)
        if (rules[i].wrong)
            e = noted(r, refuse(r, rules[i].name, rules[i].reason));
    return e;
}

/* Where a value cannot be read there is nothing to derive others from, or to judge. */
static enum err
load(struct reading *r, struct conf *out, const char *path)
{
    struct conf c = {0};

    if (!texts)
        texts = arena_new(TEXTS_CEILING);
    enum err e = path ? read_file(r, path) : ERR_OK;

    if (e == ERR_OK)
        e = read_environment(r);
    for (size_t i = 0; e == ERR_OK && i < COUNT(entries); i++)
        e = noted(r, apply(r, &c, i));
    r->where = "";
    if (e == ERR_OK && !r->faults) {
        derive(&c);
        e = judge(r, &c);
    }
    if (e == ERR_OK)
        *out = c;
    return e;
}

enum err
conf_load(struct conf *out, const char *path, char *why, size_t size)
{
    struct reading r = {.why = why, .size = size, .where = ""};

    return load(&r, out, path);
}

enum err
conf_load_telling(struct conf *out, const char *path, void (*each)(void *arg, const char *why), void *arg)
{
    char           why[512];
    struct conf    c;
    struct reading r = {.why = why, .size = sizeof why, .where = "", .each = each, .arg = arg};
    enum err       e = load(&r, &c, path);

    if (e != ERR_OK)
        each(arg, why);
    if (e != ERR_OK || r.faults)
        return e == ERR_OK ? ERR_INPUT : e;
    *out = c;
    return ERR_OK;
}

static void
export_one(const struct entry *e, const struct conf *c)
{
    const void *member = (const char *)c + e->at;
    char        number[24];

    switch (e->kind) {
    case TEXT:
    case SECRET:
    case URL:
        if (*(const char *const *)member)
            setenv(e->name, *(const char *const *)member, 1);
        break;
    case COUNT_OF:
        snprintf(number, sizeof number, "%lld", (long long)*(const int64_t *)member);
        setenv(e->name, number, 1);
        break;
    case CHOICE: setenv(e->name, e->words[*(const bool *)member], 1); break;
    }
}

void
conf_export_public(const struct conf *c)
{
    char with_file[80];

    for (size_t i = 0; i < COUNT(entries); i++) {
        if (entries[i].kind != SECRET) {
            export_one(&entries[i], c);
            continue;
        }
        snprintf(with_file, sizeof with_file, "%s_FILE", entries[i].name);
        unsetenv(entries[i].name);
        unsetenv(with_file);
    }
}

const char *
conf_path(const struct conf *c, const char *below)
{
    return join(join(c->data, "/"), below);
}
