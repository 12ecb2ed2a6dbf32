-- What a landlord's books know of a receipt: counted for a lease (of the claiming tenant, or of somebody else), given back, or
-- waiting untouched in the tray.
SELECT x.id, x.amount_cents, x.receipt_number, x.assigned, x.own, x.reversed,
       x.payment_id IS NULL AND NOT x.assigned AND NOT x.reversed AND x.free_cents = x.amount_cents AS waiting
FROM (SELECT m.id, m.payment_id, m.amount_cents, r.number AS receipt_number,
             EXISTS (SELECT 1 FROM assignment s WHERE s.money_in_id = m.id AND s.ended_at IS NULL) AS assigned,
             EXISTS (SELECT 1 FROM assignment s JOIN lease h ON h.landlord_id = s.landlord_id AND h.id = s.lease_id
                      WHERE s.money_in_id = m.id AND s.ended_at IS NULL AND h.tenant_id = c.tenant_id) AS own,
             f.cents AS free_cents,
             EXISTS (SELECT 1 FROM ledger_txn t JOIN ledger_txn v ON v.reverses = t.id
                      WHERE t.money_in_id = m.id AND t.kind = 'receive') AS reversed
        FROM money_in m
        JOIN money_free f ON f.id = m.id
        JOIN lease c ON c.landlord_id = m.landlord_id AND c.id = :lease_id
        LEFT JOIN receipt r ON r.money_in_id = m.id
       WHERE m.landlord_id = :landlord_id AND m.receipt_no = :receipt_no) x;
