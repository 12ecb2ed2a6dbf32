/*
 * view.h - a page being filled in.
 *
 * view_new puts in what every page has (view_common.h: language, who is signed in, form token, banner); the page
 * adds its own; view_render writes it out. The calls return nothing: the first failure sticks and view_render tells.
 *
 *   struct view *v = view_new(app, rq, "tenant/pay");
 *   view_text(v, "business", account.business_name);
 *   view_money(v, "due", bill.due);
 *   view_form(v, &form);             // {{#form}}{{#phone}} name value error {{/phone}}{{/form}}, {{#errors}} field
 * message for (…) { struct view *row = view_row(v, "bills"); view_money(row, "due", …); } return view_render(v, rs,
 * 200);
 *
 * A list that may be empty is announced by view_rows, so that {{^bills}} works. Every key that the template reads must
 * be set; the build checks that (tests/web/template_check.c).
 */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include "web/app.h"
#include "web/form.h"
#include "web/response.h"
#include "web/template.h"

struct view;

struct view *view_new(struct app *app, struct request *rq, const char *template);

void view_text(struct view *v, const char *key, const char *text); /* NULL: "" */
void view_int(struct view *v, const char *key, int64_t n);
void view_bool(struct view *v, const char *key, bool b);
void view_money(struct view *v, const char *key, struct money m);    /* "KSh 12,500" */
void view_plain(struct view *v, const char *key, struct money m);    /* "12500", for an input's value */
void view_phone(struct view *v, const char *key, const char *phone); /* "0712 345 678" */
void view_date(struct view *v, const char *key, const char *date);
void view_time(struct view *v, const char *key, int64_t utc); /* 0: "" */
void view_period(struct view *v, const char *key, const char *period);
void
view_path(struct view *v, const char *key, const char *place, const char *id); /* for href="/{{key}}": "bills/k3" */
void view_say(struct view *v, const char *key, const char *english);           /* translated */
void view_html(struct view *v, const char *key, const char *markup);           /* markup made by us, as it is */

/* `form`: an object for each field, {name, value, error, invalid}: the sentence or "", and "true" or "false"
 * for aria-invalid. A FIELD_CHOICE has is_<choice> for each of its choices as well, a FIELD_FLAG `checked`.
 * `errors`: rows of {field, message}; `has_errors`. One form a page. */
void view_form(struct view *v, const struct form *f);

/* Announces a list (perhaps empty); adds an object to it; adds an object as a plain member. */
void         view_rows(struct view *v, const char *key);
struct view *view_row(struct view *v, const char *key);
struct view *view_part(struct view *v, const char *key);

/* Writes the page out, and the visitor's cookie when its form token needs one. */
MUST_CHECK enum err view_render(struct view *v, struct response *rs, int status);

#endif
