/*
 * net.h - is this address one of those?
 *
 * Lists are as configured: addresses and networks separated by blanks or commas, "196.201.214.0/24 ::1". An
 * IPv4 address written as IPv6 (::ffff:10.0.0.1), as a dual-stack socket shows it, is the IPv4 address. What
 * is no address is in no list.
 */
#ifndef BASE_NET_H
#define BASE_NET_H

#include <stdbool.h>

#include "base/arena.h"

bool net_list_has(const char *list, const char *addr);

/* NULL when every entry of the list is an address or a network; else the first that is not, in the arena. */
const char *net_list_fault(struct arena *mem, const char *list);

/*
 * Who really asks: `peer`, unless it is a trusted proxy; then the last address of its X-Forwarded-For that is
 * no trusted proxy itself. What stands to the left of that one was written by a stranger. An unreadable entry
 * ends the search at the proxy that passed it on. `forwarded` may be NULL.
 */
const char *net_client(struct arena *mem, const char *trusted, const char *peer, const char *forwarded);

#endif
