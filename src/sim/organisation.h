/*
 * organisation.h - businesses with a shortcode: what kind they are, their accounts and their initiator, and whether
 * a push uses one as it may be used (daraja.md 3.1).
 *
 * With open enrolment a number never seen before becomes what its first use takes it for.
 */
#ifndef SIM_ORGANISATION_H
#define SIM_ORGANISATION_H

#include <stdbool.h>

#include "base/json.h"
#include "base/money.h"
#include "sim/member.h"

enum organisation_kind {
    ORGANISATION_PAYBILL,
    ORGANISATION_TILL,
    ORGANISATION_BULK, /* a B2C shortcode: pays people, and nobody pays it */
};

/* Where an organisation's money lies (daraja.md 10). Charges Paid is at or below zero. */
enum account { ACCOUNT_WORKING, ACCOUNT_UTILITY, ACCOUNT_MERCHANT, ACCOUNT_CHARGES, ACCOUNT_COUNT };

struct organisation {
    struct organisation *next;
    const char          *number;
    int                  kind;       /* enum organisation_kind */
    const char          *store;      /* a till's store number; NULL for others */
    const char          *name;       /* NULL: the usual name */
    const char          *passkey;    /* NULL: the usual passkey */
    enum maybe           b2c;        /* may it pay people? unsaid: only a bulk shortcode may */
    bool                 validation; /* Safaricom has enabled external validation for it */
    struct money         accounts[ACCOUNT_COUNT];
    struct money         opening[ACCOUNT_COUNT]; /* what they held before anything happened */
    /* Its API operator */
    const char *initiator, *initiator_password; /* NULL: testapi, Safaricom999! */
    const char *roles;                          /* names apart by blanks; NULL: all (initiator.h) */
    bool        locked;
    int64_t     failures; /* wrong credentials in a row */
    bool        pulls;    /* registered for pull transactions */
};

/* Members that PUT /control/organisations/:number reads into a struct organisation. */
extern const struct member organisation_members[];

struct world;

/* What becomes of a push that names these numbers. */
struct organisation_verdict {
    bool                 exists;   /* false: "Merchant does not exist", at once */
    bool                 enrol;    /* nothing is known against it: make it, once the password was right */
    const char          *result;   /* not NULL: accepted, then this result is called back, without a prompt */
    struct organisation *receiver; /* NULL until enrolled */
};

struct organisation_verdict
                     organisation_judge(struct world *w, bool paybill, const char *shortcode, const char *party_b);
struct organisation *organisation_enrol(struct world *w, bool paybill, const char *shortcode, const char *party_b);

/* One that is not there yet, with its opening balances; not yet in the world. */
struct organisation organisation_fresh(const struct world *w, const char *number, int kind);

/* Makes or replaces one; `from` is copied. */
struct organisation *organisation_put(struct world *w, const struct organisation *from);
struct organisation *organisation_find(struct world *w, const char *number);

/* The one with that number; else, with open enrolment, a new one of that kind; else NULL. */
struct organisation *organisation_use(struct world *w, const char *number, int kind);

/* The till with that store number, or NULL. */
struct organisation *organisation_of_store(struct world *w, const char *store);

/* The passkey that goes with a BusinessShortCode: the paybill's, the till's of that store, or the usual. */
const char *organisation_passkey(struct world *w, const char *shortcode);
const char *organisation_name(const struct world *w, const struct organisation *o);

/* "412873 - EXAMPLE HOMES". */
const char *organisation_party(struct arena *mem, const struct world *w, const struct organisation *o);

/* The account that customers pay into. */
enum account organisation_income(const struct organisation *o);
bool         organisation_pays_people(const struct organisation *o);

/* "Utility Account". */
const char *account_name(enum account a);

/* {"organisations":[...]} */
void organisation_json(struct world *w, struct json_writer *out);

#endif
