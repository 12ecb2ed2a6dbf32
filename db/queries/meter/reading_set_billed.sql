UPDATE reading SET rate_id = :rate_id, price_cents = :price_cents, fixed_cents = :fixed_cents, amount_cents = :amount_cents,
       bill_id = :bill_id, billed_at = :now
WHERE landlord_id = :landlord_id AND id = :id AND billed_at IS NULL AND replaced_at IS NULL AND lease_id IS NOT NULL;
