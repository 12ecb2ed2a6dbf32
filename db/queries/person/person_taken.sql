SELECT EXISTS (SELECT 1 FROM person WHERE phone = :phone) AS phone_taken,
       EXISTS (SELECT 1 FROM person WHERE email = :email) AS email_taken;
