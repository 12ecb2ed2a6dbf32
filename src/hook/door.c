#include "hook/door.h"

#include <stdatomic.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/net.h"
#include "daraja/billmanager.h"
#include "hook/question.h"
#include "hook/secret.h"

static const char *const kinds[] = {"stk", "timeout", "result", "validation", "confirmation"};

/* Without a secret: contract.md 4. A '*' stands for one segment of the path. */
static const char *const claims[] = {"/api/v1/daraja/callback", "/api/v1/daraja/timeout", "/api/v1/mpesa/*/result",
                                     "/api/v1/mpesa/*/timeout"};

/* Made-up addresses this hour. A counter of the process is enough: it guards the disk, not the money. */
static atomic_long forged_hour, forged_count;

static bool
keep_forged(void)
{
    long hour = (long)(clock_now() / 3600), was = atomic_load(&forged_hour);

    if (was != hour && atomic_compare_exchange_strong(&forged_hour, &was, hour))
        atomic_store(&forged_count, 0);
    long n = atomic_fetch_add(&forged_count, 1) + 1;
    if (n == FORGED_AN_HOUR + 1)
        log_event(LOG_WARN, "hooks.forged_flood", "an_hour", I64(FORGED_AN_HOUR), NULL);
    return n <= FORGED_AN_HOUR;
}

static const char *
known_kind(const char *text)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(text, kinds[i]) == 0)
            return kinds[i];
    return NULL;
}

static bool
path_fits(const char *pattern, const char *path)
{
    for (; *pattern && *path; pattern++) {
        if (*pattern == '*')
            path += strcspn(path, "/");
        else if (*pattern != *path++)
            return false;
    }
    return !*pattern && !*path;
}

static int
read_address(const struct door *d, struct arena *mem, const char *path, struct admission *a)
{
    static const char prefix[] = "/hooks/";

    for (size_t i = 0; i < COUNT(claims); i++) {
        if (path_fits(claims[i], path)) {
            a->kind = "claim";
            return 200;
        }
    }
    if (strncmp(path, prefix, sizeof prefix - 1) != 0)
        return 404;
    const char *secret = path + sizeof prefix - 1, *slash = strchr(secret, '/');
    if (!slash || !(a->kind = known_kind(slash + 1)))
        return 404;
    secret = arena_strndup(mem, secret, (size_t)(slash - secret));
    a->genuine = secret_is_ours(&d->key, secret);
    a->secret_hash = sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), secret, strlen(secret));
    return a->genuine || keep_forged() ? 200 : 404;
}

struct admission
door_admit(const struct door *d, struct arena *mem, const struct knock *k)
{
    struct admission a = {.status = 200};

    if (strcmp(k->method, "POST") != 0)
        a.status = 405;
    else if (k->length > DOOR_BODY_MOST)
        a.status = 413;
    else
        a.status = read_address(d, mem, k->path, &a);
    a.from = net_client(mem, d->trusted, k->peer, k->forwarded);
    a.listed = net_list_has(d->listed, a.from);
    return a;
}

int
door_keep(const struct door *d, const struct admission *a, const char *body, size_t n)
{
    struct kept b = {
        .received_at_ms = clock_now_ms(),
        .kind = a->kind,
        .secret_hash = a->secret_hash,
        .remote_addr = a->from,
        .body = body,
        .body_len = n,
        .genuine = a->genuine,
        .listed = a->listed,
    };

    if (keep_body(d->keep, &b) != ERR_OK)
        return 503;
    /* Kept for the operator to see; but nobody who guesses is told that he was heard. */
    return a->genuine || strcmp(a->kind, "claim") == 0 ? 200 : 404;
}

/* Bill Manager has its own word for "accepted", and tells a payment again and again until it hears it (daraja.md 14.2).
 */
static bool
is_bill_manager(struct arena *mem, const char *body, size_t n)
{
    struct billmanager_payment p;
    const char                *why;

    return billmanager_payment_read(mem, body, n, &p, &why) == ERR_OK && p.has_amount;
}

const char *
door_words(const struct door *d, struct arena *mem, const struct admission *a, const char *body, size_t n)
{
    static const char accepted[] = "{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}";
    const char       *said = NULL;

    if (strcmp(a->kind, "result") == 0 && is_bill_manager(mem, body, n))
        return BILLMANAGER_PAYMENT_ANSWER;
    if (strcmp(a->kind, "validation") == 0)
        said = question_ask(mem, d->question, a->secret_hash, body, n);
    return said ? said : accepted;
}

const char *
door_answer(struct arena *mem, int status, const char *words)
{
    static const struct {
        int         status;
        const char *reason, *body;
    } answers[] = {
        {200, "OK", NULL},
        {400, "Bad Request", "{\"ResultCode\":1,\"ResultDesc\":\"The body was cut off\"}"},
        {404, "Not Found", "{\"ResultCode\":1,\"ResultDesc\":\"No such address\"}"},
        {405, "Method Not Allowed", "{\"ResultCode\":1,\"ResultDesc\":\"Use POST\"}"},
        {413, "Content Too Large", "{\"ResultCode\":1,\"ResultDesc\":\"64 KiB at most\"}"},
        {503, "Service Unavailable", "{\"ResultCode\":1,\"ResultDesc\":\"Not kept; send it again\"}"},
    };
    size_t i = COUNT(answers) - 1;

    for (size_t k = 0; k < COUNT(answers); k++)
        if (answers[k].status == status)
            i = k;
    const char *body = answers[i].body ? answers[i].body : words;
    return arena_printf(mem,
                        "Status: %d %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n"
                        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n%s\r\n%s",
                        answers[i].status, answers[i].reason, strlen(body), status == 405 ? "Allow: POST\r\n" : "",
                        body);
}
