#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

enum { FIRST_BLOCK = 64 * 1024, ALIGN = 16 };

struct block {
    struct block *next;
    size_t        size;
    size_t        used;
    size_t        pad; /* keeps `bytes` aligned to 16 */
    unsigned char bytes[];
};

struct arena {
    struct block *head; /* the one being filled; the first ever made is the last of the list */
    size_t        total;
    size_t        ceiling;
};

_Noreturn static void
out_of_memory(size_t asked, size_t ceiling)
{
    log_event(LOG_ERR, "arena.exhausted", "asked", I64((int64_t)asked), "ceiling", I64((int64_t)ceiling), NULL);
    abort();
}

static struct block *
block_add(struct arena *a, size_t room)
{
    size_t size = room > FIRST_BLOCK ? room : FIRST_BLOCK;

    if (size > a->ceiling - a->total)
        out_of_memory(room, a->ceiling);
    struct block *b = malloc(sizeof *b + size);
    if (!b)
        out_of_memory(room, a->ceiling);
    b->next = a->head;
    b->size = size;
    b->used = 0;
    a->head = b;
    a->total += size;
    return b;
}

struct arena *
arena_new(size_t ceiling)
{
    struct arena *a = calloc(1, sizeof *a);

    if (!a)
        out_of_memory(sizeof *a, ceiling);
    a->ceiling = ceiling < FIRST_BLOCK ? FIRST_BLOCK : ceiling;
    block_add(a, FIRST_BLOCK);
    return a;
}

void
arena_reset(struct arena *a)
{
    while (a->head->next) {
        struct block *gone = a->head;
        a->head = gone->next;
        a->total -= gone->size;
        free(gone);
    }
    a->head->used = 0;
}

void
arena_free(struct arena *a)
{
    if (!a)
        return;
    arena_reset(a);
    free(a->head);
    free(a);
}

void *
arena_alloc(struct arena *a, size_t size)
{
    if (size > a->ceiling)
        out_of_memory(size, a->ceiling);
    size_t        room = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    struct block *b = a->head;

    if (room > b->size - b->used)
        b = block_add(a, room);
    void *p = b->bytes + b->used;
    b->used += room;
    return memset(p, 0, room);
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        out_of_memory(SIZE_MAX, a->ceiling);
    return arena_alloc(a, bytes);
}

char *
arena_strndup(struct arena *a, const char *bytes, size_t n)
{
    char *copy = arena_alloc(a, n + 1);

    if (n)
        memcpy(copy, bytes, n);
    return copy;
}

char *
arena_strdup(struct arena *a, const char *text)
{
    return text ? arena_strndup(a, text, strlen(text)) : NULL;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    int   n = vsnprintf(NULL, 0, format, args);
    char *text = arena_alloc(a, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}
