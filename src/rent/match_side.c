/*
 * match_side.c - a lease and what was typed, taken apart into words (contracts in match_private.h).
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "rent/match_private.h"

/* ---- a lease ---- */

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

void
match_append(char out[KEY_SIZE], const char *text)
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
        match_append(s->full, w.word[i].text);
        if (w.word[i].is > s->kind)
            s->kind = w.word[i].is;
        if (!w.word[i].is)
            match_append(s->key, w.word[i].text);
    }
    s->kind_only = !*s->key;
    if (!s->kind_only && w.word[0].is) {
        s->letter[0] = w.word[0].text[0];
        match_append(s->letter, s->key);
    }
}

static void
take_property(struct side *s)
{
    for (size_t i = 0; i < s->property->count && i < 6; i++)
        match_append(s->initials, (char[]){s->property->word[i].text[0], '\0'});
    if (strlen(s->initials) < 2)
        s->initials[0] = '\0';
    match_append(s->with, s->initials);
    match_append(s->with, *s->key ? s->key : s->full);
}

void
match_take_apart(struct side *s, const struct match_lease *l, const struct match_words *property)
{
    s->l = l;
    s->property = property;
    for (const char *p = l->ref; *p && strlen(s->ref) < KEY_SIZE - 1; p++)
        if (isalnum((unsigned char)*p))
            match_append(s->ref, (char[]){(char)toupper((unsigned char)*p), '\0'});
    take_label(s);
    take_property(s);
    take_names(&s->name, l->tenant_name);
}

void
match_note(struct side *s, enum match_reason r, int points)
{
    s->score += points;
    for (size_t i = 0; i < s->reason_count; i++)
        if (s->reasons[i] == r)
            return;
    s->reasons[s->reason_count++] = r;
}

/* ---- what was typed ---- */

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
        match_append(joined, p->text);
        if (!p->is && !p->noise && n >= 3 && match_names_alike(w->text, p->text))
            return true;
    }
    return strcmp(w->text, s->initials) == 0 || (n >= 6 && match_names_alike(w->text, joined));
}

bool
match_has_name(const struct names *name, const char *word, bool *heard)
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

void
match_read_typed(struct typed *t, const struct match_facts *f)
{
    match_words(&t->words, f->typed, f->amount.cents % 100 ? 0 : f->amount.cents / 100);
    take_names(&t->payer, f->payer_name);
    find_phone(t);
    for (size_t i = 0; i < t->words.count; i++)
        t->code = t->code || (is_code(&t->words.word[i]) && !t->used[i]);
}

void
match_look_at_words(struct side *s, struct typed *t)
{
    for (size_t i = 0; i < t->words.count; i++) {
        const struct match_word *w = &t->words.word[i];
        if (names_property(s, w)) {
            t->of_property[i] = true;
            s->in_property = true;
        }
        if (is_word(w) && !w->parent && match_has_name(&s->name, w->text, &s->heard)) {
            t->of_name[i] = true;
            s->names++;
        }
    }
}
