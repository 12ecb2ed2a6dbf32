#include "page/pages.h"

/* For a load balancer or a person with curl: does this worker reach its database? */
enum err
page_healthz(struct app *app, struct request *rq, struct response *rs)
{
    (void)rq;
    struct query *q = db_query(app->db, SQL_HEALTH);
    enum err      e = query_one(q);
    enum err      end = query_end(q);

    rs->status = e || end ? 503 : 200;
    rs->content_type = "text/plain; charset=utf-8";
    buf_str(&rs->body, e || end ? "the database does not answer\n" : "ok\n");
    return ERR_OK;
}
