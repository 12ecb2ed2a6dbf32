INSERT INTO bill_manager (request_id, landlord_id, email, contact, reminders, about)
VALUES (:request_id, :landlord_id, :email, :contact, :reminders, :about);
