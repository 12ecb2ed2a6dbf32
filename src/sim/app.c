#include "sim/app.h"

#include <string.h>

#include "base/clock.h"
#include "sim/world.h"

static struct app *
find(struct world *w, const char *key)
{
    for (struct app *a = w->apps; a; a = a->next)
        if (strcmp(a->key, key) == 0)
            return a;
    return NULL;
}

struct app *
app_put(struct world *w, const char *key, const char *secret)
{
    struct app *a = find(w, key);

    if (!a) {
        a = ARENA_NEW(w->mem, struct app);
        a->key = arena_strdup(w->mem, key);
        a->next = w->apps;
        w->apps = a;
    }
    a->secret = arena_strdup(w->mem, secret);
    return a;
}

struct app *
app_signed_in(struct world *w, const char *key, const char *secret)
{
    struct app *a = find(w, key);

    return a && strcmp(a->secret, secret) == 0 ? a : NULL;
}

static void
kill_tokens(struct app *a)
{
    for (size_t i = 0; i < APP_TOKENS; i++)
        a->tokens[i].dies_ms = 0;
}

const char *
app_token(struct world *w, struct app *a)
{
    if (w->flags.new_token_kills_old)
        kill_tokens(a);
    struct token *t = &a->tokens[a->issued++ % APP_TOKENS];
    t->dies_ms = clock_monotonic_ms() + w->flags.token_lifetime_s * 1000;
    return ids_token(t->text);
}

struct app *
app_of_token(struct world *w, const char *token)
{
    int64_t now_ms = clock_monotonic_ms();

    for (struct app *a = w->apps; a; a = a->next)
        for (size_t i = 0; i < APP_TOKENS; i++)
            if (a->tokens[i].dies_ms > now_ms && strcmp(a->tokens[i].text, token) == 0)
                return a;
    return NULL;
}

void
app_expire_tokens(struct world *w)
{
    for (struct app *a = w->apps; a; a = a->next)
        kill_tokens(a);
}

static bool
may(struct meter *m, int64_t most)
{
    int64_t now_ms = clock_monotonic_ms(), recent = 0;

    for (unsigned i = 0; i < METER_MOST; i++)
        recent += m->at_ms[i] && m->at_ms[i] > now_ms - 60000;
    if (most && recent >= most)
        return false;
    m->at_ms[m->count++ % METER_MOST] = now_ms;
    return true;
}

bool
app_may_query(struct app *a, int64_t most)
{
    return may(&a->queries, most);
}

bool
app_may_call(struct app *a, int64_t most)
{
    return !most || may(&a->calls, most);
}
