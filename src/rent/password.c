/*
 * password.c - which passwords will do (contract in person.h).
 */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "rent/person.h"

enum { LEAST_BYTES = 12, MOST_BYTES = 1024, NAME_PART_LEAST = 4 };

/* Long enough for our rule and still among the first that anyone tries; compared without case, digits at the end and
 * blanks, so that each stands for its family. */
static const char *const common[] = {
    "password",
    "passwordpassword",
    "qwertyuiop",
    "qwertyuiopasdf",
    "iloveyou",
    "iloveyouiloveyou",
    "letmein",
    "letmeinplease",
    "welcome",
    "welcomehome",
    "administrator",
    "superadmin",
    "changeme",
    "changemenow",
    "landlord",
    "landlordpassword",
    "tenant",
    "rentease",
    "rent",
    "rental",
    "mpesa",
    "mpesampesa",
    "safaricom",
    "kenya",
    "kenyakenya",
    "nairobi",
    "nairobikenya",
    "mombasa",
    "kisumu",
    "nakuru",
    "jambo",
    "karibu",
    "karibunyumbani",
    "hakunamatata",
    "harambee",
    "jesus",
    "jesuschrist",
    "jesusislord",
    "godisgood",
    "godisgreat",
    "mungu",
    "munguniwetu",
    "arsenal",
    "manchester",
    "manchesterunited",
    "chelsea",
    "liverpool",
    "football",
    "qwerty",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijkl",
    "abcdefghijklm",
    "abcd",
    "abc",
    "secret",
};

/* Lower case, blanks and punctuation out, digits at the end off. */
static void
fold(const char *password, char *out, size_t size)
{
    size_t n = 0;

    for (const char *p = password; *p && n < size - 1; p++)
        if (isalnum((unsigned char)*p))
            out[n++] = (char)tolower((unsigned char)*p);
    while (n && isdigit((unsigned char)out[n - 1]))
        n--;
    out[n] = '\0';
}

static bool
is_common(const char *password)
{
    char folded[64];

    fold(password, folded, sizeof folded);
    if (strlen(folded) < 3)
        return true; /* nothing but digits and marks */
    for (size_t i = 0; i < COUNT(common); i++)
        if (strcmp(folded, common[i]) == 0)
            return true;
    return false;
}

static bool
few_characters(const char *password)
{
    bool seen[256] = {false};
    int  different = 0;

    for (const unsigned char *p = (const unsigned char *)password; *p; p++) {
        different += !seen[*p];
        seen[*p] = true;
    }
    return different < 5;
}

/* A password that is mostly one's own name is the first that a neighbour tries. */
static bool
is_own_name(const char *password, const char *name)
{
    char folded[64], whole[64];

    if (!name)
        return false;
    fold(password, folded, sizeof folded);
    fold(name, whole, sizeof whole);
    if (strlen(whole) >= NAME_PART_LEAST && strstr(folded, whole))
        return true;
    for (const char *p = name; *p;) {
        char   word[64];
        size_t n = strcspn(p, " ");
        if (n >= NAME_PART_LEAST && n < sizeof word) {
            memcpy(word, p, n);
            word[n] = '\0';
            char part[64];
            fold(word, part, sizeof part);
            if (*part && strncmp(folded, part, strlen(part)) == 0 && strlen(folded) <= strlen(part) + 3)
                return true;
        }
        p += n + strspn(p + n, " ");
    }
    return false;
}

static bool
is_own_number(const char *password, const char *phone)
{
    return phone && strlen(phone) > 9 && strstr(password, phone + strlen(phone) - 9) && strlen(password) <= 16;
}

const char *
password_fault(const char *password, const char *name, const char *phone)
{
    if (strlen(password) < LEAST_BYTES)
        return N_("Use 12 characters or more. Three or four words are easy to remember.");
    if (strlen(password) > MOST_BYTES)
        return N_("Use 1,024 characters at most.");
    if (is_common(password) || few_characters(password))
        return N_("This password is easy to guess. Try three or four words that do not belong together.");
    if (is_own_name(password, name) || is_own_number(password, phone))
        return N_("Do not use your own name or number as the password.");
    return NULL;
}
