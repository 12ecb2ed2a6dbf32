-- For the gateway, over all landlords: a line of statement_lines_answered.
UPDATE statement_line SET money_in_id = :money_in_id WHERE id = :id AND money_in_id IS NULL;
