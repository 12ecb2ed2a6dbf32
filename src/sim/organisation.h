/*
 * organisation.h - businesses with a shortcode, and whether a push uses one as it may be used (daraja.md
 * 3.1).
 *
 * With open enrolment a number never seen before becomes what its first push takes it for.
 */
#ifndef SIM_ORGANISATION_H
#define SIM_ORGANISATION_H

#include <stdbool.h>

#include "base/json.h"
#include "sim/member.h"

enum organisation_kind { ORGANISATION_PAYBILL, ORGANISATION_TILL };

struct organisation {
    struct organisation *next;
    const char          *number;
    int                  kind;    /* enum organisation_kind */
    const char          *store;   /* a till's store number; NULL for a paybill */
    const char          *name;    /* NULL: the usual name */
    const char          *passkey; /* NULL: the usual passkey */
};

/* Members that PUT /control/organisations/:number reads into a struct organisation. */
extern const struct member organisation_members[];

struct world;

/* What becomes of a push that names these numbers. */
struct organisation_verdict {
    bool                 exists; /* false: "Merchant does not exist", at once */
    bool                 enrol;  /* nothing is known against it: make it, once the password was right */
    const char          *result; /* not NULL: accepted, then this result is called back, without a prompt */
    struct organisation *receiver; /* NULL until enrolled */
};

struct organisation_verdict organisation_judge(struct world *w, bool paybill, const char *shortcode,
                                               const char *party_b);
struct organisation        *organisation_enrol(struct world *w, bool paybill, const char *shortcode,
                                               const char *party_b);

/* Makes or replaces one; `from` is copied. */
struct organisation *organisation_put(struct world *w, const struct organisation *from);
struct organisation *organisation_find(struct world *w, const char *number);

/* The passkey that goes with a BusinessShortCode: the paybill's, the till's of that store, or the usual. */
const char *organisation_passkey(struct world *w, const char *shortcode);
const char *organisation_name(struct world *w, const struct organisation *o);

/* {"organisations":[...]} */
void organisation_json(struct world *w, struct json_writer *out);

#endif
