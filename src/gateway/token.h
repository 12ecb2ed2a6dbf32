/*
 * token.h - Daraja's access tokens: one for each app, fetched by one at a time, refreshed before they end, kept over
 * restarts (sealed, in daraja_token), as each new one ends the last.
 */
#ifndef GATEWAY_TOKEN_H
#define GATEWAY_TOKEN_H

#include "gateway/gateway.h"

/* The app with these keys; made when it is new. NULL when there are too many at once. */
struct app_token *token_app(struct gateway *g, const char *key, const char *secret);

/* What such an app is known by: SHA-256 of the base address and both keys. */
void app_id(char out[65], struct arena *mem, const char *base_url, const char *key, const char *secret);

/* Fetches another token now, whatever the last answer was; app->answered and answered_at tell how it ended. The old
 * one is used until then. */
void token_try(struct gateway *g, struct app_token *app);

/* A token good for now, or NULL: one is being fetched, or could not be; app->wrong_keys says that it never will. */
const char *token_for(struct gateway *g, struct app_token *app);

/* Daraja refused `token`. Another is fetched, unless it was replaced meanwhile. True: this was the second fresh one in
 * a row, and a third would be refused too. */
bool token_refused(struct gateway *g, struct app_token *app, const char *token);

/* A call with the app's token was processed. */
void token_worked(struct app_token *app);

void token_free_all(struct gateway *g);

#endif
