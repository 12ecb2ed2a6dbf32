#include <stddef.h>
#include <string.h>

#include "api/credentials.h"
#include "api/handlers.h"
#include "api/listing.h"
#include "api/prove.h"
#include "api/put.h"
#include "rent/member.h"
#include "web/api.h"
#include "web/proof.h"

_Static_assert(offsetof(struct member, person_id) == 0, "listing_rows reads the id there");
_Static_assert(offsetof(struct member_invite, id) == 0, "listing_rows reads the id there");

static const struct refusal password_required = {
    .status = 403,
    .code = "password_required",
    .message = N_("This changes who may see and do what. Send your password along, or sign in again first."),
    .field = "password",
};
static const struct refusal second_factor_required = {
    .status = 403,
    .code = "second_factor_required",
    .message = N_("This changes who may see and do what. Send the code of your second step along."),
    .field = "totp",
};
static const struct prove_refusals prove_rights = {&password_required, &second_factor_required};

enum { ROLE = CALL_FIELDS, APPROVE, PROPERTIES, PASSWORD, TOTP, NAME, PHONE };
#define RIGHTS                                                                                                         \
    CALL_LANDLORD, [ROLE] = {"role", FIELD_CHOICE, REQUIRED, .choices = "owner|agent|accountant|caretaker"},           \
                   [APPROVE] = {"mayApprove", FIELD_FLAG, OPTIONAL},                                                   \
                   [PROPERTIES] = {"properties", FIELD_TEXT, OPTIONAL, .least = 1, .most = 4000},                      \
                   [PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, .least = 1, .most = 1024},                      \
                   [TOTP] = {"totp", FIELD_TEXT, OPTIONAL, .least = 1, .most = 40}

/* What fits the role alone; else a field is wrong. */
static enum err
judge_rights(struct form *f, struct member_rights *out)
{
    *out = (struct member_rights){role_from(form_text(f, ROLE)), form_flag(f, APPROVE), form_text(f, PROPERTIES)};
    if (out->may_approve && out->role != ROLE_ACCOUNTANT)
        form_error(f, APPROVE,
                   N_("Only an accountant is given this right: an owner has it, and nobody else may have it."));
    if (out->properties && out->role != ROLE_CARETAKER)
        form_error(f, PROPERTIES, N_("Only a caretaker is kept to some properties."));
    return form_ok(f) ? ERR_OK : ERR_FIELD;
}

static enum err
begin(struct call *c, struct app *app, struct request *rq, struct response *rs, const struct field *fields,
      size_t count, struct member_rights *rights, const struct refusal **why)
{
    enum err e = call_body(c, app, rq, fields, count, WHO_OWNER);

    if (!e && rights)
        e = judge_rights(&c->form, rights);
    return e ? e
             : prove_again(app, rq, rs, form_text(&c->form, PASSWORD), form_text(&c->form, TOTP), &prove_rights, why);
}

static enum err
refuse_answer(struct request *rq, struct response *rs, enum member_answer a)
{
    const struct refusal r = {
        .status = a == MEMBER_NO_PROPERTY ? 422 : 409,
        .code = member_refusal_code(a),
        .message = member_refusal(a),
        .field = a == MEMBER_NO_PROPERTY ? "properties"
                 : a == MEMBER_IS_ONE    ? "phone"
                                         : NULL,
    };
    return refuse(rq, rs, &r);
}

static void
put_rights(struct json_writer *w, const struct member_rights *r, struct arena *mem)
{
    json_put_text(w, "role", role_name(r->role));
    json_put_bool(w, "mayApprove", r->may_approve || r->role == ROLE_OWNER);
    if (!r->properties) {
        json_put_null(w, "properties");
        return;
    }
    json_open(w, "properties", '[');
    for (const char *p = r->properties; *p;) {
        size_t n = strcspn(p, " ");
        json_put_text(w, NULL, arena_strndup(mem, p, n));
        p += n + strspn(p + n, " ");
    }
    json_close(w);
}

static void
put_member(struct json_writer *w, const void *row)
{
    const struct member *m = row;

    json_put_text(w, "id", m->person_id);
    json_put_text(w, "name", m->name);
    json_put_text(w, "phone", m->phone);
    put_rights(w, &m->rights, w->out.mem);
    json_put_bool(w, "secondFactor", m->second_on);
    put_time(w, "since", m->since);
    put_time(w, "lastSeenAt", m->seen_at);
    json_put_text(w, "invitedBy", m->added_by);
}

static void
put_invite(struct json_writer *w, const void *row)
{
    const struct member_invite *i = row;

    json_put_text(w, "id", i->id);
    json_put_text(w, "name", i->name);
    json_put_text(w, "phone", i->phone);
    put_rights(w, &i->rights, w->out.mem);
    json_put_text(w, "invitedBy", i->created_by);
    put_time(w, "createdAt", i->created_at);
    put_time(w, "expiresAt", i->expires_at);
}

enum err
api_people_list(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct call               c;
    struct member            *rows;
    size_t                    count;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (!e)
        e = member_list(app->db, rq->mem, &c.who, &rows, &count);
    if (e)
        return call_failed(&c, rs, e);
    return listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_member);
}

enum err
api_people_invite_list(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct call               c;
    struct member_invite     *rows;
    size_t                    count;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (!e)
        e = member_invite_list(app->db, rq->mem, &c.who, &rows, &count);
    if (e)
        return call_failed(&c, rs, e);
    return listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_invite);
}

enum err
api_people_invite(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {
        RIGHTS,
        [NAME] = {"name", FIELD_TEXT, REQUIRED, .least = 2, .most = 80},
        [PHONE] = {"phone", FIELD_PHONE, REQUIRED},
    };
    struct call           c;
    struct member_rights  rights;
    const struct refusal *why = NULL;
    enum member_answer    answer = MEMBER_DONE;
    const char           *id, *token;
    enum err              e = begin(&c, app, rq, rs, fields, COUNT(fields), &rights, &why);

    if (e == ERR_AUTH && why)
        return refuse(rq, rs, why);
    if (!e)
        e = member_invite_make(app->db, rq->mem, &c.who, form_text(&c.form, NAME), form_text(&c.form, PHONE), &rights,
                               &answer, &id, &token);
    if (e)
        return call_failed(&c, rs, e);
    if (answer != MEMBER_DONE)
        return refuse_answer(rq, rs, answer);
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", id);
    json_put_text(&w, "inviteUrl", arena_printf(rq->mem, "%s/join/%s", app->conf->public_url, token));
    json_close(&w);
    return api_ok(rs, 201, &w);
}

static enum err
answer_member(struct app *app, struct request *rq, struct response *rs, const struct who *who)
{
    struct member m;
    enum err      e = member_load(app->db, rq->mem, who, rq->args[0], &m);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_member(&w, &m);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_people_change(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {RIGHTS};
    struct call               c;
    struct member_rights      rights;
    const struct refusal     *why = NULL;
    enum member_answer        answer = MEMBER_DONE;
    enum err                  e = begin(&c, app, rq, rs, fields, COUNT(fields), &rights, &why);

    if (e == ERR_AUTH && why)
        return refuse(rq, rs, why);
    if (!e)
        e = member_change(app->db, rq->mem, &c.who, rq->args[0], &rights, &answer);
    if (!e && answer != MEMBER_DONE && answer != MEMBER_SAME)
        return refuse_answer(rq, rs, answer);
    return e ? call_failed(&c, rs, e) : answer_member(app, rq, rs, &c.who);
}

static enum err
answer_gone(struct request *rq, struct response *rs)
{
    struct json_writer w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_people_remove(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {
        CALL_LANDLORD,
        [ROLE] = {"role", FIELD_CHOICE, OPTIONAL, .choices = "owner|agent|accountant|caretaker"},
        [APPROVE] = {"mayApprove", FIELD_FLAG, OPTIONAL},
        [PROPERTIES] = {"properties", FIELD_TEXT, OPTIONAL},
        [PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, .least = 1, .most = 1024},
        [TOTP] = {"totp", FIELD_TEXT, OPTIONAL, .least = 1, .most = 40},
    };
    struct call           c;
    const struct refusal *why = NULL;
    enum member_answer    answer = MEMBER_DONE;
    enum err              e = begin(&c, app, rq, rs, fields, COUNT(fields), NULL, &why);

    if (e == ERR_AUTH && why)
        return refuse(rq, rs, why);
    if (!e)
        e = member_remove(app->db, rq->mem, &c.who, rq->args[0], &answer);
    if (e)
        return call_failed(&c, rs, e);
    return answer == MEMBER_DONE ? answer_gone(rq, rs) : refuse_answer(rq, rs, answer);
}

enum err
api_people_invite_end(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_OWNER);

    if (!e)
        e = member_invite_end(app->db, rq->mem, &c.who, rq->args[0]);
    return e ? call_failed(&c, rs, e) : answer_gone(rq, rs);
}

/* Someone new sets a password, which has to be a good one; someone known proves the one he has. */
static enum err
settle_password(struct app *app, struct request *rq, struct response *rs, struct form *f, size_t field,
                const struct member_invite *inv, const char **hash)
{
    struct person p;

    if (inv->has_account)
        return credentials_check(app, rq, rs, inv->phone, form_text(f, field), &p);
    const char *fault = password_fault(form_text(f, field), inv->name, inv->phone);
    if (!fault)
        return proof_hash(app, rq, form_text(f, field), hash);
    form_error(f, field, fault);
    return ERR_FIELD;
}

enum err
api_people_join(struct app *app, struct request *rq, struct response *rs)
{
    enum { JOIN_TOKEN, JOIN_PASSWORD };
    static const struct field fields[] = {
        [JOIN_TOKEN] = {"token", FIELD_TOKEN, REQUIRED},
        [JOIN_PASSWORD] = {"password", FIELD_PASSWORD, REQUIRED, .least = 1, .most = 1024},
    };
    struct form          f;
    struct member_invite inv;
    const char          *hash = NULL, *person_id = NULL, *landlord_id = NULL;
    enum err             e = form_read(&f, rq, fields, COUNT(fields));

    if (!e)
        e = member_invite_load(app->db, rq->mem, form_text(&f, JOIN_TOKEN), &inv);
    if (!e)
        e = settle_password(app, rq, rs, &f, JOIN_PASSWORD, &inv, &hash);
    if (e == ERR_AUTH)
        return credentials_wrong(rq, rs);
    if (!e)
        e = member_invite_accept(app->db, rq->mem, form_text(&f, JOIN_TOKEN), hash, &person_id, &landlord_id);
    if (e)
        return e == ERR_FIELD ? api_form_error(rs, &f) : e;
    return credentials_session(app, rq, rs, person_id, landlord_id);
}
