#include <stddef.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/refuse.h"
#include "rent/property.h"
#include "web/api.h"

_Static_assert(offsetof(struct property, id) == 0, "listing_rows reads the id there");

static const struct refusal name_taken = {
    .status = 409,
    .code = "name_taken",
    .message = N_("There is a property of this name already."),
    .field = "name",
};

static void
put_property(struct json_writer *w, const void *row)
{
    const struct property *p = row;

    json_put_text(w, "id", p->id);
    json_put_text(w, "name", p->name);
    json_put_text(w, "address", p->address);
    json_put_int(w, "units", p->units);
    json_put_int(w, "occupied", p->occupied);
    json_put_text(w, "use", p->use);
}

static enum err
answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id, int status)
{
    struct property p;
    enum err        e = property_load(app->db, rq->mem, who, id, &p);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_property(&w, &p);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_property_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { NAME = CALL_FIELDS, ADDRESS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [NAME] = {"name", FIELD_TEXT, REQUIRED, .least = 1, .most = 100},
        [ADDRESS] = {"address", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
    };
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = property_add(app->db, rq->mem, &c.who, form_text(&c.form, NAME), form_text(&c.form, ADDRESS), &id);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &name_taken);
    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, id, 201);
}

enum err
api_property_list(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct call               c;
    struct property          *rows;
    size_t                    count;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (!e)
        e = property_list(app->db, rq->mem, &c.who, &rows, &count);
    if (e)
        return call_failed(&c, rs, e);
    return listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_property);
}

enum err
api_property_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_property_use(struct app *app, struct request *rq, struct response *rs)
{
    enum { USE = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [USE] = {"use", FIELD_CHOICE, REQUIRED, .choices = "residential|commercial"},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = property_set_use(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, USE));
    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], 200);
}
