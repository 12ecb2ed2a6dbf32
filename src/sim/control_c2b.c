#include "sim/control.h"

#include <stddef.h>
#include <string.h>

#include "base/phone.h"
#include "sim/c2b.h"
#include "sim/field.h"
#include "sim/handset.h"

/* A customer's payment as a test describes it. */
struct wish {
    const char       *shortcode, *account, *phone, *sender, *type;
    struct money      amount;
    bool              wait;
    struct c2b_script script;
};

#define AT(field) offsetof(struct wish, field)
static const struct member wish_members[] = {
    {"shortcode", MEMBER_TEXT, AT(shortcode), NULL, NULL},
    {"account", MEMBER_TEXT, AT(account), NULL, NULL},
    {"phone", MEMBER_TEXT, AT(phone), NULL, NULL},
    {"sender", MEMBER_TEXT, AT(sender), NULL, NULL},
    {"type", MEMBER_TEXT, AT(type), NULL, NULL},
    {"amount", MEMBER_MONEY, AT(amount), NULL, NULL},
    {"wait", MEMBER_BOOL, AT(wait), NULL, NULL},
    {"script", MEMBER_OBJECT, AT(script), NULL, c2b_script_members},
    {0},
};

static void
bad(struct call *c, unsigned status, const char *why)
{
    c->answer = answer_control_error(c->mem, status, why);
}

/* The wish as a payment; NULL, or a sentence about what is wrong with it. */
static const char *
read_wish(struct world *w, const struct wish *wish, struct c2b *out)
{
    char phone[PHONE_SIZE];

    if (!wish->shortcode || !field_shortcode(wish->shortcode))
        return "shortcode: needed, 5 to 7 digits";
    if (!wish->phone == !wish->sender)
        return "phone, or the shortcode of the sender: one of them is needed";
    if (wish->phone && !phone_parse(wish->phone, phone))
        return "phone: not a phone number";
    struct organisation *o = organisation_use(w, wish->shortcode, ORGANISATION_PAYBILL);
    if (!o)
        return "shortcode: no such organisation";
    *out = (struct c2b){
        .payer = wish->phone ? handset_get(w, phone) : NULL,
        .payer_number = wish->sender,
        .organisation = o,
        .reference = wish->account,
        .type = wish->type    ? wish->type
                : wish->phone ? NULL
                              : "Organization To Organization Transfer",
        .amount = wish->amount,
        .script = wish->script,
    };
    const char *why = c2b_script_complaint(&wish->script);
    return why ? why : c2b_obstacle(out);
}

void
control_c2b(struct world *w, struct call *c)
{
    struct wish wish = {.script = c2b_script_default()};
    struct c2b  asked = {0};
    const char *why = NULL;

    if (members_read(w->mem, c->json, wish_members, &wish, &why))
        why = read_wish(w, &wish, &asked);
    if (why) {
        bad(c, 400, arena_strdup(c->mem, why));
        return;
    }
    chaos_c2b(&w->chaos, &asked.script);
    struct c2b *p = c2b_begin(w, &asked);
    if (wish.wait && p->state == C2B_VALIDATING) {
        p->held_call = c->id;
        call_hold(c);
    } else {
        c->answer = answer_json(200, c2b_json(c->mem, p));
    }
}

void
control_c2b_put(struct world *w, struct call *c)
{
    struct scripted_wish {
        int64_t           times;
        struct c2b_script script;
    } wish = {.script = c2b_script_default()};
    static const struct member members[] = {
        {"times", MEMBER_COUNT, offsetof(struct scripted_wish, times), NULL, NULL},
        {"script", MEMBER_OBJECT, offsetof(struct scripted_wish, script), NULL, c2b_script_members},
        {0},
    };
    const char *why = NULL;

    if (members_read(w->mem, c->json, members, &wish, &why))
        why = c2b_script_complaint(&wish.script);
    if (why) {
        bad(c, 400, arena_strdup(c->mem, why));
        return;
    }
    struct c2b_scripted *s = ARENA_NEW(w->mem, struct c2b_scripted);
    *s = (struct c2b_scripted){.script = wish.script, .left = wish.times ? wish.times : -1};
    w->c2b_script = s;
    c->answer = answer_ok();
}

void
control_c2b_list(struct world *w, struct call *c)
{
    enum { LIST_MOST = 512 * 1024 * 1024 };
    const char *receipt = call_query(c, "receipt");
    struct buf  out = buf_new(c->mem, LIST_MOST);
    bool        comma = false;

    buf_str(&out, "{\"payments\":[");
    for (const struct c2b *p = w->c2bs; p; p = p->next) {
        if (receipt && strcmp(p->movement->receipt, receipt) != 0)
            continue;
        if (comma)
            buf_char(&out, ',');
        buf_str(&out, c2b_json(c->mem, p));
        comma = true;
    }
    buf_str(&out, "]}");
    if (buf_ok(&out))
        c->answer = answer_json(200, out.bytes);
    else
        bad(c, 500, "too many to list; ask for one receipt");
}

void
control_c2b_resend(struct world *w, struct call *c)
{
    struct c2b *p = c2b_find(w, c->param);

    if (!p)
        bad(c, 404, "no such payment");
    else if (!c2b_again(w, p, c))
        bad(c, 409, "nobody was told of it");
}
