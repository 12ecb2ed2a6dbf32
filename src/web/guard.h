/*
 * guard.h - the questions asked at the door, one function each; app.c asks them in order.
 */
#ifndef WEB_GUARD_H
#define WEB_GUARD_H

#include "web/app.h"
#include "web/route.h"

/* Is `host` (a Host header; NULL is not) one of our names: the public address, the address listened on, or
 * this machine by itself? */
bool guard_host(const struct conf *conf, const char *host);

/* Does a form come from a page of ours, as far as the browser tells? Call after guard_host. "Origin: null"
 * tells nothing: Referrer-Policy no-referrer makes browsers send it from our own pages too. */
bool guard_origin(const struct conf *conf, const struct request *rq);

/* Fills rq->who and rq->sid: pages by cookie, the API by "Authorization: Bearer" and nothing else. Nobody
 * signed in is ERR_OK; so is a session that is over. */
MUST_CHECK enum err guard_session(struct app *app, struct request *rq);

/* ERR_AUTH: nobody is signed in, and someone should be. ERR_FORBIDDEN: someone else should be. */
MUST_CHECK enum err guard_entry(const struct request *rq, enum who_may who);

/* Does the form carry the token it was given? Always, where the route asks for none. */
bool guard_token(const struct app *app, const struct request *rq, const struct route *route);

/* 303 to the sign-in page, which leads back to a page that was to be read (a form's data would be lost
 * anyway). */
void guard_ask_sign_in(const struct request *rq, struct response *rs);

#endif
