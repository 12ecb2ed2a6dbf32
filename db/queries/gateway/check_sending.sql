UPDATE setup_check SET state = 'sending', sent_at = :now WHERE id = :id AND state = 'pending';
