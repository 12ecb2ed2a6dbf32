UPDATE recon_run SET received = :received, in_cents = :in_cents, out_cents = :out_cents, listed = :listed, listed_cents = :listed_cents,
       open = (SELECT count(*) FROM recon_difference d WHERE d.landlord_id = :landlord_id AND d.state = 'open'),
       appeared = :appeared, resolved = :resolved
WHERE landlord_id = :landlord_id AND id = :id;
