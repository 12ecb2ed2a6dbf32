/*
 * enter.h - letting in somebody who has just proved himself: a new session, its cookie, and off to a page.
 */
#ifndef PAGE_PUBLIC_ENTER_H
#define PAGE_PUBLIC_ENTER_H

#include "web/app.h"

/* Ends the session the browser had, begins one for `person_id`, and answers 303 to `path`. ERR_FORBIDDEN:
 * this person is nobody's owner, helper or tenant. */
MUST_CHECK enum err
enter(struct app *app, struct request *rq, struct response *rs, const char *person_id, const char *path);

/* The same, acting for `landlord_id` first: ERR_NOT_FOUND when he is nothing there. */
MUST_CHECK enum err enter_for(struct app *app, struct request *rq, struct response *rs, const char *person_id,
                              const char *landlord_id, const char *path);

/* The browser's cookie goes; the session itself is ended by the caller. */
void enter_forget(const struct app *app, struct response *rs);

#endif
