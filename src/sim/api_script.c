#include "sim/api_script.h"

#include <string.h>

#include "base/err.h"
#include "sim/world.h"

static const char *const modes[] = {
    [RESULT_OK] = "ok",
    [RESULT_TIMEOUT] = "timeout",
    [RESULT_TIMEOUT_THEN] = "timeoutThenResult",
    [RESULT_LOSE] = "lose",
    [RESULT_LATE] = "late",
    [RESULT_DUPLICATE] = "duplicate",
    [RESULT_MALFORMED] = "malformed",
    [RESULT_SINGLE] = "singleObject",
    [RESULT_BARE] = "bareArray",
    [RESULT_STRINGS] = "stringCodes",
    [RESULT_NUMBERS] = "numberCodes",
    [RESULT_DROP] = "dropParameters",
    [RESULT_NO_IDS] = "dropIds",
    [RESULT_SLASHES] = "escapedSlashes",
    NULL,
};
_Static_assert(COUNT(modes) == RESULT_MODE_COUNT + 1, "name each mode");

#define RESULT(field) offsetof(struct result_script, field)
static const struct member result_members[] = {
    {"mode", MEMBER_CHOICE, RESULT(mode), modes, NULL},
    {"code", MEMBER_TEXT, RESULT(code), NULL, NULL},
    {"desc", MEMBER_TEXT, RESULT(desc), NULL, NULL},
    {"moves", MEMBER_MAYBE, RESULT(moves), NULL, NULL},
    {"delayMs", MEMBER_COUNT, RESULT(delay_ms), NULL, NULL},
    {"lateMs", MEMBER_COUNT, RESULT(late_ms), NULL, NULL},
    {"copies", MEMBER_COUNT, RESULT(copies), NULL, NULL},
    {"gapMs", MEMBER_COUNT, RESULT(gap_ms), NULL, NULL},
    {"beforeAnswer", MEMBER_BOOL, RESULT(before_answer), NULL, NULL},
    {"charge", MEMBER_MONEY, RESULT(charge), NULL, NULL},
    {"receipt", MEMBER_TEXT, RESULT(receipt), NULL, NULL},
    {"set", MEMBER_PAIRS, RESULT(set), NULL, NULL},
    {"originatorConversationId", MEMBER_TEXT, RESULT(originator), NULL, NULL},
    {"conversationId", MEMBER_TEXT, RESULT(conversation), NULL, NULL},
    {"body", MEMBER_TEXT, RESULT(body), NULL, NULL},
    {"urlOverride", MEMBER_TEXT, RESULT(url), NULL, NULL},
    {0},
};

#define SCRIPT(field) offsetof(struct api_script, field)
const struct member api_script_members[] = {
    {"times", MEMBER_COUNT, SCRIPT(times), NULL, NULL},
    {"answer", MEMBER_OBJECT, SCRIPT(answer), NULL, answer_script_members},
    {"result", MEMBER_OBJECT, SCRIPT(result), NULL, result_members},
    {0},
};

struct api_script
api_script_default(void)
{
    return (struct api_script){.result = {.copies = 1, .late_ms = 3000}};
}

static struct api_scripted **
find(struct world *w, const char *api)
{
    struct api_scripted **at = &w->api_scripts;

    while (*at && strcmp((*at)->api, api) != 0)
        at = &(*at)->next;
    return at;
}

void
api_script_put(struct world *w, const char *api, const struct api_script *s)
{
    struct api_scripted **at = find(w, api);

    if (!*at) {
        *at = ARENA_NEW(w->mem, struct api_scripted);
        (*at)->api = arena_strdup(w->mem, api);
    }
    (*at)->script = *s;
    (*at)->left = s->times ? s->times : -1;
}

const struct api_script *
api_script_take(struct world *w, const char *api)
{
    struct api_script    *s = ARENA_NEW(w->mem, struct api_script);
    struct api_scripted **at = find(w, api);

    if (!*at)
        at = find(w, "default");
    *s = *at ? (*at)->script : api_script_default();
    if (*at && (*at)->left > 0 && --(*at)->left == 0)
        *at = (*at)->next;
    chaos_api(&w->chaos, s);
    return s;
}
