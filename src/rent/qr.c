#include "rent/qr.h"

#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "rent/payment.h"
#include "rent/receiving.h"
#include "rent/scope.h"

/* What M-Pesa can be asked for in one go: cents are rounded up, to be kept as credit. */
static struct money
payable(struct money m)
{
    int64_t cents = m.cents > 0 ? (m.cents + 99) / 100 * 100 : 0;

    return (struct money){cents < MPESA_MOST_CENTS ? cents : MPESA_MOST_CENTS};
}

struct qr_want
qr_want_bill(const struct bill *b)
{
    bool open = strcmp(b->status, "void") != 0;

    return (struct qr_want){b->account_ref, b->lease_id, payable(open ? b->balance : (struct money){0})};
}

struct qr_want
qr_want_unit(const struct unit *u)
{
    return (struct qr_want){u->account_ref, NULL, payable(u->rent)};
}

static struct qr_code
row_code(struct query *q, struct arena *mem)
{
    struct qr_code c = {
        .id = row_text(q, mem, "id"),
        .state = row_text(q, mem, "state"),
        .reason = row_text(q, mem, "reason"),
        .shortcode = row_text(q, mem, "shortcode"),
        .account = row_text(q, mem, "account"),
        .till = strcmp(row_text(q, mem, "business_type"), "till") == 0,
        .amount = row_money(q, "amount_cents"),
        .asked_at = row_int(q, "asked_at"),
    };

    if (strcmp(c.state, "failed") == 0)
        c.again_at = row_int(q, "ended_at") + QR_AGAIN_S;
    return c;
}

static const char *
account_of(const struct receiving *to, const struct qr_want *want)
{
    return to->account_number ? to->account_number : want->account_ref;
}

/* ERR_NOT_FOUND: not asked for yet. *linked: the lease it is wanted for is known as one that shows it. */
static enum err
find(struct db *db, struct arena *mem, const struct who *who, const struct receiving *to, const struct qr_want *want,
     struct qr_code *out, bool *linked)
{
    struct query *q = db_query(db, SQL_QR_FIND);

    scope_whole(q, who);
    query_text(q, ":receiving_account_id", to->id);
    query_text(q, ":account", account_of(to, want));
    query_money(q, ":amount", want->amount);
    query_text(q, ":lease_id", want->lease_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = row_code(q, mem);
    *linked = row_int(q, "linked") != 0;
    return query_end(q);
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct receiving *to, const struct qr_want *want)
{
    struct query *q = db_query(db, SQL_QR_ADD);

    query_text(q, ":id", random_id(arena_alloc(mem, ID_SIZE)));
    scope_landlord(q, who);
    query_text(q, ":receiving_account_id", to->id);
    query_text(q, ":shortcode", to->shortcode);
    query_text(q, ":account", account_of(to, want));
    query_money(q, ":amount", want->amount);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
link_lease(struct db *db, const struct who *who, const char *qr_id, const char *lease_id)
{
    struct query *q = db_query(db, SQL_QR_LINK);

    scope_landlord(q, who);
    query_text(q, ":qr_id", qr_id);
    query_text(q, ":lease_id", lease_id);
    return query_run(q);
}

/* Somebody else may have asked since we looked: both find the one row. */
static enum err
ask(struct db *db, struct arena *mem, const struct who *who, const struct receiving *to, const struct qr_want *want,
    struct qr_code *out)
{
    bool     linked = false;
    enum err e = add(db, mem, who, to, want);

    if (e == ERR_OK)
        e = find(db, mem, who, to, want, out, &linked);
    return e == ERR_OK && !linked ? link_lease(db, who, out->id, want->lease_id) : e;
}

/* Everything of a page in one commit. `missing` tells which are not there, or not known to be shown to this lease. */
static enum err
ask_missing(struct db *db, struct arena *mem, const struct who *who, const struct receiving *to,
            const struct qr_want *wants, const bool *missing, size_t count, struct qr_code *out)
{
    enum err e = db_begin_now(db);

    if (e != ERR_OK)
        return e;
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        if (missing[i])
            e = ask(db, mem, who, to, &wants[i], &out[i]);
    return db_end(db, e);
}

/* What there is already; *missing: it must be asked for, or made known as shown to this lease. */
static enum err
look(struct db *db, struct arena *mem, const struct who *who, const struct receiving *to, const struct qr_want *want,
     struct qr_code *out, bool *missing)
{
    bool linked = true;

    *out = (struct qr_code){0};
    *missing = false;
    if (want->amount.cents <= 0)
        return ERR_OK;
    *out = (struct qr_code){.state = "pending",
                            .shortcode = to->shortcode,
                            .account = account_of(to, want),
                            .till = strcmp(to->business_type, "till") == 0,
                            .amount = want->amount};
    enum err e = find(db, mem, who, to, want, out, &linked);
    *missing = e == ERR_NOT_FOUND || !linked;
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err
qr_codes(struct db *db, struct arena *mem, const struct who *who, const struct qr_want *wants, size_t count,
         struct qr_code *out, bool *asked)
{
    struct receiving to;
    bool            *missing = arena_array(mem, count + 1, sizeof *missing);
    enum err         e = receiving_in_use(db, mem, who, &to);

    *asked = false;
    if (e == ERR_OK && strcmp(to.state, "active") != 0)
        e = ERR_NOT_FOUND;
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        e = look(db, mem, who, &to, &wants[i], &out[i], &missing[i]);
        *asked = *asked || missing[i];
    }
    if (e != ERR_OK || !*asked)
        return e;
    e = ask_missing(db, mem, who, &to, wants, missing, count, out);
    *asked = e == ERR_OK;
    return e == ERR_BUSY ? ERR_OK : e;
}

enum err
qr_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct qr_code *out, const void **png,
        size_t *len)
{
    struct query *q = db_query(db, SQL_QR_LOAD);

    scope_both(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = row_code(q, mem);
    *png = row_blob(q, mem, "png", len);
    return query_end(q);
}

enum err
qr_again(struct db *db, struct arena *mem, const struct who *who, const char *id, bool *asked)
{
    struct qr_code c;
    const void    *png;
    size_t         len;
    int64_t        now = clock_now();
    enum err       e = qr_load(db, mem, who, id, &c, &png, &len);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_QR_AGAIN);
    scope_whole(q, who);
    query_text(q, ":id", id);
    query_int(q, ":now", now);
    query_int(q, ":before", now - QR_AGAIN_S);
    e = query_run(q);
    *asked = e == ERR_OK && db_changes(db) > 0;
    return e;
}
