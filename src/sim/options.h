/*
 * options.h - what the command line may say: daraja-sim --port N [--listen ADDR] [--control TOKEN] ...
 */
#ifndef SIM_OPTIONS_H
#define SIM_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct options {
    int64_t     port;    /* 0 lets the kernel choose; the log says which */
    const char *listen;  /* numeric address */
    const char *control; /* NULL: control is for loopback peers only */
    const char *consumer_key;
    const char *consumer_secret;
    const char *passkey;     /* of every organisation that names none of its own */
    const char *name;        /* likewise: the business the payer reads */
    const char *seed;        /* NULL: ids cannot be foreseen */
    const char *certificate; /* NULL: not written anywhere */
    const char *key;         /* file of the private key; NULL: a new one each time */
    bool        expired_certificate;
    bool        no_verify; /* accept any certificate of an https callback address */
};

/* False after printing to standard error what is wrong. `--help` prints and sets *help. */
bool options_read(int argc, char **argv, struct options *out, bool *help);

#endif
