INSERT INTO qr_lease (landlord_id, qr_id, lease_id) VALUES (:landlord_id, :qr_id, :lease_id) ON CONFLICT DO NOTHING;
