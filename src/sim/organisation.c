#include "sim/organisation.h"

#include <stddef.h>
#include <string.h>

#include "base/err.h"
#include "sim/world.h"

/* Never exists, so that a test can ask for a business that is not there. */
#define NOBODY "999999"

static const char *const kinds[] = {
    [ORGANISATION_PAYBILL] = "paybill", [ORGANISATION_TILL] = "till", [ORGANISATION_BULK] = "bulk", NULL};

#define AT(field) offsetof(struct organisation, field)
const struct member organisation_members[] = {
    {"kind", MEMBER_CHOICE, AT(kind), kinds, NULL},
    {"storeNumber", MEMBER_TEXT, AT(store), NULL, NULL},
    {"name", MEMBER_TEXT, AT(name), NULL, NULL},
    {"passkey", MEMBER_TEXT, AT(passkey), NULL, NULL},
    {"b2c", MEMBER_MAYBE, AT(b2c), NULL, NULL},
    {"c2bValidation", MEMBER_BOOL, AT(validation), NULL, NULL},
    {"working", MEMBER_MONEY, AT(accounts[ACCOUNT_WORKING]), NULL, NULL},
    {"utility", MEMBER_MONEY, AT(accounts[ACCOUNT_UTILITY]), NULL, NULL},
    {"merchant", MEMBER_MONEY, AT(accounts[ACCOUNT_MERCHANT]), NULL, NULL},
    {"initiator", MEMBER_TEXT, AT(initiator), NULL, NULL},
    {"initiatorPassword", MEMBER_TEXT, AT(initiator_password), NULL, NULL},
    {"roles", MEMBER_TEXT, AT(roles), NULL, NULL},
    {"initiatorLocked", MEMBER_BOOL, AT(locked), NULL, NULL},
    {0},
};

struct organisation *
organisation_find(struct world *w, const char *number)
{
    for (struct organisation *o = w->organisations; o; o = o->next)
        if (strcmp(o->number, number) == 0)
            return o;
    return NULL;
}

struct organisation
organisation_fresh(const struct world *w, const char *number, int kind)
{
    struct organisation o = {.number = number, .kind = kind};

    o.accounts[ACCOUNT_WORKING] = o.accounts[ACCOUNT_UTILITY] = w->flags.opening_balance;
    return o;
}

struct organisation *
organisation_use(struct world *w, const char *number, int kind)
{
    struct organisation *o = organisation_find(w, number);

    if (o || !w->flags.open_enrolment || strcmp(number, NOBODY) == 0)
        return o;
    struct organisation fresh = organisation_fresh(w, number, kind);
    return organisation_put(w, &fresh);
}

struct organisation *
organisation_of_store(struct world *w, const char *store)
{
    for (struct organisation *o = w->organisations; o; o = o->next)
        if (o->store && strcmp(o->store, store) == 0)
            return o;
    return NULL;
}

/* A paybill is its own receiver; whatever else it is used as, Daraja says it does not exist. */
static struct organisation_verdict
judge_paybill(struct world *w, const char *shortcode, const char *party_b)
{
    struct organisation        *o = organisation_find(w, shortcode);
    bool                        same = strcmp(shortcode, party_b) == 0;
    struct organisation_verdict v = {0};

    if (o)
        v.exists = same && o->kind == ORGANISATION_PAYBILL;
    else
        v.exists = v.enrol = same && w->flags.open_enrolment && !organisation_of_store(w, shortcode);
    v.receiver = v.exists ? o : NULL;
    return v;
}

/* A till is paid through its store number. Trouble shows only when the payment runs. */
static struct organisation_verdict
judge_till(struct world *w, const char *store, const char *till)
{
    const struct organisation  *sender = organisation_find(w, store);
    struct organisation        *receiver = organisation_find(w, till);
    struct organisation_verdict v = {.exists = true, .receiver = receiver};
    bool                        is_nobody = strcmp(till, NOBODY) == 0;

    if (sender && sender->kind == ORGANISATION_PAYBILL)
        v.result = "2028";
    else if (sender || strcmp(store, till) == 0 || is_nobody)
        v.result = "SFC_IC0003"; /* the till itself in the place of its store; or no such till */
    else if (receiver && receiver->kind == ORGANISATION_PAYBILL)
        v.result = "2028";
    else if (receiver)
        v.result = receiver->store && strcmp(receiver->store, store) == 0 ? NULL : "SFC_IC0003";
    else if (w->flags.open_enrolment)
        v.enrol = true;
    else if (organisation_of_store(w, store))
        v.result = "SFC_IC0003";
    else
        v.exists = false;
    return v;
}

struct organisation_verdict
organisation_judge(struct world *w, bool paybill, const char *shortcode, const char *party_b)
{
    if (strcmp(shortcode, NOBODY) == 0)
        return (struct organisation_verdict){0};
    return paybill ? judge_paybill(w, shortcode, party_b) : judge_till(w, shortcode, party_b);
}

struct organisation *
organisation_enrol(struct world *w, bool paybill, const char *shortcode, const char *party_b)
{
    struct organisation o = organisation_fresh(w, party_b, paybill ? ORGANISATION_PAYBILL : ORGANISATION_TILL);

    o.store = paybill ? NULL : shortcode;
    return organisation_put(w, &o);
}

struct organisation *
organisation_put(struct world *w, const struct organisation *from)
{
    struct organisation *o = organisation_find(w, from->number);

    if (!o) {
        o = ARENA_NEW(w->mem, struct organisation);
        o->next = w->organisations;
        w->organisations = o;
    }
    struct organisation *next = o->next;
    struct money         opening[ACCOUNT_COUNT];
    /* What is put into an account, not paid into it, was there before anything happened. */
    for (size_t i = 0; i < ACCOUNT_COUNT; i++)
        opening[i].cents = o->opening[i].cents + from->accounts[i].cents - o->accounts[i].cents;
    *o = *from;
    o->next = next;
    memcpy(o->opening, opening, sizeof opening);
    const char **texts[] = {&o->number, &o->store, &o->name, &o->passkey, &o->initiator, &o->initiator_password,
                            &o->roles};
    for (size_t i = 0; i < COUNT(texts); i++)
        *texts[i] = arena_strdup(w->mem, *texts[i]);
    return o;
}

const char *
organisation_passkey(struct world *w, const char *shortcode)
{
    const struct organisation *o = organisation_find(w, shortcode);

    if (!o)
        o = organisation_of_store(w, shortcode);
    return o && o->passkey ? o->passkey : w->options->passkey;
}

const char *
organisation_name(const struct world *w, const struct organisation *o)
{
    return o && o->name ? o->name : w->options->name;
}

const char *
organisation_party(struct arena *mem, const struct world *w, const struct organisation *o)
{
    return arena_printf(mem, "%s - %s", o->number, organisation_name(w, o));
}

enum account
organisation_income(const struct organisation *o)
{
    return o->kind == ORGANISATION_TILL ? ACCOUNT_MERCHANT : ACCOUNT_UTILITY;
}

bool
organisation_pays_people(const struct organisation *o)
{
    return o->b2c == MAYBE_UNSAID ? o->kind == ORGANISATION_BULK : o->b2c == MAYBE_YES;
}

const char *
account_name(enum account a)
{
    static const char *const names[] = {
        [ACCOUNT_WORKING] = "Working Account",
        [ACCOUNT_UTILITY] = "Utility Account",
        [ACCOUNT_MERCHANT] = "Merchant Account",
        [ACCOUNT_CHARGES] = "Charges Paid Account",
    };
    _Static_assert(COUNT(names) == ACCOUNT_COUNT, "name each account");

    return names[a];
}

void
organisation_json(struct world *w, struct json_writer *out)
{
    json_open(out, NULL, '{');
    json_open(out, "organisations", '[');
    for (const struct organisation *o = w->organisations; o; o = o->next) {
        struct organisation shown = *o;
        shown.name = organisation_name(w, o);
        json_open(out, NULL, '{');
        json_put_text(out, "number", o->number);
        members_write(out, organisation_members, &shown);
        json_close(out);
    }
    json_close(out);
    json_close(out);
}
