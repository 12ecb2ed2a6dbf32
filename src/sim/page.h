/*
 * page.h - what a person sees in a browser, without JavaScript.
 */
#ifndef SIM_PAGE_H
#define SIM_PAGE_H

#include "base/buf.h"
#include "sim/call.h"
#include "sim/world.h"

void page_home(struct world *w, struct call *c);         /* page_home.c */
void page_transactions(struct world *w, struct call *c); /* page_transactions.c */
void page_phone_find(struct world *w, struct call *c);   /* page_phone.c */
void page_phone(struct world *w, struct call *c);
void page_phone_answer(struct world *w, struct call *c);
void page_phone_pay(struct world *w, struct call *c); /* page_pay.c */
void page_css(struct world *w, struct call *c);       /* page.c */

/* The form with which a customer pays by himself. */
struct handset;
void page_put_pay_form(struct buf *out, const struct handset *h);

/* Begins a page in c->mem; refreshes itself after `refresh_s` seconds unless that is 0. */
struct buf page_begin(struct call *c, const char *title, int64_t refresh_s);
void       page_end(struct call *c, struct buf *out);

/* Text, escaped for anywhere in HTML. */
void page_text(struct buf *out, const char *text);
void page_redirect(struct call *c, const char *location);
void page_error(struct call *c, unsigned status, const char *why);

#endif
