UPDATE statement_line SET money_in_id = :money_in_id WHERE id = :id AND money_in_id IS NULL;
