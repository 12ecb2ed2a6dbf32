-- The number in use, where M-Pesa has told its balance before.
SELECT a.id FROM receiving_account a WHERE a.landlord_id = :landlord_id AND a.state = 'active'
  AND EXISTS (SELECT 1 FROM balance_check c WHERE c.receiving_account_id = a.id);
