DELETE FROM golive_tick WHERE landlord_id = :landlord_id AND step = :step;
