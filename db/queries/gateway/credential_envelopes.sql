SELECT account_id, field, envelope FROM credential WHERE envelope IS NOT NULL;
