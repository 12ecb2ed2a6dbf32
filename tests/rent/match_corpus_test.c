/*
 * What Kenyans type, run through the real function: corpus/scene.txt says who lives where, corpus/match.txt and
 * corpus/held_out.txt what was paid and whose rent it is. Nothing may be counted wrong; of what can be known nearly all
 * must be found.
 */
#include "support/world.h"

#include "base/hash.h"
#include "rent/direct.h"
#include "rent/match.h"
#include "rent/match_memory.h"
#include "rent/posting.h"

enum { LINE_SIZE = 256, PARTS_MOST = 8, HOMES_MOST = 200, LANDLORDS_MOST = 8, RIGHT_PER_MILLE = 950 };

struct home {
    char        key[64]; /* "jc/A1" */
    const char *lease_id;
    struct who  who;
};
static struct home homes[HOMES_MOST];
static size_t      home_count;
static struct {
    char       key[32];
    struct who who;
} landlords[LANDLORDS_MOST];
static size_t landlord_count;
static struct {
    char        key[16];
    const char *id;
} properties[LANDLORDS_MOST * 4];
static size_t property_count;
static int    receipts;

static char *
trim(char *s)
{
    while (*s == ' ')
        s++;
    for (size_t n = strlen(s); n && strchr(" \n", s[n - 1]); n--)
        s[n - 1] = '\0';
    return s;
}

static size_t
cut(char *line, char *parts[PARTS_MOST])
{
    size_t n = 0;

    for (char *rest = line; rest && n < PARTS_MOST;) {
        char *bar = strchr(rest, '|');
        if (bar)
            *bar++ = '\0';
        parts[n++] = trim(rest);
        rest = bar;
    }
    return n;
}

static struct home *
home_of(const char *key)
{
    for (size_t i = 0; i < home_count; i++)
        if (strcmp(homes[i].key, key) == 0)
            return &homes[i];
    fail_msg("no home %s", key);
    return NULL;
}

/* As M-Pesa shows a number (daraja.md 6.3). */
static const char *
shown(const char *how)
{
    char        hash[SHA256_HEX_SIZE];
    const char *number = strchr(how, ':');

    if (!number)
        return "";
    number = arena_printf(mem, "254%s", number + 2);
    if (strncmp(how, "mask", 4) == 0)
        return arena_printf(mem, "%.4s ***** %s", number, number + 9);
    if (strncmp(how, "clear", 5) == 0)
        return number;
    sha256_hex(hash, number, 12);
    if (strncmp(how, "hmask", 5) == 0)
        return arena_printf(mem, "%.30s ***** %s", hash, hash + 35);
    return arena_strdup(mem, hash);
}

static struct money
shillings(const char *text)
{
    struct money m;

    assert_true(money_parse_typed(text, &m));
    return m;
}

static struct match_facts
facts(char *typed, char *msisdn, char *name, struct money amount)
{
    return (struct match_facts){
        .typed = *typed ? arena_strdup(mem, typed) : NULL,
        .msisdn = shown(msisdn),
        .payer_name = strcmp(name, "-") == 0 ? NULL : arena_strdup(mem, name),
        .amount = amount,
    };
}

/* ---- the scene ---- */

static const char *
tenant_of(const struct who *who, const char *name, const char *phone)
{
    const char *id =
        raw_text_f("SELECT id FROM tenant WHERE landlord_id = '%s' AND phone = '254%s'", who->landlord_id, phone + 1);

    return id ? id : new_tenant(who, name, arena_printf(mem, "254%s", phone + 1));
}

static void
add_home(const struct who *who, char **p, size_t n)
{
    struct home     *h = &homes[home_count++];
    const char      *property = NULL, *unit_id;
    struct money     rent = shillings(p[2]), owes = strcmp(p[5], "0") ? shillings(p[5]) : (struct money){0};
    char             end[DATE_SIZE];
    bool             ended = n > 6;
    struct lease_new in = {.start_date = "2026-01-01", .rent = rent, .due_day = 5};

    for (size_t i = 0; i < property_count; i++)
        if (strcmp(properties[i].key, p[0]) == 0)
            property = properties[i].id;
    check_ok(unit_add(w.db, mem, who, property, p[1], rent, &unit_id));
    in.tenant_id = tenant_of(who, p[3], p[4]);
    in.unit_id = unit_id;
    in.end_date = ended ? date_text(end, date_from_days(date_days(today_eat()) - 30)) : NULL;
    check_ok(lease_add(w.db, mem, who, &in, &h->lease_id));
    snprintf(h->key, sizeof h->key, "%s/%s", p[0], p[1]);
    h->who = *who;
    if (owes.cents)
        new_bill(who, h->lease_id, "2026-11", "other", owes.cents);
}

static const char *
pay_for(const struct home *h, const struct match_facts *f)
{
    const char    *id;
    struct posting p = {.landlord_id = h->who.landlord_id,
                        .channel = "c2b",
                        .receipt_no = arena_printf(mem, "UKC%07d", ++receipts),
                        .shortcode = "412873",
                        .phone = f->msisdn,
                        .bill_ref = f->typed,
                        .payer_name = f->payer_name,
                        .amount = f->amount,
                        .lease_id = h->lease_id,
                        .how = "person"};

    check_ok(posting_money(w.db, mem, &p, &id));
    return id;
}

/* Earlier payments must not change what is due now. */
static void
add_past(char **p, bool remember)
{
    struct home       *h = home_of(p[0]);
    struct match_facts f = facts(p[3], p[1], p[2], remember ? (struct money){100} : shillings(p[4]));

    new_bill(&h->who, h->lease_id, "2026-10", "other", f.amount.cents);
    const char *id = pay_for(h, &f);
    if (remember)
        check_ok(match_remember(w.db, mem, &h->who, id, h->lease_id));
}

static void
build(char *line, struct who *who)
{
    char *p[PARTS_MOST], *rest = strchr(line, ' ') + 1;

    if (strncmp(line, "landlord ", 9) == 0) {
        *who = new_landlord(trim(rest), arena_printf(mem, "2547900000%02zu", landlord_count));
        snprintf(landlords[landlord_count].key, sizeof landlords[0].key, "%s", rest);
        landlords[landlord_count++].who = *who;
        return;
    }
    size_t n = cut(rest, p);
    if (strncmp(line, "property ", 9) == 0) {
        snprintf(properties[property_count].key, sizeof properties[0].key, "%s", p[0]);
        properties[property_count++].id = new_property(who, p[1]);
    } else if (strncmp(line, "unit ", 5) == 0) {
        add_home(who, p, n);
    } else {
        add_past(p, strncmp(line, "remember ", 9) == 0);
    }
}

static void
build_scene(void)
{
    char       line[LINE_SIZE];
    struct who who = {0};
    FILE      *f = fopen("tests/rent/corpus/scene.txt", "r");

    assert_non_null(f);
    home_count = landlord_count = property_count = 0;
    while (fgets(line, sizeof line, f))
        if (*line != '#' && *line != '\n')
            build(line, &who);
    fclose(f);
}

/* ---- the cases ---- */

struct tally {
    int cases, answerable, right, wrong, waits, waited;
};

static void
tell_miss(const char *what, const struct match_facts *f, const char *wanted, const struct match_result *r)
{
    print_message("%s: \"%s\" %s %s %d -> wanted %s\n", what, f->typed ? f->typed : "", f->msisdn,
                  f->payer_name ? f->payer_name : "-", (int)(f->amount.cents / 100), wanted);
    for (size_t i = 0; i < r->count && i < 3; i++) {
        print_message("      %4d %s %s:", r->rows[i].score, r->rows[i].property_name, r->rows[i].unit_label);
        for (size_t k = 0; k < r->rows[i].reason_count; k++)
            print_message(" %s", match_reason_name(r->rows[i].reasons[k]));
        print_message("\n");
    }
}

static void
judge(char *line, const struct who *who, struct tally *t)
{
    char               *p[PARTS_MOST];
    struct match_result r;

    assert_int_equal(cut(line, p), 5);
    struct match_facts f = facts(p[0], p[1], p[2], shillings(p[3]));
    bool               must_wait = strcmp(p[4], "-") == 0;
    const char        *wanted = must_wait ? NULL : home_of(p[4])->lease_id;
    check_ok(match_money(w.db, mem, who->landlord_id, &f, &r));
    bool right = wanted && r.lease_id && strcmp(r.lease_id, wanted) == 0;
    t->cases++;
    t->answerable += !must_wait;
    t->waits += must_wait;
    t->right += right;
    t->waited += must_wait && !r.lease_id;
    t->wrong += r.lease_id && !right;
    if (r.lease_id && !right)
        tell_miss("WRONG", &f, p[4], &r);
    else if (!must_wait && !right)
        tell_miss("missed", &f, p[4], &r);
}

static struct tally
run(const char *path)
{
    char         line[LINE_SIZE];
    struct who  *who = NULL;
    struct tally t = {0};
    FILE        *f = fopen(path, "r");

    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (*line == '#' && line[1] == ' ')
            continue;
        if (*line == '\n' || strcmp(line, "#\n") == 0)
            continue;
        if (strncmp(line, "in ", 3) == 0) {
            for (size_t i = 0; i < landlord_count; i++)
                if (strcmp(landlords[i].key, trim(line + 3)) == 0)
                    who = &landlords[i].who;
            continue;
        }
        judge(line, who, &t);
    }
    fclose(f);
    print_message("%s: %d cases; %d of %d found (%.1f %%), %d wrong, %d of %d waited\n", path, t.cases, t.right,
                  t.answerable, 100.0 * t.right / t.answerable, t.wrong, t.waited, t.waits);
    return t;
}

static void
the_corpus_is_matched_and_nothing_wrongly(void **state)
{
    (void)state;
    build_scene();
    struct tally t = run("tests/rent/corpus/match.txt");
    assert_true(t.cases >= 500);
    assert_true(t.waits >= 80);
    assert_int_equal(t.wrong, 0);
    assert_true(t.right * 1000 >= t.answerable * RIGHT_PER_MILLE);
}

/* Nothing of it was looked at when the weights were set. */
static void
what_was_held_out_is_matched_as_well(void **state)
{
    (void)state;
    build_scene();
    struct tally t = run("tests/rent/corpus/held_out.txt");
    assert_true(t.cases >= 100);
    assert_int_equal(t.wrong, 0);
    assert_true(t.right * 1000 >= t.answerable * RIGHT_PER_MILLE);
}

/* The gateway weighs each payment between two prompts. */
static void
two_thousand_leases_are_weighed_quickly(void **state)
{
    struct match_facts  f = {"B4 jane rent nov", "2547 ***** 002", "JANE", {1500000}, 0};
    struct match_result r;

    (void)state;
    raw_f("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
          " INSERT INTO unit SELECT 'unit' || i, '%s', '%s', 'X' || i, 'X' || i, 1500000, 0 FROM n",
          w.owner.landlord_id, w.property_id);
    raw_f("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
          " INSERT INTO tenant (id, landlord_id, name, phone, created_at)"
          " SELECT 'tenant' || i, '%s', 'Tenant Number ' || i, '2547' || printf('%%08d', i), 0 FROM n",
          w.owner.landlord_id);
    raw_f("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
          " INSERT INTO lease (id, landlord_id, tenant_id, unit_id, rent_cents, due_day, start_date, created_at)"
          " SELECT 'lease' || i, '%s', 'tenant' || i, 'unit' || i, 1500000, 5, '2026-01-01', 0 FROM n",
          w.owner.landlord_id);
    int64_t begun = clock_now_ms();
    for (int i = 0; i < 10; i++)
        check_ok(match_money(w.db, mem, w.owner.landlord_id, &f, &r));
    int64_t each = (clock_now_ms() - begun) / 10;
    print_message("2,001 leases: %d ms each, with sanitizers\n", (int)each);
    check_text(r.lease_id, w.lease_id);
    assert_true(each < 1000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(the_corpus_is_matched_and_nothing_wrongly),
        world_test(what_was_held_out_is_matched_as_well),
        world_test(two_thousand_leases_are_weighed_quickly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
