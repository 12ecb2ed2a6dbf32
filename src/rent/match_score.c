#include "rent/match_score.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msisdn.h"
#include "base/phone.h"
#include "base/text.h"
#include "rent/match_private.h"

struct scene {
    const struct match_facts *f;
    struct typed              t;
    int                       day;
    struct side              *sides;
    size_t                    count;
    bool                      unit_named;    /* some lease's unit was named */
    size_t                    payers_leases; /* leases that this payer paid before */
    size_t                    properties;
};

/* Words of what was typed that speak of another property or tenant than this lease's. */
static int
speaks_against(const struct scene *c, const struct side *s)
{
    int  points = 0;
    bool heard;

    for (size_t i = 0; i < c->t.words.count; i++) {
        const struct match_word *w = &c->t.words.word[i];
        if (i >= s->from && i < s->to)
            continue;
        if (c->t.of_property[i] && !s->in_property)
            points = OTHER_PROPERTY;
        else if (!w->noise && !c->t.used[i] && match_has_digit(w->text) && points > OTHER_NUMBER)
            points = OTHER_NUMBER;
        else if (c->t.of_name[i] && !c->t.of_property[i] && !match_has_name(&s->name, w->text, &heard) &&
                 !match_has_name(&c->t.payer, w->text, &heard) && points > OTHER_NAME)
            points = OTHER_NAME;
    }
    return points;
}

static bool
within_other(const struct scene *c, const struct side *s)
{
    for (size_t i = 0; i < c->count; i++) {
        const struct side *o = &c->sides[i];
        if (o->unit >= NAMED && o->from <= s->from && o->to >= s->to && o->to - o->from > s->to - s->from)
            return true;
    }
    return false;
}

static bool
number_is_shared(const struct scene *c, const struct side *s)
{
    size_t same = 0;

    for (size_t i = 0; i < c->count; i++)
        same += c->sides[i].unit >= match_points(MATCH_UNIT_NUMBER) && c->sides[i].from == s->from;
    return same > 1;
}

static void
weigh_unit(const struct scene *c, struct side *s, enum match_reason reason)
{
    int points = s->unit;

    if (points && reason == MATCH_UNIT_NUMBER && number_is_shared(c, s))
        points = NUMBER_ALONE;
    if (points) {
        match_note(s, reason, points);
        s->other = speaks_against(c, s) + (within_other(c, s) ? WITHIN_OTHER : 0);
    } else if (match_speaks_of_kind(s, &c->t)) {
        s->unit = s->kind_only ? match_points(MATCH_UNIT) : match_points(MATCH_UNIT_KIND);
        match_note(s, s->kind_only ? MATCH_UNIT : MATCH_UNIT_KIND, s->unit);
    }
    if (s->other)
        match_note(s, MATCH_OTHER_HOME, s->other);
    if (s->l->named)
        match_note(s, MATCH_ID, match_points(MATCH_ID));
    if (s->in_property && c->properties > 1)
        match_note(s, MATCH_PROPERTY, match_points(MATCH_PROPERTY));
}

static void
weigh_name(struct side *s)
{
    if (s->names >= 2)
        match_note(s, MATCH_NAME_TYPED,
                   s->unit >= NAMED ? NAME_BESIDES
                   : s->heard       ? NAME_HEARD
                                    : match_points(MATCH_NAME_TYPED));
    else if (s->names == 1)
        match_note(s, MATCH_NAME_PART, s->unit >= NAMED ? NAME_BESIDES : match_points(MATCH_NAME_PART));
}

/* How many words of the payer's name are the tenant's. */
static int
common_names(const struct scene *c, const struct side *s)
{
    int n = 0;

    for (size_t i = 0; i < c->t.payer.count; i++)
        n += match_has_name(&s->name, c->t.payer.word[i], NULL);
    return n;
}

static bool
is_masked(const char *msisdn)
{
    return msisdn && strchr(msisdn, '*') != NULL;
}

/* The best of what is known of the payer. */
struct known {
    int               points;
    enum match_reason reason;
};

static struct known
better(struct known a, struct known b)
{
    return b.points > a.points ? b : a;
}

static struct known
by_phone(const struct scene *c, const struct side *s)
{
    enum msisdn_fit fit = msisdn_fits(c->f->msisdn, s->l->tenant_phone);
    int             common = common_names(c, s), hint = match_points(MATCH_PHONE_HINT);

    if (fit == MSISDN_PROOF)
        return (struct known){match_points(MATCH_PHONE), MATCH_PHONE};
    if (fit == MSISDN_HINT) {
        if (strlen(c->f->msisdn) > 40)
            return (struct known){HASH_HINT, MATCH_PHONE_HINT};
        hint = c->t.payer.count == 0 ? hint : common ? HINT_AND_NAME : HINT_OTHER_NAME;
        return (struct known){hint, MATCH_PHONE_HINT};
    }
    return (struct known){common >= 2 ? match_points(MATCH_PAYER_NAME) : common ? NAME_ONE : 0, MATCH_PAYER_NAME};
}

static struct known
by_past(const struct scene *c, const struct side *s)
{
    bool         masked = is_masked(c->f->msisdn) && strlen(c->f->msisdn) < 40;
    struct known k = {0, MATCH_PAID_BEFORE};

    if (s->l->paid_before) {
        k.points = masked ? MASKED_BEFORE : match_points(MATCH_PAID_BEFORE);
        k.points += s->l->paid_before > 1 ? KNOWN_OFTEN : 0;
        if (c->payers_leases > 1)
            k.points = SEVERAL_LEASES;
    }
    if (s->l->remembered)
        k = better(k, (struct known){masked ? MASKED_REMEMBERED : match_points(MATCH_REMEMBERED), MATCH_REMEMBERED});
    if (s->l->payer_known)
        k = better(k, (struct known){masked ? MASKED_BEFORE : match_points(MATCH_PAID_BEFORE), MATCH_REMEMBERED});
    return k;
}

/* A word was typed that is neither noise nor anything we know. */
static bool
words_unknown(const struct scene *c, const struct side *s)
{
    for (size_t i = 0; i < c->t.words.count; i++) {
        const struct match_word *w = &c->t.words.word[i];
        bool known = w->noise || w->is || c->t.used[i] || c->t.of_property[i] || (i >= s->from && i < s->to) ||
                     match_has_name(&c->t.payer, w->text, NULL) || match_has_name(&s->name, w->text, NULL);
        if (!known && strlen(w->text) > 1)
            return true;
    }
    return false;
}

static int
weigh_payer(const struct scene *c, struct side *s)
{
    struct known phone = by_phone(c, s), past = by_past(c, s), best = better(phone, past);

    if (best.points)
        match_note(s, best.reason, best.points);
    if (phone.points >= WHO_KNOWN && best.reason != phone.reason)
        match_note(s, phone.reason, 0);
    if (s->l->typed_known && !s->l->remembered)
        match_note(s, MATCH_REMEMBERED_AS, match_points(MATCH_REMEMBERED_AS));
    if (*c->t.phone && strcmp(c->t.phone, s->l->tenant_phone) == 0)
        match_note(s, MATCH_PHONE_TYPED, match_points(MATCH_PHONE_TYPED));
    if (best.points && s->unit < NAMED && !s->l->remembered) {
        if (c->t.code && !c->unit_named)
            match_note(s, MATCH_OTHER_HOME, match_points(MATCH_OTHER_HOME));
        else if (words_unknown(c, s))
            s->score += WORDS_UNKNOWN;
    }
    return best.points;
}

static void
weigh_amount(const struct scene *c, struct side *s)
{
    int64_t cents = c->f->amount.cents;
    int     away = c->day ? abs(c->day - (int)s->l->due_day) : 31;

    if (s->l->balance.cents == cents || s->l->fits_bill)
        match_note(s, MATCH_DUE, match_points(MATCH_DUE));
    else if (s->l->running && s->l->rent.cents == cents)
        match_note(s, MATCH_RENT, match_points(MATCH_RENT));
    else if (s->l->same_amount)
        match_note(s, MATCH_AMOUNT_BEFORE, match_points(MATCH_AMOUNT_BEFORE));
    if (s->score && away <= 3)
        match_note(s, MATCH_DUE_DAY, match_points(MATCH_DUE_DAY));
}

static void
weigh(const struct scene *c, struct side *s, enum match_reason reason)
{
    weigh_unit(c, s, reason);
    weigh_name(s);
    int who = weigh_payer(c, s);
    weigh_amount(c, s);
    if (!s->l->running)
        match_note(s, MATCH_MOVED_OUT, match_points(MATCH_MOVED_OUT) + (who < WHO_KNOWN ? OTHER_PROPERTY : 0));
}

/* The best to the front, in their order; the rest stay as they lie. */
static void
best_first(struct side *sides, size_t count, size_t most)
{
    for (size_t i = 0; i < count && i < most; i++) {
        size_t best = i;
        for (size_t k = i + 1; k < count; k++)
            if (sides[k].score > sides[best].score ||
                (sides[k].score == sides[best].score && strcmp(sides[k].l->id, sides[best].l->id) < 0))
                best = k;
        struct side top = sides[best];
        sides[best] = sides[i];
        sides[i] = top;
    }
}

/* May the first count by itself? Not where what was typed names another home than his. */
static bool
is_certain(const struct scene *c)
{
    const struct side *first = &c->sides[0];

    if (c->count == 0 || first->score < MATCH_LINE)
        return false;
    if (c->count > 1 && first->score - c->sides[1].score < MATCH_MARGIN)
        return false;
    for (size_t i = 1; i < c->count && first->unit < NAMED && !first->l->named; i++)
        if (c->sides[i].unit >= NAMED && !first->l->remembered)
            return false;
    return true;
}

static void
tell(const struct side *s, struct match_suggestion *out)
{
    *out = (struct match_suggestion){
        .lease_id = s->l->id,
        .tenant_name = s->l->tenant_name,
        .unit_label = s->l->label,
        .property_name = s->l->property,
        .due = s->l->balance,
        .running = s->l->running,
        .score = s->score,
        .reason_count = s->reason_count,
    };
    memcpy(out->reasons, s->reasons, sizeof s->reasons);
}

static void
look_round(struct scene *c, enum match_reason *reasons)
{
    const char *property = NULL;

    for (size_t i = 0; i < c->count; i++) {
        struct side *s = &c->sides[i];
        if (c->t.words.count) {
            match_look_at_words(s, &c->t);
            match_find_unit(s, &c->t, &reasons[i]);
        }
        c->unit_named = c->unit_named || s->unit >= NAMED;
        c->payers_leases += s->l->paid_before > 0;
        if (!property || strcmp(property, s->l->property_id) != 0)
            c->properties++;
        property = s->l->property_id;
    }
}

static const struct match_words *
property_words(struct arena *mem, const char *name)
{
    struct match_words *out = arena_alloc(mem, sizeof *out);

    match_words(out, name, 0);
    return out;
}

void
match_score(struct arena *mem, const struct match_facts *f, int day, const struct match_lease *leases, size_t count,
            struct match_result *out)
{
    struct scene       c = {.f = f, .day = day, .count = count};
    enum match_reason *reasons = arena_array(mem, count + 1, sizeof *reasons);

    *out = (struct match_result){0};
    c.sides = arena_array(mem, count + 1, sizeof *c.sides);
    match_read_typed(&c.t, f);
    const struct match_words *property = NULL;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(leases[i].property_id, leases[i - 1].property_id) != 0)
            property = property_words(mem, leases[i].property);
        match_take_apart(&c.sides[i], &leases[i], property);
    }
    look_round(&c, reasons);
    for (size_t i = 0; i < count; i++)
        weigh(&c, &c.sides[i], reasons[i]);
    best_first(c.sides, count, MATCH_ROWS_MOST);
    for (size_t i = 0; i < count && i < MATCH_ROWS_MOST && c.sides[i].score >= NAME_ONE; i++)
        tell(&c.sides[i], &out->rows[out->count++]);
    if (is_certain(&c))
        out->lease_id = c.sides[0].l->id;
}
