/*
 * ratiba.h - standing orders: a customer lets a business take the same amount again and again (daraja.md 14.1).
 */
#ifndef SIM_RATIBA_H
#define SIM_RATIBA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/money.h"

struct ratiba {
    struct ratiba       *next;
    struct handset      *payer;
    struct organisation *organisation;
    const char          *name, *reference, *frequency, *start, *end;
    struct money         amount;
    int64_t              id, payments;
};

struct c2b;
struct json_writer;
struct world;

struct ratiba *ratiba_find(struct world *w, const char *id);

/* One payment, as when its day has come. NULL, with a sentence in *why, when the customer cannot pay. */
struct c2b *ratiba_pay(struct world *w, struct ratiba *r, const char **why);

/* Writes the orders into the array that is open. */
void ratiba_list(const struct world *w, struct json_writer *out);

#endif
