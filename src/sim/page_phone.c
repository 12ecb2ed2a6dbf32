#include "sim/page.h"

#include "base/phone.h"
#include "sim/handset.h"
#include "sim/push.h"
#include "sim/shilling.h"
#include "sim/wording.h"

enum { REFRESH_S = 2, MESSAGES_MOST = 50 };

static struct handset *
handset_of(struct world *w, struct call *c, const char *number)
{
    char phone[PHONE_SIZE];

    if (number && phone_parse(number, phone))
        return handset_get(w, phone);
    page_error(c, 404, "That is not a Kenyan mobile number.");
    return NULL;
}

static void
to_phone(struct call *c, const struct handset *h)
{
    page_redirect(c, arena_printf(c->mem, "/phone/%s", h->phone));
}

/* Send comes first: it is what the Enter key does. */
static void
put_prompt(struct buf *out, struct arena *mem, const struct push *p)
{
    buf_str(out, "<section class=\"prompt\" aria-labelledby=\"ask\">\n<h2 id=\"ask\">M-PESA</h2>\n<p>");
    page_text(out, wording_prompt(mem, p));
    buf_printf(out, "</p>\n<form method=\"post\" action=\"/phone/%s/answer\">\n", p->handset->phone);
    buf_str(out, "<label for=\"pin\">M-PESA PIN</label>\n"
                 "<input id=\"pin\" name=\"pin\" type=\"password\" inputmode=\"numeric\" "
                 "pattern=\"[0-9]{4}\" maxlength=\"4\" autocomplete=\"off\" title=\"Four digits\" "
                 "required autofocus>\n"
                 "<div><button name=\"send\" value=\"1\">Send</button>"
                 "<button class=\"plain\" name=\"cancel\" value=\"1\" formnovalidate>Cancel</button>"
                 "</div>\n</form>\n</section>\n");
}

static void
put_messages(struct buf *out, struct arena *mem, const struct handset *h)
{
    int shown = 0;

    buf_str(out, "<h2>Messages</h2>\n<ul class=\"sms\">\n");
    for (const struct message *m = h->messages; m && shown < MESSAGES_MOST; m = m->next, shown++) {
        buf_printf(out, "<li><b>M-PESA, %s</b>", wording_time(mem, m->at_ms / 1000));
        page_text(out, m->text);
        buf_str(out, "</li>\n");
    }
    buf_str(out, "</ul>\n");
}

/* A page with a form on it stays as it is while that is filled in: a prompt's until the prompt itself has run out. */
static int64_t
refresh_of(const struct handset *h, bool paying)
{
    if (paying)
        return 0;
    return h->prompt ? push_left_ms(h->prompt) / 1000 + 1 : REFRESH_S;
}

void
page_phone(struct world *w, struct call *c)
{
    struct handset *h = handset_of(w, c, c->param);
    char            local[PHONE_MASK_SIZE];

    if (!h)
        return;
    phone_local(local, h->phone);
    bool       paying = !h->prompt && call_query(c, "pay");
    struct buf out = page_begin(c, arena_printf(c->mem, "Phone %s", local), refresh_of(h, paying));
    buf_printf(&out,
               "<div class=\"phone\">\n<header><h1>%s</h1><span>KSh %s</span></header>\n"
               "<div class=\"screen\">\n",
               local, shilling_text(c->mem, h->balance));
    if (h->prompt)
        put_prompt(&out, c->mem, h->prompt);
    else if (!paying)
        buf_str(&out, "<p class=\"quiet\">Waiting for a payment request.</p>\n");
    if (paying)
        page_put_pay_form(&out, h);
    else if (!h->prompt)
        buf_printf(&out, "<p class=\"below\"><a href=\"/phone/%s?pay=1\">Pay a paybill or till</a></p>\n", h->phone);
    if (h->messages)
        put_messages(&out, c->mem, h);
    buf_str(&out, "</div>\n</div>\n<p class=\"below\"><a href=\"/\">All phones</a></p>\n");
    page_end(c, &out);
}

void
page_phone_find(struct world *w, struct call *c)
{
    struct handset *h = handset_of(w, c, call_query(c, "number"));

    if (h)
        to_phone(c, h);
}

/* A prompt that has gone meanwhile needs no words: the page shows how things are. */
void
page_phone_answer(struct world *w, struct call *c)
{
    struct handset *h = handset_of(w, c, c->param);
    const char     *pin = call_form(c, "pin");

    if (!h)
        return;
    if (call_form(c, "cancel"))
        handset_cancel(w, h);
    else if (pin)
        handset_pin(w, h, pin);
    to_phone(c, h);
}
