SELECT EXISTS (SELECT 1 FROM member m WHERE m.landlord_id = :landlord_id AND m.person_id = :agent_id AND m.role = 'agent') AS found,
       EXISTS (SELECT 1 FROM remittance_month r WHERE r.landlord_id = :landlord_id AND r.agent_id = :agent_id
                AND r.month >= :month) AS stated;
