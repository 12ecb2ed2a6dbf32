#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "web/form_private.h"

#define KSH INT64_C(100)
static const struct {
    judge      *judge;
    int64_t     least, most; /* where the table gives none */
    const char *missing;
    bool        in_money; /* limits are cents, and told as amounts */
} kinds[] = {
    [FIELD_TEXT] = {judge_text, 1, 200, N_("Fill this in."), false},
    [FIELD_LINES] = {judge_lines, 1, 1024 * 1024, N_("Fill this in."), false},
    [FIELD_PASSWORD] = {judge_password, 12, 1024, N_("Enter a password."), false},
    [FIELD_PHONE] = {judge_phone, 0, 0, N_("Enter a phone number like 0712 345 678."), false},
    [FIELD_EMAIL] = {judge_email, 3, 254, N_("Enter an e-mail address like jane@example.com."), false},
    [FIELD_MONEY] = {judge_money, KSH, 100000000 * KSH, N_("Enter an amount in shillings, like 15000 or 1250.50."),
                     true},
    [FIELD_SHILLINGS] = {judge_shillings, MPESA_LEAST_CENTS, MPESA_MOST_CENTS,
                         N_("Enter an amount in whole shillings, like 15000."), true},
    [FIELD_INT] = {judge_int, 0, 1000000000, N_("Enter a whole number."), false},
    [FIELD_DATE] = {judge_date, 0, 0, N_("Enter a date as year-month-day, like 2026-11-05."), false},
    [FIELD_PERIOD] = {judge_period, 0, 0, N_("Enter a month as year-month, like 2026-11."), false},
    [FIELD_CHOICE] = {judge_choice, 0, 0, N_("Choose one of the answers given."), false},
    [FIELD_DIGITS] = {judge_digits, 1, 20, N_("Enter the number, digits only."), false},
    [FIELD_REF] = {judge_ref, 1, 12, N_("Enter the account number or reference."), false},
    [FIELD_ID] = {judge_id, 0, 0, N_("Choose one from the list."), false},
    [FIELD_FLAG] = {judge_flag, 0, 0, N_("Tick this box to go on."), false},
    [FIELD_TOKEN] = {judge_token, 1, 200, N_("Send the token of the link."), false},
    [FIELD_LIST] = {judge_flag, 0, 0, N_("Send this as a list."), false},
};

static const char *
limit_text(struct arena *mem, int64_t limit, bool in_money)
{
    char text[MONEY_TEXT_SIZE];

    if (in_money)
        money_text(text, (struct money){limit});
    else
        snprintf(text, sizeof text, "%lld", (long long)limit);
    return arena_strdup(mem, text);
}

/* Puts the limits into a sentence that is translated already. */
static const char *
with_limits(const struct judging *j, const char *sentence)
{
    bool       in_money = kinds[j->field->kind].in_money;
    struct buf out = buf_new(j->f->mem, 1024);

    while (*sentence) {
        if (strncmp(sentence, "{least}", 7) == 0) {
            buf_str(&out, limit_text(j->f->mem, j->least, in_money));
            sentence += 7;
        } else if (strncmp(sentence, "{most}", 6) == 0) {
            buf_str(&out, limit_text(j->f->mem, j->most, in_money));
            sentence += 6;
        } else {
            buf_char(&out, *sentence++);
        }
    }
    return out.bytes;
}

/* A ticked box counts whatever its value; a password is taken as typed, blanks and all. */
static bool
absent(const struct form *f, const struct field *field, const char *came)
{
    if (!came)
        return true;
    if (field->kind == FIELD_FLAG)
        return false;
    if (field->kind == FIELD_LINES)
        return came[strspn(came, " \t\r\n")] == '\0';
    return field->kind == FIELD_PASSWORD ? *came == '\0' : *utf8_tidy(f->mem, came) == '\0';
}

void
field_judge(struct form *f, size_t field, const char *came)
{
    const struct field *what = &f->fields[field];
    bool                own = what->least == 0 && what->most == 0;
    struct judging      j = {
             .f = f,
             .field = what,
             .least = own ? kinds[what->kind].least : what->least,
             .most = what->most == 0 ? kinds[what->kind].most : what->most,
             .text = &f->text[field],
             .number = &f->number[field],
    };

    if (absent(f, what, came)) {
        if (what->required)
            form_error(f, field, what->missing ? what->missing : kinds[what->kind].missing);
        return;
    }
    const char *wrong = kinds[what->kind].judge(&j, came);
    if (wrong) {
        f->text[field] = NULL;
        f->errors[field] = with_limits(&j, lang_text(f->lang, wrong));
    }
}
