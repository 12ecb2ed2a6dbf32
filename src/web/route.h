/*
 * route.h - one table for the whole surface of the program: method, path, handler, who may enter, form token.
 *
 * Nothing about entry is decided elsewhere. A path is literal but for ":name" segments, which land in rq->args
 * in order; ":name.pdf" takes a segment with that ending, and leaves the ending off. Where several fit, the one
 * with more literal characters is taken ("/bills/new" before "/bills/:id"), whatever their order.
 */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/app.h"
#include "web/request.h"
#include "web/response.h"

enum who_may {
    WHO_ANYONE,    /* open by design */
    WHO_SIGNED_IN, /* any session */
    WHO_TENANT,    /* a tenant, in his current tenancy */
    WHO_PAYER,     /* a tenant, or the landlord's side acting for one of theirs */
    WHO_LANDLORD,  /* owner, agent, accountant or caretaker */
    WHO_KEEPER,    /* owner or agent: may change the books */
    WHO_CASHIER,   /* owner or accountant: sees what lies there, may give money back */
    WHO_OWNER,     /* may say where money goes */
    WHO_AUDITOR,   /* owner or operator: reads who did what */
    WHO_AGENT,     /* an agent: over his landlords, and what he accounts for */
    WHO_PURSER,    /* owner, agent or accountant: may ask for money to be paid out */
    WHO_LANDLORD_OR_OPERATOR,
    WHO_OPERATOR,
    WHO_COUNT
};

/* NO_TOKEN only where nothing changes (GET) or where a bearer token, not a cookie, says who asks (the API). */
/* UPLOAD: takes files and long texts, up to UPLOAD_BODY_MOST (web/upload.h); everything else is held to 64 KiB. */
enum route_flags { NO_TOKEN = 0, TOKEN = 1, UPLOAD = 2 };

typedef enum err handler(struct app *app, struct request *rq, struct response *rs);

struct route {
    enum method  method;
    const char  *path;
    handler     *run;
    enum who_may who;
    unsigned     flags;
};

extern const struct route page_routes[]; /* src/page/routes.c; ended by a NULL path */
extern const struct route api_routes[];  /* src/api/routes.c; paths below /api/v1 */

/* Finds the route and fills rq->args. ERR_NOT_FOUND, or ERR_METHOD when another method would do (`allow` then lists
 * them: "GET, HEAD, POST"). */
MUST_CHECK enum err
route_find(const struct route *table, struct request *rq, const struct route **out, const char **allow);

bool role_may_enter(enum role r, enum who_may who);

#endif
