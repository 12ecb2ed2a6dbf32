UPDATE bill SET voided_at = :now WHERE landlord_id = :landlord_id AND id = :id AND voided_at IS NULL;
