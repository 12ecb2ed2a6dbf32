#include "rent/match_score.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msisdn.h"
#include "base/phone.h"
#include "base/text.h"

/*
 * The signals. Points add up, but of what is typed about the unit only the best counts, and of what is known of the
 * payer only the best. 100 is the line: one thing that is said plainly and fits one lease only reaches it; what is
 * vague reaches it only together with something else of another nature.
 */
static const struct {
    const char *name;
    int         points;
    const char *text; /* for people; why it weighs so much stands beside it */
} signals[MATCH_REASON_COUNT] = {
    /* Said plainly; also above what is only nearly so, by the margin: who types "4A" where there is a 4A means it. */
    [MATCH_UNIT] = {"unit", 140, N_("The account number names this home.")},
    /* As good as plain, where no home is called so. */
    [MATCH_UNIT_LIKE] = {"unit_like", 100, N_("The account number nearly names this home.")},
    /* A finger slips, but another code may be another home: the amount or the payer must agree. */
    [MATCH_UNIT_SLIP] = {"unit_slip", 80, N_("The account number is one letter off this home’s.")},
    /* Four blocks have a number 4; and a lone 1 is often typed for nothing. */
    [MATCH_UNIT_NUMBER] = {"unit_number", 50, N_("The number typed is this home’s, without its block.")},
    [MATCH_UNIT_KIND] = {"unit_kind", 30, N_("What was typed speaks of this kind of home.")},
    [MATCH_PROPERTY] = {"property", 15, N_("What was typed names this property.")},
    /* Ids of ours are nowhere else. */
    [MATCH_ID] = {"id", 140, N_("What was typed is the reference of this lease or its bill.")},
    /* Typed on purpose, and one tenant's only. */
    [MATCH_PHONE_TYPED] = {"phone_typed", 120, N_("The tenant’s phone number was typed.")},
    [MATCH_NAME_TYPED] = {"name_typed", 100, N_("The tenant’s name was typed.")},
    /* Half a town is called so. */
    [MATCH_NAME_PART] = {"name_part", 40, N_("A part of the tenant’s name was typed.")},
    /* His own phone pays his own rent, unless something else is typed. */
    [MATCH_PHONE] = {"phone", 105, N_("It was paid from the tenant’s own phone.")},
    /* Three digits: one tenant in a thousand has them too; with the first name, hardly any. */
    [MATCH_PHONE_HINT] = {"phone_hint", 45, N_("What M-Pesa shows of the payer’s number fits the tenant’s.")},
    /* A person looked into it. */
    [MATCH_REMEMBERED] = {"remembered", 130, N_("You said so before about this payer.")},
    [MATCH_REMEMBERED_AS] = {"remembered_as", 70, N_("You said so before about what was typed.")},
    [MATCH_PAID_BEFORE] = {"paid_before", 90, N_("This payer paid for this home before.")},
    /* Families share names, and strangers first names. */
    [MATCH_PAYER_NAME] = {"payer_name", 40, N_("The payer is called like the tenant.")},
    /* Neighbours owe the same: never enough alone. */
    [MATCH_DUE] = {"due", 40, N_("It is just what is due.")},
    [MATCH_RENT] = {"rent", 25, N_("It is just the rent.")},
    [MATCH_AMOUNT_BEFORE] = {"amount_before", 10, N_("This payer paid as much before.")},
    [MATCH_DUE_DAY] = {"due_day", 2, N_("It was paid about the day the rent is due.")},
    /* He who lives there now is meant, unless the payer is known. */
    [MATCH_MOVED_OUT] = {"moved_out", -45, N_("But the tenant has moved out.")},
    [MATCH_OTHER_HOME] = {"other_home", -25, N_("But what was typed speaks of something else.")},
};

enum {
    WORDS_MOST = 8, /* of a name */
    KEY_SIZE = 32,
    NUMBER_ALONE = 40,     /* a number that several blocks have */
    HINT_AND_NAME = 75,    /* the masked number and the first name */
    HINT_OTHER_NAME = 15,  /* the masked number, and another name */
    HASH_HINT = 100,       /* a hash with five of its digits masked: as good as all of it */
    NAME_ONE = 10,         /* the payer has one of the tenant's names */
    SLIP_SHORT = 20,       /* in a short code a letter off is mostly another home */
    SLIP_DOUBLED = 55,     /* less so where one was struck twice; still, A11 may be a home */
    NAME_HEARD = 80,       /* the tenant's name, one letter off */
    NAME_BESIDES = 20,     /* the name beside the unit: both agree */
    LONE_ONE = 55,         /* "1" is what people type who know nothing else */
    OTHER_NUMBER = -50,    /* "gv101/102": a second number */
    OTHER_KIND = -60,      /* "house 1" is not shop 1 */
    OTHER_PROPERTY = -120, /* "sunrise A4" is not the A4 of elsewhere */
    OTHER_NAME = -90,      /* "A1 Mary" where Mary lives elsewhere */
    WITHIN_OTHER = -70,    /* "B2" within "B2 07", where B2-07 is a home */
    WORDS_UNKNOWN = -10,   /* something else was typed that nobody understands */
    KNOWN_OFTEN = 15,      /* a payer who paid twice or more */
    SEVERAL_LEASES = 30,   /* a payer who pays for several */
    MASKED_BEFORE = 60,    /* the same masked number and name */
    MASKED_REMEMBERED = 120,
    NAMED = 100, /* from here on a unit was named */
    WHO_KNOWN = 45
};

const char *
match_reason_text(enum match_reason r)
{
    return signals[r].text;
}

const char *
match_reason_name(enum match_reason r)
{
    return signals[r].name;
}

/* ---- a lease, taken apart once ---- */

struct names {
    char   word[WORDS_MOST][MATCH_WORD_SIZE];
    size_t count;
};

static void
take_names(struct names *out, const char *text)
{
    size_t n = 0;

    out->count = 0;
    for (const char *p = text ? text : ""; out->count < WORDS_MOST; p++) {
        if (isalnum((unsigned char)*p)) {
            if (n < MATCH_WORD_SIZE - 1)
                out->word[out->count][n++] = (char)toupper((unsigned char)*p);
            continue;
        }
        out->word[out->count][n] = '\0';
        out->count += n > 0;
        n = 0;
        if (!*p)
            return;
    }
}

struct side {
    const struct match_lease *l;
    char                      ref[KEY_SIZE], key[KEY_SIZE], full[KEY_SIZE]; /* "A4"; "4" of "Shop 4"; "SHOP4" */
    char                      initials[KEY_SIZE], with[KEY_SIZE];           /* "JC", "JCA4" */
    char                      letter[KEY_SIZE];                             /* "R11" of "Room 11" */
    enum unit_kind            kind;
    bool                      kind_only; /* its label is just "Duka" */
    struct names              name;
    const struct match_words *property;
    int                       unit, other; /* points, before and after what speaks against it */
    size_t                    from, to;    /* the words that name it */
    int                       names;       /* words typed that are the tenant's */
    bool                      heard;       /* one of them was one letter off */
    bool                      in_property;
    int                       score;
    enum match_reason         reasons[MATCH_REASON_COUNT];
    size_t                    reason_count;
};

static void
append(char out[KEY_SIZE], const char *text)
{
    size_t n = strlen(out), m = strlen(text);

    if (n + m < KEY_SIZE)
        memcpy(out + n, text, m + 1);
}

static void
take_label(struct side *s)
{
    struct match_words w;

    match_words(&w, s->l->label, 0);
    for (size_t i = 0; i < w.count; i++) {
        append(s->full, w.word[i].text);
        if (w.word[i].is > s->kind)
            s->kind = w.word[i].is;
        if (!w.word[i].is)
            append(s->key, w.word[i].text);
    }
    s->kind_only = !*s->key;
    if (!s->kind_only && w.word[0].is) {
        s->letter[0] = w.word[0].text[0];
        append(s->letter, s->key);
    }
}

static void
take_property(struct side *s)
{
    for (size_t i = 0; i < s->property->count && i < 6; i++)
        append(s->initials, (char[]){s->property->word[i].text[0], '\0'});
    if (strlen(s->initials) < 2)
        s->initials[0] = '\0';
    append(s->with, s->initials);
    append(s->with, *s->key ? s->key : s->full);
}

static void
take_apart(struct side *s, const struct match_lease *l, const struct match_words *property)
{
    s->l = l;
    s->property = property;
    for (const char *p = l->ref; *p && strlen(s->ref) < KEY_SIZE - 1; p++)
        if (isalnum((unsigned char)*p))
            append(s->ref, (char[]){(char)toupper((unsigned char)*p), '\0'});
    take_label(s);
    take_property(s);
    take_names(&s->name, l->tenant_name);
}

static void
note(struct side *s, enum match_reason r, int points)
{
    s->score += points;
    for (size_t i = 0; i < s->reason_count; i++)
        if (s->reasons[i] == r)
            return;
    s->reasons[s->reason_count++] = r;
}

/* ---- what was typed ---- */

struct typed {
    struct match_words words;
    struct names       payer;
    char               phone[PHONE_SIZE]; /* a telephone number among the words; "" */
    bool               of_property[MATCH_WORDS_MOST], of_name[MATCH_WORDS_MOST], used[MATCH_WORDS_MOST];
    bool               code; /* something that looks like a unit was typed */
};

/* Is this word the name of the lease's property, or its initials? */
static bool
names_property(const struct side *s, const struct match_word *w)
{
    char   joined[KEY_SIZE] = "";
    size_t n = strlen(w->text);

    if (n < 2 || w->is || w->noise)
        return false;
    for (size_t i = 0; i < s->property->count; i++) {
        const struct match_word *p = &s->property->word[i];
        append(joined, p->text);
        if (!p->is && !p->noise && n >= 3 && match_names_alike(w->text, p->text))
            return true;
    }
    return strcmp(w->text, s->initials) == 0 || (n >= 6 && match_names_alike(w->text, joined));
}

static bool
has_name(const struct names *name, const char *word, bool *heard)
{
    bool alike = false;

    for (size_t i = 0; i < name->count; i++) {
        if (strlen(word) < 3 || strlen(name->word[i]) < 3)
            continue;
        if (strcmp(word, name->word[i]) == 0)
            return true;
        alike = alike || match_names_alike(word, name->word[i]);
    }
    if (alike && heard)
        *heard = true;
    return alike;
}

static bool
is_word(const struct match_word *w)
{
    return !w->noise && !w->is && strcspn(w->text, "0123456789") == strlen(w->text);
}

static bool
is_code(const struct match_word *w)
{
    bool digits = w->text[strcspn(w->text, "0123456789")] != '\0', letters = false;

    for (const char *p = w->text; *p; p++)
        letters = letters || isalpha((unsigned char)*p);
    return !w->noise && digits && strlen(w->text) <= 6 && (letters || w->before);
}

/* A telephone number may be typed with blanks: up to four words of digits. */
static void
find_phone(struct typed *t)
{
    for (size_t i = 0; i < t->words.count; i++) {
        char   joined[MATCH_WORD_SIZE * 4] = "";
        size_t n = 0;
        for (size_t k = i; k < t->words.count && k < i + 4; k++) {
            if (t->words.word[k].text[strspn(t->words.word[k].text, "0123456789")] != '\0')
                break;
            n += (size_t)snprintf(joined + n, sizeof joined - n, "%s", t->words.word[k].text);
            if (!phone_parse(joined, t->phone))
                continue;
            for (size_t u = i; u <= k; u++)
                t->used[u] = true;
            return;
        }
    }
}

static void
read_typed(struct typed *t, const struct match_facts *f)
{
    match_words(&t->words, f->typed, f->amount.cents % 100 ? 0 : f->amount.cents / 100);
    take_names(&t->payer, f->payer_name);
    find_phone(t);
    for (size_t i = 0; i < t->words.count; i++)
        t->code = t->code || (is_code(&t->words.word[i]) && !t->used[i]);
}

/* ---- which unit do words from…to name? ---- */

/* Halves that changed places: "4A" for "A4". */
static bool
swapped(const char *typed, const char *key)
{
    size_t n = strlen(key), head = strcspn(key, "0123456789"), tail;

    if (head == 0)
        head = strspn(key, "0123456789");
    tail = n - head;
    return head && tail && strlen(typed) == n && strncmp(typed, key + head, tail) == 0 &&
           strncmp(typed + tail, key, head) == 0;
}

/* Equal when zeros that only fill up are left out: "B27" and "B2-07", as words part the label. */
static bool
zeros_apart(const char *typed, const char *label)
{
    char   out[KEY_SIZE] = "";
    size_t n = 0;

    for (const char *p = label; *p && n < KEY_SIZE - 1; p++) {
        bool begins = p == label || !isdigit((unsigned char)p[-1]);
        if (!isalnum((unsigned char)*p) || (*p == '0' && begins && isdigit((unsigned char)p[1])))
            continue;
        out[n++] = (char)toupper((unsigned char)*p);
    }
    out[n] = '\0';
    return strcmp(out, typed) == 0;
}

static bool
has_digit(const char *text)
{
    return text[strcspn(text, "0123456789")] != '\0';
}

static bool
same_digits(const char *a, const char *b)
{
    for (;;) {
        a += strcspn(a, "0123456789");
        b += strcspn(b, "0123456789");
        if (*a != *b)
            return false;
        if (!*a)
            return true;
        a++;
        b++;
    }
}

/* One slip: how much it says. 0: more than one. */
static int
slip(const char *typed, const char *key)
{
    size_t n = strlen(typed), m = strlen(key), letters = 0;

    if (n < 2 || m < 2 || !match_one_slip(typed, key))
        return 0;
    for (const char *p = key; *p; p++)
        letters += isalpha((unsigned char)*p) != 0;
    if (letters >= 3 && same_digits(typed, key))
        return signals[MATCH_UNIT_SLIP].points;
    for (size_t i = 1; n == m + 1 && i < n; i++) {
        size_t k = 0;
        while (k < m && typed[k] == key[k])
            k++;
        if (typed[i] == typed[i - 1] && (k == i || k == i - 1))
            return SLIP_DOUBLED;
    }
    return SLIP_SHORT;
}

/* The number at the end of a label with a block before it. */
static const char *
number_of(const char *key)
{
    size_t letters = strcspn(key, "0123456789");

    return letters && key[letters + strspn(key + letters, "0123456789")] == '\0' ? key + letters : "";
}

struct naming {
    int               points;
    enum match_reason reason;
};

static struct naming
compare(const struct side *s, const char *span, bool kinds_kept)
{
    const char *keys[] = {kinds_kept ? s->full : s->ref, kinds_kept ? "" : s->key, kinds_kept ? "" : s->with};
    int         best = 0;

    for (size_t i = 0; i < COUNT(keys); i++)
        if (*keys[i] && strcmp(span, keys[i]) == 0)
            return (struct naming){signals[MATCH_UNIT].points, MATCH_UNIT};
    for (size_t i = 0; i < COUNT(keys); i++)
        if (*keys[i] && has_digit(keys[i]) && strlen(span) >= 2 &&
            (match_folded_equal(span, keys[i]) || swapped(span, keys[i])))
            return (struct naming){signals[MATCH_UNIT_LIKE].points, MATCH_UNIT_LIKE};
    if ((*s->letter && strcmp(span, s->letter) == 0) || (strlen(span) >= 2 && zeros_apart(span, s->l->label)))
        return (struct naming){signals[MATCH_UNIT_LIKE].points, MATCH_UNIT_LIKE};
    for (size_t i = 0; i < COUNT(keys); i++) {
        int points = *keys[i] ? slip(span, keys[i]) : 0;
        best = points > best ? points : best;
    }
    if (best < signals[MATCH_UNIT_NUMBER].points && strcmp(span, number_of(s->key)) == 0)
        return (struct naming){signals[MATCH_UNIT_NUMBER].points, MATCH_UNIT_NUMBER};
    return (struct naming){best, MATCH_UNIT_SLIP};
}

/* "Shop 1" and "house 1": does the kind that was typed fit? */
static int
kind_points(const struct side *s, enum unit_kind said)
{
    if (s->kind == KIND_NONE || s->kind == KIND_ANY)
        return said >= KIND_SHOP ? OTHER_KIND : 0;
    if (said <= KIND_BLOCK)
        return s->kind >= KIND_SHOP ? OTHER_KIND : 0;
    if (said == s->kind)
        return NAME_BESIDES;
    return said >= KIND_SHOP || s->kind >= KIND_SHOP ? OTHER_KIND : 0;
}

static void
keep_best(struct side *s, struct naming n, size_t from, size_t to, int *best, enum match_reason *reason)
{
    if (n.points > *best || (n.points == *best && to - from > s->to - s->from)) {
        *best = n.points;
        *reason = n.reason;
        s->from = from;
        s->to = to;
    }
}

/* All runs of words that stand together, with and without "house" and "no". */
static void
find_unit(struct side *s, const struct typed *t, enum match_reason *reason)
{
    int best = 0;

    for (int kept = 0; kept < 2; kept++) {
        for (size_t i = 0; i < t->words.count; i++) {
            char span[KEY_SIZE] = "";
            bool kind = false;
            for (size_t k = i; k < t->words.count && k < i + 8; k++) {
                const struct match_word *w = &t->words.word[k];
                if (w->noise || t->used[k] || (k > i && w->joint))
                    break;
                if (w->is && !kept) {
                    if (k == i)
                        break;
                    continue;
                }
                append(span, w->text);
                kind = kind || w->is;
                if (kept && !kind)
                    continue;
                struct naming n = compare(s, span, kept != 0);
                if (n.points && !kept)
                    n.points +=
                        kind_points(s, w->before > t->words.word[i].before ? w->before : t->words.word[i].before);
                if (strcmp(span, "1") == 0 && !w->before && t->words.count == 1)
                    n.points = n.points > LONE_ONE ? LONE_ONE : n.points;
                keep_best(s, n, i, k + 1, &best, reason);
            }
        }
    }
    s->unit = best;
}

/* "shop", and no number: this kind of home is meant. */
static bool
speaks_of_kind(const struct side *s, const struct typed *t)
{
    bool kind = false, number = false;

    for (size_t i = 0; i < t->words.count; i++) {
        kind = kind || (t->words.word[i].is == s->kind && s->kind >= KIND_SHOP);
        number = number || (!t->words.word[i].noise && has_digit(t->words.word[i].text));
    }
    return kind && !number;
}

static void
look_at_words(struct side *s, struct typed *t)
{
    for (size_t i = 0; i < t->words.count; i++) {
        const struct match_word *w = &t->words.word[i];
        if (names_property(s, w)) {
            t->of_property[i] = true;
            s->in_property = true;
        }
        if (is_word(w) && !w->parent && has_name(&s->name, w->text, &s->heard)) {
            t->of_name[i] = true;
            s->names++;
        }
    }
}

/* ---- putting it together ---- */

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
        else if (!w->noise && !c->t.used[i] && has_digit(w->text) && points > OTHER_NUMBER)
            points = OTHER_NUMBER;
        else if (c->t.of_name[i] && !c->t.of_property[i] && !has_name(&s->name, w->text, &heard) &&
                 !has_name(&c->t.payer, w->text, &heard) && points > OTHER_NAME)
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
        same += c->sides[i].unit >= signals[MATCH_UNIT_NUMBER].points && c->sides[i].from == s->from;
    return same > 1;
}

static void
weigh_unit(const struct scene *c, struct side *s, enum match_reason reason)
{
    int points = s->unit;

    if (points && reason == MATCH_UNIT_NUMBER && number_is_shared(c, s))
        points = NUMBER_ALONE;
    if (points) {
        note(s, reason, points);
        s->other = speaks_against(c, s) + (within_other(c, s) ? WITHIN_OTHER : 0);
    } else if (speaks_of_kind(s, &c->t)) {
        s->unit = s->kind_only ? signals[MATCH_UNIT].points : signals[MATCH_UNIT_KIND].points;
        note(s, s->kind_only ? MATCH_UNIT : MATCH_UNIT_KIND, s->unit);
    }
    if (s->other)
        note(s, MATCH_OTHER_HOME, s->other);
    if (s->l->named)
        note(s, MATCH_ID, signals[MATCH_ID].points);
    if (s->in_property && c->properties > 1)
        note(s, MATCH_PROPERTY, signals[MATCH_PROPERTY].points);
}

static void
weigh_name(struct side *s)
{
    if (s->names >= 2)
        note(s, MATCH_NAME_TYPED,
             s->unit >= NAMED ? NAME_BESIDES
             : s->heard       ? NAME_HEARD
                              : signals[MATCH_NAME_TYPED].points);
    else if (s->names == 1)
        note(s, MATCH_NAME_PART, s->unit >= NAMED ? NAME_BESIDES : signals[MATCH_NAME_PART].points);
}

/* How many words of the payer's name are the tenant's. */
static int
common_names(const struct scene *c, const struct side *s)
{
    int n = 0;

    for (size_t i = 0; i < c->t.payer.count; i++)
        n += has_name(&s->name, c->t.payer.word[i], NULL);
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
    int             common = common_names(c, s), hint = signals[MATCH_PHONE_HINT].points;

    if (fit == MSISDN_PROOF)
        return (struct known){signals[MATCH_PHONE].points, MATCH_PHONE};
    if (fit == MSISDN_HINT) {
        if (strlen(c->f->msisdn) > 40)
            return (struct known){HASH_HINT, MATCH_PHONE_HINT};
        hint = c->t.payer.count == 0 ? hint : common ? HINT_AND_NAME : HINT_OTHER_NAME;
        return (struct known){hint, MATCH_PHONE_HINT};
    }
    return (struct known){common >= 2 ? signals[MATCH_PAYER_NAME].points : common ? NAME_ONE : 0, MATCH_PAYER_NAME};
}

static struct known
by_past(const struct scene *c, const struct side *s)
{
    bool         masked = is_masked(c->f->msisdn) && strlen(c->f->msisdn) < 40;
    struct known k = {0, MATCH_PAID_BEFORE};

    if (s->l->paid_before) {
        k.points = masked ? MASKED_BEFORE : signals[MATCH_PAID_BEFORE].points;
        k.points += s->l->paid_before > 1 ? KNOWN_OFTEN : 0;
        if (c->payers_leases > 1)
            k.points = SEVERAL_LEASES;
    }
    if (s->l->remembered)
        k = better(k, (struct known){masked ? MASKED_REMEMBERED : signals[MATCH_REMEMBERED].points, MATCH_REMEMBERED});
    if (s->l->payer_known)
        k = better(k, (struct known){masked ? MASKED_BEFORE : signals[MATCH_PAID_BEFORE].points, MATCH_REMEMBERED});
    return k;
}

/* A word was typed that is neither noise nor anything we know. */
static bool
words_unknown(const struct scene *c, const struct side *s)
{
    for (size_t i = 0; i < c->t.words.count; i++) {
        const struct match_word *w = &c->t.words.word[i];
        bool known = w->noise || w->is || c->t.used[i] || c->t.of_property[i] || (i >= s->from && i < s->to) ||
                     has_name(&c->t.payer, w->text, NULL) || has_name(&s->name, w->text, NULL);
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
        note(s, best.reason, best.points);
    if (phone.points >= WHO_KNOWN && best.reason != phone.reason)
        note(s, phone.reason, 0);
    if (s->l->typed_known && !s->l->remembered)
        note(s, MATCH_REMEMBERED_AS, signals[MATCH_REMEMBERED_AS].points);
    if (*c->t.phone && strcmp(c->t.phone, s->l->tenant_phone) == 0)
        note(s, MATCH_PHONE_TYPED, signals[MATCH_PHONE_TYPED].points);
    if (best.points && s->unit < NAMED && !s->l->remembered) {
        if (c->t.code && !c->unit_named)
            note(s, MATCH_OTHER_HOME, signals[MATCH_OTHER_HOME].points);
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
        note(s, MATCH_DUE, signals[MATCH_DUE].points);
    else if (s->l->running && s->l->rent.cents == cents)
        note(s, MATCH_RENT, signals[MATCH_RENT].points);
    else if (s->l->same_amount)
        note(s, MATCH_AMOUNT_BEFORE, signals[MATCH_AMOUNT_BEFORE].points);
    if (s->score && away <= 3)
        note(s, MATCH_DUE_DAY, signals[MATCH_DUE_DAY].points);
}

static void
weigh(const struct scene *c, struct side *s, enum match_reason reason)
{
    weigh_unit(c, s, reason);
    weigh_name(s);
    int who = weigh_payer(c, s);
    weigh_amount(c, s);
    if (!s->l->running)
        note(s, MATCH_MOVED_OUT, signals[MATCH_MOVED_OUT].points + (who < WHO_KNOWN ? OTHER_PROPERTY : 0));
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
            look_at_words(s, &c->t);
            find_unit(s, &c->t, &reasons[i]);
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
    read_typed(&c.t, f);
    const struct match_words *property = NULL;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(leases[i].property_id, leases[i - 1].property_id) != 0)
            property = property_words(mem, leases[i].property);
        take_apart(&c.sides[i], &leases[i], property);
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
