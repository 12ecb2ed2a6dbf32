SELECT id FROM statement_line
WHERE landlord_id = :landlord_id AND rail = :rail AND account = :account AND identity = :identity;
