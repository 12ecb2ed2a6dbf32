/*
 * script.h - what a test wants to happen to a phone's pushes: PUT /control/phones/:number.
 *
 * A script is read once and never changes; pushes made under it keep pointing to it.
 */
#ifndef SIM_SCRIPT_H
#define SIM_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/c2b_script.h"
#include "sim/member.h"

enum handset_mode { HANDSET_MANUAL, HANDSET_AUTO };

/* How the push request itself is answered. */
enum answer_mode {
    MODE_OK,
    MODE_HANG,     /* no answer until the client gives up */
    MODE_CUT,      /* fewer bytes than Content-Length says, then the end */
    MODE_HTML,     /* the firewall's page (daraja.md 1.2) */
    MODE_EMPTY,    /* no body */
    MODE_BLANK,    /* the acknowledgement with empty strings */
    MODE_FAULT429, /* spike arrest */
    MODE_ERROR,    /* errorCode, errorMessage, status */
    MODE_RESET,    /* the connection is reset */
    MODE_SOAP,     /* a SOAP fault as JSON, twice over */
    MODE_COUNT
};

struct answer_script {
    int         mode; /* enum answer_mode */
    int64_t     delay_ms;
    int64_t     status; /* 0: the mode's own */
    const char *error_code;
    const char *error_message;
    const char *body; /* instead of everything */
    enum maybe  prompt_anyway;
};

/* How the outcome is called back. Overrides that are NULL change nothing. */
struct callback_script {
    int64_t     delay_ms;
    bool        lose;
    int64_t     copies;
    int64_t     gap_ms;
    bool        before_answer;
    const char *amount;
    const char *receipt;
    const char *phone; /* member_null: the item is left out */
    bool        drop_ids;
    bool        string_code;
    const char *merchant_id;
    const char *checkout_id;
    const char *body;
    const char *url;
};

enum query_mode {
    QUERY_NORMAL,
    QUERY_PENDING4999,
    QUERY_PROCESSING,
    QUERY_NOT_FOUND,
    QUERY_HTML,
    QUERY_FAULT429,
    QUERY_EMPTY,
    QUERY_HANG,
    QUERY_ERROR,
    QUERY_MODE_COUNT
};

/* How queries about the push are answered. */
struct query_script {
    int         mode;    /* enum query_mode */
    const char *result;  /* a forced code; "" is the empty pending form */
    int64_t     first_n; /* 0: every query; else the first so many, normal after */
    int64_t     delay_ms;
    int64_t     status;
    const char *error_code;
    const char *error_message;
};

struct script {
    int64_t                times;   /* pushes it is for; 0: any number */
    int                    handset; /* enum handset_mode */
    const char            *result;  /* of an automatic handset; NULL: as if the right PIN was typed */
    const char            *result_desc;
    int64_t                handset_delay_ms;
    struct answer_script   answer;
    struct callback_script callback;
    struct query_script    query;
    struct c2b_script      c2b; /* the C2B confirmation that tells of it too */
};

extern const struct member script_members[];
extern const struct member answer_script_members[];
extern const struct member query_script_members[];

struct script script_default(void);

/* Does the customer get a prompt although the answer is spoiled? */
bool script_prompts(const struct answer_script *a);

#endif
