-- An agent's landlords, with this month's figures; the whole of an agent's right to them is here: m.
WITH mine AS (SELECT m.landlord_id, o.business_name FROM member m JOIN landlord o ON o.id = m.landlord_id
               WHERE m.person_id = :person_id AND m.role = 'agent'),
paid AS (SELECT b.landlord_id, b.period, b.due_cents,
                (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.bill_id = b.id AND x.ended_at IS NULL) AS paid_cents
         FROM bill b WHERE b.landlord_id IN (SELECT landlord_id FROM mine) AND b.voided_at IS NULL)
SELECT n.landlord_id, n.business_name,
       (SELECT coalesce(sum(due_cents), 0) FROM paid p WHERE p.landlord_id = n.landlord_id AND p.period = :period) AS billed_cents,
       (SELECT coalesce(sum(paid_cents), 0) FROM paid p WHERE p.landlord_id = n.landlord_id AND p.period = :period) AS collected_cents,
       (SELECT coalesce(sum(due_cents - paid_cents), 0) FROM paid p WHERE p.landlord_id = n.landlord_id) AS arrears_cents,
       (SELECT count(*) FROM unit u WHERE u.landlord_id = n.landlord_id) AS units,
       (SELECT count(DISTINCT l.unit_id) FROM lease l WHERE l.landlord_id = n.landlord_id AND l.start_date <= :today
           AND (l.end_date IS NULL OR l.end_date >= :today)) AS occupied
FROM mine n ORDER BY n.business_name, n.landlord_id;
