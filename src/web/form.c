#include "web/form.h"

#include <assert.h>
#include <string.h>

#include "web/form_private.h"
#include "web/upload.h"

void
form_blank(struct form *f, struct request *rq, const struct field *fields, size_t count)
{
    assert(count <= FORM_FIELDS_MOST);
    *f = (struct form){.fields = fields, .count = count, .lang = rq->lang, .mem = rq->mem};
}

void
form_prefill(struct form *f, size_t field, const char *typed)
{
    f->typed[field] = typed;
}

static enum err
verdict(const struct form *f)
{
    return form_ok(f) ? ERR_OK : ERR_FIELD;
}

static void
take_pairs(struct form *f, const struct request *rq, const char *(*find)(const struct request *, const char *))
{
    for (size_t i = 0; i < f->count; i++) {
        const char *came = find(rq, f->fields[i].name);
        if (f->fields[i].kind != FIELD_PASSWORD)
            f->typed[i] = came;
        field_judge(f, i, came);
    }
}

enum err
form_read(struct form *f, struct request *rq, const struct field *fields, size_t count)
{
    form_blank(f, rq, fields, count);
    if (rq->is_api) {
        enum err e = form_take_json(f, rq);
        return e != ERR_OK ? e : verdict(f);
    }
    if (rq->body_len && !upload_is(rq) && strcmp(rq->content_type, "application/x-www-form-urlencoded") != 0)
        return ERR_MEDIA;
    take_pairs(f, rq, request_field);
    return verdict(f);
}

enum err
form_read_query(struct form *f, struct request *rq, const struct field *fields, size_t count)
{
    form_blank(f, rq, fields, count);
    take_pairs(f, rq, request_query);
    return verdict(f);
}

void
form_error(struct form *f, size_t field, const char *english)
{
    if (!f->errors[field])
        f->errors[field] = lang_text(f->lang, english);
}

bool
form_ok(const struct form *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->errors[i])
            return false;
    return !f->unknown;
}

const char *
form_text(const struct form *f, size_t field)
{
    return f->text[field];
}

struct money
form_money(const struct form *f, size_t field)
{
    return (struct money){f->number[field]};
}

int64_t
form_int(const struct form *f, size_t field)
{
    return f->number[field];
}

bool
form_flag(const struct form *f, size_t field)
{
    return f->number[field] != 0;
}
