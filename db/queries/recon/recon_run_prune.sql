-- Of comparisons by the clock that found nothing new the newest is enough.
DELETE FROM recon_run WHERE landlord_id = :landlord_id AND id < :id AND cause = 'clock' AND appeared = 0 AND resolved = 0;
