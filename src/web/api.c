#include "web/api.h"

static enum err
finish(struct response *rs, int status, const char *before, struct json_writer *w, const char *after)
{
    const char *json = json_done(w);

    if (!json)
        return ERR_INTERNAL;
    rs->status = status;
    rs->content_type = "application/json; charset=utf-8";
    buf_str(&rs->body, before);
    buf_str(&rs->body, json);
    buf_str(&rs->body, after);
    return ERR_OK;
}

enum err
api_ok(struct response *rs, int status, struct json_writer *data)
{
    return finish(rs, status, "{\"success\":true,\"data\":", data, "}");
}

static struct json_writer
error_begin(struct response *rs, const char *code, const char *message)
{
    struct json_writer w = json_writer_new(rs->mem);

    json_open(&w, NULL, '{');
    json_put_bool(&w, "success", false);
    json_open(&w, "error", '{');
    json_put_text(&w, "code", code);
    json_put_text(&w, "message", message);
    return w;
}

static enum err
error_end(struct response *rs, int status, struct json_writer *w)
{
    json_close(w);
    json_close(w);
    return finish(rs, status, "", w, "");
}

enum err
api_error(struct response *rs, int status, const char *code, const char *message)
{
    struct json_writer w = error_begin(rs, code, message);

    return error_end(rs, status, &w);
}

enum err
api_error_with(struct response *rs, int status, const char *code, const char *message, const char *key,
               const char *value)
{
    struct json_writer w = error_begin(rs, code, message);

    json_put_text(&w, key, value);
    return error_end(rs, status, &w);
}

enum err
api_form_error(struct response *rs, const struct form *f)
{
    const char        *message = lang_text(f->lang, N_("Some fields need another look. Correct them and send again."));
    struct json_writer w = error_begin(rs, err_name(ERR_FIELD), message);

    json_open(&w, "fields", '{');
    for (size_t i = 0; i < f->count; i++)
        if (f->errors[i])
            json_put_text(&w, f->fields[i].name, f->errors[i]);
    if (f->unknown)
        json_put_text(&w, f->unknown, lang_text(f->lang, N_("This call has no such field. Check its spelling.")));
    json_close(&w);
    return error_end(rs, err_status(ERR_FIELD), &w);
}

void
api_retry_after(struct response *rs, int64_t seconds)
{
    response_header(rs, "Retry-After", arena_printf(rs->mem, "%lld", (long long)(seconds < 1 ? 1 : seconds)));
}
