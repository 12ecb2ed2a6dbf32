/*
 * world.h - a fresh main.db in a folder of its own, with one landlord, one tenant, one lease and one bill in it.
 *
 * Made through src/rent, as the pages make it. raw_* go behind its back with SQLite itself: to look, to move a clock
 * that cannot be turned, and to break on purpose what triggers and keys protect.
 */
#ifndef TESTS_SUPPORT_WORLD_H
#define TESTS_SUPPORT_WORLD_H

#include <sqlite3.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/random.h"
#include "db/migrate.h"
#include "rent/bill.h"
#include "rent/collect.h"
#include "rent/invariant.h"
#include "rent/ledger.h"
#include "rent/payment.h"
#include "rent/person.h"
#include "rent/property.h"
#include "rent/receiving.h"
#include "rent/tenant.h"
#include "support/check.h"

/* No limit stands in the way unless a test is about limits. */
static const struct payment_rules no_limits = {.expiry_s = 120};

struct world {
    char        folder[32];
    const char *path;
    struct db  *db;
    struct who owner, tenant, operator;
    const char *property_id, *unit_id, *tenant_id, *lease_id, *bill_id;
};
static struct world w;

/* ---- behind its back ---- */

static inline sqlite3 *
raw_open(void)
{
    sqlite3 *raw;

    assert_int_equal(sqlite3_open_v2(w.path, &raw, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_busy_timeout(raw, 5000);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return raw;
}

/* Foreign keys and CHECKs do not count here; triggers do until raw_unguard. */
static inline void
raw(const char *sql)
{
    sqlite3 *db = raw_open();
    char    *why = NULL;

    if (sqlite3_exec(db, "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON;", NULL, NULL, NULL) !=
            SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}

static inline const char *
raw_text(const char *sql)
{
    sqlite3      *db = raw_open();
    sqlite3_stmt *s;
    const char   *text = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    if (sqlite3_step(s) == SQLITE_ROW)
        text = arena_strdup(mem, (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    sqlite3_close(db);
    return text;
}

/* -1 for no row or NULL. */
static inline int64_t
raw_int(const char *sql)
{
    const char *text = raw_text(sql);

    return text ? strtoll(text, NULL, 10) : -1;
}

#define raw_f(...)      raw(arena_printf(mem, __VA_ARGS__))
#define raw_text_f(...) raw_text(arena_printf(mem, __VA_ARGS__))
#define raw_int_f(...)  raw_int(arena_printf(mem, __VA_ARGS__))

/* Takes the triggers of a table away, and its keys and constraints with them. */
static inline void
raw_unguard(const char *table)
{
    raw_f("CREATE TABLE unguarded AS SELECT * FROM %s; PRAGMA legacy_alter_table=ON; DROP TABLE %s;"
          "ALTER TABLE unguarded RENAME TO %s;",
          table, table, table);
}

/* Takes only the triggers that keep its rows as they are. */
static inline void
raw_drop_triggers(const char *table)
{
    const char *name;

    while ((name = raw_text_f("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '%s'"
                              " AND sql LIKE '%%raise%%' LIMIT 1",
                              table)))
        raw_f("DROP TRIGGER %s", name);
}

/* ---- people and books ---- */

static inline struct who
new_landlord(const char *name, const char *phone)
{
    struct who           who = {.role = ROLE_OWNER, .name = name};
    enum taken           taken;
    const struct sign_up in = {.name = name, .phone = phone, .password_hash = "-"};

    check_ok(person_sign_up(w.db, mem, &in, &who.person_id, &who.landlord_id, &taken));
    return who;
}

static inline void
describe_account(const struct who *who, const char *type, const char *shortcode, const char *store)
{
    const struct receiving_details d = {
        .shortcode = shortcode, .store_number = store, .business_name = "Sunrise Homes"};

    check_ok(receiving_begin(w.db, mem, who, type));
    check_ok(receiving_describe(w.db, mem, who, &d));
}

/* Switched on by an operator, without a test. */
static inline void
give_account(const struct who *who, const char *type, const char *shortcode, const char *store)
{
    struct who operator= w.operator;
    enum activation        how;

    operator.landlord_id = who->landlord_id;
    describe_account(who, type, shortcode, store);
    check_ok(receiving_activate(w.db, mem, &operator, 0, &how));
    assert_int_equal(how, ACTIVATION_DONE);
}

static inline const char *
new_property(const struct who *who, const char *name)
{
    const char *id;

    check_ok(property_add(w.db, mem, who, name, NULL, &id));
    return id;
}

static inline const char *
new_unit(const struct who *who, const char *property_id, const char *label)
{
    const char *id;

    check_ok(unit_add(w.db, mem, who, property_id, label, (struct money){1500000}, &id));
    return id;
}

static inline const char *
new_tenant(const struct who *who, const char *name, const char *phone)
{
    const char             *id;
    const struct tenant_new in = {.name = name, .phone = phone, .locale = "en"};

    check_ok(tenant_add(w.db, mem, who, &in, &id));
    return id;
}

static inline const char *
new_lease(const struct who *who, const char *tenant_id, const char *unit_id)
{
    const char            *id;
    const struct lease_new in = {
        .tenant_id = tenant_id, .unit_id = unit_id, .start_date = "2026-01-01", .rent = {1500000}, .due_day = 5};

    check_ok(lease_add(w.db, mem, who, &in, &id));
    return id;
}

static inline const char *
new_bill(const struct who *who, const char *lease_id, const char *period, const char *kind, int64_t cents)
{
    const char           *id;
    const struct bill_new in = {.lease_id = lease_id,
                                .period = period,
                                .kind = kind,
                                .amount = {cents},
                                .due_date = arena_printf(mem, "%s-05", period)};

    check_ok(bill_add(w.db, mem, who, &in, &id));
    return id;
}

static inline struct bill
bill_now(const char *id)
{
    struct bill b;

    check_ok(bill_load(w.db, mem, &w.owner, id, &b));
    return b;
}

/* ---- payments, as the gateway moves them ---- */

static inline struct pay
pay_now(const char *id)
{
    struct pay p;

    check_ok(collect_load(w.db, mem, id, &p));
    return p;
}

/* A payment asked for by the landlord; cents 0: the whole balance. */
static inline const char *
pay_start(const char *bill_id, int64_t cents)
{
    static int               count;
    struct payment           p;
    enum payment_answer      answer;
    int64_t                  wait_s;
    const struct payment_ask ask = {.bill_id = bill_id, .amount = {cents}, .key = arena_printf(mem, "key %d", ++count)};

    check_ok(payment_start(w.db, mem, &w.owner, &no_limits, &ask, &answer, &p, &wait_s));
    assert_int_equal(answer, PAYMENT_STARTED);
    return p.id;
}

static inline void
pay_send(const char *id)
{
    struct pay p = pay_now(id);

    check_ok(collect_sending(w.db, &p, arena_printf(mem, "hash of %s", id), clock_now() + 15));
}

static inline void
pay_accept(const char *id)
{
    check_ok(collect_accepted(w.db, mem, id, arena_printf(mem, "m-%s", id), arena_printf(mem, "ws_CO_%s", id)));
}

static inline const char *
pay_prompted(const char *bill_id, int64_t cents)
{
    const char *id = pay_start(bill_id, cents);

    pay_send(id);
    pay_accept(id);
    return id;
}

static inline enum verdict_money
pay_evidence(const char *id, const char *channel, const char *receipt, int64_t cents, const char **why)
{
    enum verdict_money    verdict;
    const struct evidence v = {.channel = channel, .receipt_no = receipt, .amount = {cents}};

    check_ok(collect_money(w.db, mem, id, &v, "callback", &verdict, why));
    return verdict;
}

/* Asked, prompted and paid in full, with that M-Pesa code. */
static inline const char *
pay_paid(const char *bill_id, int64_t cents, const char *receipt)
{
    const char *why, *id = pay_prompted(bill_id, cents);

    assert_int_equal(pay_evidence(id, "stk_callback", receipt, pay_now(id).asked.cents, &why), MONEY_POSTED);
    return id;
}

/* ---- what must hold after everything ---- */

static inline void
tell_broken(void *arg, const char *file, const char *id)
{
    (void)arg;
    print_error("broken: %s %s\n", file, id);
}

static inline void
check_books(void)
{
    int64_t broken, bad;

    check_ok(invariant_check(w.db, mem, tell_broken, NULL, &broken));
    assert_int_equal(broken, 0);
    check_ok(ledger_verify(w.db, mem, &bad));
}

/* ---- beginning and end ---- */

static inline int
world_begin(void **state)
{
    const struct sign_up otto = {.name = "Otto Operator", .phone = "254700000009", .password_hash = "-"};

    (void)state;
    log_level_set((enum log_level)0);
    mem = arena_new((size_t)128 << 20);
    memcpy(w.folder, "/tmp/world-XXXXXX", 18);
    if (!mkdtemp(w.folder))
        return -1;
    w.path = arena_printf(mem, "%s/main.db", w.folder);
    if (migrate(w.path, migrations_main) != ERR_OK || db_open(&w.db, w.path) != ERR_OK)
        return -1;
    w.operator=(struct who){.role = ROLE_OPERATOR};
    check_ok(person_add_operator(w.db, mem, &otto, &w.operator.person_id));
    w.owner = new_landlord("Wanjiku", "254711000001");
    give_account(&w.owner, "paybill", "412873", NULL);
    w.property_id = new_property(&w.owner, "Sunrise View");
    w.unit_id = new_unit(&w.owner, w.property_id, "B4");
    w.tenant_id = new_tenant(&w.owner, "Otieno", "254722000002");
    w.tenant = (struct who){
        .role = ROLE_TENANT, .person_id = "otieno", .landlord_id = w.owner.landlord_id, .tenant_id = w.tenant_id};
    w.lease_id = new_lease(&w.owner, w.tenant_id, w.unit_id);
    w.bill_id = new_bill(&w.owner, w.lease_id, "2026-11", "rent", 1500000);
    return 0;
}

static inline int
world_end(void **state)
{
    (void)state;
    db_close(w.db);
    int failed = system(arena_printf(mem, "rm -rf %s", w.folder));
    arena_free(mem);
    return failed;
}

/* Each test in a world of its own. */
#define world_test(f) cmocka_unit_test_setup_teardown(f, world_begin, world_end)

#endif
