-- Over all landlords: may this number be switched on without the operator?
SELECT EXISTS (SELECT 1 FROM receiving_account
               WHERE shortcode = :shortcode AND landlord_id <> :landlord_id AND state IN ('active', 'waiting')) AS taken;
