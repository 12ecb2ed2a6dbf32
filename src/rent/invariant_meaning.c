/*
 * invariant_meaning.c - what each invariant means, and whose row breaks it, for `rentease verify` (contracts in
 * invariant.h).
 */
#include <string.h>

#include "rent/invariant.h"

static const struct meaning {
    const char *name, *sentence, *what; /* part of the file's name; the kind of row that its id names */
} meanings[] = {
    {"01_balanced", "The lines of this transaction do not add up to nothing.", "ledger_txn"},
    {"02_whole_cents", "This line is nothing, or not a whole number of cents.", "ledger_entry"},
    {"03_one_landlord", "This line mixes the books of two landlords.", "ledger_entry"},
    {"04_receipt_once", "This M-Pesa code was counted twice.", "receipt"},
    {"05_payment_once", "The money of this prompt was counted twice.", "payment"},
    {"06_received_is_posted", "This money is not in the ledger, or is there twice.", "money_in"},
    {"07_exact_amount", "The ledger has another amount than this money.", "money_in"},
    {"08_paid_is_money", "This prompt is called paid without its money, or its money went elsewhere than asked.",
     "payment"},
    {"09_right_landlord", "This prompt is for the lease of another landlord.", "payment"},
    {"10_not_spent_twice", "More of this money is used than there is.", "money_in"},
    {"11_not_overpaid", "More is counted for this bill than it asks.", "bill"},
    {"12_reversed_once", "This transaction was taken back twice.", "ledger_txn"},
    {"13_legal_steps", "This prompt took a step that there is not.", "payment"},
    {"14_billed_once", "This lease's rent is billed twice for a month.", "lease"},
    {"16_nobody_waiting", "M-Pesa should have been asked about this prompt and was not.", "payment"},
    {"17_two_people", "This money left without two people's word.", "request"},
    {"18_unbroken_chain", "This transaction does not follow on the one before it.", "ledger_txn"},
    {"19_cache_true", "The balance kept for this account is not the sum of its lines.", "account"},
    {"20_no_rent_across", "This bill was paid with money of another landlord's tenant.", "bill"},
    {"21_own_number", "This money came to a number that is not this landlord's.", "money_in"},
    {"22_billed_is_posted", "This bill is not in the ledger as it is due, or is there though it was cancelled.",
     "bill"},
    {"23_owed_adds_up", "Bills less payments of this lease are not what its account says.", "lease"},
    {"24_paid_out_is_posted", "This payout is not in the ledger as it was made.", "money_out"},
    {"25_done_is_money_out", "This payout is called made and is not, or was made and is not called so.", "request"},
    {"26_legal_request_steps", "This request took a step that there is not.", "request"},
    {"27_no_request_forgotten", "This request was sent and nobody asks what became of it.", "request"},
    {"28_reversal_is_mirrored", "M-Pesa gave this payment back, and the books still count it.", "request"},
    {"67_closed_as_it_was", "The accounts at the end of this closed month are not what they were when it was closed.",
     "landlord"},
    {"68_closed_has_figures", "This closed month has no figures, or something was posted in it after it was closed.",
     "landlord"},
    {"69_trial_balance", "The accounts of this landlord together are not nothing.", "landlord"},
    {"70_explained_by_a_person", "This difference is explained, and the audit does not know by whom.", "difference"},
};

static const struct meaning *
find(const char *file)
{
    for (size_t i = 0; i < COUNT(meanings); i++)
        if (strstr(file, meanings[i].name))
            return &meanings[i];
    return NULL;
}

/* "db/queries/invariant/invariant_19_cache_true.sql" -> "cache true" */
static const char *
name_in_words(struct arena *mem, const char *file)
{
    const char *mark = strstr(file, "invariant_");
    char       *text = arena_strdup(mem, mark ? mark + strlen("invariant_") : file);

    text += strspn(text, "0123456789_");
    text[strcspn(text, ".")] = '\0';
    for (char *p = text; *p; p++)
        if (*p == '_')
            *p = ' ';
    return text;
}

const char *
invariant_meaning(struct arena *mem, const char *file)
{
    const char           *last = strstr(file, "/invariant_");
    const struct meaning *m = find(last ? last : file);

    return m ? m->sentence : name_in_words(mem, last ? last + 1 : file);
}

enum err
invariant_whose(struct db *db, struct arena *mem, const char *file, const char *id, const char **business_name)
{
    const struct meaning *m = find(file);

    *business_name = NULL;
    if (!m)
        return ERR_OK;
    struct query *q = db_query(db, SQL_INVARIANT_WHOSE);
    query_text(q, ":what", m->what);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *business_name = row_text(q, mem, "business_name");
    return query_end(q);
}
