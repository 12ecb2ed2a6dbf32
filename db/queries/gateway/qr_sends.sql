SELECT sends FROM qr_code WHERE id = :id;
