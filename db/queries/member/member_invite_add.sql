INSERT INTO member_invite (id, token_hash, landlord_id, name, phone, role, may_approve, properties, created_at, created_by, expires_at)
VALUES (:id, :token_hash, :landlord_id, :name, :phone, :role, :may_approve, :properties, :now, :person_id, :expires_at);
