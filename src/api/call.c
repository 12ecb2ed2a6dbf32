#include "api/call.h"

#include <string.h>

#include "rent/landlord.h"
#include "web/api.h"

static bool
may(const struct who *who, enum who_may side)
{
    return who->role == ROLE_OPERATOR || role_may_enter(who->role, side);
}

/* The landlord meant by body or query; an operator must mean one. */
static enum err
choose(struct call *c, struct app *app, struct request *rq, enum who_may side)
{
    const char *named = form_text(&c->form, CALL_LANDLORD_ID);

    if (!named)
        named = request_query(rq, "landlordId");
    if (!may(&rq->who, side))
        return ERR_FORBIDDEN;
    if (rq->who.role == ROLE_OPERATOR && !named) {
        form_error(&c->form, CALL_LANDLORD_ID, N_("Say for which landlord: add landlordId."));
        return ERR_FIELD;
    }
    if (rq->who.role == ROLE_OPERATOR)
        return landlord_choose(app->db, rq->mem, &rq->who, named, &c->who);
    if (named && (!rq->who.landlord_id || strcmp(named, rq->who.landlord_id) != 0))
        return ERR_NOT_FOUND;
    c->who = rq->who;
    return ERR_OK;
}

enum err
call_body(struct call *c, struct app *app, struct request *rq, const struct field *fields, size_t count,
          enum who_may side)
{
    if (!may(&rq->who, side))
        return ERR_FORBIDDEN;
    enum err e = form_read(&c->form, rq, fields, count);
    return e ? e : choose(c, app, rq, side);
}

enum err
call_query(struct call *c, struct app *app, struct request *rq, const struct field *fields, size_t count,
           enum who_may side)
{
    enum err e = form_read_query(&c->form, rq, fields, count);
    return e ? e : choose(c, app, rq, side);
}

enum err
call_plain(struct call *c, struct app *app, struct request *rq, enum who_may side)
{
    static const struct field fields[] = {CALL_LANDLORD};

    return call_query(c, app, rq, fields, COUNT(fields), side);
}

enum err
call_landlord(struct call *c, struct app *app, struct request *rq, const struct field *fields, size_t count,
              enum who_may side)
{
    enum err e = landlord_choose(app->db, rq->mem, &rq->who, rq->args[0], &c->who);
    if (e)
        return e;
    if (!may(&rq->who, side))
        return ERR_FORBIDDEN;
    if (rq->method == METHOD_POST)
        return form_read(&c->form, rq, fields, count);
    form_blank(&c->form, rq, fields, count);
    return ERR_OK;
}

enum err
call_failed(struct call *c, struct response *rs, enum err e)
{
    return e == ERR_FIELD ? api_form_error(rs, &c->form) : e;
}
