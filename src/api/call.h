/*
 * call.h - one call of the API: what was sent, judged, and for whom it is done.
 *
 * Each table of fields begins with CALL_LANDLORD: an operator says with landlordId, in the body or the query,
 * for which landlord he acts; anyone else may name only the one of his session, and need not.
 *
 *   enum { NAME = CALL_FIELDS, ADDRESS };
 *   static const struct field fields[] = {CALL_LANDLORD, [NAME] = {"name", …}, [ADDRESS] = {"address", …}};
 *   struct call c;
 *   enum err e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);
 *   if (!e)
 *       e = property_add(app->db, rq->mem, &c.who, form_text(&c.form, NAME), …);
 *   if (e)
 *       return call_failed(&c, rs, e);
 */
#ifndef API_CALL_H
#define API_CALL_H

#include "web/form.h"
#include "web/route.h"

enum { CALL_LANDLORD_ID, CALL_FIELDS };
#define CALL_LANDLORD [CALL_LANDLORD_ID] = {"landlordId", FIELD_ID, OPTIONAL}

struct call {
    struct form form;
    struct who  who; /* acts for the landlord meant; to be handed to src/rent */
};

/* Reads a JSON body. `side`: who else than an operator may do this, where that is fewer than the route lets
 * in. ERR_FIELD: call_failed tells which. ERR_FORBIDDEN. ERR_NOT_FOUND: another landlord than his. */
MUST_CHECK enum err call_body(struct call *c, struct app *app, struct request *rq, const struct field *fields,
                              size_t count, enum who_may side);

/* The same from the query. */
MUST_CHECK enum err call_query(struct call *c, struct app *app, struct request *rq, const struct field *fields,
                               size_t count, enum who_may side);

/* The same where nothing but landlordId can be said. */
MUST_CHECK enum err call_plain(struct call *c, struct app *app, struct request *rq, enum who_may side);

/* For /landlords/:id/…: the landlord is the path's, so the fields do not begin with CALL_LANDLORD. A body is
 * read where the method is POST. */
MUST_CHECK enum err call_landlord(struct call *c, struct app *app, struct request *rq, const struct field *fields,
                                  size_t count, enum who_may side);

/* Answers for ERR_FIELD with the form's errors; passes any other error up. */
MUST_CHECK enum err call_failed(struct call *c, struct response *rs, enum err e);

#endif
