#include "api/handlers.h"

/* What owners and agents alone may do is narrowed in the handler (api/call.h): an operator may do it too. */
const struct route api_routes[] = {
    /* method       path                            runs                  who may                   token */
    {METHOD_GET, "/openapi.json", api_openapi, WHO_ANYONE, NO_TOKEN},

    {METHOD_POST, "/session", api_session_start, WHO_ANYONE, NO_TOKEN},
    {METHOD_GET, "/session", api_session_show, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_DELETE, "/session", api_session_end, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_POST, "/invites/accept", api_invite_accept, WHO_ANYONE, NO_TOKEN},

    {METHOD_POST, "/landlords", api_landlord_add, WHO_ANYONE, NO_TOKEN},
    {METHOD_GET, "/landlords", api_landlord_list, WHO_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/landlords/:id", api_landlord_show, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/landlords/:id/daraja/status", api_daraja_status, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_POST, "/landlords/:id/daraja/configure", api_daraja_set, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_POST, "/landlords/:id/daraja/test", api_daraja_test, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_POST, "/landlords/:id/daraja/activate", api_daraja_on, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_POST, "/landlords/:id/daraja/deactivate", api_daraja_off, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},

    {METHOD_POST, "/properties", api_property_add, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/properties", api_property_list, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/properties/:id", api_property_show, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_POST, "/units", api_unit_add, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/units", api_unit_list, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/units/:id", api_unit_show, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_POST, "/tenants", api_tenant_add, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/tenants", api_tenant_list, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/tenants/:id", api_tenant_show, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_POST, "/tenants/:id/invite", api_tenant_invite, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_POST, "/leases", api_lease_add, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/leases", api_lease_list, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_GET, "/leases/:id", api_lease_show, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_POST, "/bills", api_bill_add, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/bills", api_bill_list, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_GET, "/bills/:id", api_bill_show, WHO_SIGNED_IN, NO_TOKEN},

    {METHOD_POST, "/payments/initiate", api_payment_start, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_GET, "/payments/:id/status", api_payment_status, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_POST, "/mpesa/stk-push", api_mpesa_push, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_GET, "/mpesa/status/:id", api_mpesa_status, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_GET, "/mpesa/status-detailed/:id", api_mpesa_detail, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/mpesa/transactions", api_transaction_list, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_GET, "/mpesa/transactions/:id", api_transaction_show, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_POST, "/mpesa/c2b/register", api_c2b_register, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/mpesa/c2b/status", api_c2b_status, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_POST, "/mpesa/c2b/validation", api_c2b_validation, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/unmatched", api_unmatched_list, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_POST, "/unmatched/:id/assign", api_unmatched_assign, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},

    {METHOD_POST, "/mpesa/transaction-status", api_enquiry_ask, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_GET, "/mpesa/transaction-status/:id", api_enquiry_show, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {METHOD_POST, "/bills/:id/claim", api_claim_enter, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_GET, "/claims/:id", api_claim_show, WHO_SIGNED_IN, NO_TOKEN},

    {METHOD_GET, "/ledger", api_ledger, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_GET, "/receipts/:number", api_receipt, WHO_SIGNED_IN, NO_TOKEN},
    {METHOD_GET, "/stats", api_stats, WHO_LANDLORD_OR_OPERATOR, NO_TOKEN},
    {0},
};
