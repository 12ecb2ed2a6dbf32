/*
 * index.h - finds things by a text, in constant time however many a load test makes. Lives in an arena.
 */
#ifndef SIM_INDEX_H
#define SIM_INDEX_H

#include <stddef.h>

#include "base/arena.h"

enum { INDEX_SLOTS = 16384 };

struct index_entry;

struct index {
    struct arena        *mem;
    struct index_entry **slots; /* INDEX_SLOTS chains */
};

struct index index_new(struct arena *mem);

/* `key` is kept by pointer. The key must not be there yet. */
void index_add(struct index *ix, const char *key, void *thing);

/* NULL when there is none. */
void *index_find(const struct index *ix, const char *key);

#endif
