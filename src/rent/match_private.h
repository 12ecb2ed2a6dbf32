/*
 * match_private.h - what the files of the scorer share (match_score.h tells what it is for).
 *
 *   match_signals.c  what each signal weighs, and its words      match_unit.c   which unit words that were typed name
 *   match_side.c     a lease, and what was typed, taken apart    match_score.c  all of it put together, and ranked
 */
#ifndef RENT_MATCH_PRIVATE_H
#define RENT_MATCH_PRIVATE_H

#include "base/phone.h"
#include "rent/match_score.h"

/* What is not a signal of its own, but says how much one counts. */
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

/* What a signal weighs. */
int match_points(enum match_reason r);

/* The words of a person's name, in capitals. */
struct names {
    char   word[WORDS_MOST][MATCH_WORD_SIZE];
    size_t count;
};

/* A lease, taken apart once. */
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

/* What was typed, and the payer's name. */
struct typed {
    struct match_words words;
    struct names       payer;
    char               phone[PHONE_SIZE]; /* a telephone number among the words; "" */
    bool               of_property[MATCH_WORDS_MOST], of_name[MATCH_WORDS_MOST], used[MATCH_WORDS_MOST];
    bool               code; /* something that looks like a unit was typed */
};

void match_take_apart(struct side *s, const struct match_lease *l, const struct match_words *property);
void match_read_typed(struct typed *t, const struct match_facts *f);

/* Which of the words are the name of the lease's property, and which its tenant's. */
void match_look_at_words(struct side *s, struct typed *t);

/* Is the word one of that name? *heard is set when it only sounds so. */
bool match_has_name(const struct names *name, const char *word, bool *heard);

/* The points of the words that name the lease's unit best, into s->unit, and why. */
void match_find_unit(struct side *s, const struct typed *t, enum match_reason *reason);

/* "shop", and no number: this kind of home is meant. */
bool match_speaks_of_kind(const struct side *s, const struct typed *t);

/* Adds points, and the reason once. */
void match_note(struct side *s, enum match_reason r, int points);

bool match_has_digit(const char *text);
void match_append(char out[KEY_SIZE], const char *text);

#endif
