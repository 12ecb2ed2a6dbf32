-- What this run did not see is gone. Balances from before :from were not looked at.
UPDATE recon_difference SET state = 'resolved', resolved_at = :now
WHERE landlord_id = :landlord_id AND last_run < :run AND state <> 'resolved' AND (kind NOT IN ('balance_lower', 'balance_higher') OR at >= :from);
