-- The posting that raised a bill.
SELECT id FROM ledger_txn WHERE landlord_id = :landlord_id AND bill_id = :id AND kind = 'bill';
