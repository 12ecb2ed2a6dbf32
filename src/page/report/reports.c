/*
 * reports.c - the list of reports, and the addresses of each as a page and as files.
 */
#include "base/text.h"
#include "page/pages.h"
#include "page/report/report.h"
#include "web/view.h"

enum err
page_reports(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "report/reports");

    view_rows(v, "reports");
    for (const struct report_kind *k = report_kinds; k->name; k++) {
        if (!k->listed)
            continue;
        struct view *row = view_row(v, "reports");
        view_text(row, "name", k->name);
        view_say(row, "report_title", k->title);
        view_say(row, "about", k->about);
    }
    return view_render(v, rs, 200);
}

enum err
page_report(struct app *app, struct request *rq, struct response *rs)
{
    return report_page(app, rq, rs, rq->args[0]);
}

enum err
page_report_csv(struct app *app, struct request *rq, struct response *rs)
{
    return report_file(app, rq, rs, rq->args[0], FILE_CSV);
}

enum err
page_report_pdf(struct app *app, struct request *rq, struct response *rs)
{
    return report_file(app, rq, rs, rq->args[0], FILE_PDF);
}

enum err
page_bills_csv(struct app *app, struct request *rq, struct response *rs)
{
    return report_file(app, rq, rs, "bills", FILE_CSV);
}

enum err
page_transactions_csv(struct app *app, struct request *rq, struct response *rs)
{
    return report_file(app, rq, rs, "transactions", FILE_CSV);
}

/* ---- a tenant's own ---- */

enum err
page_my_statement(struct app *app, struct request *rq, struct response *rs)
{
    return report_page(app, rq, rs, "statement");
}

enum err
page_my_statement_csv(struct app *app, struct request *rq, struct response *rs)
{
    return report_file(app, rq, rs, "statement", FILE_CSV);
}

enum err
page_my_statement_pdf(struct app *app, struct request *rq, struct response *rs)
{
    return report_file(app, rq, rs, "statement", FILE_PDF);
}

enum err
page_receipt_pdf(struct app *app, struct request *rq, struct response *rs)
{
    return deliver_receipt(app, rq, rs, &rq->who, rq->args[0]);
}
