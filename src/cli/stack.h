/*
 * stack.h - the programs of one installation: lighttpd (which starts web and hooks) and the gateway.
 */
#ifndef CLI_STACK_H
#define CLI_STACK_H

#include "cli/cli.h"
#include "cli/supervise.h"

enum { STACK_PROGRAMS_MOST = 3 };

struct stack {
    struct program programs[STACK_PROGRAMS_MOST];
    int            count;
};

/* Where this program and its fellows are: the folder of the running executable, in the arena. */
const char *stack_program_folder(struct arena *mem);

/* Puts lighttpd and the gateway into *out. ERR_INPUT, said on standard error, when lighttpd would not start with this
 * configuration. */
MUST_CHECK enum err stack_programs(struct cli *c, struct stack *out);

/* Waits until /healthz answers 200; false after `wait_ms`. */
bool stack_wait_ready(const struct conf *conf, int wait_ms);

#endif
