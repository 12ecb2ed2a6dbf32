/*
 * gateway.h - the one process that speaks to the world, turns evidence into postings, and keeps the clock.
 *
 * One thread and one loop: judge what came in, send what waits, ask what is due, end what is over, and meanwhile let
 * curl drive hundreds of transfers. Nothing in it waits for anything but curl_multi_poll.
 *
 *   main.c      opens, loops, closes           push.c     payments out, answers in
 *   transfer.c  one HTTP exchange              ask.c      STK queries, metered
 *   token.c     OAuth, one per app             inbox.c    bodies judged, many in one transaction
 *   apps.c      whose keys for which request   upkeep.c   expiry, changes, checkpoints, invariants
 *   check.c     settings tried out             trial.c    payments that the sandbox makes up
 *   register.c  C2B addresses                  request.c  money out, reversals, balances, questions;
 *   pull.c      what was paid of late              request_kind.c: what differs between them
 *   replay.c    bodies judged once more
 *   qr.c        QR codes                       billing.c  months billed by themselves
 */
#ifndef GATEWAY_GATEWAY_H
#define GATEWAY_GATEWAY_H

#include <curl/curl.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/box.h"
#include "base/conf.h"
#include "daraja/answer.h"
#include "db/db.h"
#include "hook/hook.h"

enum { CHORES_MOST = 16, FLIGHTS_MOST = 256, APPS_MOST = 64, TOKEN_SIZE = 512 };

struct transfer;

/* A Daraja app: the platform's, or a landlord's own. */
struct app_token {
    char    id[65]; /* SHA-256 of base address and consumer key; "" when the slot is free */
    char   *key, *secret;
    char   *token;                     /* NULL: none */
    int64_t refresh_at_ms, dies_at_ms; /* monotonic */
    int64_t try_after_ms;              /* monotonic: not before, after a failure */
    int     failures;                  /* in a row */
    int     refusals;                  /* fresh tokens refused in a row */
    bool    fetching, wrong_keys;
    /* How the last asking ended: for tries (check.h). */
    enum answer_kind answered;
    int64_t          answered_at; /* UTC; 0: never */
    char             said_code[32], said[160];
};

struct gateway {
    const struct conf *conf;
    struct db         *db, *inbox;
    struct arena      *mem; /* reset after each turn of the loop */
    struct box_key     key, hook_key;
    struct hook_rules  hook_rules;
    CURLM             *curl;
    int                wake_fd, question_fd;
    struct transfer   *in_flight[FLIGHTS_MOST];
    int                flights; /* how many are */
    struct app_token   apps[APPS_MOST];
    int64_t            last_judged;    /* hook_inbox.id */
    int64_t            pause_until_ms; /* monotonic: Daraja asked us to slow down */
    int                pauses;         /* in a row */
    int                checks_in_flight;
    double             ask_tokens; /* how many queries may leave now */
    int64_t            ask_filled_ms;
    int                pulls;                    /* requests of pull.c under way */
    int64_t            chore_at_ms[CHORES_MOST]; /* monotonic: when each of upkeep.c is due */
    bool               sound; /* the invariants held when last looked at: without it nothing is sent */
};

#endif
