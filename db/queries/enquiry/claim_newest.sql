-- The newest code that was entered for a bill.
SELECT q.id FROM mpesa_request q
WHERE q.landlord_id = :landlord_id AND q.bill_id = :bill_id AND q.purpose = 'claim' ORDER BY q.requested_at DESC, q.id DESC LIMIT 1;
