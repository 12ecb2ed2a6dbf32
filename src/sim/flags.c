#include "sim/flags.h"

static const char *const token_forms[] = {
    [TOKEN_404_001_03] = "404.001.03", [TOKEN_401_002_01] = "401.002.01", [TOKEN_400_003_01] = "400.003.01",
    [TOKEN_401_003_01] = "401.003.01", [TOKEN_BY_API] = "byApi",          NULL,
};

static const char *const downs[] = {
    [DOWN_NONE] = "none", [DOWN_HTML] = "html", [DOWN_REFUSE] = "refuse", [DOWN_HANG] = "hang", NULL,
};

static const char *const registered_forms[] = {[REGISTERED_ERROR] = "error", [REGISTERED_200] = "ok200", NULL};
static const char *const c2b_products[] = {[C2B_BOTH] = "both", [C2B_V1] = "v1", [C2B_V2] = "v2", NULL};

const char *const msisdn_forms[] = {
    [MSISDN_VERSION] = "version",
    [MSISDN_MASKED] = "masked",
    [MSISDN_TIGHT] = "maskedTight",
    [MSISDN_SHA256] = "sha256",
    [MSISDN_CLEAR] = "clear",
    [MSISDN_MASKED_HASH] = "maskedHash",
    NULL,
};

const char *const names_forms[] = {
    [NAMES_FIRST] = "first", [NAMES_ALL] = "all", [NAMES_MISSING] = "missing", [NAMES_EMPTY] = "empty", NULL,
};

static const char *const pull_nothings[] = {
    [PULL_NOTHING_STRING] = "string",
    [PULL_NOTHING_OTHER_KEY] = "transaction",
    [PULL_NOTHING_ERROR] = "error",
    NULL,
};

static const char *const qr_pictures[] = {
    [QR_PICTURE_PNG] = "png",
    [QR_PICTURE_EMPTY] = "empty",
    [QR_PICTURE_GIF] = "gif",
    NULL,
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
    {"downStatus", MEMBER_COUNT, AT(down_status), NULL, NULL},
    {"spikePer60s", MEMBER_COUNT, AT(spike_per_60s), NULL, NULL},
    {"openingBalance", MEMBER_MONEY, AT(opening_balance), NULL, NULL},
    {"stkAlsoC2b", MEMBER_BOOL, AT(stk_also_c2b), NULL, NULL},
    {"c2bRegisterOnce", MEMBER_BOOL, AT(c2b_register_once), NULL, NULL},
    {"c2bRegisteredForm", MEMBER_CHOICE, AT(c2b_registered_form), registered_forms, NULL},
    {"c2bProduct", MEMBER_CHOICE, AT(c2b_product), c2b_products, NULL},
    {"c2bMsisdn", MEMBER_CHOICE, AT(c2b_msisdn), msisdn_forms, NULL},
    {"c2bNames", MEMBER_CHOICE, AT(c2b_names), names_forms, NULL},
    {"c2bTillAsStore", MEMBER_BOOL, AT(c2b_till_as_store), NULL, NULL},
    {"c2bDelayMs", MEMBER_COUNT, AT(c2b_delay_ms), NULL, NULL},
    {"c2bValidationMs", MEMBER_COUNT, AT(c2b_validation_ms), NULL, NULL},
    {"pullPage", MEMBER_COUNT, AT(pull_page), NULL, NULL},
    {"pullNothing", MEMBER_CHOICE, AT(pull_nothing), pull_nothings, NULL},
    {"pullSpacedKeys", MEMBER_BOOL, AT(pull_spaced_keys), NULL, NULL},
    {"qrSaysId", MEMBER_BOOL, AT(qr_says_id), NULL, NULL},
    {"qrPicture", MEMBER_CHOICE, AT(qr_picture), qr_pictures, NULL},
    {"reversedSaysCompleted", MEMBER_BOOL, AT(reversed_says_completed), NULL, NULL},
    {"resultDelayMs", MEMBER_COUNT, AT(result_delay_ms), NULL, NULL},
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
        .opening_balance = {INT64_C(100000000)},
        .stk_also_c2b = true,
        .c2b_delay_ms = 200,
        .c2b_validation_ms = 8000,
        .result_delay_ms = 300,
        .pull_page = 100,
    };
}
