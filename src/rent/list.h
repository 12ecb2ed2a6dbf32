/*
 * list.h - rows gathered from a query: an array that grows in an arena.
 */
#ifndef RENT_LIST_H
#define RENT_LIST_H

#include "base/arena.h"

struct list {
    struct arena *mem;
    size_t        size, count, room;
    void         *items; /* `count` elements of `size` bytes; NULL while empty */
};

struct list list_new(struct arena *mem, size_t size);

/* A new, zeroed element at the end. It may move when the next one is added. */
void *list_add(struct list *l);

#endif
