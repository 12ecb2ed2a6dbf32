#include "base/text.h"
#include "page/pages.h"
#include "web/view.h"

/* Everything that the landlord's side does with the books and that has no place of its own in the menu. A row without a
 * path begins a group. */
static const struct {
    const char  *path, *title, *about;
    enum who_may who;
} rooms[] = {
    {NULL, N_("Money that came"), NULL, WHO_LANDLORD},
    {"landlord/unmatched", N_("Unmatched payments"), N_("Direct payments whose tenant is not known yet."),
     WHO_LANDLORD},
    {"landlord/entries", N_("Cash, cheques and bank deposits"),
     N_("Money that did not come by M-Pesa, and what waits to be approved."), WHO_LANDLORD},
    {"landlord/statements", N_("Statements and messages"),
     N_("Money that reached a bank, a till, Pochi or a phone: from a statement or from messages."), WHO_PURSER},
    {NULL, N_("Bills"), NULL, WHO_LANDLORD},
    {"landlord/billing", N_("Monthly billing"), N_("Rents and charges become bills, once a month."), WHO_PURSER},
    {"landlord/charges", N_("Charges beside the rent"), N_("Fixed amounts that are billed each month with the rent."),
     WHO_LANDLORD},
    {"landlord/meters", N_("Meters and readings"), N_("Water and electricity: meters, rates, and what was read."),
     WHO_LANDLORD},
    {"landlord/penalties", N_("Late penalties"), N_("What is charged for paying late, and letting a tenant off."),
     WHO_PURSER},
    {NULL, N_("Is it right?"), NULL, WHO_PURSER},
    {"landlord/reports", N_("Reports"),
     N_("Rent roll, collection, arrears by age, income, statements and tax: to read, print, or save as PDF and CSV."),
     WHO_PURSER},
    {"landlord/reconcile", N_("Does it agree?"), N_("What M-Pesa lists and holds, compared with your books."),
     WHO_PURSER},
    {"landlord/months", N_("Months"), N_("The figures of each month, and closing it."), WHO_PURSER},
    {"landlord/accounts", N_("Accounts"), N_("Every account, its lines, and the trial balance."), WHO_PURSER},
    {"landlord/balance", N_("M-Pesa balance"),
     N_("What lies in the accounts of your number, and what lay there before."), WHO_CASHIER},
    {"landlord/cash", N_("Cash and bank accounts"), N_("What each of them should hold, and money handed over."),
     WHO_PURSER},
    {NULL, N_("People"), NULL, WHO_KEEPER},
    {"landlord/people", N_("Who works for you"), N_("What each may do, and when each was last here."), WHO_OWNER},
    {"landlord/remittances", N_("Agents and their statements"),
     N_("What an agent earns, collected and has to account for."), WHO_KEEPER},
    {"agent", N_("All my landlords"), N_("This month of each landlord you work for, and a search for tenants."),
     WHO_AGENT},
    {"landlord/audit", N_("Who did what"), N_("What everybody here did and looked at, newest first."), WHO_OWNER},
    {"landlord/import", N_("Bring your books along"), N_("Units, tenants, leases and what they owe, from one list."),
     WHO_KEEPER},
};

enum err
page_books(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "landlord/books"), *group = NULL;

    view_rows(v, "groups");
    for (size_t i = 0; i < COUNT(rooms); i++) {
        if (!role_may_enter(rq->who.role, rooms[i].who))
            continue;
        if (!rooms[i].path) {
            group = view_row(v, "groups");
            view_say(group, "name", rooms[i].title);
            view_rows(group, "rooms");
            continue;
        }
        struct view *row = view_row(group, "rooms");
        view_text(row, "path", rooms[i].path);
        view_say(row, "title", rooms[i].title);
        view_say(row, "about", rooms[i].about);
    }
    return view_render(v, rs, 200);
}
