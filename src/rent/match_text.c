#include "rent/match_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

/* ---- words that are known ---- */

/* What money is for, when, and courtesy, in both languages. */
static const char *const noise[] = {
    "RENT",    "RENTS",    "RENTAL",    "RENTE",    "KODI",    "YA",       "ZA",      "LA",    "WA",       "CHA",
    "KWA",     "FOR",      "OF",        "THE",      "MY",      "PAY",      "PAYMENT", "PAID",  "PAYING",   "LIPA",
    "MALIPO",  "NIMELIPA", "PESA",      "MONTH",    "MONTHS",  "MWEZI",    "MIEZI",   "JAN",   "JANUARY",  "JANUARI",
    "FEB",     "FEBRUARY", "FEBRUARI",  "MAR",      "MARCH",   "MACHI",    "APR",     "APRIL", "APRILI",   "MAY",
    "MEI",     "JUN",      "JUNE",      "JUNI",     "JUL",     "JULY",     "JULAI",   "AUG",   "AUGUST",   "AGOSTI",
    "SEP",     "SEPT",     "SEPTEMBER", "SEPTEMBA", "OCT",     "OCTOBER",  "OKTOBA",  "NOV",   "NOVEMBER", "NOVEMBA",
    "DEC",     "DECEMBER", "DESEMBA",   "DISEMBA",  "DEPOSIT", "ARREARS",  "BALANCE", "BAL",   "DENI",     "WATER",
    "MAJI",    "GARBAGE",  "TAKA",      "STIMA",    "POWER",   "TOKEN",    "TOKENS",  "FROM",  "TENANT",   "ACC",
    "ACCOUNT", "AC",       "REF",       "INV",      "BILL",    "BILLS",    "FEE",     "FEES",  "PLEASE",   "THANKS",
    "ASANTE",  "KES",      "KSH",       "KSHS",     "SH",      "SHS",      "TO",      "YANGU", "MIMI",     "NI",
    "PART",    "PARTIAL",  "FULL",      "HALF",     "NUSU",    "LANDLORD", "MR",      "MRS",   "MISS",     "MS",
    "ADVANCE", "BY",       "HOME",      "KUMI",     "MOJA",    "MBILI",    "TATU",    "NNE",   "TANO",     "SITA",
    "SABA",    "NANE",     "TISA",      "AND",      "NA",      "MAMA",     "BABA",    "THIS",  "LAST",     "NEXT",
    "IS",      "IN",
};

static const struct {
    const char    *word;
    enum unit_kind kind;
} units[] = {
    {"BLOCK", KIND_BLOCK},
    {"BLK", KIND_BLOCK},
    {"HOUSE", KIND_HOUSE},
    {"HSE", KIND_HOUSE},
    {"HAUSE", KIND_HOUSE},
    {"HS", KIND_HOUSE},
    {"NYUMBA", KIND_HOUSE},
    {"HOUSES", KIND_HOUSE},
    {"UNIT", KIND_ANY},
    {"FLAT", KIND_ANY},
    {"APT", KIND_ANY},
    {"APARTMENT", KIND_ANY},
    {"APARTMENTS", KIND_ANY},
    {"NUMBER", KIND_ANY},
    {"NUM", KIND_ANY},
    {"NAMBA", KIND_ANY},
    {"NO", KIND_ANY},
    {"DOOR", KIND_ANY},
    {"MLANGO", KIND_ANY},
    {"ROOM", KIND_ROOM},
    {"ROOMS", KIND_ROOM},
    {"RM", KIND_ROOM},
    {"CHUMBA", KIND_ROOM},
    {"VYUMBA", KIND_ROOM},
    {"SHOP", KIND_SHOP},
    {"DUKA", KIND_SHOP},
    {"STALL", KIND_SHOP},
    {"BEDSITTER", KIND_BEDSITTER},
    {"BEDSITER", KIND_BEDSITTER},
    {"BEDSITTA", KIND_BEDSITTER},
    {"BEDSEATER", KIND_BEDSITTER},
    {"BEDSITTERS", KIND_BEDSITTER},
};

static bool
is_noise(const char *word)
{
    for (size_t i = 0; i < COUNT(noise); i++)
        if (*word == *noise[i] && strcmp(word, noise[i]) == 0)
            return true;
    return false;
}

static enum unit_kind
kind_of(const char *word)
{
    for (size_t i = 0; i < COUNT(units); i++)
        if (*word == *units[i].word && strcmp(word, units[i].word) == 0)
            return units[i].kind;
    return KIND_NONE;
}

static bool
is_number(const char *word)
{
    return *word && word[strspn(word, "0123456789")] == '\0';
}

/* Months and what counts them: a bare number beside one tells when or how many, not where. */
static bool
is_time(const char *word)
{
    static const char *const counts[] = {"MONTH", "MONTHS", "MWEZI", "MIEZI"};
    static const char *const months[] = {"JAN", "FEB", "MAR", "MACHI", "APR", "MAY", "MEI", "JUN", "JUL", "JULAI",
                                         "AUG", "AGO", "SEP", "OCT",   "OKT", "NOV", "DEC", "DES", "DIS"};

    for (size_t i = 0; i < COUNT(counts); i++)
        if (strcmp(word, counts[i]) == 0)
            return true;
    for (size_t i = 0; i < COUNT(months); i++)
        if (strncmp(word, months[i], 3) == 0 && is_noise(word))
            return true;
    return false;
}

/* ---- taking it apart ---- */

/* The length of the longest known word that `text` begins with; 0: none of three letters or more. */
static size_t
known_prefix(const char *text, size_t letters)
{
    size_t best = 0;

    for (size_t i = 0; i < COUNT(noise) + COUNT(units); i++) {
        const char *word = i < COUNT(noise) ? noise[i] : units[i - COUNT(noise)].word;
        size_t      n = *word == *text ? strlen(word) : 0;
        if (*word == *text && n > best && n <= letters && (n >= 3 || n == letters) && strncmp(text, word, n) == 0)
            best = n;
    }
    return best;
}

/* "RENTA4" is two words, and so are "A4NOV" and "A1JAMII": where does the second begin? 0: it is one. */
static size_t
seam(const char *run)
{
    size_t letters = strcspn(run, "0123456789"), n = strlen(run);

    if (letters && letters < n) {
        size_t known = known_prefix(run, letters);
        if (known)
            return known;
    }
    size_t digits = letters + strspn(run + letters, "0123456789"), tail = n - digits;
    if (digits > letters && tail >= 3 && strcspn(run + digits, "0123456789") == tail &&
        (tail >= 4 || known_prefix(run + digits, tail) == tail))
        return digits;
    return 0;
}

static void
add_word(struct match_words *out, const char *run, size_t n, bool joint)
{
    if (out->count == MATCH_WORDS_MOST || n == 0)
        return;
    struct match_word *w = &out->word[out->count++];
    *w = (struct match_word){.joint = joint};
    memcpy(w->text, run, n < MATCH_WORD_SIZE ? n : MATCH_WORD_SIZE - 1);
}

static void
add_run(struct match_words *out, const char *run, bool joint)
{
    size_t at;

    while ((at = seam(run)) != 0) {
        add_word(out, run, at, joint);
        run += at;
        joint = false;
    }
    add_word(out, run, strlen(run), joint);
}

/* "5/11/26" and "11/2026" are dates. Digits and strokes from `p` on; the length, or 0. */
static size_t
date_length(const char *p)
{
    size_t n = strspn(p, "0123456789/"), strokes = 0;

    for (size_t i = 0; i < n; i++)
        strokes += p[i] == '/';
    if (n == 0 || p[n - 1] == '/' || isalnum((unsigned char)p[n]))
        return 0;
    return strokes == 2 || (strokes == 1 && n >= 6 && strncmp(p + n - 5, "/20", 3) == 0) ? n : 0;
}

static void
split(struct match_words *out, const char *typed)
{
    char   run[MATCH_TEXT_SIZE];
    size_t n = 0;
    bool   joint = false, comma = false;

    out->count = 0;
    for (const char *p = typed;; p++) {
        size_t date = n == 0 ? date_length(p) : 0;
        if (date) {
            p += date - 1;
            continue;
        }
        if (isalnum((unsigned char)*p)) {
            if (n < sizeof run - 1)
                run[n++] = (char)toupper((unsigned char)*p);
            continue;
        }
        run[n] = '\0';
        if (n) {
            bool two = comma && isdigit((unsigned char)*run) && out->count && is_number(out->word[out->count - 1].text);
            add_run(out, run, joint || two);
            joint = comma = false;
        }
        n = 0;
        joint = joint || *p == '&' || *p == '+';
        comma = comma || *p == ',';
        if (!*p)
            return;
    }
}

/* "shop two" */
static void
spell_number(struct match_word *w)
{
    static const char *const names[] = {"ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"};

    for (size_t i = 0; i < COUNT(names); i++)
        if (w->before && strcmp(w->text, names[i]) == 0) {
            w->text[0] = (char)('0' + i);
            w->text[1] = '\0';
        }
}

/* "H/NO 4": an H before NO is a house. */
static bool
is_house_no(const struct match_words *w, size_t i)
{
    return i + 1 < w->count && strcmp(w->word[i].text, "H") == 0 && strcmp(w->word[i + 1].text, "NO") == 0;
}

static bool
is_ordinal(const char *word)
{
    size_t digits = strspn(word, "0123456789");

    return digits && strlen(word + digits) == 2 && strstr("ST ND RD TH", word + digits);
}

static bool
near_time(const struct match_words *w, size_t i)
{
    bool wa = i >= 2 && strcmp(w->word[i - 1].text, "WA") == 0 && is_time(w->word[i - 2].text);

    return wa || (i > 0 && is_time(w->word[i - 1].text)) || (i + 1 < w->count && is_time(w->word[i + 1].text));
}

static bool
number_is_noise(const struct match_words *w, size_t i, int64_t shillings)
{
    const char *text = w->word[i].text;
    int64_t     n = strtoll(text, NULL, 10);

    if (strlen(text) > 15)
        return false;
    return (shillings && n == shillings) || (strlen(text) == 4 && n >= 2020 && n <= 2035) ||
           (!w->word[i].before && near_time(w, i));
}

/* Which kind of home the words before word i speak of: the nearest one that says more than "number". */
static void
look_back(struct match_words *w, size_t i)
{
    struct match_word *word = &w->word[i];

    for (size_t k = i; k > 0 && (w->word[k - 1].is || w->word[k - 1].noise); k--) {
        const struct match_word *b = &w->word[k - 1];
        if (b->is > word->before && word->before <= KIND_ANY)
            word->before = b->is;
        if (strcmp(b->text, "AND") == 0 || strcmp(b->text, "NA") == 0)
            word->joint = true;
        word->parent = word->parent || strcmp(b->text, "MAMA") == 0 || strcmp(b->text, "BABA") == 0;
    }
}

void
match_words(struct match_words *out, const char *typed, int64_t shillings)
{
    out->count = 0;
    if (!typed)
        return;
    split(out, typed);
    for (size_t i = 0; i < out->count; i++) {
        struct match_word *w = &out->word[i];
        w->is = is_house_no(out, i) ? KIND_HOUSE : kind_of(w->text);
        w->noise = !w->is && (is_noise(w->text) || is_ordinal(w->text));
        look_back(out, i);
        spell_number(w);
        if (is_number(w->text))
            w->noise = number_is_noise(out, i, shillings);
    }
}

const char *
match_words_text(char out[MATCH_TEXT_SIZE], const struct match_words *w)
{
    size_t n = 0;

    out[0] = '\0';
    for (size_t i = 0; i < w->count; i++) {
        bool   kept = !w->word[i].noise || strcmp(w->word[i].text, "MAMA") == 0 || strcmp(w->word[i].text, "BABA") == 0;
        size_t len = strlen(w->word[i].text);
        if (!kept || n + len + 2 > MATCH_TEXT_SIZE)
            continue;
        if (n)
            out[n++] = ' ';
        memcpy(out + n, w->word[i].text, len + 1);
        n += len;
    }
    return out;
}

/* ---- the strict spelling ---- */

/* O and I are typed for 0 and 1, and the other way round: one of each pair stands for both. */
static char
strict_fold(char c)
{
    return c == 'O' ? '0' : c == 'I' ? '1' : c;
}

static bool
is_filler(const char *word)
{
    static const char *const fillers[] = {"BLOCK", "BLK",  "HOUSE", "HSE",    "UNIT", "ROOM",
                                          "RM",    "FLAT", "APT",   "NUMBER", "NO",   "SHOP"};

    for (size_t i = 0; i < COUNT(fillers); i++)
        if (strcmp(word, fillers[i]) == 0)
            return true;
    return false;
}

static void
append(char *out, const char *word)
{
    size_t n = strlen(out);

    if (is_filler(word))
        return;
    for (; *word && n < MATCH_TEXT_SIZE - 1; word++)
        out[n++] = strict_fold(*word);
    out[n] = '\0';
}

const char *
match_normalise(char out[MATCH_TEXT_SIZE], const char *typed)
{
    char   word[MATCH_TEXT_SIZE];
    size_t n = 0;

    out[0] = '\0';
    for (const char *p = typed;; p++) {
        if (isalnum((unsigned char)*p)) {
            if (n < sizeof word - 1)
                word[n++] = (char)toupper((unsigned char)*p);
            continue;
        }
        word[n] = '\0';
        append(out, word);
        n = 0;
        if (!*p)
            return out;
    }
}

/* ---- alike ---- */

char
match_fold(char c)
{
    static const char from[] = "OILSBZG", to[] = "0115826";
    const char       *at = c ? strchr(from, c) : NULL;

    return at ? to[at - from] : c;
}

bool
match_folded_equal(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (match_fold(*a) != match_fold(*b))
            return false;
    return *a == *b;
}

bool
match_one_slip(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), i = 0;

    if (n + 1 < m || m + 1 < n)
        return false;
    while (a[i] && a[i] == b[i])
        i++;
    if (n == m) {
        if (!a[i] || strcmp(a + i + 1, b + i + 1) == 0)
            return true;
        return a[i] == b[i + 1] && a[i + 1] == b[i] && strcmp(a + i + 2, b + i + 2) == 0;
    }
    return strcmp(n > m ? a + i + 1 : a + i, n > m ? b + i : b + i + 1) == 0;
}

bool
match_names_alike(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);

    return strcmp(a, b) == 0 || ((n > m ? n : m) >= 4 && n >= 3 && m >= 3 && match_one_slip(a, b));
}
