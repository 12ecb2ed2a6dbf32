#include "rent/session.h"

#include "api/credentials.h"
#include "api/handlers.h"
#include "api/put.h"
#include "web/api.h"
#include "web/form.h"

enum err
api_session_start(struct app *app, struct request *rq, struct response *rs)
{
    enum { LOGIN, PASSWORD, LANDLORD };
    static const struct field fields[] = {
        [LOGIN] = {"login", FIELD_TEXT, REQUIRED, .least = 1, .most = 254},
        [PASSWORD] = {"password", FIELD_PASSWORD, REQUIRED, .least = 1, .most = 1024},
        [LANDLORD] = {"landlordId", FIELD_ID, OPTIONAL},
    };
    struct form   f;
    struct person p;
    enum err      e = form_read(&f, rq, fields, COUNT(fields));

    if (e)
        return e == ERR_FIELD ? api_form_error(rs, &f) : e;
    e = credentials_check(app, rq, rs, form_text(&f, LOGIN), form_text(&f, PASSWORD), &p);
    if (e == ERR_AUTH)
        return credentials_wrong(rq, rs);
    return e ? e : credentials_session(app, rq, rs, p.id, form_text(&f, LANDLORD));
}

static void
put_hats(struct json_writer *w, const struct hat *hats, size_t count)
{
    json_open(w, "roles", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(w, NULL, '{');
        json_put_text(w, "role", role_name(hats[i].role));
        json_put_text(w, "landlordId", hats[i].landlord_id);
        json_put_text(w, "businessName", hats[i].business_name);
        json_close(w);
    }
    json_close(w);
}

enum err
api_session_show(struct app *app, struct request *rq, struct response *rs)
{
    struct hat *hats;
    size_t      count;
    enum err    e = session_hats(app->db, rq->mem, &rq->who, &hats, &count);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_user(&w, "user", &rq->who);
    put_hats(&w, hats, count);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_session_end(struct app *app, struct request *rq, struct response *rs)
{
    enum err e = session_end(app->db, &rq->who);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_close(&w);
    return api_ok(rs, 200, &w);
}
