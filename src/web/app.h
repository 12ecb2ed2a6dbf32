/*
 * app.h - what a web worker has open for its whole life, and the one function that answers a request.
 */
#ifndef WEB_APP_H
#define WEB_APP_H

#include "base/box.h"
#include "base/conf.h"
#include "db/db.h"
#include "web/request.h"
#include "web/response.h"
#include "web/template.h"

struct route;

struct app {
    struct arena       *mem; /* for what is read once, at the start */
    const struct conf  *conf;
    struct db          *db;
    struct templates   *templates;
    struct box_key      web_key;    /* for form tokens, and to seal second factors' seeds; opens no landlord's secret */
    const char         *intake_key; /* public half of the installation's key (box_envelope) */
    const char         *gateway;    /* the gateway's wake-up socket (base/poke.h) */
    bool                secure;     /* the public address is https: Secure cookies, HSTS */
    const char         *css, *js, *card_css; /* names below /static/, with their content's hash */
    const struct route *pages, *api;         /* page_routes and api_routes; a test's own tables in tests */
};

/* How much of the request's body is read: its route says so. `rq` need only have method and path. */
size_t app_body_most(const struct app *app, const struct request *rq);

/* Opens everything below conf->data and conf->root. Logs the reason on failure, and has then closed all again. */
MUST_CHECK enum err app_open(struct app *out, const struct conf *conf);
void                app_close(struct app *app);

/*
 * Answers: host and origin, session, route, who may, form token, handler, and a problem page or API error for
 * whatever err comes back. Never fails; logs one line: request id, method, path pattern, status, milliseconds.
 * The request need only be filled in as it came: query, form, language, session and the rest are found here.
 */
void app_answer(struct app *app, struct request *rq, struct response *rs);

#endif
