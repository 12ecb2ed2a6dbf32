/*
 * put.h - the API's spellings of money and time, and of the things that several calls answer with.
 */
#ifndef API_PUT_H
#define API_PUT_H

#include "base/json.h"
#include "base/money.h"
#include "rent/payment.h"
#include "rent/who.h"
#include "web/app.h"

/* KES as a number: 15000, 1250.50, -200. */
void put_money(struct json_writer *w, const char *key, struct money m);

/* RFC 3339 in UTC; null for 0. */
void put_time(struct json_writer *w, const char *key, int64_t utc);

/* true, false, or null for -1: not known. */
void put_maybe(struct json_writer *w, const char *key, int yes);

/* The person who is signed in, as an object: who he is and for whom he acts. */
void put_user(struct json_writer *w, const char *key, const struct who *who);

/* The members of GET /payments/:id/status, into an object that is open. */
void put_payment(struct json_writer *w, const struct app *app, const struct request *rq, const struct payment *p);

/* A movement as an object of its own: those members, and what else a list of movements tells. */
void put_transaction(struct json_writer *w, const struct app *app, const struct request *rq, const struct payment *p);

#endif
