/*
 * conf.h - the configuration: one file of NAME=value lines, the environment above it (contract.md 2).
 *
 * conf.c holds one table with every name, its default and its rule. A name that is not in the table, or a value that
 * breaks its rule, is an error that names the line. A secret can be given as NAME_FILE=path instead. Values live as
 * long as the process.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct conf {
    /* Daraja */
    bool        production;
    const char *daraja_base_url;
    const char *consumer_key, *consumer_secret, *passkey, *business_short_code;
    const char *initiator_name, *initiator_password, *certificate;
    bool        b2c_v1;                     /* DARAJA_B2C_VERSION=v1: without our own idempotency id (daraja.md 7) */
    const char *callback_url, *timeout_url; /* no slash at the end */
    const char *extras;                     /* names apart by blanks: services switched on; conf_extra */
    bool        ratiba_old;   /* DARAJA_RATIBA_TABLE=old: the earlier table of frequencies (daraja.md 14.1) */
    const char *callback_ips; /* addresses and networks, separated by blanks or commas */

    /* this installation */
    const char *public_url; /* no slash at the end */
    const char *listen;
    const char *data; /* absolute */
    const char *key_file;
    int64_t     workers, hook_workers;
    const char *trusted_proxy;
    bool        signup_open;
    const char *root; /* where templates/, static/ and lighttpd.conf are */

    /* messages */
    const char *sms_provider, *mail_url, *mail_from;

    /* times, in seconds, and limits; 0 lifts a limit */
    int64_t stk_expiry_s, query_after_s, reconcile_s, change_delay_s;
    int64_t result_after_s; /* a request without a result is asked about */
    int64_t balance_s;      /* between automatic balance checks; 0: none */
    int64_t pull_s;         /* between pulls of missed payments; 0: none but those that a person asks for */
    int64_t prompt_gap_s, prompts_per_hour, prompts_per_day;
    bool    confirm_before;
};

/* Reads `path` (NULL: only the environment) and the environment. On anything but ERR_OK, `why` (of `size` bytes)
 * holds one line for a person: "rent.conf:12: DARAJA_ENV must be sandbox or production". */
MUST_CHECK enum err conf_load(struct conf *out, const char *path, char *why, size_t size);

/* The same, telling every fault and not only the first. */
MUST_CHECK enum err
conf_load_telling(struct conf *out, const char *path, void (*each)(void *arg, const char *why), void *arg);

/* Puts every value but the secrets into the environment, and takes the secrets out of it: for lighttpd and the programs
 * that it starts, which conf_load(NULL). Whoever needs secrets is given the file's name instead. */
void conf_export_public(const struct conf *c);

/* Is a service that needs its own contract switched on: "ratiba", "tax", "billmanager", "express", "simswap"? */
bool conf_extra(const struct conf *c, const char *name);

/* "var/demo/run/gateway.sock": a path below RENTEASE_DATA, in a buffer that lives as long as the process. */
const char *conf_path(const struct conf *c, const char *below);

#endif
