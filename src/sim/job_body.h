/*
 * job_body.h - the body that Daraja posts to a ResultURL or a QueueTimeOutURL (daraja.md 1.3 and 7). Pure.
 */
#ifndef SIM_JOB_BODY_H
#define SIM_JOB_BODY_H

#include <stdbool.h>

#include "base/arena.h"

/* One {"Key":..,"Value":..}. */
struct parameter {
    struct parameter *next;
    const char       *key, *value; /* value NULL: left out */
    bool              text;        /* a string although it looks like a number */
};

struct parameter_list {
    struct parameter *first, **end;
};

/* Adds at the end; key and value are kept by pointer. */
void parameter_add(struct arena *mem, struct parameter_list *list, const char *key, const char *value, bool text);

enum result_shape { SHAPE_USUAL, SHAPE_SINGLE, SHAPE_BARE, SHAPE_DROP };

struct result_facts {
    const char             *code, *desc;
    const char             *originator, *conversation; /* NULL: left out */
    const char             *transaction;               /* likewise */
    const struct parameter *parameters, *references;   /* NULL: left out */
    enum result_shape       shape;
    bool                    string_codes, timed_out, escaped_slashes;
};

/* The JSON text, in the arena. */
const char *job_body(struct arena *mem, const struct result_facts *f);

#endif
