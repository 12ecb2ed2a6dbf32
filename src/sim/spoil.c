#include "sim/spoil.h"

#include <string.h>

#include "sim/world.h"

/* The body whose texts are all empty (daraja.md 1.2). */
static struct answer
blank(struct arena *mem, struct answer good)
{
    const struct json *j;
    struct json_writer out = json_writer_new(mem);

    if (json_parse(mem, good.body, good.length, &j, NULL) || json_kind(j) != JSON_OBJECT)
        return answer_empty(200);
    json_open(&out, NULL, '{');
    for (const struct json *m = json_first(j); m; m = json_next(m))
        json_put_text(&out, json_key(m), "");
    json_close(&out);
    return answer_json(200, json_done(&out));
}

/* A SOAP fault in JSON, twice over: what C2B has been seen to answer (daraja.md 1.2). */
static struct answer
soap(void)
{
    struct answer a =
        answer_json(503, "{\"Envelope\":{\"Body\":{\"Fault\":{\"faultcode\":\"soapenv:Server\",\"faultstring\":"
                         "\"Service is currently unreachable.\"}}}}{\"Envelope\":{\"Body\":{\"Fault\":{\"faultcode\":"
                         "\"soapenv:Server\",\"faultstring\":\"Service is currently unreachable.\"}}}}");

    a.error_code = "soap";
    return a;
}

struct answer
spoil(struct call *c, const struct answer_script *s, struct answer good)
{
    struct answer a = good;

    switch ((enum answer_mode)s->mode) {
    case MODE_HANG: a = (struct answer){.kind = ANSWER_HANG}; break;
    case MODE_RESET: a = (struct answer){.kind = ANSWER_RESET}; break;
    case MODE_HTML: a = answer_waf(c->mem); break;
    case MODE_EMPTY: a = answer_empty(200); break;
    case MODE_BLANK: a = blank(c->mem, good); break;
    case MODE_FAULT429: a = answer_spike(c->mem); break;
    case MODE_SOAP: a = soap(); break;
    case MODE_ERROR:
        a = answer_error(c->mem, 500, s->error_code ? s->error_code : "500.001.1001",
                         s->error_message ? s->error_message : "System internal error.");
        break;
    case MODE_CUT: a.kind = ANSWER_CUT; break;
    case MODE_OK:
    case MODE_COUNT: break;
    }
    if (s->body)
        a = answer_json(200, s->body);
    if (s->status)
        a.status = (unsigned)s->status;
    a.delay_ms = s->delay_ms + c->world->flags.answer_delay_ms;
    return a;
}
