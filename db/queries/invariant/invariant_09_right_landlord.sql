SELECT p.id FROM payment p JOIN lease l ON l.id = p.lease_id WHERE l.landlord_id <> p.landlord_id;
