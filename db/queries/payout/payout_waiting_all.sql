-- For the operator: what waits for a second person's word, over all landlords, oldest first.
SELECT r.*, l.business_name AS landlord_name FROM request_row r JOIN landlord l ON l.id = r.landlord_id
WHERE r.state = 'awaiting_approval' ORDER BY r.requested_at, r.id LIMIT 200;
