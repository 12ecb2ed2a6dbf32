/*
 * message.c - messages pasted from a phone: M-Pesa's to tills, paybills, Pochi and people, in English and Swahili, and
 * those of banks.
 *
 *   UKL3A7XK2P Confirmed. Ksh12,500.00 received from JANE WANJIRU 0712345678 on 21/11/26 at 9:15 AM.
 *   UKL3A7XK2P Confirmed. on 21/11/26 at 9:15 AM Ksh12,500.00 received from 254712345678 JANE WANJIRU. Account Number
 * A4 New … UKL3A7XK2P Confirmed.You have received Ksh12,500.00 from JANE WANJIRU 0712345678 on 21/11/26 at 9:15 AM New
 * M-PESA … UKL3A7XK2P Imethibitishwa. Umepokea Ksh12,500.00 kutoka JANE WANJIRU 0712345678 mnamo 21/11/26 saa 9:15 AM
 * Baki yako … KES 12,500.00 has been credited to your account 01234***78 by JANE WANJIRU on 21-11-2026 09:15. Ref
 * UKL3A7XK2P
 */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "statement/read.h"

enum { MESSAGE_MOST = 1000, PREFIX_MOST = 40, CODE_LEN = 10 };

static const char *const in_words[] = {"received", "umepokea",  "imepokea", "imepokelewa",
                                       "credited", "deposited", NULL};
static const char *const out_words[] = {"sent to",  "paid to",  "withdraw", "give ksh",       "debited",
                                        "bought",   "imetumwa", "umetuma",  "umelipa",        "imelipwa",
                                        "umenunua", "umetoa",   "reversed", "transferred to", NULL};

static const char *
first_of(const char *text, const char *const *words)
{
    const char *best = NULL;

    for (; *words; words++) {
        const char *found = strcasestr(text, *words);
        if (found && (!best || found < best))
            best = found;
    }
    return best;
}

static const char *
currency(const char *text)
{
    static const char *const names[] = {"ksh", "kes", NULL};

    return first_of(text, names);
}

static const char *
confirmed(const char *text)
{
    static const char *const words[] = {"confirmed", "imethibitishwa", NULL};

    return first_of(text, words);
}

/* The word before "Confirmed": there a code needs no digit to be one, as few have none. */
static const char *
code_of(struct arena *mem, const char *text)
{
    const char *end = confirmed(text);
    size_t      n = 0;

    while (end && end > text && (end[-1] == ' ' || end[-1] == '.'))
        end--;
    while (end && end - n > text &&
           ((end[-1 - (ptrdiff_t)n] >= 'A' && end[-1 - (ptrdiff_t)n] <= 'Z') ||
            isdigit((unsigned char)end[-1 - (ptrdiff_t)n])))
        n++;
    return n == CODE_LEN ? arena_strndup(mem, end - n, n) : read_code(mem, text);
}

/* Does a message begin here? With M-Pesa's code, after "Fwd:" or so, or as a bank writes. */
static bool
begins(struct arena *mem, const char *text)
{
    const char *head = arena_strndup(mem, text, strnlen(text, PREFIX_MOST));

    return (confirmed(head) && code_of(mem, head)) || (currency(text) && first_of(text, in_words));
}

bool
read_is_messages(struct arena *mem, const char *text)
{
    text += strspn(text, " \t\r\n\"");
    return begins(mem, arena_strndup(mem, text, strcspn(text, "\n")));
}

/* ---- one ---- */

static void
take_amount(struct arena *mem, const char *text, struct statement_line *l)
{
    const char *at = currency(text);
    size_t      n;

    if (!at)
        return;
    at += 3 + (tolower((unsigned char)at[3]) == 's');
    at += strspn(at, ". ");
    n = strspn(at, "0123456789,.");
    while (n && (at[n - 1] == '.' || at[n - 1] == ','))
        n--;
    if (n)
        (void)!read_amount(mem, arena_strndup(mem, at, n), &l->amount);
}

static void
take_day(struct arena *mem, const char *text, struct statement_line *l)
{
    for (const char *p = text; *p && !l->day; p++) {
        bool starts = isdigit((unsigned char)*p) && (p == text || !isalnum((unsigned char)p[-1]));
        if (starts && p[1 + strspn(p + 1, "0123456789")] && strchr("/-", p[1 + strspn(p + 1, "0123456789")]))
            (void)!read_day(mem, p, l);
    }
}

/* "JANE WANJIRU 0712345678" or the other way round: a phone and a name. */
static void
take_payer(struct arena *mem, const char *text, struct statement_line *l)
{
    static const char ends[] = " on | mnamo | tarehe |. |.\n| new | account | salio | baki | at | ref|,";
    const char       *who = read_between(mem, text, " from ", ends);

    if (!who)
        who = read_between(mem, text, "kutoka kwa ", ends);
    if (!who)
        who = read_between(mem, text, "kutoka ", ends);
    if (!who)
        who = read_between(mem, text, " by ", ends);
    if (!who)
        return;
    l->phone = read_phone(mem, who);
    const char *at = l->phone ? strstr(who, l->phone) : NULL;
    if (at)
        who = utf8_tidy(mem, arena_printf(mem, "%.*s%s", (int)(at - who), who, at + strlen(l->phone)));
    size_t n = strlen(who);
    while (n && strchr(" .-", who[n - 1]))
        n--;
    who = arena_strndup(mem, who, n) + strspn(who, " -");
    l->payer = *who ? who : NULL;
}

static void
take_account(struct arena *mem, const char *text, struct statement_line *l)
{
    static const char        ends[] = " new | on | salio| baki|. |.\n|,";
    static const char *const names[] = {"account number ", "account no. ", "akaunti namba ", "namba ya akaunti "};

    for (size_t i = 0; i < COUNT(names) && !l->bill_ref; i++)
        l->bill_ref = read_between(mem, text, names[i], ends);
    size_t n = l->bill_ref ? strlen(l->bill_ref) : 0;
    if (n && l->bill_ref[n - 1] == '.')
        l->bill_ref = arena_strndup(mem, l->bill_ref, n - 1);
}

static void
take_balance(struct arena *mem, const char *text, struct statement_line *l)
{
    static const char *const words[] = {"balance is", "balance:", "balance ", "salio ", "baki ", NULL};
    const char              *at = first_of(text, words), *money = at ? currency(at) : NULL;
    struct statement_line    b = {0};

    if (!money)
        return;
    take_amount(mem, money, &b);
    l->balance = b.amount;
    l->has_balance = true;
}

static const char *
wrong_of(const struct statement_line *l, bool mpesa)
{
    if (!l->amount.cents)
        return N_("No amount can be found in this message. Paste it as it came.");
    if (!l->day)
        return N_("No date can be found in this message. Paste it as it came.");
    if (mpesa && !l->receipt_no)
        return N_("No M-Pesa code can be found in this message. Paste it as it came.");
    return NULL;
}

static void
take_message(struct arena *mem, const char *text, struct statement_line *l)
{
    const char *in = first_of(text, in_words), *out = first_of(text, out_words);

    l->narration = utf8_tidy(mem, text);
    l->receipt_no = code_of(mem, text);
    take_amount(mem, text, l);
    take_day(mem, text, l);
    take_balance(mem, text, l);
    l->ref = read_between(mem, l->narration, "ref ", " |.|,");
    if (!l->ref)
        l->ref = read_between(mem, l->narration, "ref: ", " |.|,");
    l->wrong = wrong_of(l, confirmed(text));
    if (!in && !out)
        l->wrong = N_("This is no message about money that came in. Leave it out.");
    l->sort = l->wrong ? STATEMENT_WRONG : in && (!out || in < out) ? STATEMENT_IN : STATEMENT_OTHER;
    if (l->sort == STATEMENT_OTHER)
        l->amount.cents = -l->amount.cents;
    if (l->sort == STATEMENT_IN) {
        take_payer(mem, l->narration, l);
        take_account(mem, l->narration, l);
    }
}

/* ---- all ---- */

void
read_messages(struct arena *mem, const char *text, struct statement *out)
{
    int64_t line = 0;

    out->format = "messages";
    out->lines = arena_array(mem, STATEMENT_MESSAGES_MOST, sizeof *out->lines);
    while (*text) {
        struct buf message = buf_new(mem, MESSAGE_MOST);
        int64_t    began = 0;
        do {
            size_t      n = strcspn(text, "\n");
            const char *one = arena_strndup(mem, text, n);
            if (began && (begins(mem, one) || !one[strspn(one, " \t\r")]))
                break;
            line++;
            text += n + (text[n] == '\n');
            if (!one[strspn(one, " \t\r")])
                continue;
            began = began ? began : line;
            buf_printf(&message, "%s ", one);
        } while (*text);
        if (!began)
            continue;
        if (out->count == STATEMENT_MESSAGES_MOST) {
            out->wrong = N_("These are too many messages at once. Paste at most 200.");
            out->wrong_line = began;
            return;
        }
        struct statement_line *l = &out->lines[out->count++];
        l->line = began;
        if (buf_ok(&message)) {
            take_message(mem, message.bytes, l);
        } else {
            l->sort = STATEMENT_WRONG;
            l->narration = "";
            l->wrong = N_("This message is too long. Paste it as it came.");
        }
    }
}
