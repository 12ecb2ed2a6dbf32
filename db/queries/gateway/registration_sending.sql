UPDATE c2b_registration SET state = 'sending', secret_hash = :secret_hash, sent_at = :now WHERE id = :id;
