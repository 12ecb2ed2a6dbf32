INSERT INTO billing_item (landlord_id, lease_id, kind, charge_id, period, bill_id, run_id, days, of_days)
VALUES (:landlord_id, :lease_id, :kind, :charge_id, :period, :bill_id, :run_id, :days, :of_days);
