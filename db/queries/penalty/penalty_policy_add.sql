INSERT INTO penalty_policy (id, landlord_id, property_id, from_day, how, flat_cents, percent, grace_days, cap_cents, monthly,
                            kinds, created_at, created_by)
VALUES (:id, :landlord_id, :property_id, :from_day, :how, :flat_cents, :percent, :grace_days, :cap_cents, :monthly,
        :kinds, :now, :person_id);
