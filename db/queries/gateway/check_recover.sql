UPDATE setup_check SET state = 'unknown', finding = 'interrupted', answered_at = :now
WHERE state = 'sending' AND kind <> 'initiator';
