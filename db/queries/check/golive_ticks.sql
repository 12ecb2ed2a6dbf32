SELECT k.step, k.ticked_at, p.name FROM golive_tick k LEFT JOIN person p ON p.id = k.ticked_by
WHERE k.landlord_id = :landlord_id;
