SELECT id FROM account WHERE landlord_id = :landlord_id AND kind = :kind AND detail = :detail;
