#include "sim/organisation.h"

#include <string.h>

#include "sim/world.h"

/* Never exists, so that a test can ask for a business that is not there. */
#define NOBODY "999999"

static const char *const kinds[] = {[ORGANISATION_PAYBILL] = "paybill", [ORGANISATION_TILL] = "till", NULL};

#define AT(field) offsetof(struct organisation, field)
const struct member organisation_members[] = {
    {"kind", MEMBER_CHOICE, AT(kind), kinds, NULL},
    {"storeNumber", MEMBER_TEXT, AT(store), NULL, NULL},
    {"name", MEMBER_TEXT, AT(name), NULL, NULL},
    {"passkey", MEMBER_TEXT, AT(passkey), NULL, NULL},
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

static struct organisation *
find_by_store(struct world *w, const char *store)
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
        v.exists = v.enrol = same && w->flags.open_enrolment && !find_by_store(w, shortcode);
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
    else if (find_by_store(w, store))
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
    struct organisation o = {
        .number = party_b,
        .kind = paybill ? ORGANISATION_PAYBILL : ORGANISATION_TILL,
        .store = paybill ? NULL : shortcode,
    };

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
    *o = (struct organisation){
        .next = next,
        .number = arena_strdup(w->mem, from->number),
        .kind = from->kind,
        .store = arena_strdup(w->mem, from->store),
        .name = arena_strdup(w->mem, from->name),
        .passkey = arena_strdup(w->mem, from->passkey),
    };
    return o;
}

const char *
organisation_passkey(struct world *w, const char *shortcode)
{
    const struct organisation *o = organisation_find(w, shortcode);

    if (!o)
        o = find_by_store(w, shortcode);
    return o && o->passkey ? o->passkey : w->options->passkey;
}

const char *
organisation_name(struct world *w, const struct organisation *o)
{
    return o && o->name ? o->name : w->options->name;
}

void
organisation_json(struct world *w, struct json_writer *out)
{
    json_open(out, NULL, '{');
    json_open(out, "organisations", '[');
    for (const struct organisation *o = w->organisations; o; o = o->next) {
        json_open(out, NULL, '{');
        json_put_text(out, "number", o->number);
        json_put_text(out, "kind", kinds[o->kind]);
        json_put_text(out, "storeNumber", o->store);
        json_put_text(out, "name", organisation_name(w, o));
        json_put_text(out, "passkey", o->passkey);
        json_close(out);
    }
    json_close(out);
    json_close(out);
}
