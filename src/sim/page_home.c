#include "sim/page.h"

#include "sim/handset.h"
#include "sim/push.h"
#include "sim/shilling.h"
#include "sim/wording.h"

enum { ROWS_MOST = 1000 };

static void
put_handsets(struct buf *out, struct arena *mem, const struct world *w)
{
    int rows = 0;

    buf_str(out, "<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">Phone"
                 "<th scope=\"col\">Balance, KSh<th scope=\"col\">Now</tr></thead>\n<tbody>\n");
    for (const struct handset *h = w->handsets; h && rows < ROWS_MOST; h = h->next, rows++) {
        buf_printf(out, "<tr><td><a href=\"/phone/%s\">%s</a><td class=\"n\">%s<td>", h->phone, h->phone,
                   shilling_text(mem, h->balance));
        buf_str(out, h->prompt ? "asked for its PIN" : "quiet");
        buf_str(out, "</tr>\n");
    }
    buf_str(out, "</tbody>\n</table></div>\n");
}

void
page_home(struct world *w, struct call *c)
{
    struct buf out = page_begin(c, "Daraja simulator", 0);

    buf_str(&out, "<h1>Daraja simulator</h1>\n"
                  "<p>Payments asked for here move no money. "
                  "<a href=\"/transactions\">All transactions</a></p>\n"
                  "<h2>Open a phone</h2>\n"
                  "<form class=\"find\" action=\"/phone\"><label>Number<input name=\"number\" type=\"tel\" "
                  "autocomplete=\"off\" placeholder=\"0712 345 678\" required></label>"
                  "<button>Open</button></form>\n"
                  "<h2>Phones seen</h2>\n");
    if (w->handsets)
        put_handsets(&out, c->mem, w);
    else
        buf_str(&out, "<p>None yet.</p>\n");
    page_end(c, &out);
}

static void
put_push(struct buf *out, struct arena *mem, const struct push *p)
{
    const struct attempt *last = p->attempts;

    while (last && last->next)
        last = last->next;
    buf_printf(out, "<tr><td>%s<td><a href=\"/phone/%s\">%s</a><td class=\"n\">%s<td>%s<td>%s<td>",
               wording_time(mem, p->asked_ms / 1000), p->handset->phone, p->handset->phone,
               shilling_text(mem, p->amount), p->shortcode, p->party_b);
    page_text(out, p->reference);
    buf_printf(out, "<td>%s<td>", push_state_name(p));
    page_text(out, p->result);
    buf_printf(out, "<td>%s<td>", p->receipt ? p->receipt : "");
    if (last && last->status)
        buf_printf(out, "HTTP %ld", last->status);
    else
        page_text(out, last ? last->error : "");
    buf_str(out, "</tr>\n");
}

/* The newest come first, and no more than a person would read. */
static size_t
newest(const struct world *w, const struct push **rows)
{
    size_t count = 0;

    for (const struct push *p = w->pushes; p; p = p->next)
        rows[count++ % ROWS_MOST] = p;
    return count;
}

void
page_transactions(struct world *w, struct call *c)
{
    struct buf          out = page_begin(c, "Transactions - Daraja simulator", 5);
    const struct push **rows = arena_array(c->mem, ROWS_MOST, sizeof *rows);
    size_t              count = newest(w, rows);

    buf_printf(&out, "<h1>Transactions</h1>\n<p><a href=\"/\">All phones</a>. %zu in all.</p>\n", count);
    buf_str(&out, "<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">Asked<th scope=\"col\">Phone"
                  "<th scope=\"col\">KSh<th scope=\"col\">Shortcode<th scope=\"col\">Party B"
                  "<th scope=\"col\">Account<th scope=\"col\">State<th scope=\"col\">Result"
                  "<th scope=\"col\">Receipt<th scope=\"col\">Callback</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count && i < ROWS_MOST; i++)
        put_push(&out, c->mem, rows[(count - 1 - i) % ROWS_MOST]);
    buf_str(&out, "</tbody>\n</table></div>\n");
    page_end(c, &out);
}
