/*
 * book.h - a landlord with a book that was worked out by hand: what each report says of it stands in report_test.c as
 * numbers.
 *
 * All of it in the month before this one, so that it holds on any day; but for one reversal and one bill, which are of
 * today.
 *
 *   Amani, homes      A1 Akinyi    rent 15,000, water 850.50, deposit 15,000; paid 15,000 by M-Pesa, 15,000 by bank,
 * 500 in cash A2 Baraka    rent 20,000; paid 25,000 by cheque: 5,000 ahead A3 Chebet    rent 10,000; paid 4,000 by
 * M-Pesa, taken back today; moved out on the 20th Duka, shops       S1 Dorcas    rent 50,000; paid 30,000 by bank spent
 * 3,000 to a supplier, 33 to M-Pesa; 1,000 taken by the owner
 */
#ifndef TESTS_REPORT_BOOK_H
#define TESTS_REPORT_BOOK_H

#include "rent/entry.h"
#include "rent/place.h"
#include "rent/posting.h"
#include "report/report.h"
#include "support/world.h"

struct book {
    struct who  owner;
    char        month[PERIOD_SIZE], last[DATE_SIZE];
    int         days; /* of the month */
    const char *amani, *duka;
    const char *akinyi, *baraka, *chebet, *dorcas; /* leases */
    const char *tenant_baraka, *tenant_chebet;
};
static struct book k;

static inline const char *
day_of(int day)
{
    return arena_printf(mem, "%s-%02d", k.month, day);
}

static inline const char *
days_ago(int n)
{
    char text[DATE_SIZE];

    return arena_strdup(mem, date_text(text, date_from_days(date_days(today_eat()) - n)));
}

static inline const char *
let(const char *unit_id, const char *name, const char *phone, int64_t shillings, const char *end, const char **tenant)
{
    const char            *id, *who = new_tenant(&k.owner, name, phone);
    const struct lease_new in = {.tenant_id = who,
                                 .unit_id = unit_id,
                                 .start_date = "2025-01-01",
                                 .end_date = end,
                                 .rent = {shillings * 100},
                                 .due_day = 5};

    check_ok(lease_add(w.db, mem, &k.owner, &in, &id));
    if (tenant)
        *tenant = who;
    return id;
}

static inline const char *
billed(const char *lease_id, const char *kind, int64_t cents, int due_days_ago, const char *day)
{
    const char           *id;
    const struct bill_new in = {.lease_id = lease_id,
                                .period = k.month,
                                .kind = kind,
                                .amount = {cents},
                                .due_date = days_ago(due_days_ago),
                                .day = day};

    check_ok(bill_add(w.db, mem, &k.owner, &in, &id));
    return id;
}

/* Cash, a cheque or a bank deposit, as the owner records it: the money that it became. */
static inline const char *
recorded(const char *lease_id, const char *bill_id, const char *rail, const char *ref, int64_t cents, int day)
{
    static int        number;
    enum entry_answer answer;
    const char       *id, *bank = NULL;
    struct entry      made;

    if (strcmp(rail, "bank") == 0 && !(bank = raw_text("SELECT max(id) FROM bank_account")))
        check_ok(bank_account_add(w.db, mem, &k.owner, "KCB", NULL, &bank));
    const struct entry_new in = {.lease_id = lease_id,
                                 .bill_id = bill_id,
                                 .rail = rail,
                                 .amount = {cents},
                                 .received_on = day_of(day),
                                 .ref = ref,
                                 .bank_account_id = bank,
                                 .key = arena_printf(mem, "k%d", ++number),
                                 .sure = true};
    check_ok(entry_add(w.db, mem, &k.owner, &in, &answer, &id));
    assert_int_equal(answer, ENTRY_MADE);
    check_ok(entry_load(w.db, mem, &k.owner, id, &made));
    return made.money_in_id;
}

static inline const char *
entry_of(const char *money_in_id)
{
    return raw_text_f("SELECT id FROM entry WHERE money_in_id = '%s'", money_in_id);
}

static inline const char *
paid(const char *lease_id, const char *bill_id, const char *rail, const char *ref, int64_t cents, int day)
{
    const char    *id;
    struct date    d;
    struct posting p = {.landlord_id = k.owner.landlord_id,
                        .channel = "c2b",
                        .receipt_no = ref,
                        .shortcode = "777001",
                        .phone = "254722000002",
                        .amount = {cents},
                        .lease_id = lease_id,
                        .bill_id = bill_id,
                        .how = "account"};

    if (strcmp(rail, "mpesa") != 0)
        return recorded(lease_id, bill_id, rail, ref, cents, day);
    assert_true(date_parse(day_of(day), &d));
    p.paid_at = date_start_utc(d) + 12 * 3600;
    check_ok(posting_money(w.db, mem, &p, &id));
    return id;
}

static inline void
spent(const char *account, const char *detail, int64_t cents)
{
    const struct ledger_line lines[] = {{account, detail, {cents}}, {"cash", "", {-cents}}};
    const struct ledger_txn  t = {
         .landlord_id = k.owner.landlord_id, .kind = "transfer", .memo = "Spent", .day = day_of(15)};

    check_ok(db_begin(w.db));
    check_ok(db_end(w.db, ledger_post(w.db, mem, &t, lines, 2)));
}

static inline void
book_homes(void)
{
    const char *units[3], *rent;

    k.amani = new_property(&k.owner, "Amani");
    for (int i = 0; i < 3; i++)
        units[i] = new_unit(&k.owner, k.amani, arena_printf(mem, "A%d", i + 1));
    k.akinyi = let(units[0], "Akinyi", "254733000011", 15000, NULL, NULL);
    k.baraka = let(units[1], "Baraka", "254733000012", 20000, NULL, &k.tenant_baraka);
    k.chebet = let(units[2], "Chebet", "254733000013", 10000, day_of(20), &k.tenant_chebet);
    rent = billed(k.akinyi, "rent", 1500000, 41, day_of(1));
    const char *water = billed(k.akinyi, "water", 85050, 40, day_of(1));
    const char *deposit = billed(k.akinyi, "deposit", 1500000, 40, day_of(1));
    paid(k.akinyi, rent, "mpesa", "UKA0000001", 1500000, 10);
    paid(k.akinyi, deposit, "bank", "FT1", 1500000, 10);
    paid(k.akinyi, water, "cash", NULL, 50000, 10);
    paid(k.baraka, billed(k.baraka, "rent", 2000000, 40, day_of(1)), "cheque", "000123", 2500000, 10);
    const char *back =
        paid(k.chebet, billed(k.chebet, "rent", 1000000, 95, day_of(1)), "mpesa", "UKA0000002", 400000, 11);
    check_ok(posting_mirror(w.db, mem, back, "M-Pesa gave it back"));
}

static inline void
book_begin(void)
{
    struct date d = today_eat();
    int         n = d.year * 12 + d.month - 2;

    d = (struct date){n / 12, n % 12 + 1, 1};
    period_text(k.month, d);
    k.days = d.day = days_in_month(d.year, d.month);
    date_text(k.last, d);
    k.owner = new_landlord("Njeri", "254733000010");
    give_account(&k.owner, "paybill", "777001", NULL);
    book_homes();
    k.duka = new_property(&k.owner, "Duka");
    check_ok(property_set_use(w.db, mem, &k.owner, k.duka, "commercial"));
    k.dorcas = let(new_unit(&k.owner, k.duka, "S1"), "Dorcas", "254733000014", 50000, NULL, NULL);
    paid(k.dorcas, billed(k.dorcas, "rent", 5000000, 10, day_of(1)), "bank", "FT2", 3000000, 10);
    spent("expense", "supplier", 300000);
    spent("expense", "mpesa_charges", 3300);
    spent("drawings", "", 100000);
}

static inline struct report *
made_for(const struct who *who, const char *name, const struct report_ask *ask)
{
    struct report *r = NULL;

    check_ok(report_make(w.db, mem, who, LANG_EN, name, ask, &r));
    return r;
}

#define made(name, ...) made_for(&k.owner, name, &(struct report_ask){__VA_ARGS__})

#endif
