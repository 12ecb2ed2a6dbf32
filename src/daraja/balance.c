#include "daraja/balance.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/json.h"
#include "base/utf8.h"
#include "daraja/wire.h"

enum { ACCOUNTS_MOST = 20, FIELDS = 6 };

const char *
balance_body(struct arena *mem, const struct request_by *by, const char *shortcode, bool till)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "Initiator", by->initiator);
    json_put_text(&w, "SecurityCredential", by->credential);
    json_put_text(&w, "CommandID", "AccountBalance");
    json_put_text(&w, "PartyA", shortcode);
    json_put_text(&w, "IdentifierType", till ? "2" : "4");
    json_put_text(&w, "Remarks", wire_words(mem, by->remarks, REMARKS_MOST, "Balance"));
    json_put_text(&w, "QueueTimeOutURL", by->timeout_url);
    json_put_text(&w, "ResultURL", by->result_url);
    json_close(&w);
    return json_done(&w);
}

/* By what a name contains: M-Pesa's own spelling of it has varied. The first that fits counts. */
static enum balance_kind
kind_of(const char *name)
{
    static const struct {
        const char       *fragment;
        enum balance_kind kind;
    } kinds[] = {
        {"settle", BALANCE_SETTLEMENT}, {"charge", BALANCE_CHARGES}, {"util", BALANCE_UTILITY},
        {"work", BALANCE_WORKING},      {"mmf", BALANCE_WORKING},    {"merchant", BALANCE_MERCHANT},
        {"float", BALANCE_FLOAT},
    };

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcasestr(name, kinds[i].fragment)) /* NOLINT(clang-analyzer-core.NonNullParamChecker): it is filled */
            return kinds[i].kind;
    return BALANCE_OTHER;
}

static struct balance_figure
figure(const char *text)
{
    struct balance_figure f = {0};

    f.known = text && wire_money(text, &f.money);
    return f;
}

/* One account, `n` bytes of "name|currency|figure|…"; false when it has no name. */
static bool
account(struct arena *mem, const char *text, size_t n, struct balance_account *out)
{
    const char *fields[FIELDS] = {NULL};
    char       *copy = arena_strndup(mem, text, n), *rest = copy;

    for (size_t i = 0; i < FIELDS && rest; i++) {
        char *end = strchr(rest, '|');
        if (end)
            *end++ = '\0';
        fields[i] = utf8_tidy(mem, rest);
        rest = end;
    }
    if (!wire_filled(fields[0]))
        return false;
    *out = (struct balance_account){
        .kind = kind_of(fields[0]),
        .name = fields[0],
        .currency = wire_filled(fields[1]) ? fields[1] : "KES",
        .current = figure(fields[2]),
        .available = figure(fields[3]),
        .reserved = figure(fields[4]),
        .uncleared = figure(fields[5]),
    };
    return true;
}

struct balance_list
balance_parse(struct arena *mem, const char *packed)
{
    struct balance_account *at = arena_array(mem, ACCOUNTS_MOST, sizeof *at);
    size_t                  count = 0;

    while (packed && *packed && count < ACCOUNTS_MOST) {
        size_t n = strcspn(packed, "&");
        if (account(mem, packed, n, &at[count]))
            count++;
        packed += n + (packed[n] == '&');
    }
    return (struct balance_list){at, count};
}

struct balance_list
balance_read(struct arena *mem, const struct daraja_result *r, int64_t *at)
{
    *at = 0;
    (void)result_time(r, "BOCompletedTime", at);
    return balance_parse(mem, result_value(r, "AccountBalance"));
}
