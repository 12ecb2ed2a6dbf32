SELECT * FROM pay_row
WHERE state IN ('sending', 'processing') AND expires_at <= :now ORDER BY expires_at LIMIT 500;
