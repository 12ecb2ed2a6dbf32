INSERT INTO agreement (id, landlord_id, agent_id, kind, rate, vat, bill_kinds, collects, from_month, state, proposed_by, proposed_at,
                       decided_by, decided_at)
VALUES (:id, :landlord_id, :agent_id, :kind, :rate, :vat, :bill_kinds, :collects, :from_month, :state, :person_id, :now,
        CASE WHEN :state = 'accepted' THEN :person_id END, CASE WHEN :state = 'accepted' THEN :now END);
