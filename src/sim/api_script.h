/*
 * api_script.h - what a test wants to happen to requests of one API: PUT /control/scripts/:api.
 *
 * STK pushes have theirs by phone (script.h).
 */
#ifndef SIM_API_SCRIPT_H
#define SIM_API_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/money.h"
#include "sim/script.h"

/* How the result of an asynchronous request reaches the business, and in what shape (daraja.md 1.3). */
enum result_mode {
    RESULT_OK,
    RESULT_TIMEOUT,      /* nothing was done; the QueueTimeOutURL hears of it */
    RESULT_TIMEOUT_THEN, /* that, and the result after all, late */
    RESULT_LOSE,
    RESULT_LATE,
    RESULT_DUPLICATE,
    RESULT_MALFORMED, /* half of the body */
    RESULT_SINGLE,    /* the first parameter alone, as an object */
    RESULT_BARE,      /* ResultParameters is the array itself */
    RESULT_STRINGS,   /* codes as strings */
    RESULT_NUMBERS,   /* codes as numbers, where they are */
    RESULT_DROP,      /* no parameters */
    RESULT_NO_IDS,    /* neither conversation id */
    RESULT_SLASHES,   /* every / as \/ */
    RESULT_MODE_COUNT
};

struct result_script {
    int          mode; /* enum result_mode */
    const char  *code; /* instead of the truth */
    const char  *desc;
    enum maybe   moves;    /* is it done at all? unsaid: unless a code other than 0 is said, or it times out */
    int64_t      delay_ms; /* after it was done */
    int64_t      late_ms;  /* of RESULT_LATE and RESULT_TIMEOUT_THEN, more */
    int64_t      copies, gap_ms;
    bool         before_answer; /* the acknowledgement waits for the first result */
    struct money charge;        /* what Safaricom takes for it */
    const char  *receipt;       /* TransactionID instead of the truth */
    struct pair *set;           /* parameters by Key: other values; null: left out */
    const char  *originator, *conversation;
    const char  *body, *url;
};

struct api_script {
    int64_t              times;
    struct answer_script answer;
    struct result_script result;
};

extern const struct member api_script_members[];

struct api_script api_script_default(void);

struct api_scripted {
    struct api_scripted *next;
    const char          *api;
    struct api_script    script;
    int64_t              left; /* -1: any number */
};

struct world;

/* The API's own script, else that of "default", else how things are anyway; with what chaos adds. Lives in w->mem. */
const struct api_script *api_script_take(struct world *w, const char *api);

/* Replaces the API's script. */
void api_script_put(struct world *w, const char *api, const struct api_script *s);

#endif
