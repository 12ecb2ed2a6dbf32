/*
 * link.h - the query part of a link that keeps a list's filters: "status=open&period=2026-11".
 */
#ifndef PAGE_LANDLORD_LINK_H
#define PAGE_LANDLORD_LINK_H

#include "base/buf.h"
#include "web/view.h"

struct buf link_new(struct arena *mem);

/* Adds name=value; a value of NULL or "" adds nothing. */
void link_add(struct buf *b, const char *name, const char *value);

/* What landlord/pager reads, and file_query, the filters alone for a file of the whole list; with the filters in both
 * links, so that a page can be shared and come back to. `here` holds the filters; `cursor` is the page shown, `next`
 * the one behind it; NULL: the first, none. */
void link_pages(struct view *v, struct buf *here, const char *cursor, const char *next);

#endif
