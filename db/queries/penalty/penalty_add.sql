INSERT INTO penalty (bill_id, round, landlord_id, policy_id, day, base_cents, verdict, penalty_bill_id, judged_at)
VALUES (:bill_id, :round, :landlord_id, :policy_id, :day, :base_cents, :verdict, :penalty_bill_id, :now);
