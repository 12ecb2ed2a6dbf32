SELECT q.*, b.email, b.contact, b.reminders,
       EXISTS (SELECT 1 FROM bill_manager k WHERE k.landlord_id = q.landlord_id AND k.app_key IS NOT NULL) AS is_on
FROM request_row q JOIN bill_manager b ON b.landlord_id = q.landlord_id AND b.request_id = q.id
WHERE q.landlord_id = :landlord_id AND q.api = 'billmanager' AND q.command = 'optin'
ORDER BY q.requested_at DESC, b.rowid DESC LIMIT 1;
