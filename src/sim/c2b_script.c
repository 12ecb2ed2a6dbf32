#include "sim/c2b_script.h"

#include <stddef.h>

#include "sim/world.h"

enum { COPIES_MOST = 1000 };

static const char *const names[] = {"usual", "first", "all", "missing", "empty", NULL};
static const char *const msisdns[] = {"usual", "masked", "maskedTight", "sha256", "clear", "maskedHash", NULL};

#define AT(field) offsetof(struct c2b_script, field)
const struct member c2b_script_members[] = {
    {"delayMs", MEMBER_COUNT, AT(delay_ms), NULL, NULL},
    {"lose", MEMBER_BOOL, AT(lose), NULL, NULL},
    {"copies", MEMBER_COUNT, AT(copies), NULL, NULL},
    {"gapMs", MEMBER_COUNT, AT(gap_ms), NULL, NULL},
    {"copyAmount", MEMBER_TEXT, AT(copy_amount), NULL, NULL},
    {"abandon", MEMBER_BOOL, AT(abandon), NULL, NULL},
    {"msisdn", MEMBER_CHOICE, AT(msisdn), msisdns, NULL},
    {"names", MEMBER_CHOICE, AT(names), names, NULL},
    {"saysAmount", MEMBER_TEXT, AT(amount), NULL, NULL},
    {"saysReceipt", MEMBER_TEXT, AT(receipt), NULL, NULL},
    {"saysAccount", MEMBER_TEXT, AT(reference), NULL, NULL},
    {"saysShortcode", MEMBER_TEXT, AT(shortcode), NULL, NULL},
    {"saysType", MEMBER_TEXT, AT(type), NULL, NULL},
    {"saysBalance", MEMBER_TEXT, AT(balance), NULL, NULL},
    {"saysTime", MEMBER_TEXT, AT(time), NULL, NULL},
    {"saysMsisdn", MEMBER_TEXT, AT(phone), NULL, NULL},
    {"body", MEMBER_TEXT, AT(body), NULL, NULL},
    {"urlOverride", MEMBER_TEXT, AT(url), NULL, NULL},
    {0},
};

struct c2b_script
c2b_script_default(void)
{
    return (struct c2b_script){.delay_ms = -1, .copies = 1};
}

const char *
c2b_script_complaint(const struct c2b_script *s)
{
    return s->copies > COPIES_MOST ? "copies: too many" : NULL;
}

struct c2b_script
c2b_script_take(struct world *w)
{
    struct c2b_scripted *s = w->c2b_script;
    struct c2b_script    taken = s ? s->script : c2b_script_default();

    if (s && s->left > 0 && --s->left == 0)
        w->c2b_script = NULL;
    chaos_c2b(&w->chaos, &taken);
    return taken;
}
