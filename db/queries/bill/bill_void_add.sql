INSERT INTO bill_void (bill_id, landlord_id, reason, voided_at, voided_by) VALUES (:id, :landlord_id, :reason, :now, :person_id);
