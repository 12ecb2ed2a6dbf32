UPDATE deposit_item SET money_in_id = :money_in_id
WHERE landlord_id = :landlord_id AND settlement_id = :settlement_id AND place = :place;
