/*
 * match_text.h - what a payer typed, taken apart into words, and how alike two spellings are. Pure text.
 *
 * People write what a thing is before its name ("hse no A4"), what the money is for ("kodi ya nov"), glue words
 * together ("rentA4") and name months and sums. Those words are known and set aside; the rest may name a home.
 */
#ifndef RENT_MATCH_TEXT_H
#define RENT_MATCH_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MATCH_TEXT_SIZE = 64, MATCH_WORDS_MOST = 16, MATCH_WORD_SIZE = 24 };

/* What kind of home a word before a number says it is. */
enum unit_kind { KIND_NONE, KIND_ANY, KIND_BLOCK, KIND_HOUSE, KIND_ROOM, KIND_SHOP, KIND_BEDSITTER };

struct match_word {
    char           text[MATCH_WORD_SIZE]; /* capitals and digits */
    bool           noise;                 /* tells of money, months, courtesy: names no home */
    enum unit_kind is;                    /* the word itself says what kind of home; KIND_NONE: it does not */
    enum unit_kind before;                /* such a word stands before it */
    bool           joint;                 /* "and" or "&" stands before it: it belongs to something else */
    bool           parent;                /* "mama", "baba" before it: a child's name, not the payer's or a tenant's */
};

struct match_words {
    struct match_word word[MATCH_WORDS_MOST];
    size_t            count;
};

/* Takes `typed` apart. `shillings`: a number that only repeats the amount is noise; 0: none is. NULL: no words. */
void match_words(struct match_words *out, const char *typed, int64_t shillings);

/* The words that are no noise, one blank between: how a typed text is remembered. Returns out. */
const char *match_words_text(char out[MATCH_TEXT_SIZE], const struct match_words *w);

/* "House A-4 " -> "A4": capitals and digits, O for 0 and I for 1, words like "house" dropped. Returns out. */
const char *match_normalise(char out[MATCH_TEXT_SIZE], const char *typed);

/* One of the letters and digits that are taken for one another (O0, I1L, S5, B8, Z2, G6): one stands for all. */
char match_fold(char c);

/* The same but for folding. */
bool match_folded_equal(const char *a, const char *b);

/* One letter more, less or other, or two neighbours exchanged; equal texts too. */
bool match_one_slip(const char *a, const char *b);

/* Names as heard: one slip, where they are long enough for it to mean anything. */
bool match_names_alike(const char *a, const char *b);

#endif
