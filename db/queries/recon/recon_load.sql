SELECT d.*, p.name AS explained_name FROM recon_difference d LEFT JOIN person p ON p.id = d.explained_by
WHERE d.landlord_id = :landlord_id AND d.id = :id;
