#include "gateway/match.h"

#include "rent/match.h"

/* A few milliseconds each where there are thousands of leases: prompts must not wait for it. */
enum { AT_A_TIME = 20 };

enum err
match_waiting(struct gateway *g)
{
    int64_t posted;

    return match_again(g->db, g->mem, AT_A_TIME, &posted);
}
