/*
 * app.h - applications of the Daraja portal: a consumer key, its secret, and the tokens given to it
 * (daraja.md 2).
 */
#ifndef SIM_APP_H
#define SIM_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/ids.h"

enum { APP_TOKENS = 64, METER_MOST = 1000 };

/* When the last so many things happened, a ring. */
struct meter {
    int64_t  at_ms[METER_MOST];
    unsigned count;
};

struct token {
    char    text[TOKEN_SIZE];
    int64_t dies_ms; /* monotonic; 0: dead */
};

struct app {
    struct app  *next;
    const char  *key, *secret;
    struct token tokens[APP_TOKENS]; /* a ring: the newest replaces the oldest */
    unsigned     issued;
    struct meter queries, calls;
};

struct world;

/* Makes the app, or gives the one there is a new secret. Text is copied. */
struct app *app_put(struct world *w, const char *key, const char *secret);

/* NULL when key and secret do not belong together. */
struct app *app_signed_in(struct world *w, const char *key, const char *secret);

/* A new token; kills the app's earlier ones if the flags say so. */
const char *app_token(struct world *w, struct app *a);

/* Whose live token this is; NULL when nobody's. */
struct app *app_of_token(struct world *w, const char *token);

void app_expire_tokens(struct world *w);

/* Counts one query, or one request of any kind; false when that is more than `most` in 60 s. 0: no limit. */
bool app_may_query(struct app *a, int64_t most);
bool app_may_call(struct app *a, int64_t most);

#endif
