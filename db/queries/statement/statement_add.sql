INSERT INTO statement_import (id, landlord_id, rail, account, text, made_at, made_by)
VALUES (:id, :landlord_id, :rail, :account, :text, :now, :person);
