UPDATE money_in SET payment_id = :payment_id WHERE id = :id AND payment_id IS NULL;
