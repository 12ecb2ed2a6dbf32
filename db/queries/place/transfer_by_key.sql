SELECT id, from_kind, from_detail, to_kind, to_detail, amount_cents FROM transfer
WHERE landlord_id = :landlord_id AND made_by = :person_id AND key = :key;
