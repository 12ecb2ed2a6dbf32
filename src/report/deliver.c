#include "report/deliver.h"

#include <string.h>

#include "base/log.h"
#include "report/export.h"
#include "report/receipt_report.h"
#include "report/report_csv.h"
#include "report/report_pdf.h"
#include "web/api.h"

static enum err
put_pdf(struct response *rs, const struct report *r)
{
    rs->content_type = "application/pdf";
    response_header(rs, "Content-Disposition", arena_printf(rs->mem, "inline; filename=\"%s.pdf\"", r->file));
    return report_pdf(r, &rs->body);
}

static enum err
put_csv(struct response *rs, const struct report *r)
{
    const char *text = report_csv(r);

    if (!text)
        return ERR_TOO_LARGE;
    rs->content_type = "text/csv; charset=utf-8";
    response_header(rs, "Content-Disposition", arena_printf(rs->mem, "attachment; filename=\"%s.csv\"", r->file));
    buf_str(&rs->body, text);
    return ERR_OK;
}

static enum err
make(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *name,
     const struct report_ask *ask, enum file_format format)
{
    struct report *r;
    enum err       e = report_make(app->db, rq->mem, who, rq->lang, name, ask, &r);

    if (e == ERR_OK)
        e = format == FILE_PDF ? put_pdf(rs, r) : put_csv(rs, r);
    return e;
}

/* Whoever may not have it is told so before it is counted. */
enum err
deliver_report(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *name,
               const struct report_ask *ask, enum file_format format)
{
    const struct report_kind *k = report_kind(name);
    int64_t                   id, wait_s;

    if (!k)
        return ERR_NOT_FOUND;
    if (!report_may(who, k))
        return ERR_FORBIDDEN;
    enum err e = export_begin(app->db, rq->mem, who, name, format == FILE_PDF ? "pdf" : "csv", &id, &wait_s);
    if (e == ERR_LIMIT)
        api_retry_after(rs, wait_s);
    if (e != ERR_OK)
        return e;
    e = make(app, rq, rs, who, name, ask, format);
    enum err ended = export_end(app->db, id);
    if (ended != ERR_OK) /* the file is made; the row counts as running for a minute more */
        log_event(LOG_WARN, "export.not_ended", "name", name, NULL);
    if (e != ERR_OK)
        response_reset(rs);
    return e;
}

enum err
deliver_receipt(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *number)
{
    struct receipt rc;
    enum err       e = receipt_load(app->db, rq->mem, who, number, &rc);

    return e == ERR_OK ? put_pdf(rs, receipt_report(rq->mem, rq->lang, &rc)) : e;
}
