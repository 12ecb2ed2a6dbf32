SELECT receipt_no AS id FROM money_in WHERE receipt_no IS NOT NULL GROUP BY receipt_no HAVING count(*) > 1;
