#include "daraja/qr.h"

#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "daraja/wire.h"

enum { NAME_MOST = 60 };

static const unsigned char png_signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

const char *
qr_body(struct arena *mem, const struct qr_request *q)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "MerchantName", wire_words(mem, q->merchant_name, NAME_MOST, "RENT"));
    json_put_text(&w, "RefNo", q->account);
    json_put_int(&w, "Amount", q->amount.cents / 100);
    json_put_text(&w, "TrxCode", q->till ? "BG" : "PB");
    json_put_text(&w, "CPI", q->shortcode);
    json_put_text(&w, "Size", arena_printf(mem, "%d", q->size_px));
    json_close(&w);
    return json_done(&w);
}

struct answer
answer_to_qr(struct arena *mem, const struct reply *r, struct qr_image *out)
{
    struct answer      a;
    const struct json *body;
    size_t             n = 0;

    *out = (struct qr_image){0};
    if (answer_settled(mem, r, &a, &body))
        return a;
    a.code = wire_member(body, "ResponseCode");
    a.message = wire_member(body, "ResponseDescription");
    const char          *text = json_string(json_get(body, "QRCode"));
    const unsigned char *png = wire_filled(text) ? base64_decode(mem, text, &n) : NULL;
    if (!png || n <= sizeof png_signature || memcmp(png, png_signature, sizeof png_signature) != 0)
        return a;
    *out = (struct qr_image){png, n, text, wire_member(body, "RequestID")};
    a.kind = ANSWER_ACCEPTED;
    return a;
}
