#include "hook/hook.h"

#include <string.h>

#include "base/text.h"
#include "hook/c2b.h"
#include "hook/result.h"
#include "hook/stk.h"

static const char *const names[] = {
    [HOOK_POSTED] = "posted",
    [HOOK_KNOWN] = "known",
    [HOOK_DECLINED] = "declined",
    [HOOK_HELD] = "held",
    [HOOK_WAITING] = "waiting",
    [HOOK_UNCLEAR] = "unclear",
    [HOOK_CONTRADICTS] = "contradicts",
    [HOOK_LATE] = "late",
    [HOOK_MALFORMED] = "malformed",
    [HOOK_UNKNOWN_SECRET] = "unknown_secret",
    [HOOK_FORGED] = "forged",
    [HOOK_UNKNOWN_CLAIM] = "unknown_claim",
    [HOOK_NOT_EXPECTED] = "not_expected",
    [HOOK_QUESTION] = "question",
    [HOOK_ERROR] = "error",
};
_Static_assert(COUNT(names) == HOOK_VERDICT_COUNT, "name each verdict");

const char *
hook_verdict_name(enum hook_verdict v)
{
    return names[v];
}

/* Without a secret the body itself must tell what it is. */
static enum err
hook_claim(struct db *db, struct arena *mem, const struct hook_rules *rules, const struct inbox_row *row,
           struct judgement *out)
{
    bool result = hook_is_result(mem, row->body, row->body_len);

    return (result ? hook_result_claim : hook_stk_claim)(db, mem, rules, row, out);
}

/* One file of src/hook for each kind of address. */
static const struct {
    const char *kind;
    enum err (*judge)(struct db *, struct arena *, const struct hook_rules *, const struct inbox_row *,
                      struct judgement *);
} kinds[] = {
    {"stk", hook_stk},
    {"result", hook_result},
    {"timeout", hook_result},
    {"claim", hook_claim},
    {"confirmation", hook_confirmation},
    {"validation", hook_validation},
};

enum err
hook_judge(struct db *db, struct arena *mem, const struct hook_rules *rules, const struct inbox_row *row,
           struct judgement *out)
{
    *out = (struct judgement){.verdict = HOOK_NOT_EXPECTED};
    if (!row->genuine && strcmp(row->kind, "claim") != 0) {
        out->verdict = HOOK_FORGED;
        out->reason = N_("This address was never given out. Somebody is guessing.");
        return ERR_OK;
    }
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(row->kind, kinds[i].kind) == 0)
            return kinds[i].judge(db, mem, rules, row, out);
    out->reason = N_("Nothing here waits for this kind of message.");
    return ERR_OK;
}
