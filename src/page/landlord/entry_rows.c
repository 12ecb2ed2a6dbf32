#include "page/landlord/entry_rows.h"

#include <string.h>

#include "rent/bill.h"
#include "rent/place.h"

static const struct {
    const char *status, *badge, *word;
} words[] = {
    {"waiting", "held", N_("Waits for approval")}, {"approved", "paid", N_("In the books")},
    {"rejected", "failed", N_("Rejected")},        {"undone", "failed", N_("Taken back")},
    {"bounced", "failed", N_("Bounced")},
};

static const struct {
    const char *role, *word;
} roles[] = {
    {"owner", N_("owner")},
    {"agent", N_("agent")},
    {"accountant", N_("accountant")},
    {"caretaker", N_("caretaker")},
};

const char *
entry_role_word(const char *role)
{
    for (size_t i = 0; role && i < COUNT(roles); i++)
        if (strcmp(role, roles[i].role) == 0)
            return roles[i].word;
    return NULL;
}

static void
put_state(struct view *row, const char *status)
{
    for (size_t i = 0; i < COUNT(words); i++) {
        if (strcmp(status, words[i].status) != 0)
            continue;
        view_say(row, "state", words[i].word);
        view_text(row, "badge", words[i].badge);
    }
}

void
rows_entry(struct view *row, const struct entry *n)
{
    view_text(row, "id", n->id);
    put_state(row, n->status);
    view_say(row, "rail", entry_rail_name(n->rail));
    view_bool(row, "is_cheque", strcmp(n->rail, "cheque") == 0);
    view_bool(row, "is_bank", strcmp(n->rail, "bank") == 0);
    view_money(row, "amount", n->amount);
    view_date(row, "received_on", n->received_on);
    view_text(row, "ref", n->ref);
    view_text(row, "account_name", n->account_name);
    view_text(row, "cheque_bank", n->cheque_bank);
    view_date(row, "cheque_date", n->cheque_date);
    view_text(row, "note_given", n->note);
    view_text(row, "lease_id", n->lease_id);
    view_text(row, "tenant", n->tenant_name);
    view_text(row, "unit", n->unit_label);
    view_text(row, "property", n->property_name);
    view_say(row, "kind", n->bill_kind ? bill_kind_name(n->bill_kind) : NULL);
    view_period(row, "period", n->bill_period);
    view_text(row, "made_by", n->made_name);
    view_say(row, "made_as", entry_role_word(n->made_role));
    view_time(row, "made_at", n->made_at);
}

enum err
rows_accounts(struct view *v, struct app *app, struct request *rq, const char *chosen)
{
    struct bank_account *accounts;
    size_t               count;
    enum err             e = bank_account_list(app->db, rq->mem, &rq->who, &accounts, &count);

    view_rows(v, "accounts");
    if (e)
        return e;
    view_bool(v, "has_accounts", count > 0);
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "accounts");
        view_text(row, "id", accounts[i].id);
        view_text(row, "name", accounts[i].name);
        view_text(row, "number", accounts[i].number);
        view_money(row, "balance", accounts[i].balance);
        view_bool(row, "selected", chosen && strcmp(chosen, accounts[i].id) == 0);
    }
    return ERR_OK;
}
