UPDATE deposit_settlement
   SET state = 'final', note = :note, held_cents = :held_cents, returned_cents = :returned_cents, returned_by = :returned_by,
       returned_from = :returned_from, returned_ref = :returned_ref, request_id = :request_id, deducted_txn = :deducted_txn,
       returned_txn = :returned_txn, final_by = :person_id, final_at = :now
WHERE landlord_id = :landlord_id AND id = :id AND state = 'draft';
