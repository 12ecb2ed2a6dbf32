/*
 * match_unit.c - which unit do words that were typed name? (contracts in match_private.h)
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rent/match_private.h"

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

bool
match_has_digit(const char *text)
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
        return match_points(MATCH_UNIT_SLIP);
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
            return (struct naming){match_points(MATCH_UNIT), MATCH_UNIT};
    for (size_t i = 0; i < COUNT(keys); i++)
        if (*keys[i] && match_has_digit(keys[i]) && strlen(span) >= 2 &&
            (match_folded_equal(span, keys[i]) || swapped(span, keys[i])))
            return (struct naming){match_points(MATCH_UNIT_LIKE), MATCH_UNIT_LIKE};
    if ((*s->letter && strcmp(span, s->letter) == 0) || (strlen(span) >= 2 && zeros_apart(span, s->l->label)))
        return (struct naming){match_points(MATCH_UNIT_LIKE), MATCH_UNIT_LIKE};
    for (size_t i = 0; i < COUNT(keys); i++) {
        int points = *keys[i] ? slip(span, keys[i]) : 0;
        best = points > best ? points : best;
    }
    if (best < match_points(MATCH_UNIT_NUMBER) && strcmp(span, number_of(s->key)) == 0)
        return (struct naming){match_points(MATCH_UNIT_NUMBER), MATCH_UNIT_NUMBER};
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
void
match_find_unit(struct side *s, const struct typed *t, enum match_reason *reason)
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
                match_append(span, w->text);
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
bool
match_speaks_of_kind(const struct side *s, const struct typed *t)
{
    bool kind = false, number = false;

    for (size_t i = 0; i < t->words.count; i++) {
        kind = kind || (t->words.word[i].is == s->kind && s->kind >= KIND_SHOP);
        number = number || (!t->words.word[i].noise && match_has_digit(t->words.word[i].text));
    }
    return kind && !number;
}
