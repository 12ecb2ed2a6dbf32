/*
 * flags.h - the switches of PUT /control/flags: how the whole of Daraja behaves, apart from any one phone.
 */
#ifndef SIM_FLAGS_H
#define SIM_FLAGS_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/member.h"

enum token_form { TOKEN_404_001_03, TOKEN_401_002_01, TOKEN_400_003_01, TOKEN_401_003_01 };
enum down { DOWN_NONE, DOWN_HTML, DOWN_REFUSE, DOWN_HANG };

struct flags {
    int64_t token_lifetime_s;
    bool    new_token_kills_old;
    int     token_error_form; /* enum token_form */
    bool    open_enrolment;
    int64_t prompt_lifetime_ms;
    bool    rule_limited;
    int64_t query_per_60s; /* 0: no limit */
    int64_t answer_delay_ms;
    int     down; /* enum down */
};

extern const struct member flags_members[];

struct flags flags_default(void);

#endif
