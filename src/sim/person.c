#include "sim/person.h"

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

static const char *const firsts[] = {"JANE",  "PETER", "MARY",   "JOHN",  "GRACE", "SAMUEL",
                                     "FAITH", "DAVID", "ESTHER", "JAMES", "MERCY", "KEVIN"};
static const char *const middles[] = {"WANJIRU", "OTIENO", "MUTHONI", "KIPLAGAT", "ACHIENG", "MWANGI", "NJERI"};
static const char *const lasts[] = {"DOE",      "KAMAU",  "ODHIAMBO", "CHEBET", "MUTUA",
                                    "NYAMBURA", "WAFULA", "BARASA",   "KORIR"};

/* FNV-1a, so that neighbouring numbers are not namesakes. */
static uint32_t
hash(const char *text)
{
    uint32_t h = UINT32_C(2166136261);

    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * UINT32_C(16777619);
    return h;
}

struct person
person_of(const char *phone)
{
    uint32_t h = hash(phone);

    return (struct person){
        .first = firsts[h % COUNT(firsts)],
        .middle = middles[h / 64 % COUNT(middles)],
        .last = lasts[h / 4096 % COUNT(lasts)],
    };
}

const char *
person_full(struct arena *mem, const char *phone)
{
    struct person p = person_of(phone);

    return arena_printf(mem, "%s %s %s", p.first, p.middle, p.last);
}
