#include "sim/flags.h"

static const char *const token_forms[] = {
    [TOKEN_404_001_03] = "404.001.03",
    [TOKEN_401_002_01] = "401.002.01",
    [TOKEN_400_003_01] = "400.003.01",
    [TOKEN_401_003_01] = "401.003.01",
    NULL,
};

static const char *const downs[] = {
    [DOWN_NONE] = "none", [DOWN_HTML] = "html", [DOWN_REFUSE] = "refuse", [DOWN_HANG] = "hang", NULL,
};

#define AT(field) offsetof(struct flags, field)

const struct member flags_members[] = {
    {"tokenLifetimeS", MEMBER_COUNT, AT(token_lifetime_s), NULL, NULL},
    {"newTokenKillsOld", MEMBER_BOOL, AT(new_token_kills_old), NULL, NULL},
    {"tokenErrorForm", MEMBER_CHOICE, AT(token_error_form), token_forms, NULL},
    {"openEnrolment", MEMBER_BOOL, AT(open_enrolment), NULL, NULL},
    {"promptLifetimeMs", MEMBER_COUNT, AT(prompt_lifetime_ms), NULL, NULL},
    {"ruleLimited", MEMBER_BOOL, AT(rule_limited), NULL, NULL},
    {"queryPer60s", MEMBER_COUNT, AT(query_per_60s), NULL, NULL},
    {"answerDelayMs", MEMBER_COUNT, AT(answer_delay_ms), NULL, NULL},
    {"down", MEMBER_CHOICE, AT(down), downs, NULL},
    {0},
};

struct flags
flags_default(void)
{
    return (struct flags){
        .token_lifetime_s = 3599,
        .new_token_kills_old = true,
        .token_error_form = TOKEN_404_001_03,
        .open_enrolment = true,
        .prompt_lifetime_ms = 60000,
    };
}
