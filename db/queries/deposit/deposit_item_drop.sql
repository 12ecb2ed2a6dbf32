DELETE FROM deposit_item WHERE landlord_id = :landlord_id AND settlement_id = :settlement_id AND place = :place;
