/*
 * b2c.h - money out to a phone (daraja.md 7).
 *
 * Version 3 carries our own OriginatorConversationID: the same one sent again is refused as a duplicate and never pays
 * twice. Version 1 has no such guard: what is unknown there may be asked about by the conversation id only.
 */
#ifndef DARAJA_B2C_H
#define DARAJA_B2C_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/money.h"
#include "daraja/request.h"
#include "daraja/result.h"

/* One payment carries 10 to 250,000 shillings. */
#define B2C_LEAST_CENTS INT64_C(1000)

struct b2c_request {
    const char       *originator_id; /* ours, unique; version 3 */
    struct request_by by;
    const char       *command;   /* BusinessPayment, SalaryPayment, PromotionPayment; BusinessPayToPochi */
    struct money      amount;    /* whole shillings */
    const char       *shortcode; /* the bulk shortcode: no paybill and no till */
    const char       *phone;
    const char       *occasion; /* 0-100 characters; NULL: none */
};

/* Anything but 1 is 3; BusinessPayToPochi has an address of its own. */
const char *b2c_path(int version, const char *command);
const char *b2c_body(struct arena *mem, const struct b2c_request *q, int version);

struct b2c_paid {
    const char  *receipt_no; /* NULL: not said */
    bool         has_amount;
    struct money amount;
    struct {
        const char *phone, *name;
    } recipient;               /* NULL: not said */
    int64_t      completed_at; /* UTC; 0: not said */
    int          registered;   /* 1, 0, -1: not said */
    bool         has_utility, has_working, has_charges;
    struct money utility, working, charges; /* what is left of our own; charges are below zero */
};

/* What a result that is a success says; nothing of it need be there. */
struct b2c_paid b2c_paid_read(struct arena *mem, const struct daraja_result *r);

#endif
