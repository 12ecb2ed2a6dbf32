UPDATE credential SET sealed = :sealed, envelope = NULL WHERE account_id = :account_id AND field = :field;
