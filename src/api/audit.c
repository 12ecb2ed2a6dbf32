#include "rent/audit.h"

#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "web/api.h"

static void
put_row_of(struct json_writer *w, const struct audit_row *r)
{
    json_open(w, NULL, '{');
    json_put_int(w, "id", r->id);
    put_time(w, "at", r->at);
    json_put_text(w, "personId", r->person_id);
    json_put_text(w, "person", r->person);
    json_put_text(w, "landlordId", r->landlord_id);
    json_put_text(w, "action", r->action);
    json_put_text(w, "subject", r->subject);
    json_put_text(w, "about", r->about);
    json_put_text(w, "detail", r->detail);
    json_put_text(w, "hash", r->hash);
    json_close(w);
}

/* The owner reads his own; an operator all, or one landlord's. */
enum err
api_audit(struct app *app, struct request *rq, struct response *rs)
{
    enum { PERSON = LISTING_FIELDS, ACTION, SUBJECT, KIND, FROM, TO };
    static const struct field fields[] = {
        LISTING_QUERY,
        [PERSON] = {"personId", FIELD_ID, OPTIONAL},
        [ACTION] = {"action", FIELD_TEXT, OPTIONAL, .least = 1, .most = 40},
        [SUBJECT] = {"subject", FIELD_TEXT, OPTIONAL, .least = 1, .most = 40},
        [KIND] = {"kind", FIELD_CHOICE, OPTIONAL, .choices = "done|seen"},
        [FROM] = {"from", FIELD_DATE, OPTIONAL},
        [TO] = {"to", FIELD_DATE, OPTIONAL},
    };
    struct form       f;
    struct audit_row *rows;
    size_t            count;
    const char       *next;
    enum err          e = form_read_query(&f, rq, fields, COUNT(fields));

    if (e == ERR_FIELD)
        return api_form_error(rs, &f);
    const char *landlord_id = form_text(&f, CALL_LANDLORD_ID), *kind = form_text(&f, KIND);
    if (!e && rq->who.role != ROLE_OPERATOR && landlord_id && strcmp(landlord_id, rq->who.landlord_id) != 0)
        e = ERR_NOT_FOUND;
    const struct audit_filter filter = {
        .person_id = form_text(&f, PERSON),
        .action = form_text(&f, ACTION),
        .subject = form_text(&f, SUBJECT),
        .from = form_text(&f, FROM),
        .to = form_text(&f, TO),
        .landlord_id = landlord_id,
        .looks = kind && strcmp(kind, "seen") == 0,
        .acts = kind && strcmp(kind, "done") == 0,
        .cursor = form_text(&f, LISTING_CURSOR),
        .limit = listing_limit(&f),
    };
    if (!e)
        e = audit_list(app->db, rq->mem, &rq->who, &filter, &rows, &count, &next);
    if (e)
        return e;
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++)
        put_row_of(&w, &rows[i]);
    return listing_end(&w, rs, next);
}
