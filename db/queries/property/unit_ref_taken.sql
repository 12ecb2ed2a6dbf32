SELECT EXISTS (SELECT 1 FROM unit WHERE landlord_id = :landlord_id AND account_ref = :account_ref) AS taken;
