INSERT INTO pulled_row (receiving_account_id, landlord_id, receipt_no, amount_cents, account, msisdn, type, paid_at, first_seen,
                        seen_run, verdict, reason)
VALUES (:receiving_account_id, :landlord_id, :receipt_no, :amount_cents, :account, :msisdn, :type, nullif(:paid_at, 0), :now,
        :run_id, :verdict, :reason)
ON CONFLICT DO UPDATE SET seen_run = excluded.seen_run, verdict = excluded.verdict, reason = excluded.reason;
