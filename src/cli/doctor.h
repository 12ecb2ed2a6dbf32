/*
 * doctor.h - `rentease doctor`: what could be wrong, looked at one by one, each with its fix.
 *
 *   doctor.c        the order, and how it is told       doctor_files.c  keys, folders, disk, backups
 *   doctor_net.c    what runs, Daraja, public address   doctor_books.c  databases, the guide's steps, landlords
 *
 * It changes nothing. Only while no gateway runs does it ask Daraja for a token: each new one ends the last.
 */
#ifndef CLI_DOCTOR_H
#define CLI_DOCTOR_H

#include "base/json.h"
#include "cli/cli.h"

enum doctor_word { DOCTOR_OK, DOCTOR_WRONG, DOCTOR_UNKNOWN };

struct doctor {
    struct cli        *c;
    bool               json;
    struct json_writer out;
    int                wrong;
    int                lock_fd;        /* of the gateway's lock, held by us: no gateway runs; -1: one does */
    bool               running, sound; /* RentEase answers; the databases can be read */
    bool               asked_token;    /* Daraja was asked for a token just now */
    struct db         *db;             /* NULL unless `sound` */
};

/* One line: what was looked at, and what was found. `fix` NULL where all is well. */
void doctor_say(struct doctor *d, enum doctor_word word, const char *name, const char *fix, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

void doctor_files(struct doctor *d);
void doctor_backups(struct doctor *d);
void doctor_databases(struct doctor *d);
void doctor_running(struct doctor *d);
void doctor_daraja(struct doctor *d);
void doctor_public(struct doctor *d);
void doctor_steps(struct doctor *d);
void doctor_landlords(struct doctor *d);

/* "3 minutes", "2 days". */
const char *doctor_span(struct arena *mem, int64_t seconds);

#endif
