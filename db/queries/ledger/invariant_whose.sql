-- Whose a row is that breaks an invariant, by the table and the id that it names.
SELECT l.business_name FROM landlord l WHERE l.id = CASE :what
    WHEN 'ledger_txn' THEN (SELECT landlord_id FROM ledger_txn WHERE id = :id)
    WHEN 'ledger_entry' THEN (SELECT landlord_id FROM ledger_entry WHERE id = :id)
    WHEN 'receipt' THEN (SELECT landlord_id FROM money_in WHERE receipt_no = :id)
    WHEN 'money_in' THEN (SELECT landlord_id FROM money_in WHERE id = :id)
    WHEN 'money_out' THEN (SELECT landlord_id FROM money_out WHERE id = :id)
    WHEN 'payment' THEN (SELECT landlord_id FROM payment WHERE id = :id)
    WHEN 'request' THEN (SELECT landlord_id FROM mpesa_request WHERE id = :id)
    WHEN 'bill' THEN (SELECT landlord_id FROM bill WHERE id = :id)
    WHEN 'lease' THEN (SELECT landlord_id FROM lease WHERE id = :id)
    WHEN 'account' THEN (SELECT landlord_id FROM account WHERE id = :id)
    WHEN 'difference' THEN (SELECT landlord_id FROM recon_difference WHERE id = :id)
    WHEN 'landlord' THEN substr(:id, 1, 16) END;
