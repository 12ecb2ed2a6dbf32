#include "rent/list.h"

#include <string.h>

struct list
list_new(struct arena *mem, size_t size)
{
    return (struct list){.mem = mem, .size = size};
}

void *
list_add(struct list *l)
{
    if (l->count == l->room) {
        size_t room = l->room ? l->room * 2 : 16;
        void  *items = arena_array(l->mem, room, l->size);
        if (l->count)
            memcpy(items, l->items, l->count * l->size);
        l->items = items;
        l->room = room;
    }
    return (char *)l->items + l->size * l->count++;
}
