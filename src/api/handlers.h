/*
 * handlers.h - every call of the API, in the order of routes.c; each is in the file of its resource.
 */
#ifndef API_HANDLERS_H
#define API_HANDLERS_H

#include "web/route.h"

handler api_openapi;

handler api_session_start, api_session_show, api_session_end; /* session.c */
handler api_invite_accept;                                    /* invites.c */
handler api_second_factor_show;                               /* account.c */

handler api_landlord_add, api_landlord_list, api_landlord_show; /* landlords.c */

handler api_daraja_status, api_daraja_set, api_daraja_test; /* daraja.c */
handler api_daraja_on, api_daraja_off;
handler api_check_list, api_check_ask; /* checks.c */
handler api_trial_ask, api_trial_show;

handler api_property_add, api_property_list, api_property_show;
handler api_unit_add, api_unit_list, api_unit_show;
handler api_tenant_add, api_tenant_list, api_tenant_show, api_tenant_invite;
handler api_lease_add, api_lease_list, api_lease_show;
handler api_bill_add, api_bill_list, api_bill_show;
handler api_bill_void;                                                      /* bill_void.c */
handler api_lease_rent_set, api_lease_rents, api_lease_end, api_lease_stay; /* lease_terms.c */
handler api_billing_settings_show, api_billing_settings_put, api_billing_preview, api_billing_run, api_billing_runs;
handler api_charge_add, api_charge_list, api_charge_show, api_charge_stop, api_charge_pause, api_charge_resume;
handler api_unit_qr, api_bill_qr; /* qr.c */

handler api_payment_start, api_payment_status;                      /* payments.c */
handler api_mpesa_push, api_mpesa_status, api_mpesa_detail;         /* mpesa.c */
handler api_transaction_list, api_transaction_show;                 /* transactions.c */
handler api_c2b_register, api_c2b_status, api_c2b_validation;       /* direct.c */
handler api_b2c_add, api_b2c_show, api_b2c_approve, api_b2c_reject; /* payouts.c */
handler api_b2b_add, api_b2b_show, api_b2b_approve, api_b2b_reject;
handler api_pull_register, api_pull_now, api_pull_status; /* pull.c */
handler api_standing_order_add, api_standing_order_list;  /* standing_orders.c */
handler api_standing_order_show, api_standing_order_end;
handler api_bill_manager_opt_in, api_bill_manager_show; /* bill_manager.c */
handler api_invoice_send, api_invoice_cancel, api_invoice_show;
handler api_tax_add, api_tax_show, api_tax_approve, api_tax_reject;
handler api_express_add, api_express_show;     /* till_push.c */
handler api_sim_check_add, api_sim_check_show; /* sim_check.c */
handler api_reverse, api_reversal_show, api_reversal_resolve;
handler api_balance_ask, api_balance_latest, api_balance_history; /* balance.c */
handler api_unmatched_list, api_unmatched_assign, api_unmatched_split, api_transaction_reassign, api_allocation_show,
    api_allocation_choose, api_memory_list, api_memory_forget;
handler api_import_add, api_import_show, api_import_apply, api_import_discard;             /* imports.c */
handler api_statement_add, api_statement_show, api_statement_columns, api_statement_apply; /* statements.c */
handler api_statement_discard, api_statement_accounts, api_statement_account_add;
handler api_reconcile, api_reconcile_latest, api_difference_list, api_difference_explain; /* reconcile.c */
handler api_month_list, api_month_close;
handler api_account_list, api_account_lines, api_journal;
handler api_enquiry_ask, api_enquiry_show, api_claim_enter, api_claim_show; /* enquiries.c */
handler api_held_list, api_held_show, api_held_release;
handler api_meter_add, api_meter_list, api_meter_show, api_meter_remove; /* meters.c */
handler api_meter_rate_add, api_meter_rate_list, api_meter_setting_show, api_meter_setting_put;
handler api_reading_add, api_reading_list, api_reading_show, api_reading_bill; /* readings.c */
handler api_reading_correct, api_reading_dispute, api_reading_turn_down, api_reading_photo_add, api_reading_photo;
handler api_penalty_policy_show, api_penalty_policy_put, api_penalty_preview; /* penalties.c */
handler api_penalty_list, api_penalty_show, api_penalty_waive;
handler api_entry_add, api_entry_list, api_entry_show, api_entry_approve, api_entry_reject,
    api_entry_undo; /* entries.c */
handler api_entry_clear, api_entry_bounce;
handler api_bank_account_add, api_bank_account_list, api_transfer_add, api_transfer_list; /* places.c */
handler api_opening_show, api_opening_set, api_opening_undo;                              /* deposits.c */
handler api_deposit_show, api_deposit_line, api_deposit_settle;
handler api_ledger, api_receipt, api_stats;
handler api_audit;
handler api_agreement_list, api_agreement_add, api_agreement_accept, api_agreement_decline; /* agents.c */
handler api_remittance_list, api_remittance_draft, api_remittance_issue, api_remittance_show;
handler api_remittance_acknowledge, api_remittance_settle, api_portfolio;
handler api_people_list, api_people_invite_list, api_people_invite, api_people_invite_end; /* people.c */
handler api_people_change, api_people_remove, api_people_join;
handler api_receipt_pdf, api_report_list, api_report, api_report_csv, api_report_pdf; /* reports.c */
handler api_tax_rate_list, api_tax_rate_add;                                          /* tax_rates.c */
handler api_property_use;

#endif
