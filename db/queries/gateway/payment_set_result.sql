UPDATE payment
SET outcome = :outcome, result_code = :code, result_desc = :desc, money_moved = :money_moved, next_check_at = :check_at
WHERE id = :id;
