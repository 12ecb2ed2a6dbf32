#include "sim/script.h"

#include "base/err.h"

static const char *const handsets[] = {[HANDSET_MANUAL] = "manual", [HANDSET_AUTO] = "auto", NULL};

static const char *const answer_modes[] = {
    [MODE_OK] = "ok",
    [MODE_HANG] = "hang",
    [MODE_CUT] = "cut",
    [MODE_HTML] = "html",
    [MODE_EMPTY] = "empty",
    [MODE_BLANK] = "blank",
    [MODE_FAULT429] = "fault429",
    [MODE_ERROR] = "error",
    [MODE_RESET] = "reset",
    [MODE_SOAP] = "soap",
    NULL,
};
_Static_assert(COUNT(answer_modes) == MODE_COUNT + 1, "name each mode");

static const char *const query_modes[] = {
    [QUERY_NORMAL] = "normal",
    [QUERY_PENDING4999] = "pending4999",
    [QUERY_PROCESSING] = "pendingProcessing",
    [QUERY_NOT_FOUND] = "notFound",
    [QUERY_HTML] = "html",
    [QUERY_FAULT429] = "fault429",
    [QUERY_EMPTY] = "empty",
    [QUERY_HANG] = "hang",
    [QUERY_ERROR] = "error",
    NULL,
};
_Static_assert(COUNT(query_modes) == QUERY_MODE_COUNT + 1, "name each mode");

#define ANSWER(field) offsetof(struct answer_script, field)
const struct member answer_script_members[] = {
    {"mode", MEMBER_CHOICE, ANSWER(mode), answer_modes, NULL},
    {"delayMs", MEMBER_COUNT, ANSWER(delay_ms), NULL, NULL},
    {"status", MEMBER_COUNT, ANSWER(status), NULL, NULL},
    {"errorCode", MEMBER_TEXT, ANSWER(error_code), NULL, NULL},
    {"errorMessage", MEMBER_TEXT, ANSWER(error_message), NULL, NULL},
    {"body", MEMBER_TEXT, ANSWER(body), NULL, NULL},
    {"promptAnyway", MEMBER_MAYBE, ANSWER(prompt_anyway), NULL, NULL},
    {"runAnyway", MEMBER_MAYBE, ANSWER(prompt_anyway), NULL, NULL}, /* its name where nobody is prompted */
    {0},
};

#define CALLBACK(field) offsetof(struct callback_script, field)
static const struct member callback_members[] = {
    {"delayMs", MEMBER_COUNT, CALLBACK(delay_ms), NULL, NULL},
    {"lose", MEMBER_BOOL, CALLBACK(lose), NULL, NULL},
    {"copies", MEMBER_COUNT, CALLBACK(copies), NULL, NULL},
    {"gapMs", MEMBER_COUNT, CALLBACK(gap_ms), NULL, NULL},
    {"beforeAnswer", MEMBER_BOOL, CALLBACK(before_answer), NULL, NULL},
    {"amount", MEMBER_TEXT, CALLBACK(amount), NULL, NULL},
    {"receipt", MEMBER_TEXT, CALLBACK(receipt), NULL, NULL},
    {"phone", MEMBER_NULLABLE, CALLBACK(phone), NULL, NULL},
    {"dropIds", MEMBER_BOOL, CALLBACK(drop_ids), NULL, NULL},
    {"stringCode", MEMBER_BOOL, CALLBACK(string_code), NULL, NULL},
    {"merchantRequestId", MEMBER_TEXT, CALLBACK(merchant_id), NULL, NULL},
    {"checkoutRequestId", MEMBER_TEXT, CALLBACK(checkout_id), NULL, NULL},
    {"body", MEMBER_TEXT, CALLBACK(body), NULL, NULL},
    {"urlOverride", MEMBER_TEXT, CALLBACK(url), NULL, NULL},
    {0},
};

#define QUERY(field) offsetof(struct query_script, field)
const struct member query_script_members[] = {
    {"mode", MEMBER_CHOICE, QUERY(mode), query_modes, NULL},
    {"result", MEMBER_TEXT, QUERY(result), NULL, NULL},
    {"firstN", MEMBER_COUNT, QUERY(first_n), NULL, NULL},
    {"delayMs", MEMBER_COUNT, QUERY(delay_ms), NULL, NULL},
    {"status", MEMBER_COUNT, QUERY(status), NULL, NULL},
    {"errorCode", MEMBER_TEXT, QUERY(error_code), NULL, NULL},
    {"errorMessage", MEMBER_TEXT, QUERY(error_message), NULL, NULL},
    {0},
};

#define SCRIPT(field) offsetof(struct script, field)
const struct member script_members[] = {
    {"times", MEMBER_COUNT, SCRIPT(times), NULL, NULL},
    {"handset", MEMBER_CHOICE, SCRIPT(handset), handsets, NULL},
    {"result", MEMBER_TEXT, SCRIPT(result), NULL, NULL},
    {"resultDesc", MEMBER_TEXT, SCRIPT(result_desc), NULL, NULL},
    {"handsetDelayMs", MEMBER_COUNT, SCRIPT(handset_delay_ms), NULL, NULL},
    {"answer", MEMBER_OBJECT, SCRIPT(answer), NULL, answer_script_members},
    {"callback", MEMBER_OBJECT, SCRIPT(callback), NULL, callback_members},
    {"query", MEMBER_OBJECT, SCRIPT(query), NULL, query_script_members},
    {"c2b", MEMBER_OBJECT, SCRIPT(c2b), NULL, c2b_script_members},
    {0},
};

struct script
script_default(void)
{
    return (struct script){.handset_delay_ms = 1000, .callback = {.copies = 1}, .c2b = c2b_script_default()};
}

bool
script_prompts(const struct answer_script *a)
{
    static const bool usual[MODE_COUNT] = {
        [MODE_OK] = true,    [MODE_HANG] = true,  [MODE_CUT] = true,   [MODE_HTML] = true,
        [MODE_EMPTY] = true, [MODE_BLANK] = true, [MODE_RESET] = true, /* fault429, error, soap: not */
    };

    return a->prompt_anyway == MAYBE_UNSAID ? usual[a->mode] : a->prompt_anyway == MAYBE_YES;
}
