#include "report/report_csv.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/date.h"

static void
put_cell(struct csv_writer *w, const struct report *r, enum cell_kind kind, const struct report_cell *c)
{
    char at[RFC3339_SIZE];

    if (!c->known) {
        csv_put(w, NULL);
        return;
    }
    switch (kind) {
    case CELL_WORD: csv_put(w, c->word); return;
    case CELL_MONEY: csv_put_money(w, (struct money){c->n}); return;
    case CELL_COUNT: csv_put_int(w, c->n); return;
    case CELL_PERCENT: csv_put(w, arena_printf(r->mem, "%" PRId64 ".%d", c->n / 10, abs((int)(c->n % 10)))); return;
    case CELL_TIME: csv_put(w, rfc3339(at, c->n)); return;
    case CELL_TEXT:
    case CELL_DATE:
    case CELL_MONTH:
    case CELL_KIND_COUNT: break;
    }
    csv_put(w, c->text);
}

static void
put_head(struct csv_writer *w, const struct report *r)
{
    if (r->group_title)
        csv_put(w, r->group_title);
    for (size_t c = 0; c < r->column_count; c++)
        csv_put(w, lang_text(r->lang, r->columns[c].title));
    csv_end_row(w);
}

const char *
report_csv(const struct report *r)
{
    struct csv_writer          w = csv_writer_new(r->mem, REPORT_CSV_CEILING);
    const struct report_group *g = r->groups.items;

    put_head(&w, r);
    for (size_t i = 0; i < r->groups.count; i++) {
        const struct report_row *rows = g[i].rows.items;
        for (size_t j = 0; j < g[i].rows.count; j++) {
            if (r->group_title)
                csv_put(&w, g[i].title);
            for (size_t c = 0; c < r->column_count; c++)
                put_cell(&w, r, r->columns[c].kind, &rows[j].cells[c]);
            csv_end_row(&w);
        }
    }
    return csv_done(&w);
}
