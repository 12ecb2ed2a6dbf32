UPDATE c2b_trial SET state = 'sending' WHERE id = :id AND state = 'pending';
