#include "web/view.h"

#include <string.h>

#include "base/log.h"
#include "base/phone.h"
#include "web/cookie.h"
#include "web/view_common.h"

/* The lists of one object, found again by name when a row is added. */
struct named_list {
    struct named_list *next;
    const char        *key;
    struct value      *items;
};

struct view {
    struct app     *app;
    struct request *rq;
    const char *template;
    struct value      *values;
    struct named_list *lists;
};

static struct view *
view_over(struct app *app, struct request *rq, struct value *values)
{
    struct view *v = ARENA_NEW(rq->mem, struct view);

    *v = (struct view){.app = app, .rq = rq, .values = values};
    return v;
}

struct view *
view_new(struct app *app, struct request *rq, const char *template)
{
    struct view *v = view_over(app, rq, value_object(rq->mem));

    v->template = template;
    view_common(v, app, rq);
    return v;
}

void
view_text(struct view *v, const char *key, const char *text)
{
    value_put(v->values, key, value_text(v->rq->mem, text));
}

void
view_int(struct view *v, const char *key, int64_t n)
{
    view_text(v, key, arena_printf(v->rq->mem, "%lld", (long long)n));
}

void
view_bool(struct view *v, const char *key, bool b)
{
    value_put(v->values, key, value_bool(v->rq->mem, b));
}

void
view_money(struct view *v, const char *key, struct money m)
{
    char text[MONEY_TEXT_SIZE];

    view_text(v, key, arena_strdup(v->rq->mem, money_text(text, m)));
}

void
view_plain(struct view *v, const char *key, struct money m)
{
    char text[MONEY_TEXT_SIZE];

    view_text(v, key, arena_strdup(v->rq->mem, money_plain(text, m)));
}

void
view_phone(struct view *v, const char *key, const char *phone)
{
    char text[PHONE_MASK_SIZE];

    view_text(v, key, phone ? arena_strdup(v->rq->mem, phone_local(text, phone)) : NULL);
}

void
view_date(struct view *v, const char *key, const char *date)
{
    view_text(v, key, date ? lang_date(v->rq->mem, v->rq->lang, date) : NULL);
}

void
view_time(struct view *v, const char *key, int64_t utc)
{
    view_text(v, key, utc ? lang_time(v->rq->mem, v->rq->lang, utc) : NULL);
}

void
view_period(struct view *v, const char *key, const char *period)
{
    view_text(v, key, period ? lang_period(v->rq->mem, v->rq->lang, period) : NULL);
}

void
view_path(struct view *v, const char *key, const char *place, const char *id)
{
    view_text(v, key, arena_printf(v->rq->mem, "%s/%s", place, id));
}

void
view_say(struct view *v, const char *key, const char *english)
{
    view_text(v, key, english && *english ? lang_text(v->rq->lang, english) : NULL);
}

void
view_html(struct view *v, const char *key, const char *markup)
{
    value_put(v->values, key, value_html(v->rq->mem, markup));
}

static struct named_list *
find_list(const struct view *v, const char *key)
{
    struct named_list *l = v->lists;

    while (l && strcmp(l->key, key) != 0)
        l = l->next;
    return l;
}

/* Asked for again, a list starts anew. */
void
view_rows(struct view *v, const char *key)
{
    struct named_list *l = find_list(v, key);

    if (!l) {
        l = ARENA_NEW(v->rq->mem, struct named_list);
        *l = (struct named_list){.next = v->lists, .key = key};
        v->lists = l;
    }
    l->items = value_list(v->rq->mem);
    value_put(v->values, key, l->items);
}

struct view *
view_row(struct view *v, const char *key)
{
    struct value *row = value_object(v->rq->mem);

    if (!find_list(v, key))
        view_rows(v, key);
    value_add(find_list(v, key)->items, row);
    return view_over(v->app, v->rq, row);
}

struct view *
view_part(struct view *v, const char *key)
{
    struct value *part = value_object(v->rq->mem);

    value_put(v->values, key, part);
    return view_over(v->app, v->rq, part);
}

/* "is_paybill" and so on: templates compare nothing. */
static void
put_choices(struct view *part, const struct field *field, const char *typed)
{
    for (const char *c = field->choices; *c;) {
        size_t      n = strcspn(c, "|");
        const char *choice = arena_strndup(part->rq->mem, c, n);
        view_bool(part, arena_printf(part->rq->mem, "is_%s", choice), typed && strcmp(typed, choice) == 0);
        c += n + (c[n] == '|');
    }
}

static void
put_field(struct view *form, const struct form *f, size_t i)
{
    const struct field *field = &f->fields[i];
    struct view        *part = view_part(form, field->name);

    view_text(part, "name", field->name);
    view_text(part, "value", f->typed[i]);
    view_text(part, "error", f->errors[i]);
    view_text(part, "invalid", f->errors[i] ? "true" : "false");
    if (field->kind == FIELD_CHOICE)
        put_choices(part, field, f->typed[i]);
    if (field->kind == FIELD_FLAG)
        view_bool(part, "checked", f->typed[i] != NULL);
}

void
view_form(struct view *v, const struct form *f)
{
    struct view *form = view_part(v, "form");

    view_rows(v, "errors");
    for (size_t i = 0; i < f->count; i++) {
        put_field(form, f, i);
        if (f->errors[i]) {
            struct view *row = view_row(v, "errors");
            view_text(row, "field", f->fields[i].name);
            view_text(row, "message", f->errors[i]);
        }
    }
    view_bool(v, "has_errors", !form_ok(f));
}

enum err
view_render(struct view *v, struct response *rs, int status)
{
    enum err e = template_render(v->app->templates, v->rq->lang, v->template, v->values, &rs->body);

    if (e == ERR_NOT_FOUND) { /* ours to repair: it is not the visitor who asked for a template */
        log_event(LOG_ERR, "view.no_template", "template", v->template, NULL);
        return ERR_INTERNAL;
    }
    if (e != ERR_OK)
        return e;
    if (v->rq->sid_is_new) {
        response_cookie(rs, v->app->secure, COOKIE_VISITOR, v->rq->sid, -1);
        v->rq->sid_is_new = false;
    }
    rs->status = status;
    rs->content_type = "text/html; charset=utf-8";
    return ERR_OK;
}
