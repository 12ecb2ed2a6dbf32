UPDATE money_in SET receipt_no = :receipt_no WHERE id = :id AND receipt_no IS NULL;
