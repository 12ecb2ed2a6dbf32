#include "sim/api.h"

#include <string.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/number.h"
#include "sim/ids.h"
#include "sim/png.h"
#include "sim/world.h"

static bool
trx_code(const char *value)
{
    static const char *const codes[] = {"BG", "WA", "PB", "SM", "SB"};

    for (size_t i = 0; i < COUNT(codes); i++)
        if (strcmp(codes[i], value) == 0)
            return true;
    return false;
}

static bool
short_text(const char *value)
{
    return *value && strlen(value) <= 60;
}

/* A shortcode, or a phone for SM. */
static bool
credit_party(const char *value)
{
    return field_shortcode(value) || field_phone(value);
}

static bool
side(const char *value)
{
    int64_t n;

    return int64_parse(value, PNG_SIDE_LEAST, PNG_SIDE_MOST, &n);
}

const struct field qrcode_fields[] = {
    {"MerchantName", short_text, NULL, false},
    {"RefNo", short_text, NULL, false},
    {"Amount", field_amount, NULL, false},
    {"TrxCode", trx_code, NULL, false},
    {"CPI", credit_party, NULL, false},
    {"Size", side, NULL, false},
    {0},
};

static const char *
text(const struct call *c, const char *name)
{
    return json_text(json_get(c->json, name));
}

/* What stands in Safaricom's codes is not published; here it is everything that was asked for. */
static const char *
content(struct call *c)
{
    return arena_printf(c->mem, "MPESA|%s|%s|%s|%s|%s", text(c, "TrxCode"), text(c, "CPI"), text(c, "RefNo"),
                        text(c, "Amount"), text(c, "MerchantName"));
}

static const char *
picture(const struct world *w, struct arena *mem, const unsigned char *png, size_t length)
{
    switch ((enum qr_picture)w->flags.qr_picture) {
    case QR_PICTURE_EMPTY: return "";
    case QR_PICTURE_GIF: return base64_encode(mem, "GIF89a and no more", 18);
    case QR_PICTURE_PNG: break;
    }
    return base64_encode(mem, png, length);
}

void
qrcode_generate(struct world *w, struct call *c)
{
    struct qr          qr;
    struct json_writer out = json_writer_new(c->mem);
    char               id[GATEWAY_ID_SIZE], code[CONVERSATION_ID_SIZE] = "00";
    int64_t            size = PNG_SIDE_LEAST;
    size_t             length;

    if (!qr_encode(&qr, content(c)) || !int64_parse(text(c, "Size"), PNG_SIDE_LEAST, PNG_SIDE_MOST, &size)) {
        c->answer = answer_refusal(c->mem, REFUSAL_PAYLOAD);
        return;
    }
    const unsigned char *png = png_of_qr(c->mem, &qr, (int)size, &length);
    if (w->flags.qr_says_id)
        ids_conversation(code, c->began_ms / 1000);
    json_open(&out, NULL, '{');
    json_put_text(&out, "ResponseCode", code);
    json_put_text(&out, "RequestID", ids_gateway(id));
    json_put_text(&out, "ResponseDescription", "QR Code Successfully Generated.");
    json_put_text(&out, "QRCode", picture(w, c->mem, png, length));
    json_close(&out);
    c->answer = answer_json(200, json_done(&out));
}
