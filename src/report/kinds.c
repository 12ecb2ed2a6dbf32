/*
 * kinds.c - every report there is.
 */
#include <stddef.h>

#include "base/text.h"
#include "report/fill.h"

const struct report_kind report_kinds[] = {
    {"rent-roll", N_("Rent roll"),
     N_("Every unit with its tenant, rent, deposit, and what was billed and paid for the month; and what stands "
        "empty."),
     TAKE_MONTH | TAKE_PROPERTY, true, 0, fill_rent_roll},
    {"collection", N_("Collection"),
     N_("What was billed and what came in, by property and month, and by which way, for twelve months."),
     TAKE_MONTH | TAKE_PROPERTY, true, 0, fill_collection},
    {"arrears", N_("Arrears by age"), N_("Who owes how much, and for how long it has been due, on any day you choose."),
     TAKE_DAY | TAKE_PROPERTY | TAKE_SORT, true, 0, fill_arrears},
    {"income", N_("Income and expenses"),
     N_("By month and kind, as money came and went and as it was billed, with M-Pesa’s charges and what was paid out."),
     TAKE_RANGE, true, 6, fill_income},
    {"owner-statement", N_("Owner’s statement"),
     N_("What was collected for the owner, what was spent for him, and what is left."), TAKE_MONTH | TAKE_RANGE, true,
     0, fill_owner},
    {"rental-tax", N_("Rental income tax sheet"),
     N_("The rent received from homes in a month and the KRA’s monthly rental income tax on it."), TAKE_MONTH, true, 1,
     fill_rental_tax},
    {"statement", N_("Statement"),
     N_("All that was charged and paid on one lease, or on all leases of one tenant, with the balance after each "
        "line."),
     TAKE_RANGE | TAKE_LEASE, true, 12, fill_statement},
    {"bills", N_("Bills"), N_("The list of bills, as a file."), TAKE_BILLS, false, 0, fill_bills},
    {"transactions", N_("Transactions"), N_("The list of transactions, as a file."), TAKE_MOVES, false, 0,
     fill_transactions},
    {NULL, NULL, NULL, 0, false, 0, NULL},
};
