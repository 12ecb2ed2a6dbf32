-- Whose rent a receipt counts as; no row: it is not in the books of this landlord.
SELECT m.id, s.lease_id FROM money_in m LEFT JOIN assignment s ON s.money_in_id = m.id AND s.ended_at IS NULL
WHERE m.landlord_id = :landlord_id AND m.receipt_no = :receipt_no;
