/*
 * pages.h - every page's handler, in the order of routes.c; each is in the file of its name.
 */
#ifndef PAGE_PAGES_H
#define PAGE_PAGES_H

#include "web/route.h"

/* public/ */
handler page_home, page_healthz;
handler page_sign_in, page_sign_in_post, page_sign_out_post, page_switch_post;
handler page_sign_up, page_sign_up_post;
handler page_invite, page_invite_post;

/* tenant/ */
handler page_tenant;
handler page_pay, page_pay_post;
handler page_claim_new, page_claim_new_post, page_claim, page_claim_part;
handler page_payment, page_payment_part;
handler page_qr, page_qr_again_post; /* public/, as both sides see them */
handler page_history;
handler page_receipt;
handler page_receipt_pdf; /* report/ */
handler page_my_statement, page_my_statement_csv, page_my_statement_pdf;

/* landlord/: setting up where rent goes */
handler page_setup;
handler page_setup_type, page_setup_type_post;
handler page_setup_details, page_setup_details_post;
handler page_setup_test, page_setup_test_post;
handler page_setup_activate, page_setup_activate_post;
handler page_setup_deactivate, page_setup_deactivate_post;
handler page_setup_abandon_post;
handler page_setup_direct, page_setup_direct_post, page_setup_strict_post;
handler page_setup_trial, page_setup_trial_part, page_setup_trial_post;
handler page_credentials, page_credentials_part, page_credentials_post, page_credentials_test_post;
handler page_golive, page_golive_post, page_operator_golive, page_operator_golive_post; /* golive.c */
handler page_setup_pull_post, page_setup_pull_ask_post;
handler page_standing_order, page_standing_order_post, page_standing_order_end_post;
handler page_till, page_till_post;
handler page_bill_manager, page_bill_manager_post, page_invoice_post, page_invoice_cancel_post;
handler page_tax, page_tax_post;
handler page_extras, page_sim_check, page_sim_check_one, page_sim_check_post;

/* landlord/: the books */
handler page_dashboard, page_books;
handler page_import, page_import_post, page_import_template, page_import_show, page_import_apply_post;
handler page_import_discard_post;
handler page_statements, page_statements_post, page_statement, page_statement_columns_post, page_statement_apply_post;
handler page_statement_discard_post, page_statement_account, page_statement_account_post;
handler page_properties, page_property_new, page_property_new_post, page_property;
handler page_unit_new, page_unit_new_post;
handler page_unit_card, page_property_cards;
handler page_tenants, page_tenant_new, page_tenant_new_post, page_tenant_one, page_tenant_invite_post;
handler page_lease_new, page_lease_new_post, page_lease;
handler page_bills, page_bill_new, page_bill_new_post, page_bill;
handler page_bill_void, page_bill_void_post;
handler page_billing, page_billing_settings_post, page_billing_run_post;
handler page_charges, page_charge_new, page_charge_new_post, page_charge, page_charge_stop_post, page_charge_pause_post,
    page_charge_resume_post;
handler page_lease_rent, page_lease_rent_post, page_lease_end, page_lease_end_post, page_lease_stay_post;
handler page_transactions, page_transaction;
handler page_codes, page_codes_post, page_code, page_code_part;
handler page_unmatched, page_unmatched_one, page_unmatched_one_post, page_unmatched_ask_post;
handler page_reverse, page_reverse_post, page_reversal, page_reversal_part, page_reversal_post;
handler page_balance, page_balance_part, page_balance_post;
handler page_reconcile, page_reconcile_part, page_reconcile_post, page_difference, page_difference_post;
handler page_months, page_month, page_month_post;
handler page_accounts, page_account_lines, page_journal;

/* account/ */
handler page_account, page_account_language_post;
handler page_second_step, page_second_step_begin_post, page_second_step_confirm_post;
handler page_second_step_off, page_second_step_off_post;

/* landlord/: money out */
handler page_payouts, page_payout_new, page_payout_new_post;
handler page_payout, page_payout_part, page_payout_receipt;
handler page_payout_approve_post, page_payout_reject_post, page_payout_resolve_post;

/* meter/ */
handler page_meters, page_meter_new, page_meter_new_post, page_rates, page_rates_post, page_meter_setting_post;
handler page_meter, page_meter_read_post, page_meter_remove_post, page_round, page_round_post;
handler page_readings, page_readings_bill, page_readings_bill_post, page_reading, page_reading_correct_post;
handler page_reading_turn_down_post, page_reading_photo_post, page_reading_photo;
handler page_my_readings, page_my_reading, page_dispute_post;

/* penalty/ */
handler page_penalties, page_penalty_policy, page_penalty_policy_post, page_penalty, page_penalty_waive_post;

/* operator/ */
handler page_operator_payouts, page_operator_payout, page_operator_payout_part, page_operator_payout_receipt;
handler page_operator_payout_approve_post, page_operator_payout_reject_post, page_operator_payout_resolve_post;
handler page_operator, page_operator_landlord, page_operator_transaction;
handler page_operator_held, page_operator_held_one, page_operator_held_one_post;
handler page_operator_inbox, page_operator_inbox_one, page_operator_inbox_part, page_operator_replay_post;
handler page_operator_requests, page_operator_request;
handler page_operator_reversal, page_operator_reversal_post;
handler page_operator_tax_rates, page_operator_tax_rates_post;

/* report/ */
handler page_reports, page_report, page_report_csv, page_report_pdf;
handler page_bills_csv, page_transactions_csv;
handler page_property_use_post; /* landlord/property.c */

#endif
