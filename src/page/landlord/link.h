/*
 * link.h - the query part of a link that keeps a list's filters: "status=open&period=2026-11".
 */
#ifndef PAGE_LANDLORD_LINK_H
#define PAGE_LANDLORD_LINK_H

#include "base/buf.h"

struct buf link_new(struct arena *mem);

/* Adds name=value; a value of NULL or "" adds nothing. */
void link_add(struct buf *b, const char *name, const char *value);

#endif
