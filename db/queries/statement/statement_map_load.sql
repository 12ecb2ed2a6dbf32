SELECT day, amount, credit, debit, ref, narration, payer, balance FROM statement_map
WHERE landlord_id = :landlord_id AND head = :head;
