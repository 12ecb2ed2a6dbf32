/*
 * request_extra.h - the rows of request_kind.c for services that need a contract of their own (daraja.md 14, 15).
 */
#ifndef GATEWAY_REQUEST_EXTRA_H
#define GATEWAY_REQUEST_EXTRA_H

#include "gateway/request_kind.h"

const char *ratiba_where(const struct gateway *g, const struct mpesa_request *r);
const char *ratiba_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by);

const char *express_where(const struct gateway *g, const struct mpesa_request *r);
const char *express_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by);

const char   *simswap_where(const struct gateway *g, const struct mpesa_request *r);
const char   *simswap_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by);
struct answer simswap_answer(struct arena *mem, const struct reply *r);
enum err      simswap_taken(struct gateway *g, struct mpesa_request *r, const struct reply *reply, struct arena *mem);

const char   *billmanager_where(const struct gateway *g, const struct mpesa_request *r);
const char   *billmanager_what(struct gateway *g, const struct mpesa_request *r, const struct request_by *by);
const char   *billmanager_key(struct gateway *g, const struct mpesa_request *r);
struct answer billmanager_answer(struct arena *mem, const struct reply *r);
enum err billmanager_taken(struct gateway *g, struct mpesa_request *r, const struct reply *reply, struct arena *mem);

#endif
