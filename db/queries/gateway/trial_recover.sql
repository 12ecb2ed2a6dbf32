UPDATE c2b_trial SET state = 'unknown' WHERE state = 'sending';
