-- Money came to a number that is, or was, this landlord's.
SELECT m.id FROM money_in m
WHERE m.rail = 'mpesa' AND NOT EXISTS (SELECT 1 FROM receiving_account r WHERE r.shortcode = m.shortcode AND r.landlord_id = m.landlord_id);
