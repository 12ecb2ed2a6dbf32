-- For the operator: which money came of it.
UPDATE hold SET money_in_id = :money_in_id WHERE id = :id;
