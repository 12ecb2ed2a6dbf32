SELECT email, contact, reminders, about FROM bill_manager WHERE request_id = :id;
