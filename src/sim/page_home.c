#include "sim/page.h"

#include "sim/handset.h"
#include "sim/shilling.h"

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
