/*
 * seed.h - a small world for the demo: two landlords, their tenants, bills, and a few payments that really went
 * through.
 */
#ifndef CLI_SEED_H
#define CLI_SEED_H

#include "cli/cli.h"

#define SEED_PASSWORD "jengo-mvua-embe-42"

#define SEED_OPERATOR   "0700 000 001"
#define SEED_LANDLORD   "0711 000 001"
#define SEED_LANDLORD_2 "0711 000 002"
#define SEED_TENANT     "0712 345 678"
#define SEED_TENANT_2   "0722 000 002"

/* Fills an empty installation whose gateway and simulator are running; does nothing to one that holds a landlord. The
 * KES 1 tests and last month's rents are paid through them like any other. */
MUST_CHECK enum err seed(struct cli *c, struct db *db, const char *sim_url);

#endif
