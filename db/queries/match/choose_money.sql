SELECT m.id, EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL) AS counts
FROM money_in m WHERE m.landlord_id = :landlord_id AND (m.id = :id OR m.payment_id = :id);
