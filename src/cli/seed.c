#include "cli/seed.h"

#include <string.h>
#include <unistd.h>

#include "base/box.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/log.h"
#include "base/poke.h"
#include "base/random.h"
#include "cli/seed_sim.h"
#include "rent/bill.h"
#include "rent/landlord.h"
#include "rent/own_keys.h"
#include "rent/payment.h"
#include "rent/person.h"
#include "rent/property.h"
#include "rent/receiving.h"
#include "rent/tenant.h"

enum { WAIT_MS = 20000, LOOK_MS = 100 };

struct seed {
    struct cli *c;
    struct db  *db;
    const char *sim_url, *password_hash;
};

struct seed_tenant {
    const char *name, *phone, *unit, *locale;
    int64_t     rent; /* shillings */
    bool        joins, paid_last;
    int64_t     part_now; /* shillings of this month paid already */
};

struct seed_landlord {
    const char               *name, *phone, *business, *type, *shortcode, *store, *bulk, *property, *address;
    const struct seed_tenant *tenants;
    size_t                    count;
};

static const struct seed_tenant sunrise[] = {
    {"Amina Otieno", "254712345678", "A1", "en", 15000, true, true, 0},
    {"Brian Mwangi", "254722000002", "A2", "sw", 15000, true, true, 5000},
    {"Catherine Njeri Wambui", "254722000003", "A3", "en", 18500, false, true, 18500},
    {"David Kiprono", "254722000004", "B1", "en", 12000, false, false, 0},
    {"Esther Achieng", "254722000005", "B2", "sw", 12000, false, true, 0},
};
static const struct seed_tenant baraka[] = {
    {"Fatuma Ali", "254733000001", "Shop 1", "sw", 25000, true, true, 0},
    {"George Kamau", "254733000002", "Shop 2", "en", 22000, false, true, 22000},
};
static const struct seed_landlord landlords[] = {
    {"Wanjiru Kamau", "254711000001", "Sunrise Homes", "paybill", "600100", NULL, "600900", "Sunrise Apartments",
     "Ngong Road, Nairobi", sunrise, COUNT(sunrise)},
    {"Baraka Odhiambo", "254711000002", "Baraka Properties", "till", "700200", "700201", NULL, "Baraka Plaza",
     "Oginga Odinga Street, Kisumu", baraka, COUNT(baraka)},
};

/* ---- the simulator ---- */

/* The next prompt on this phone is answered with the right PIN by itself. The simulator makes a key when it starts, and
 * answers only after that. */
static enum err
answer_next(struct seed *s, const char *phone)
{
    static const char script[] = "{\"handset\":\"auto\",\"result\":\"0\",\"handsetDelayMs\":200,\"times\":1}";
    const char       *url = arena_printf(s->c->mem, "%s/control/phones/%s", s->sim_url, phone);
    int64_t           until = clock_monotonic_ms() + WAIT_MS;

    while (!seed_sim_put(url, script)) {
        if (clock_monotonic_ms() > until)
            return ERR_INTERNAL;
        usleep(LOOK_MS * 1000);
    }
    return ERR_OK;
}

/* What payouts to phones leave from. */
static enum err
connect_bulk(struct seed *s, const struct who *who, const struct seed_landlord *l)
{
    struct own_keys_change c = {.payout_shortcode = l->bulk};
    const char            *url = arena_printf(s->c->mem, "%s/control/organisations/%s", s->sim_url, l->bulk);

    if (!seed_sim_put(url, arena_printf(s->c->mem, "{\"kind\":\"bulk\",\"name\":\"%s\"}", l->business)))
        return ERR_INTERNAL;
    return own_keys_change(s->db, s->c->mem, who, &c);
}

static enum err
wait_paid(struct seed *s, const struct who *who, const char *id)
{
    int64_t until = clock_monotonic_ms() + WAIT_MS;

    poke(conf_path(&s->c->conf, "run/gateway.sock"));
    while (clock_monotonic_ms() < until) {
        struct payment p;
        enum err       e = payment_load(s->db, s->c->mem, who, id, &p);
        if (e != ERR_OK)
            return e;
        if (strcmp(p.state, "success") == 0)
            return ERR_OK;
        if (strcmp(p.state, "failed") == 0 || strcmp(p.state, "cancelled") == 0)
            break;
        usleep(LOOK_MS * 1000);
    }
    log_event(LOG_ERR, "seed.payment_not_paid", "payment", id, NULL);
    return ERR_INTERNAL;
}

/* The demo's own payments are not held back by the pause between prompts. */
static struct payment_rules
rules(const struct seed *s)
{
    return (struct payment_rules){.expiry_s = s->c->conf.stk_expiry_s};
}

static const char *
new_key(struct seed *s)
{
    return random_hex(s->c->mem, 16);
}

/* ---- a landlord ---- */

static enum err
connect_mpesa(struct seed *s, const struct who *who, const struct seed_landlord *l)
{
    struct receiving_details d = {.shortcode = l->shortcode, .store_number = l->store, .business_name = l->business};
    struct payment_rules     r = rules(s);
    struct payment           p = {0};
    enum payment_answer      answer;
    enum activation          how;
    int64_t                  wait_s;
    enum err                 e = receiving_begin(s->db, s->c->mem, who, l->type);

    if (e == ERR_OK)
        e = receiving_describe(s->db, s->c->mem, who, &d);
    if (e == ERR_OK)
        e = answer_next(s, l->phone);
    if (e == ERR_OK)
        e = payment_start_test(s->db, s->c->mem, who, &r, l->phone, new_key(s), &answer, &p, &wait_s);
    if (e == ERR_OK)
        e = wait_paid(s, who, p.id);
    return e == ERR_OK ? receiving_activate(s->db, s->c->mem, who, 0, &how) : e;
}

static enum err
pay(struct seed *s, const struct who *who, const char *bill_id, const struct seed_tenant *t, int64_t shillings)
{
    struct payment_ask   ask = {.bill_id = bill_id, .key = new_key(s), .amount = {shillings * 100}};
    struct payment_rules r = rules(s);
    struct payment       p = {0};
    enum payment_answer  answer;
    int64_t              wait_s;
    enum err             e = answer_next(s, t->phone);

    if (e == ERR_OK)
        e = payment_start(s->db, s->c->mem, who, &r, &ask, &answer, &p, &wait_s);
    if (e == ERR_OK && answer != PAYMENT_STARTED)
        e = ERR_INTERNAL;
    return e == ERR_OK ? wait_paid(s, who, p.id) : e;
}

static enum err
bill(struct seed *s, const struct who *who, const char *lease_id, const char *kind, struct date month, int day,
     int64_t shillings, const char **id)
{
    char            period[PERIOD_SIZE], due[DATE_SIZE];
    struct bill_new b = {.lease_id = lease_id, .kind = kind, .amount = {shillings * 100}};

    b.period = period_text(period, month);
    month.day = day;
    b.due_date = date_text(due, month);
    return bill_add(s->db, s->c->mem, who, &b, id);
}

static enum err
join(struct seed *s, const struct who *who, const char *tenant_id)
{
    const char *token, *person_id;
    enum err    e = invite_make(s->db, s->c->mem, who, tenant_id, &token);

    return e == ERR_OK ? invite_accept(s->db, s->c->mem, token, s->password_hash, &person_id) : e;
}

static struct date
month_before(struct date d)
{
    return date_from_days(date_days((struct date){d.year, d.month, 1}) - 1);
}

static enum err
add_bills(struct seed *s, const struct who *who, const struct seed_tenant *t, const char *lease_id)
{
    struct date now = today_eat(), last = month_before(now);
    const char *last_rent, *rent, *water;
    enum err    e = bill(s, who, lease_id, "rent", last, 5, t->rent, &last_rent);

    if (e == ERR_OK && t->paid_last)
        e = pay(s, who, last_rent, t, t->rent);
    if (e == ERR_OK)
        e = bill(s, who, lease_id, "rent", now, 5, t->rent, &rent);
    if (e == ERR_OK)
        e = bill(s, who, lease_id, "water", now, 25, 850, &water);
    if (e == ERR_OK && t->part_now)
        e = pay(s, who, rent, t, t->part_now);
    return e;
}

static enum err
add_tenant(struct seed *s, const struct who *who, const struct seed_tenant *t, const char *property_id)
{
    struct tenant_new tn = {t->name, t->phone, NULL, t->locale};
    struct lease_new  ln = {.rent = {t->rent * 100}, .deposit = {t->rent * 100}, .due_day = 5};
    struct date       from = month_before(month_before(today_eat()));
    char              start[DATE_SIZE];
    const char       *lease_id;
    enum err          e = unit_add(s->db, s->c->mem, who, property_id, t->unit, ln.rent, &ln.unit_id);

    if (e == ERR_OK)
        e = tenant_add(s->db, s->c->mem, who, &tn, &ln.tenant_id);
    if (e == ERR_OK && t->joins)
        e = join(s, who, ln.tenant_id);
    from.day = 1;
    ln.start_date = date_text(start, from);
    if (e == ERR_OK)
        e = lease_add(s->db, s->c->mem, who, &ln, &lease_id);
    return e == ERR_OK ? add_bills(s, who, t, lease_id) : e;
}

static enum err
add_landlord(struct seed *s, const struct seed_landlord *l)
{
    struct sign_up in = {l->name, l->phone, NULL, s->password_hash, l->business};
    struct who     who = {.role = ROLE_OWNER};
    enum taken     taken;
    const char    *property_id = NULL, *vacant;
    enum err       e = person_sign_up(s->db, s->c->mem, &in, &who.person_id, &who.landlord_id, &taken);

    if (e == ERR_OK)
        e = connect_mpesa(s, &who, l);
    if (e == ERR_OK && l->bulk)
        e = connect_bulk(s, &who, l);
    if (e == ERR_OK)
        e = property_add(s->db, s->c->mem, &who, l->property, l->address, &property_id);
    for (size_t i = 0; e == ERR_OK && i < l->count; i++)
        e = add_tenant(s, &who, &l->tenants[i], property_id);
    return e == ERR_OK ? unit_add(s->db, s->c->mem, &who, property_id, "C1", (struct money){1400000}, &vacant) : e;
}

static enum err
add_operator(struct seed *s)
{
    struct sign_up in = {"Demo Operator", "254700000001", NULL, s->password_hash, NULL};
    const char    *id;

    return person_add_operator(s->db, s->c->mem, &in, &id);
}

enum err
seed(struct cli *c, struct db *db, const char *sim_url)
{
    struct seed          s = {.c = c, .db = db, .sim_url = sim_url};
    struct who           operator= {.role = ROLE_OPERATOR};
    struct landlord_row *rows;
    size_t               count;
    enum err             e = landlord_list(db, c->mem, &operator, & rows, &count);

    if (e != ERR_OK || count)
        return e;
    s.password_hash = password_hash(c->mem, SEED_PASSWORD);
    if (!s.password_hash)
        return ERR_INTERNAL;
    e = add_operator(&s);
    for (size_t i = 0; e == ERR_OK && i < COUNT(landlords); i++)
        e = add_landlord(&s, &landlords[i]);
    return e;
}
