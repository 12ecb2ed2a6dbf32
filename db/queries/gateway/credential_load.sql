SELECT field, envelope, sealed FROM credential WHERE account_id = :account_id;
