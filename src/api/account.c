/*
 * account.c - the person who is signed in. No call gives a seed: the second factor is set up on its page.
 */
#include "api/handlers.h"
#include "rent/second_factor.h"
#include "web/api.h"

enum err
api_second_factor_show(struct app *app, struct request *rq, struct response *rs)
{
    bool     on;
    enum err e = second_factor_on(app->db, rq->who.person_id, &on);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_bool(&w, "enabled", on);
    json_close(&w);
    return api_ok(rs, 200, &w);
}
