/*
 * book_table.c - the columns of a list of homes, and its cells one by one.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/number.h"
#include "base/phone.h"
#include "base/text.h"
#include "base/utf8.h"
#include "rent/book_private.h"

enum { NAME_MOST = 100, LABEL_MOST = 40, MAIL_MOST = 254, DUE_DAY_USUAL = 5, DUE_DAY_MOST = 28 };
#define MOST_CENTS INT64_C(1000000000) /* ten million shillings: more is a slip of the keyboard */

const struct book_words book_words[BOOK_COLUMNS] = {
    [BOOK_PROPERTY] = {"property", N_("Property"),
                       N_("The building’s name. Lines with the same name share one property.")},
    [BOOK_UNIT] = {"unit", N_("Unit"), N_("The house, flat or door number, like A1. Once for each property.")},
    [BOOK_RENT] = {"rent", N_("Rent"), N_("A month’s rent in shillings: 12500, 12,500 or KSh 12,500.00.")},
    [BOOK_TENANT] = {"tenant name", N_("Tenant"), N_("Leave this and all that follows empty for a vacant unit.")},
    [BOOK_PHONE] = {"phone", N_("Phone"), N_("The number from which rent is paid, like 0712 345 678.")},
    [BOOK_EMAIL] = {"e-mail", N_("E-mail"), N_("If there is one.")},
    [BOOK_LANGUAGE] = {"language", N_("Language"),
                       N_("English or Swahili, in which we write to the tenant. Empty: English.")},
    [BOOK_START] = {"start date", N_("Lease starts"), N_("Like 2026-11-05 or 05/11/2026 (day first).")},
    [BOOK_DUE_DAY] = {"due day", N_("Due day"), N_("The day of the month on which rent is due, 1 to 28. Empty: 5.")},
    [BOOK_DEPOSIT] = {"deposit", N_("Deposit agreed"), N_("In shillings. Empty: none.")},
    [BOOK_HELD] = {"deposit held", N_("Deposit held"), N_("What of it you hold already. Empty: nothing.")},
    [BOOK_BALANCE] =
        {"balance brought forward", N_("Balance brought forward"),
         N_("What the tenant owes from before, like 3,500; with a minus what is paid ahead, like -1,000.")},
};

/* Other names of columns, folded: letters and digits in small letters. */
static const struct {
    const char      *name;
    enum book_column column;
} aliases[] = {
    {"property", BOOK_PROPERTY},
    {"building", BOOK_PROPERTY},
    {"propertyname", BOOK_PROPERTY},
    {"apartment", BOOK_PROPERTY},
    {"jengo", BOOK_PROPERTY},
    {"jinalajengo", BOOK_PROPERTY},
    {"unit", BOOK_UNIT},
    {"house", BOOK_UNIT},
    {"houseno", BOOK_UNIT},
    {"unitno", BOOK_UNIT},
    {"door", BOOK_UNIT},
    {"nyumba", BOOK_UNIT},
    {"chumba", BOOK_UNIT},
    {"rent", BOOK_RENT},
    {"monthlyrent", BOOK_RENT},
    {"kodi", BOOK_RENT},
    {"kodiyamwezi", BOOK_RENT},
    {"tenantname", BOOK_TENANT},
    {"tenant", BOOK_TENANT},
    {"name", BOOK_TENANT},
    {"mpangaji", BOOK_TENANT},
    {"jinalampangaji", BOOK_TENANT},
    {"jina", BOOK_TENANT},
    {"phone", BOOK_PHONE},
    {"phonenumber", BOOK_PHONE},
    {"mobile", BOOK_PHONE},
    {"simu", BOOK_PHONE},
    {"nambayasimu", BOOK_PHONE},
    {"email", BOOK_EMAIL},
    {"baruapepe", BOOK_EMAIL},
    {"language", BOOK_LANGUAGE},
    {"lugha", BOOK_LANGUAGE},
    {"startdate", BOOK_START},
    {"leasestart", BOOK_START},
    {"start", BOOK_START},
    {"movein", BOOK_START},
    {"tareheyakuanza", BOOK_START},
    {"kuanza", BOOK_START},
    {"dueday", BOOK_DUE_DAY},
    {"sikuyakulipa", BOOK_DUE_DAY},
    {"deposit", BOOK_DEPOSIT},
    {"amana", BOOK_DEPOSIT},
    {"depositheld", BOOK_HELD},
    {"amanailiyopo", BOOK_HELD},
    {"amanainayoshikiliwa", BOOK_HELD},
    {"balancebroughtforward", BOOK_BALANCE},
    {"balance", BOOK_BALANCE},
    {"arrears", BOOK_BALANCE},
    {"salio", BOOK_BALANCE},
    {"saliolililoletwa", BOOK_BALANCE},
};

void
book_wrong(struct book_row *r, enum book_column c, const char *english, const char *known)
{
    if (!r->wrong[c]) {
        r->wrong[c] = english;
        r->known[c] = known;
    }
    r->ok = false;
}

const char *
book_template(struct arena *mem)
{
    static const char *const examples[][BOOK_COLUMNS] = {
        {"Jacaranda Apartments", "A1", "12,500", "Amina Wanjiru", "0712 345 678", "amina@example.com", "English",
         "2026-01-05", "5", "12,500", "12,500", "3,500"},
        {"Jacaranda Apartments", "A2", "KSh 12,500.00", "Otieno Okello", "0733 000 111", "", "Swahili", "05/11/2026",
         "1", "25,000", "", "-1,000"},
        {"Jacaranda Apartments", "A3", "13,000", "", "", "", "", "", "", "", "", ""},
    };
    struct csv_writer w = csv_writer_new(mem, 64 * 1024);

    for (size_t c = 0; c < BOOK_COLUMNS; c++)
        csv_put(&w, book_words[c].name);
    csv_end_row(&w);
    for (size_t i = 0; i < COUNT(examples); i++) {
        for (size_t c = 0; c < BOOK_COLUMNS; c++)
            csv_put(&w, examples[i][c]);
        csv_end_row(&w);
    }
    return csv_done(&w);
}

/* ---- cells ---- */

/* A spreadsheet's ' that keeps a text from being a formula is no part of it. */
static const char *
tidy(struct arena *mem, const char *cell)
{
    const char *text = utf8_tidy(mem, cell);

    return text[0] == '\'' && text[1] && strchr("=+-@", text[1]) ? text + 1 : text;
}

static const char *
text_of(struct book_row *r, enum book_column c, size_t most, const char *missing)
{
    const char *text = r->typed[c];

    if (!*text && missing)
        book_wrong(r, c, missing, NULL);
    if (utf8_length(text) > most)
        book_wrong(r, c, N_("This is too long. Shorten it."), NULL);
    return *text ? text : NULL;
}

static bool
amount(const char *typed, struct money *out)
{
    return money_parse_typed(typed, out) && out->cents <= MOST_CENTS;
}

static void
money_of(struct book_row *r, enum book_column c, struct money *out)
{
    if (*r->typed[c] && !amount(r->typed[c], out))
        book_wrong(r, c, N_("Enter an amount in shillings, like 12,500."), NULL);
}

/* "-1,000" and "(1,000)" are paid ahead. */
static void
balance_of(struct arena *mem, struct book_row *r)
{
    const char *typed = r->typed[BOOK_BALANCE];
    size_t      n = strlen(typed);
    bool        round = n > 2 && typed[0] == '(' && typed[n - 1] == ')', minus = typed[0] == '-';

    if (round)
        typed = arena_strndup(mem, typed + 1, n - 2);
    if (n && !amount(typed + minus, &r->balance))
        book_wrong(r, BOOK_BALANCE,
                   N_("Enter what is owed like 3,500, or with a minus what is paid ahead, like -1,000."), NULL);
    if (round || minus)
        r->balance.cents = -r->balance.cents;
}

static const char *
day_of(struct arena *mem, const char *typed)
{
    struct date d;
    char        text[DATE_SIZE];
    int         n = 0;

    if (date_parse(typed, &d))
        return typed;
    if (sscanf(typed, "%2d%*1[/.-]%2d%*1[/.-]%4d%n", &d.day, &d.month, &d.year, &n) != 3 || typed[n] || d.year < 2000 ||
        d.month < 1 || d.month > 12 || d.day < 1)
        return NULL;
    return date_parse(date_text(text, d), &d) ? arena_strdup(mem, text) : NULL;
}

static const char *
language_of(const char *typed)
{
    static const struct {
        const char *name, *code;
    } names[] = {{"", "en"},        {"en", "en"}, {"english", "en"},  {"kiingereza", "en"},
                 {"swahili", "sw"}, {"sw", "sw"}, {"kiswahili", "sw"}};

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcasecmp(typed, names[i].name) == 0)
            return names[i].code;
    return NULL;
}

static bool
mail_fits(const char *mail)
{
    const char *at = strchr(mail, '@');

    return at && at != mail && strchr(at, '.') && !strchr(at + 1, '@') && !strchr(mail, ' ') &&
           strlen(mail) <= MAIL_MOST;
}

static void
read_tenant(struct arena *mem, struct book_row *r)
{
    char phone[PHONE_SIZE];

    r->tenant = text_of(r, BOOK_TENANT, NAME_MOST, NULL);
    if (phone_parse(r->typed[BOOK_PHONE], phone))
        r->phone = arena_strdup(mem, phone);
    else
        book_wrong(r, BOOK_PHONE, N_("Enter a phone number like 0712 345 678. In Excel, make the column text first."),
                   NULL);
    r->email = *r->typed[BOOK_EMAIL] ? r->typed[BOOK_EMAIL] : NULL;
    if (r->email && !mail_fits(r->email))
        book_wrong(r, BOOK_EMAIL, N_("Enter an e-mail address like jane@example.com, or leave it empty."), NULL);
    r->locale = language_of(r->typed[BOOK_LANGUAGE]);
    if (!r->locale)
        book_wrong(r, BOOK_LANGUAGE, N_("Write English or Swahili, or leave it empty."), NULL);
    r->start = day_of(mem, r->typed[BOOK_START]);
    if (!r->start)
        book_wrong(r, BOOK_START, N_("Enter the day on which the lease began, like 2026-11-05 or 05/11/2026."), NULL);
    r->due_day = DUE_DAY_USUAL;
    if (*r->typed[BOOK_DUE_DAY] && !int64_parse(r->typed[BOOK_DUE_DAY], 1, DUE_DAY_MOST, &r->due_day))
        book_wrong(r, BOOK_DUE_DAY, N_("Enter a day of the month from 1 to 28, or leave it empty for the 5th."), NULL);
    money_of(r, BOOK_DEPOSIT, &r->deposit);
    money_of(r, BOOK_HELD, &r->held);
    balance_of(mem, r);
}

/* Nothing of a tenant may stand where no tenant does: a name was forgotten. */
static void
read_vacant(struct book_row *r)
{
    for (size_t c = BOOK_PHONE; c < BOOK_COLUMNS; c++)
        if (*r->typed[c])
            book_wrong(r, BOOK_TENANT,
                       N_("Enter the tenant’s name. For a vacant unit, empty the rest of the line too."), NULL);
}

static void
read_row(struct arena *mem, struct book_row *r)
{
    r->ok = true;
    r->property = text_of(r, BOOK_PROPERTY, NAME_MOST, N_("Enter the property’s name."));
    r->unit = text_of(r, BOOK_UNIT, LABEL_MOST, N_("Enter the house, flat or door number."));
    money_of(r, BOOK_RENT, &r->rent);
    if (r->rent.cents < 100)
        book_wrong(r, BOOK_RENT, N_("Enter a month’s rent in shillings, like 12,500."), NULL);
    if (*r->typed[BOOK_TENANT])
        read_tenant(mem, r);
    else
        read_vacant(r);
}

/* ---- the head ---- */

static const char *
fold(struct arena *mem, const char *name)
{
    char  *out = arena_alloc(mem, strlen(name) + 1);
    size_t n = 0;

    for (; *name; name++)
        if (isalnum((unsigned char)*name))
            out[n++] = (char)tolower((unsigned char)*name);
    return out;
}

static bool
column_named(struct arena *mem, const char *name, enum book_column *out)
{
    const char *folded = fold(mem, name);

    for (size_t i = 0; i < COUNT(aliases); i++) {
        if (strcmp(folded, aliases[i].name) == 0) {
            *out = aliases[i].column;
            return true;
        }
    }
    return false;
}

static const char *
read_head(struct arena *mem, const struct csv_row *head, int at[BOOK_COLUMNS], const char **ignored)
{
    enum book_column c;

    for (size_t i = 0; i < BOOK_COLUMNS; i++)
        at[i] = -1;
    for (size_t i = 0; i < head->count; i++) {
        if (!column_named(mem, head->cells[i], &c)) {
            if (*head->cells[i])
                *ignored = *ignored ? arena_printf(mem, "%s, %s", *ignored, head->cells[i]) : head->cells[i];
        } else if (at[c] >= 0) {
            return N_("Two columns of the first line have the same meaning. Keep one of them.");
        } else {
            at[c] = (int)i;
        }
    }
    return at[BOOK_PROPERTY] < 0 || at[BOOK_UNIT] < 0 || at[BOOK_RENT] < 0
               ? N_("The first line must name the columns, and property, unit and rent among them. Begin with our "
                    "template.")
               : NULL;
}

enum err
book_read(struct arena *mem, const char *text, struct book_import *out)
{
    struct csv t;
    int        at[BOOK_COLUMNS];
    enum err   e = csv_read(mem, text, strlen(text), BOOK_ROWS_MOST + 1, &t);

    out->wrong = t.wrong;
    out->line = t.line;
    if (e != ERR_OK)
        return e == ERR_INPUT ? ERR_OK : e;
    out->line = t.count ? t.rows[0].line : 1;
    out->wrong = t.count < 2 ? N_("The list is empty. Its first line names the columns, each other line is one unit.")
                             : read_head(mem, &t.rows[0], at, &out->ignored);
    if (out->wrong)
        return ERR_OK;
    out->counts.rows = (int64_t)t.count - 1;
    out->rows = arena_array(mem, t.count - 1, sizeof *out->rows);
    for (size_t i = 1; i < t.count; i++) {
        struct book_row *r = &out->rows[i - 1];
        r->line = t.rows[i].line;
        for (size_t c = 0; c < BOOK_COLUMNS; c++)
            r->typed[c] = at[c] < 0 ? "" : tidy(mem, csv_cell(&t.rows[i], (size_t)at[c]));
        read_row(mem, r);
    }
    return ERR_OK;
}
