UPDATE c2b_registration SET state = 'unknown' WHERE state = 'sending';
