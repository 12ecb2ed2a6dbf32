/*
 * route.h - the whole surface of the program, in one table.
 *
 * To add a Daraja API: write its file, declare it in api.h, give it a row in route.c. Token, method, content
 * type, JSON and the rules of its fields have been checked before `run` is called.
 */
#ifndef SIM_ROUTE_H
#define SIM_ROUTE_H

#include "sim/call.h"
#include "sim/field.h"

enum route_guard {
    GUARD_DARAJA,  /* bearer token, JSON body, fields */
    GUARD_BASIC,   /* Daraja, but the handler looks at the credentials itself */
    GUARD_CONTROL, /* control token or loopback; JSON body if there is one */
    GUARD_PAGE,    /* anybody */
};

struct route {
    const char         *method;
    const char         *path; /* one part may be ":x", which is call->param */
    enum route_guard    guard;
    const struct field *fields; /* for GUARD_DARAJA; NULL: the body is an array */
    void (*run)(struct world *w, struct call *c);
    const char *api; /* the name of its scripts; NULL: it has none, or its own */
};

/* Is there an API of that name, for PUT /control/scripts/:name? "default" is one. */
bool route_api_known(const char *api);

/* Finds the route, asks its guard, runs it. Afterwards c->answer is set, or c is held. */
void route_run(struct call *c);

#endif
