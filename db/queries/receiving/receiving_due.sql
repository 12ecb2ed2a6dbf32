-- For the gateway, over all landlords: changes whose time has come.
SELECT id, landlord_id FROM receiving_account WHERE state = 'waiting' AND effective_at <= :now;
