SELECT f.kind, f.name, f.currency, f.current_cents, f.available_cents, f.reserved_cents, f.uncleared_cents
FROM balance_figure f JOIN balance_check c ON c.request_id = f.request_id
WHERE c.landlord_id = :landlord_id AND f.request_id = :request_id ORDER BY f.position;
