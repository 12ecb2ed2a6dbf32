/*
 * Results of every API that is asked in an initiator's name: by table, each shape that daraja.md 1.3 knows of; and by
 * chance, that nothing but the token 0 is ever taken for success.
 */
#include "support/world.h"

#include "base/buf.h"
#include "hook/result.h"
#include "rent/direct.h"
#include "rent/enquiry.h"

static const struct hook_rules rules = {.query_after_s = 15};

/* What each API is asked for here, and the parameters with which it says that it was done. */
static const struct api {
    const char *name, *purpose, *parameters;
    bool        posts; /* its success is a line in the ledger */
} apis[] = {
    {"b2c", "expense",
     "{\"Key\":\"TransactionAmount\",\"Value\":500},{\"Key\":\"TransactionReceipt\",\"Value\":\"UKL3B2CAAA\"},"
     "{\"Key\":\"ReceiverPartyPublicName\",\"Value\":\"254722000002 - JANE DOE\"}",
     true},
    {"b2b", "supplier", "{\"Key\":\"Amount\",\"Value\":\"500.00\"},{\"Key\":\"Currency\",\"Value\":\"KES\"}", true},
    {"tax", "tax", "{\"Key\":\"Amount\",\"Value\":\"500.00\"},{\"Key\":\"Currency\",\"Value\":\"KES\"}", true},
    {"reversal", "reversal",
     "{\"Key\":\"Amount\",\"Value\":500},{\"Key\":\"OriginalTransactionID\",\"Value\":\"UKA0000001\"}", true},
    {"balance", "person", "{\"Key\":\"AccountBalance\",\"Value\":\"Working Account|KES|500.00|500.00|0.00|0.00\"}",
     false},
    {"status", "person",
     "{\"Key\":\"DebitPartyName\",\"Value\":\"0799000099 - JOHN  "
     "DOE\"},{\"Key\":\"CreditPartyName\",\"Value\":\"412873 -  "
     "SUNRISE\"},{\"Key\":\"TransactionStatus\",\"Value\":\"Completed\"},{\"Key\":\"Amount\",\"Value\":500.0},"
     "{\"Key\":\"ReceiptNo\",\"Value\":\"UKL3A7XK2P\"},{\"Key\":\"FinalisedTime\",\"Value\":20261121101529}",
     true},
};

static const char *
hash_of(size_t api)
{
    return arena_printf(mem, "hash of %zu", api);
}

/* One request of each API, sent, its result not yet in. */
static const char *
sent(size_t i)
{
    struct mpesa_account a;
    struct mpesa_request r;
    const char          *id;
    struct mpesa_ask     what = {.api = apis[i].name, .purpose = apis[i].purpose, .remarks = "Test"};

    if (strcmp(apis[i].name, "status") == 0)
        what.receipt_no = "UKL3A7XK2P";
    else if (strcmp(apis[i].name, "balance") != 0) {
        what.amount.cents = 50000;
        what.party = "254722000002";
        what.party_kind = "phone";
        what.command = "BusinessPayment";
    }
    if (strcmp(apis[i].name, "reversal") == 0) {
        struct direct       d = {.channel = "c2b",
                                 .landlord_id = w.owner.landlord_id,
                                 .shortcode = "412873",
                                 .receipt_no = "UKA0000001",
                                 .bill_ref = "B4",
                                 .msisdn = "",
                                 .amount = {50000},
                                 .paid_at = clock_now()};
        enum direct_verdict v;
        check_ok(direct_money(w.db, mem, &d, &v));
        what.receipt_no = "UKA0000001";
        what.money_in_id = raw_text("SELECT id FROM money_in WHERE receipt_no = 'UKA0000001'");
    }
    check_ok(mpesa_account(w.db, mem, w.owner.landlord_id, NULL, &a));
    check_ok(mpesa_request_add(w.db, mem, &w.owner, &a, &what, &id));
    raw("UPDATE mpesa_request SET decided_by = 'the second person', decided_at = 1 WHERE decided_at IS NULL");
    check_ok(mpesa_by_id(w.db, mem, id, &r));
    check_ok(mpesa_sending(w.db, &r, hash_of(i), clock_now() + 60));
    check_ok(mpesa_accepted(w.db, &r, arena_printf(mem, "AG_%zu", i), "there", clock_now() + 60));
    return id;
}

static struct judgement
hear_as(size_t api, const char *body, const char *kind, bool listed)
{
    struct judgement out = {0};
    struct inbox_row row = {.id = 1000 + (int64_t)api,
                            .received_at_ms = clock_now_ms(),
                            .kind = kind,
                            .secret_hash = hash_of(api),
                            .remote_addr = "127.0.0.1",
                            .body = body,
                            .body_len = strlen(body),
                            .genuine = true,
                            .listed = listed};

    check_ok(hook_judge(w.db, mem, &rules, &row, &out));
    return out;
}

static struct judgement
hear(size_t api, const char *body)
{
    return hear_as(api, body, "result", true);
}

/* `type`, `code` and `holder` as JSON; NULL: not there. */
static const char *
body_of(size_t api, const char *type, const char *code, const char *holder)
{
    struct buf out = buf_new(mem, 8192);

    buf_printf(&out, "{\"Result\":{\"OriginatorConversationID\":\"there\",\"ConversationID\":\"AG_%zu\"", api);
    if (type)
        buf_printf(&out, ",\"ResultType\":%s", type);
    if (code)
        buf_printf(&out, ",\"ResultCode\":%s", code);
    buf_printf(&out, ",\"ResultDesc\":\"Said so\",\"TransactionID\":\"UKL3X%05zu\"", api + 1);
    if (holder)
        buf_printf(&out, ",\"ResultParameters\":%s", holder);
    buf_str(&out, "}}");
    return out.bytes;
}

static const char *
in_array(size_t api)
{
    return arena_printf(mem, "{\"ResultParameter\":[%s]}", apis[api].parameters);
}

static const char *
success_of(size_t api)
{
    return body_of(api, "0", "0", in_array(api));
}

static const char *
state_of(const char *id)
{
    struct mpesa_request r;

    check_ok(mpesa_by_id(w.db, mem, id, &r));
    return r.state;
}

/* The last line of the ledger, as this very transaction sees it. */
static int64_t
ledger_end(void)
{
    struct query *q = db_query(w.db, SQL_LEDGER_LAST);
    int64_t       id = 0;

    if (query_one(q) == ERR_OK) {
        id = row_int(q, "id");
        check_ok(query_end(q));
    }
    return id;
}

/* ---- by table ---- */

static void
a_success_is_believed_in_every_shape(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(apis); i++) {
        const char *id = sent(i), *params = apis[i].parameters;
        const char *bodies[] = {
            success_of(i),
            body_of(i, "\"0\"", "\"0\"", in_array(i)),
            body_of(i, NULL, "0", in_array(i)),
            body_of(i, "0", "0", arena_printf(mem, "[%s]", params)),
        };
        for (size_t b = 0; b < COUNT(bodies); b++) {
            int64_t before = ledger_end();
            check_ok(db_begin(w.db));
            hear(i, bodies[b]);
            print_message("%s, shape %zu\n", apis[i].name, b);
            check_text(state_of(id), "success");
            assert_int_equal(ledger_end() > before, apis[i].posts);
            assert_int_equal(db_end(w.db, ERR_CONFLICT), ERR_CONFLICT); /* as if it had not been */
            check_text(state_of(id), "sent");
        }
    }
    check_books();
}

static void
the_same_result_twice_counts_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(apis); i++) {
        const char *id = sent(i);
        hear(i, success_of(i));
        int64_t          after = ledger_end();
        struct judgement again = hear(i, success_of(i));
        assert_int_equal(again.verdict, HOOK_KNOWN);
        assert_int_equal(ledger_end(), after);
        struct judgement other = hear(i, body_of(i, "0", "2001", NULL));
        assert_true(other.verdict == HOOK_CONTRADICTS || other.verdict == HOOK_KNOWN);
        assert_int_equal(ledger_end(), after);
        check_text(state_of(id), "success");
    }
    check_books();
}

/* What is no success: what becomes of a request that moves money, and of a question. */
static const struct {
    const char *type, *code, *money, *question;
} no_success[] = {
    {"0", "2001", "failed", "failed"},
    {"\"0\"", "\"2001\"", "failed", "failed"},
    {"0", "21", "failed", "failed"},
    {"0", "\"8006\"", "failed", "failed"},
    {"0", "17", "unknown", "failed"},
    {"0", "\"R999999\"", "unknown", "failed"}, /* a code that nobody knows is no proof of anything */
    {"0", "99999", "unknown", "failed"},
    {"0", "\"00\"", "unknown", "failed"},
    {"0", "0.0", "unknown", "failed"},
    {"0", "-0", "unknown", "failed"},
    {"0", "0e5", "unknown", "failed"},
    {"0", "\" 0\"", "unknown", "failed"},
    {"0", "\"0 \"", "unknown", "failed"},
    {"0", "\"zero\"", "unknown", "failed"},
    {"1", "0", "unknown", "failed"}, /* not final */
    {"\"1\"", "\"0\"", "unknown", "failed"},
    {"0", "false", "sent", "sent"},
    {"0", "null", "sent", "sent"},
    {"0", "[0]", "sent", "sent"},
    {"0", "{\"0\":0}", "sent", "sent"},
    {"0", "\"\"", "sent", "sent"},
    {"0", NULL, "sent", "sent"},
};

static void
what_is_not_the_token_0_posts_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(apis); i++) {
        const char          *id = sent(i);
        struct mpesa_request r;
        int64_t              before = ledger_end();
        check_ok(mpesa_by_id(w.db, mem, id, &r));
        for (size_t n = 0; n < COUNT(no_success); n++) {
            const char *want = r.money ? no_success[n].money : no_success[n].question;
            check_ok(db_begin(w.db));
            hear(i, body_of(i, no_success[n].type, no_success[n].code, in_array(i)));
            print_message("%s: %s %s\n", r.api, no_success[n].type, no_success[n].code ? no_success[n].code : "-");
            check_text(state_of(id), want);
            assert_int_equal(ledger_end(), before);
            assert_int_equal(db_end(w.db, ERR_CONFLICT), ERR_CONFLICT);
        }
    }
}

static void
what_came_by_a_wrong_way_posts_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(apis); i++) {
        const char *id = sent(i);
        int64_t     before = ledger_end();
        hear_as(i, success_of(i), "result", false); /* a sender who is not listed */
        check_text(state_of(id), "sent");
        hear_as(i, success_of(i), "claim", true); /* an address without a secret */
        check_text(state_of(id), "sent");
        hear(i, "{\"Result\":");
        hear(i, "{\"Result\":[]}");
        hear(i, "");
        check_text(state_of(id), "sent");
        const char *other = body_of(i + 1, "0", "0", in_array(i)); /* another ConversationID */
        if (i < 4) {
            hear(i, other);
            check_text(state_of(id), "sent");
        }
        hear_as(i, success_of(i), "timeout", true);
        assert_string_not_equal(state_of(id), "success");
        assert_int_equal(ledger_end(), before);
    }
    check_books();
}

static void
an_amount_that_was_not_asked_for_is_held(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        const char *id = sent(i);
        int64_t     before = ledger_end();
        const char *odd = i ? "{\"ResultParameter\":{\"Key\":\"Amount\",\"Value\":\"500.01\"}}"
                            : "{\"ResultParameter\":{\"Key\":\"TransactionAmount\",\"Value\":5000}}";
        assert_int_equal(hear(i, body_of(i, "0", "0", odd)).verdict, HOOK_HELD);
        check_text(state_of(id), "sent");
        assert_int_equal(ledger_end(), before);
    }
    assert_int_equal(raw_int("SELECT count(*) FROM hold"), 4);
}

static void
a_status_answer_about_another_code_counts_for_nothing(void **state)
{
    const size_t status = COUNT(apis) - 1;
    const char  *id = sent(status), *params = arena_strdup(mem, in_array(status));
    char        *code = strstr(params, "UKL3A7XK2P");
    int64_t      before = ledger_end();

    (void)state;
    memcpy(code, "UKL3A7XK2Q", 10);
    hear(status, body_of(status, "0", "0", params));
    check_text(state_of(id), "success"); /* the question worked, */
    assert_int_equal(ledger_end(), before);
    check_text(raw_text("SELECT finding FROM status_report"), "no_answer");
}

static void
only_completed_is_money(void **state)
{
    static const char *const words[] = {"Initiated", "Authorized", "Pending Authorized", "Cancelled", "Declined",
                                        "Expired",   "Reversed",   "Complete",           "",          "0",
                                        "Paid"};
    const size_t             status = COUNT(apis) - 1;
    const char              *id = sent(status);
    int64_t                  before = ledger_end();

    (void)state;
    for (size_t n = 0; n < COUNT(words); n++) {
        struct buf  out = buf_new(mem, 4096);
        const char *params = in_array(status), *at = strstr(params, "Completed");
        buf_printf(&out, "%.*s%s%s", (int)(at - params), params, words[n], at + strlen("Completed"));
        check_ok(db_begin(w.db));
        hear(status, body_of(status, "0", "0", out.bytes));
        print_message("%s\n", words[n]);
        check_text(state_of(id), "success");
        assert_int_equal(ledger_end(), before);
        assert_int_equal(db_end(w.db, ERR_CONFLICT), ERR_CONFLICT);
    }
}

/* ---- by chance ---- */

enum { CASES = 24000 };

static uint64_t seed;

static const char *
one_of(const char *const *texts, size_t count)
{
    return texts[chance(&seed) % count];
}

static const char *
random_text(void)
{
    static const char letters[] = "0000123456789AZaz -+.eEOo_xS";
    char             *out = arena_alloc(mem, 16);
    size_t            n = chance(&seed) % 12;

    for (size_t i = 0; i < n; i++)
        out[i] = letters[chance(&seed) % (sizeof letters - 1)];
    out[n] = '\0';
    return out;
}

/* A JSON value that stands where the code stands; never 0, never "0". NULL: the member is missing. */
static const char *
random_code(void)
{
    static const char *const odd[] = {"\"00\"",      "\"0.0\"", "0.0",          "-0",          "0e0",
                                      "0E9",         "0.00",    "\" 0\"",       "\"0\\n\"",    "null",
                                      "true",        "false",   "[]",           "{}",          "[0]",
                                      "\"\"",        "\"O\"",   "\"\\u0030 \"", "\"٠\"",       "{\"ResultCode\":0}",
                                      "1",           "2001",    "26",           "\"R000001\"", "\"SFC_IC0003\"",
                                      "\"success\"", "1e999",   "0x0",          "+0",          "'0'"};
    switch (chance(&seed) % 4) {
    case 0: return one_of(odd, COUNT(odd));
    case 1: return arena_printf(mem, "%d", (int)(chance(&seed) % 10000) + 1);
    case 2: return chance(&seed) % 20 ? arena_printf(mem, "-%u", chance(&seed)) : NULL;
    default: {
        const char *text = random_text();
        return strcmp(text, "0") == 0 ? "\"0 \"" : arena_printf(mem, "\"%s\"", text);
    }
    }
}

static const char *
random_holder(size_t api)
{
    const char *params = apis[chance(&seed) % 8 ? api : chance(&seed) % COUNT(apis)].parameters;

    switch (chance(&seed) % 6) {
    case 0: return NULL;
    case 1: return arena_printf(mem, "[%s]", params);
    case 2: return arena_printf(mem, "{\"ResultParameter\":{\"Key\":\"ResultCode\",\"Value\":0}}");
    case 3:
        return arena_printf(mem, "{\"ResultCode\":0,\"ResultParameter\":[%s,{\"Key\":\"ResultCode\",\"Value\":\"0\"}]}",
                            params);
    default: return arena_printf(mem, "{\"ResultParameter\":[%s]}", params);
    }
}

/* "It was reversed before" refuses, and takes money out of the books all the same: tested by itself. */
static bool
is_news_of_a_reversal(size_t api, const char *body)
{
    return strcmp(apis[api].name, "reversal") == 0 && strstr(body, "\"ResultCode\":\"R000001\"");
}

static void
reversed_before_is_mirrored_and_brings_no_money(void **state)
{
    const size_t reversal = 3;
    const char  *id = sent(reversal), *body = body_of(reversal, "0", "\"R000001\"", NULL);

    (void)state;
    for (int i = 0; i < 2; i++) {
        hear(reversal, body);
        check_text(state_of(id), "failed");
        assert_int_equal(raw_int("SELECT count(*) FROM ledger_txn WHERE kind = 'reverse'"), 1);
    }
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 1);
    assert_int_equal(raw_int("SELECT balance_cents FROM account WHERE kind = 'mpesa'"), 0);
    check_books();
}

static void
nothing_but_the_token_0_ever_posts_money(void **state)
{
    static const char *const types[] = {NULL, "0", "\"0\"", "1", "\"1\"", "null", "0.0"};
    static const char *const kinds[] = {"result", "result", "result", "timeout", "claim"};
    const char              *ids[COUNT(apis)], *given = getenv("SEED");
    struct arena            *world_mem = mem, *each = arena_new((size_t)1 << 20);

    (void)state;
    seed = given ? strtoull(given, NULL, 10) : (uint64_t)clock_now_ms();
    print_message("SEED=%llu, %d cases\n", (unsigned long long)seed, CASES);
    for (size_t i = 0; i < COUNT(apis); i++)
        ids[i] = sent(i);
    int64_t before = ledger_end();
    check_ok(db_begin(w.db)); /* nothing of this is kept, and nothing waits for the disk */
    for (int n = 0; n < CASES; n++) {
        mem = each;
        size_t      api = chance(&seed) % COUNT(apis);
        const char *body = body_of(api, one_of(types, COUNT(types)), random_code(), random_holder(api));
        if (is_news_of_a_reversal(api, body))
            continue;
        check_ok(db_begin(w.db));
        hear_as(api, body, one_of(kinds, COUNT(kinds)), chance(&seed) % 10 != 0);
        if (strcmp(state_of(ids[api]), "success") == 0 || ledger_end() != before)
            fail_msg("posted by %s: %s", apis[api].name, body);
        /* The first half meets requests that wait; later some answers stay, and the next come on top of them. */
        enum err keep = n < CASES / 2 || chance(&seed) % 50 ? ERR_CONFLICT : ERR_OK;
        assert_int_equal(db_end(w.db, keep), keep);
        mem = world_mem;
        arena_reset(each);
    }
    /* The very same requests do believe a 0, after all that was said of them. */
    for (size_t i = 0; i < COUNT(apis); i++) {
        hear(i, success_of(i));
        check_text(state_of(ids[i]), "success");
    }
    assert_true(ledger_end() > before);
    assert_int_equal(db_end(w.db, ERR_CONFLICT), ERR_CONFLICT);
    arena_free(each);
    check_books();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_success_is_believed_in_every_shape),
        world_test(the_same_result_twice_counts_once),
        world_test(what_is_not_the_token_0_posts_nothing),
        world_test(what_came_by_a_wrong_way_posts_nothing),
        world_test(an_amount_that_was_not_asked_for_is_held),
        world_test(a_status_answer_about_another_code_counts_for_nothing),
        world_test(only_completed_is_money),
        world_test(reversed_before_is_mirrored_and_brings_no_money),
        world_test(nothing_but_the_token_0_ever_posts_money),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
