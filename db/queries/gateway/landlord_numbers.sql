-- For the operator: every number in use, for the doctor.
SELECT a.id, a.landlord_id, l.business_name, a.shortcode, a.store_number FROM receiving_account a
JOIN landlord l ON l.id = a.landlord_id
WHERE a.state IN ('active', 'inactive') ORDER BY l.business_name, a.shortcode;
