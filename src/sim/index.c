#include "sim/index.h"

#include <stdint.h>
#include <string.h>

struct index_entry {
    struct index_entry *next;
    const char         *key;
    void               *thing;
};

/* FNV-1a. */
static size_t
slot_of(const char *key)
{
    uint32_t h = UINT32_C(2166136261);

    for (; *key; key++)
        h = (h ^ (unsigned char)*key) * UINT32_C(16777619);
    return h % INDEX_SLOTS;
}

struct index
index_new(struct arena *mem)
{
    return (struct index){.mem = mem, .slots = arena_array(mem, INDEX_SLOTS, sizeof(struct index_entry *))};
}

void
index_add(struct index *ix, const char *key, void *thing)
{
    struct index_entry **slot = &ix->slots[slot_of(key)];
    struct index_entry  *e = ARENA_NEW(ix->mem, struct index_entry);

    *e = (struct index_entry){.next = *slot, .key = key, .thing = thing};
    *slot = e;
}

void *
index_find(const struct index *ix, const char *key)
{
    for (struct index_entry *e = ix->slots[slot_of(key)]; e; e = e->next)
        if (strcmp(e->key, key) == 0)
            return e->thing;
    return NULL;
}
