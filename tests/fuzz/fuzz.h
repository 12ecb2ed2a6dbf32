/*
 * fuzz.h - what each fuzzer shares: an arena that is reset after every input.
 *
 * `make fuzz` builds each tests/fuzz/NAME.c with libFuzzer and the sanitizers, starts from tests/fuzz/corpus/NAME, and
 * runs it for FUZZ_SECONDS. A find goes into the corpus, and a unit test says what should have happened.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static inline struct arena *
fuzz_arena(void)
{
    static struct arena *mem;

    if (!mem)
        mem = arena_new(64 * 1024 * 1024);
    arena_reset(mem);
    return mem;
}

#endif
