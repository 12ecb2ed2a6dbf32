#include "page/landlord/payout_rows.h"

#include <string.h>

#include "daraja/request_telling.h"
#include "page/landlord/payout_words.h"

void
rows_receiver(struct view *v, const char *party_kind, const char *party)
{
    bool phone = party_kind && strcmp(party_kind, "phone") == 0, till = party_kind && strcmp(party_kind, "till") == 0;

    if (phone)
        view_phone(v, "receiver", party);
    else
        view_text(v, "receiver", party);
    view_bool(v, "to_phone", phone);
    view_bool(v, "to_till", till);
    view_bool(v, "to_paybill", !phone && !till && party);
}

void
rows_payout(struct view *row, const struct mpesa_request *r, const char *base)
{
    struct request_telling t = request_telling_of(r);
    bool                   reversal = strcmp(r->api, "reversal") == 0;

    view_text(row, "id", r->id);
    view_text(row, "base", base);
    view_path(row, "where", reversal ? payout_place(r->api) : base, r->id);
    view_say(row, "state", t.word);
    view_text(row, "badge", t.badge);
    view_say(row, "purpose", payout_word(r->purpose));
    rows_receiver(row, r->party_kind, r->party);
    view_text(row, "receiver_name", r->party_name);
    view_text(row, "account", r->account_ref);
    view_text(row, "tenant", r->tenant_name);
    view_text(row, "unit", r->unit_label);
    view_money(row, "amount", r->amount);
    view_text(row, "asked_by", r->requested_name);
    view_time(row, "asked_at", r->requested_at);
    view_text(row, "decided_by", r->decided_name);
    view_time(row, "decided_at", r->decided_at);
    view_text(row, "code", r->result_receipt);
}
