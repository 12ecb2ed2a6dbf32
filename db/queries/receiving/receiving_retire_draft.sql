-- Kept, not deleted: a KES 1 test may have brought money to it.
UPDATE receiving_account SET state = 'retired' WHERE landlord_id = :landlord_id AND state = 'draft';
