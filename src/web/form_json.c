#include <string.h>

#include "web/form_private.h"

/* What a kind may be written as in JSON. Numbers come as their decimal text, never through an int. */
enum { AS_STRING = 1, AS_NUMBER = 2, AS_BOOL = 4, AS_LIST = 8 };

static const struct {
    int         as;
    const char *wrong;
} shapes[] = {
    [FIELD_TEXT] = {AS_STRING | AS_NUMBER, N_("Send this as text.")},
    [FIELD_LINES] = {AS_STRING, N_("Send this as text.")},
    [FIELD_TOKEN] = {AS_STRING, N_("Send this as text.")},
    [FIELD_PASSWORD] = {AS_STRING, N_("Send this as text.")},
    [FIELD_PHONE] = {AS_STRING | AS_NUMBER, N_("Send this as text.")},
    [FIELD_EMAIL] = {AS_STRING, N_("Send this as text.")},
    [FIELD_MONEY] = {AS_STRING | AS_NUMBER, N_("Send this as a number, like 15000 or 1250.50.")},
    [FIELD_SHILLINGS] = {AS_STRING | AS_NUMBER, N_("Send this as a number, like 15000.")},
    [FIELD_INT] = {AS_STRING | AS_NUMBER, N_("Send this as a whole number.")},
    [FIELD_DATE] = {AS_STRING, N_("Send this as text, like 2026-11-05.")},
    [FIELD_PERIOD] = {AS_STRING, N_("Send this as text, like 2026-11.")},
    [FIELD_CHOICE] = {AS_STRING, N_("Send this as text.")},
    [FIELD_DIGITS] = {AS_STRING | AS_NUMBER, N_("Send this as text.")},
    [FIELD_REF] = {AS_STRING | AS_NUMBER, N_("Send this as text.")},
    [FIELD_ID] = {AS_STRING, N_("Send this as text.")},
    [FIELD_FLAG] = {AS_BOOL, N_("Send true or false.")},
    [FIELD_LIST] = {AS_LIST, N_("Send this as a list.")},
};

static bool
fits(const struct json *j, int as)
{
    switch (json_kind(j)) {
    case JSON_STRING: return as & AS_STRING;
    case JSON_NUMBER: return as & AS_NUMBER;
    case JSON_BOOL: return as & AS_BOOL;
    case JSON_ARRAY: return as & AS_LIST;
    default: return false;
    }
}

static void
take_member(struct form *f, size_t i, const struct json *j)
{
    const struct field *field = &f->fields[i];

    if (json_kind(j) == JSON_NONE || json_kind(j) == JSON_NULL) {
        field_judge(f, i, NULL);
        return;
    }
    if (!fits(j, shapes[field->kind].as)) {
        form_error(f, i, shapes[field->kind].wrong);
        return;
    }
    if (field->kind == FIELD_LIST) {
        f->text[i] = "[]";
        return;
    }
    const char *came = json_text(j);
    if (field->kind == FIELD_FLAG)
        came = json_true(j) ? "1" : NULL;
    if (field->kind != FIELD_PASSWORD)
        f->typed[i] = came;
    field_judge(f, i, came);
}

static void
find_unknown(struct form *f, const struct json *body)
{
    for (const struct json *m = json_first(body); m && !f->unknown; m = json_next(m)) {
        bool known = false;
        for (size_t i = 0; i < f->count && !known; i++)
            known = strcmp(f->fields[i].name, json_key(m)) == 0;
        if (!known)
            f->unknown = json_key(m);
    }
}

enum err
form_take_json(struct form *f, struct request *rq)
{
    const struct json *body = NULL;
    const char        *why = NULL;

    if (rq->body_len) { /* no body at all is an empty object: some calls have nothing to say */
        if (strcmp(rq->content_type, "application/json") != 0)
            return ERR_MEDIA;
        if (json_parse(rq->mem, rq->body, rq->body_len, &body, &why) != ERR_OK) {
            rq->complaint = arena_printf(rq->mem, "The body could not be read: %s.", why);
            return ERR_INPUT;
        }
        if (json_kind(body) != JSON_OBJECT) {
            rq->complaint = "The body must be a JSON object, like {\"name\": \"value\"}.";
            return ERR_INPUT;
        }
    }
    for (size_t i = 0; i < f->count; i++)
        take_member(f, i, json_get(body, f->fields[i].name));
    find_unknown(f, body);
    return ERR_OK;
}
