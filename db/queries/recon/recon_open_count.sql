SELECT count(*) AS n FROM recon_difference WHERE landlord_id = :landlord_id AND state = 'open';
