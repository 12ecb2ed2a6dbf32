#include "sim/api.h"

#include <string.h>

#include "sim/ids.h"
#include "sim/organisation.h"
#include "sim/registration.h"

static bool
response_type(const char *value)
{
    return strcmp(value, "Completed") == 0 || strcmp(value, "Cancelled") == 0;
}

const struct field c2b_register_fields[] = {
    {"ShortCode", field_shortcode, NULL, false},
    {"ResponseType", response_type, NULL, false},
    {"ConfirmationURL", field_callback_url, NULL, false},
    {"ValidationURL", field_callback_url, NULL, false},
    {0},
};

static const char *
text(const struct call *c, const char *name)
{
    return json_text(json_get(c->json, name));
}

/* "OriginatorCoversationID" is Daraja's spelling. */
static struct answer
registered(struct arena *mem)
{
    char               id[GATEWAY_ID_SIZE];
    struct json_writer out = json_writer_new(mem);

    json_open(&out, NULL, '{');
    json_put_text(&out, "OriginatorCoversationID", ids_gateway(id));
    json_put_text(&out, "ResponseCode", "0");
    json_put_text(&out, "ResponseDescription", "Success");
    json_close(&out);
    return answer_json(200, json_done(&out));
}

/* An error, or 200 and no ResponseCode: then nothing has changed either. */
static struct answer
already_registered(const struct world *w, struct arena *mem)
{
    if (w->flags.c2b_registered_form == REGISTERED_ERROR)
        return answer_error(mem, 500, "500.003.1001", "Urls are already registered.");
    return answer_json(200, "{\"ConversationID\":\"\",\"OriginatorCoversationID\":\"\",\"ResponseDescription\":"
                            "\"Validation and Confirmation URLs are already registered\"}");
}

static void
register_urls(struct world *w, struct call *c, bool v1)
{
    const char *shortcode = text(c, "ShortCode");

    if (w->flags.c2b_product == (v1 ? C2B_V2 : C2B_V1)) {
        c->answer = answer_refusal(c->mem, REFUSAL_PRODUCT);
        return;
    }
    if (!organisation_find(w, shortcode) && !organisation_of_store(w, shortcode) &&
        !organisation_use(w, shortcode, ORGANISATION_PAYBILL)) {
        c->answer = answer_error(c->mem, 500, "500.003.1001", "Internal Server Error");
        return;
    }
    if (w->flags.c2b_register_once && registration_find(w, shortcode)) {
        c->answer = already_registered(w, c->mem);
        return;
    }
    registration_put(w, &(struct registration){
                            .shortcode = shortcode,
                            .v1 = v1,
                            .completes = strcmp(text(c, "ResponseType"), "Completed") == 0,
                            .confirmation = text(c, "ConfirmationURL"),
                            .validation = text(c, "ValidationURL"),
                        });
    c->answer = registered(c->mem);
}

void
c2b_register_v1(struct world *w, struct call *c)
{
    register_urls(w, c, true);
}

void
c2b_register_v2(struct world *w, struct call *c)
{
    register_urls(w, c, false);
}
