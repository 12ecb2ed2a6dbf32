INSERT INTO deposit_item (settlement_id, place, landlord_id, kind, words, cents, bill_id)
SELECT :settlement_id, coalesce(max(place), 0) + 1, :landlord_id, :kind, :words, :cents, :bill_id
FROM deposit_item WHERE landlord_id = :landlord_id AND settlement_id = :settlement_id;
