#include "sim/job_body.h"

#include <string.h>

#include "base/json.h"
#include "sim/result.h"

void
parameter_add(struct arena *mem, struct parameter_list *list, const char *key, const char *value, bool text)
{
    struct parameter *p = ARENA_NEW(mem, struct parameter);

    *p = (struct parameter){.key = key, .value = value, .text = text};
    if (!list->first)
        list->end = &list->first;
    *list->end = p;
    list->end = &p->next;
}

/* As JSON writes numbers, so that the text may stand as it is. */
static bool
is_number(const char *text)
{
    const char *at = text + (*text == '-');
    size_t      whole = strspn(at, "0123456789");
    size_t      part = at[whole] == '.' ? strspn(at + whole + 1, "0123456789") : 0;

    if (whole == 0 || (*at == '0' && whole > 1) || (at[whole] == '.' && part == 0))
        return false;
    return at[whole + (part ? part + 1 : 0)] == '\0';
}

static void
put_one(struct json_writer *w, const char *key, const struct parameter *p)
{
    json_open(w, key, '{');
    json_put_text(w, "Key", p->key);
    if (p->value && !p->text && is_number(p->value))
        json_put_raw(w, "Value", p->value);
    else if (p->value)
        json_put_text(w, "Value", p->value);
    json_close(w);
}

/* One alone is an object, more are an array: Daraja's habit, and what single-minded parsers fall over. */
static void
put_list(struct json_writer *w, const char *outer, const char *inner, const struct parameter *list,
         enum result_shape shape)
{
    bool single = shape == SHAPE_SINGLE || (!list->next && shape != SHAPE_BARE);

    if (shape != SHAPE_BARE)
        json_open(w, outer, '{');
    if (single) {
        put_one(w, inner, list);
    } else {
        json_open(w, shape == SHAPE_BARE ? outer : inner, '[');
        for (const struct parameter *p = list; p; p = p->next)
            put_one(w, NULL, p);
        json_close(w);
    }
    if (shape != SHAPE_BARE)
        json_close(w);
}

static void
put_code(struct json_writer *w, const char *key, const char *code, bool as_text)
{
    if (result_is_number(code) && !as_text)
        json_put_raw(w, key, code);
    else
        json_put_text(w, key, code);
}

static const char *
escape_slashes(struct arena *mem, const char *text)
{
    char *out = arena_alloc(mem, 2 * strlen(text) + 1), *to = out;

    for (; *text; text++) {
        if (*text == '/')
            *to++ = '\\';
        *to++ = *text;
    }
    return out;
}

const char *
job_body(struct arena *mem, const struct result_facts *f)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_open(&w, "Result", '{');
    put_code(&w, "ResultType", f->timed_out ? "1" : "0", f->string_codes);
    put_code(&w, "ResultCode", f->code, f->string_codes);
    json_put_text(&w, "ResultDesc", f->desc);
    if (f->originator)
        json_put_text(&w, "OriginatorConversationID", f->originator);
    if (f->conversation)
        json_put_text(&w, "ConversationID", f->conversation);
    if (f->transaction)
        json_put_text(&w, "TransactionID", f->transaction);
    if (f->parameters && f->shape != SHAPE_DROP)
        put_list(&w, "ResultParameters", "ResultParameter", f->parameters, f->shape);
    if (f->references)
        put_list(&w, "ReferenceData", "ReferenceItem", f->references, SHAPE_USUAL);
    json_close(&w);
    json_close(&w);
    const char *text = json_done(&w);
    return text && f->escaped_slashes ? escape_slashes(mem, text) : text;
}
