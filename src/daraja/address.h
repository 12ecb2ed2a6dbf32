/*
 * address.h - may this be given to Daraja as an address for its reports (daraja.md 3.2, 6.1)?
 *
 * Daraja takes some addresses and then never calls them, or refuses them without a word why. So they are looked at here
 * first, in the same way for every API.
 */
#ifndef DARAJA_ADDRESS_H
#define DARAJA_ADDRESS_H

#include <stdbool.h>

/* What is wrong with `url`: English, marked for translation, for the operator. NULL: nothing. `live`: https is a must.
 */
const char *address_fault(const char *url, bool live);

#endif
