/*
 * door.h - what a request to a callback address is answered, before and after its body is kept.
 *
 * /hooks/SECRET/KIND, and the public names of contract.md 4, which have no secret and bring only claims. An address
 * that does not bear our mark is turned away unread but for the first hundred an hour, which are kept for the operator.
 */
#ifndef HOOK_DOOR_H
#define HOOK_DOOR_H

#include "base/arena.h"
#include "base/box.h"
#include "hook/keep.h"

enum { DOOR_BODY_MOST = 64 * 1024, FORGED_AN_HOUR = 100 };

struct door {
    struct box_key key;
    const char    *listed;   /* DARAJA_CALLBACK_IPS */
    const char    *trusted;  /* RENTEASE_TRUSTED_PROXY */
    const char    *question; /* the gateway's socket for validations */
    struct keep   *keep;
};

struct knock {
    const char *method, *path;
    const char *peer, *forwarded; /* REMOTE_ADDR; X-Forwarded-For or NULL */
    long        length;           /* CONTENT_LENGTH; -1: not said */
};

/* What the path says. status 200: read the body and keep it with `kind` and `secret_hash`. Else answer that. */
struct admission {
    int         status;
    const char *kind, *secret_hash, *from;
    bool        genuine, listed;
};

struct admission door_admit(const struct door *d, struct arena *mem, const struct knock *k);

/* Keeps the body. The status to answer: 200 once it is durable, 503 when it could not be made so. */
int door_keep(const struct door *d, const struct admission *a, const char *body, size_t n);

/* What Daraja is to be told of a body that is kept: "Accepted", or for a validation what the gateway says. */
const char *door_words(const struct door *d, struct arena *mem, const struct admission *a, const char *body, size_t n);

/* The whole answer with its head: `words` for 200, an error envelope for anything else. */
const char *door_answer(struct arena *mem, int status, const char *words);

#endif
