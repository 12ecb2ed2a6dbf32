SELECT q.*, c.swapped, c.swapped_at FROM request_row q LEFT JOIN sim_check c ON c.landlord_id = q.landlord_id AND c.request_id = q.id
WHERE q.landlord_id = :landlord_id AND q.id = :id AND q.api = 'simswap';
