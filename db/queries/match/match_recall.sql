-- What people decided about this payer, or about what was typed.
SELECT y.lease_id, y.payer = :payer AND y.payer_name = :payer_name AND y.payer <> '' AS payer, y.typed = :typed AS typed
FROM match_memory y
WHERE y.landlord_id = :landlord_id AND y.ended_at IS NULL AND :payer <> '' AND y.payer = :payer AND y.payer_name = :payer_name
UNION ALL
SELECT y.lease_id, 0, 1
FROM match_memory y
WHERE y.landlord_id = :landlord_id AND y.ended_at IS NULL AND :typed <> '' AND y.typed = :typed;
