#include <ctype.h>
#include <string.h>

#include "base/number.h"
#include "base/phone.h"
#include "base/random.h"
#include "base/utf8.h"
#include "web/card.h"
#include "web/form_private.h"

static const char too_long[] = N_("Use at most {most} characters.");

static bool
only(const char *text, const char *allowed)
{
    return text[strspn(text, allowed)] == '\0';
}

/* Without the blanks around it: pasted codes often bring some along. */
static const char *
trimmed(struct judging *j, const char *came)
{
    return utf8_tidy(j->f->mem, came);
}

static bool
length_within(const struct judging *j, size_t n)
{
    return (int64_t)n >= j->least && (int64_t)n <= j->most;
}

const char *
judge_text(struct judging *j, const char *came)
{
    *j->text = trimmed(j, came);
    size_t n = utf8_length(*j->text);

    if ((int64_t)n > j->most)
        return too_long;
    if ((int64_t)n < j->least)
        return N_("Use at least {least} characters.");
    if (card_in_text(*j->text))
        return N_("Do not write a card number here. We never need one.");
    return NULL;
}

const char *
judge_token(struct judging *j, const char *came)
{
    *j->text = trimmed(j, came);
    return (int64_t)strlen(*j->text) > j->most ? too_long : NULL;
}

const char *
judge_lines(struct judging *j, const char *came)
{
    *j->text = came;
    if (!length_within(j, strlen(came)))
        return N_("This is too long. Send it in several parts.");
    return NULL;
}

const char *
judge_password(struct judging *j, const char *came)
{
    size_t n = strlen(came);

    *j->text = came;
    if ((int64_t)n > j->most)
        return too_long;
    if ((int64_t)n < j->least)
        return N_("Use at least {least} characters. A few words are easy to remember.");
    return NULL;
}

const char *
judge_phone(struct judging *j, const char *came)
{
    char phone[PHONE_SIZE];

    if (!phone_parse(trimmed(j, came), phone))
        return N_("Enter a phone number like 0712 345 678.");
    *j->text = arena_strdup(j->f->mem, phone);
    return NULL;
}

static bool
domain_valid(const char *domain)
{
    if (!strchr(domain, '.') || domain[0] == '.' || domain[strlen(domain) - 1] == '.' || strstr(domain, ".."))
        return false;
    for (const char *p = domain; *p; p++)
        if (!isalnum((unsigned char)*p) && *p != '.' && *p != '-')
            return false;
    return domain[0] != '-' && !strstr(domain, "-.") && !strstr(domain, ".-");
}

const char *
judge_email(struct judging *j, const char *came)
{
    char *mail = arena_strdup(j->f->mem, trimmed(j, came));
    char *at = strchr(mail, '@');

    for (char *p = mail; *p; p++)
        *p = (char)tolower((unsigned char)*p);
    if (!at || at == mail || !domain_valid(at + 1) || !length_within(j, strlen(mail)))
        return N_("Enter an e-mail address like jane@example.com.");
    for (const char *p = mail; p < at; p++)
        if (!isalnum((unsigned char)*p) && !strchr(".!#$%&'*+/=?^_`{|}~-", *p))
            return N_("Enter an e-mail address like jane@example.com.");
    *j->text = mail;
    return NULL;
}

static const char *
judge_amount(struct judging *j, const char *came, bool whole)
{
    struct money m;
    char         plain[MONEY_TEXT_SIZE];

    if (!money_parse_typed(trimmed(j, came), &m))
        return whole ? N_("Enter an amount in whole shillings, like 15000.")
                     : N_("Enter an amount in shillings, like 15000 or 1250.50.");
    if (m.cents < j->least)
        return N_("The amount must be {least} or more.");
    if (m.cents > j->most)
        return N_("The amount must be {most} or less.");
    if (whole && m.cents % 100 != 0)
        return N_("Enter whole shillings only: M-Pesa does not take cents.");
    *j->number = m.cents;
    *j->text = arena_strdup(j->f->mem, money_plain(plain, m));
    return NULL;
}

const char *
judge_money(struct judging *j, const char *came)
{
    return judge_amount(j, came, false);
}

const char *
judge_shillings(struct judging *j, const char *came)
{
    return judge_amount(j, came, true);
}

const char *
judge_int(struct judging *j, const char *came)
{
    const char *plain = trimmed(j, came);

    if (!int64_parse(plain, j->least, j->most, j->number))
        return N_("Enter a whole number from {least} to {most}.");
    *j->text = plain;
    return NULL;
}

const char *
judge_date(struct judging *j, const char *came)
{
    struct date d;

    *j->text = trimmed(j, came);
    return date_parse(*j->text, &d) ? NULL : N_("Enter a date as year-month-day, like 2026-11-05.");
}

const char *
judge_period(struct judging *j, const char *came)
{
    *j->text = trimmed(j, came);
    return period_valid(*j->text) ? NULL : N_("Enter a month as year-month, like 2026-11.");
}

const char *
judge_choice(struct judging *j, const char *came)
{
    size_t n = strlen(came);

    for (const char *c = j->field->choices; *c;) {
        size_t len = strcspn(c, "|");
        if (len == n && strncmp(c, came, n) == 0) {
            *j->text = came;
            return NULL;
        }
        c += len + (c[len] == '|');
    }
    return N_("Choose one of the answers given.");
}

const char *
judge_digits(struct judging *j, const char *came)
{
    const char *digits = trimmed(j, came);

    if (!only(digits, "0123456789") || !length_within(j, strlen(digits)))
        return j->least == j->most ? N_("Enter exactly {least} digits.")
                                   : N_("Enter {least} to {most} digits, and nothing else.");
    *j->text = digits;
    return NULL;
}

const char *
judge_ref(struct judging *j, const char *came)
{
    const char *ref = trimmed(j, came);

    if (!only(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") || !length_within(j, strlen(ref)))
        return N_("Use letters, digits and dashes only, at most {most} of them.");
    *j->text = ref;
    return NULL;
}

const char *
judge_id(struct judging *j, const char *came)
{
    *j->text = came;
    return only(came, "0123456789abcdefghjkmnpqrstvwxyz") && strlen(came) == ID_LEN
               ? NULL
               : N_("This is not on record. Go back and choose it from the list.");
}

const char *
judge_flag(struct judging *j, const char *came)
{
    *j->text = came;
    *j->number = 1;
    return NULL;
}
