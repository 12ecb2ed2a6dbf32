#include "api/table.h"

#include <string.h>

#include "api/refuse.h"
#include "base/text.h"

bool
table_is_body(const struct request *rq)
{
    return strcmp(rq->content_type, "text/csv") == 0 || strcmp(rq->content_type, TABLE_XLSX) == 0;
}

enum err
table_refuse(struct request *rq, struct response *rs, const char *why)
{
    const struct refusal r = {
        .status = 422,
        .code = "invalid_fields",
        .message = why ? why : N_("This is no table of text. Send it as CSV or .xlsx."),
        .field = "text",
    };

    return refuse(rq, rs, &r);
}
