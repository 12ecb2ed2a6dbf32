#include "sim/c2b_body.h"

#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "sim/person.h"

const char *
c2b_msisdn(struct arena *mem, const char *phone, enum msisdn_form form)
{
    char   hash[SHA256_HEX_SIZE];
    size_t len = strlen(phone);

    if (len < 7)
        return phone;
    sha256_hex(hash, phone, len);
    switch (form) {
    case MSISDN_TIGHT: return arena_printf(mem, "%.4s*****%s", phone, phone + len - 3);
    case MSISDN_SHA256: return arena_strdup(mem, hash);
    case MSISDN_CLEAR: return phone;
    /* Five of its middle digits give way to seven characters: 66 in all. */
    case MSISDN_MASKED_HASH: return arena_printf(mem, "%.30s ***** %s", hash, hash + 35);
    case MSISDN_VERSION:
    case MSISDN_MASKED: break;
    }
    return arena_printf(mem, "%.4s ***** %s", phone, phone + len - 3);
}

static void
put_names(struct json_writer *w, const struct c2b_facts *f)
{
    struct person p = f->phone ? person_of(f->phone) : (struct person){"", "", ""};
    bool          all = f->names == NAMES_ALL;

    if (f->names == NAMES_EMPTY)
        p.first = "";
    if (f->names == NAMES_MISSING)
        return;
    json_put_text(w, "FirstName", p.first);
    json_put_text(w, "MiddleName", all ? p.middle : "");
    json_put_text(w, "LastName", all ? p.last : "");
}

const char *
c2b_body(struct arena *mem, const struct c2b_facts *f)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "TransactionType", f->type);
    json_put_text(&w, "TransID", f->receipt);
    json_put_text(&w, "TransTime", f->time);
    json_put_text(&w, "TransAmount", f->amount);
    json_put_text(&w, "BusinessShortCode", f->shortcode);
    json_put_text(&w, "BillRefNumber", f->reference);
    json_put_text(&w, "InvoiceNumber", "");
    json_put_text(&w, "OrgAccountBalance", f->balance);
    json_put_text(&w, "ThirdPartyTransID", f->third_party);
    json_put_text(&w, "MSISDN", f->msisdn);
    put_names(&w, f);
    json_close(&w);
    return json_done(&w);
}
