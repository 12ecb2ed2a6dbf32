#include "sim/page.h"

#include "base/err.h"
#include "sim/handset.h"
#include "sim/job.h"
#include "sim/push.h"
#include "sim/shilling.h"
#include "sim/wording.h"

enum { ROWS_MOST = 1000 };

static void
put_cell(struct buf *out, const char *text)
{
    buf_str(out, "<td>");
    page_text(out, text);
}

static void
put_push(struct buf *out, struct arena *mem, const struct world *w, const void *row)
{
    const struct push *p = row;

    (void)w;
    buf_printf(out, "<tr><td>%s<td><a href=\"/phone/%s\">%s</a><td class=\"n\">%s<td>%s<td>%s",
               wording_time(mem, p->asked_ms / 1000), p->handset->phone, p->handset->phone,
               shilling_text(mem, p->amount), p->shortcode, p->party_b);
    put_cell(out, p->reference);
    put_cell(out, push_state_name(p));
    put_cell(out, p->result);
    put_cell(out, p->receipt);
    put_cell(out, attempts_last(mem, p->attempts));
    buf_str(out, "</tr>\n");
}

static void
put_movement(struct buf *out, struct arena *mem, const struct world *w, const void *row)
{
    const struct movement *m = row;

    buf_printf(out, "<tr><td>%s", wording_time(mem, m->begun_ms / 1000));
    put_cell(out, m->type);
    put_cell(out, party_name(mem, w, &m->from, false));
    put_cell(out, party_name(mem, w, &m->to, false));
    buf_printf(out, "<td class=\"n\">%s", shilling_text(mem, m->amount));
    put_cell(out, m->reference);
    put_cell(out, m->reversed_by ? "Reversed" : movement_state_name(m));
    put_cell(out, m->receipt);
    buf_str(out, "</tr>\n");
}

static void
put_job(struct buf *out, struct arena *mem, const struct world *w, const void *row)
{
    const struct job *j = row;

    (void)w;
    buf_printf(out, "<tr><td>%s<td>%s<td>%s", wording_time(mem, j->asked_ms / 1000), j->kind->name, j->shortcode);
    put_cell(out, j->originator);
    put_cell(out, j->conversation);
    put_cell(out, job_state_name(j));
    put_cell(out, j->code);
    put_cell(out, attempts_last(mem, j->attempts));
    buf_str(out, "</tr>\n");
}

/* One table: its rows come from a list, the newest first, and no more than a person would read. */
struct table {
    const char        *title;
    const char *const *columns;
    void (*put)(struct buf *out, struct arena *mem, const struct world *w, const void *row);
    const void **rows; /* a ring of the last ROWS_MOST */
    size_t       count;
};

static void
add_row(struct table *t, const void *row)
{
    t->rows[t->count++ % ROWS_MOST] = row;
}

static void
put_table(struct buf *out, struct arena *mem, const struct world *w, const struct table *t)
{
    buf_printf(out, "<h2>%s</h2>\n<p>%zu in all.</p>\n<div class=\"scroll\"><table>\n<thead><tr>", t->title, t->count);
    for (const char *const *column = t->columns; *column; column++)
        buf_printf(out, "<th scope=\"col\">%s", *column);
    buf_str(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < t->count && i < ROWS_MOST; i++)
        t->put(out, mem, w, t->rows[(t->count - 1 - i) % ROWS_MOST]);
    buf_str(out, "</tbody>\n</table></div>\n");
}

void
page_transactions(struct world *w, struct call *c)
{
    static const char *const pushes[] = {"Asked", "Phone",  "KSh",     "Shortcode", "Party B", "Account",
                                         "State", "Result", "Receipt", "Callback",  NULL};
    static const char *const movements[] = {"Begun", "Type", "From", "To", "KSh", "Account", "State", "Receipt", NULL};
    static const char *const jobs[] = {
        "Asked", "API", "Shortcode", "Originator\u2019s id", "Conversation", "State", "Result", "Callback", NULL};
    struct table tables[] = {
        {.title = "Money", .columns = movements, .put = put_movement},
        {.title = "STK pushes", .columns = pushes, .put = put_push},
        {.title = "Requests done later", .columns = jobs, .put = put_job},
    };
    struct buf out = page_begin(c, "Transactions - Daraja simulator", 5);

    for (size_t i = 0; i < COUNT(tables); i++)
        tables[i].rows = arena_array(c->mem, ROWS_MOST, sizeof *tables[i].rows);
    for (const struct movement *m = w->movements; m; m = m->next)
        add_row(&tables[0], m);
    for (const struct push *p = w->pushes; p; p = p->next)
        add_row(&tables[1], p);
    for (const struct job *j = w->jobs; j; j = j->next)
        add_row(&tables[2], j);
    buf_str(&out, "<h1>Transactions</h1>\n<p><a href=\"/\">All phones</a></p>\n");
    for (size_t i = 0; i < COUNT(tables); i++)
        put_table(&out, c->mem, w, &tables[i]);
    page_end(c, &out);
}
