SELECT i.place, i.kind, i.words, i.cents, i.bill_id, i.money_in_id, b.kind AS bill_kind, b.period AS bill_period,
       CASE WHEN b.voided_at IS NULL THEN b.due_cents - b.paid_cents ELSE 0 END AS open_cents, r.number AS receipt_number
FROM deposit_item i
LEFT JOIN bill_row b ON b.landlord_id = i.landlord_id AND b.id = i.bill_id
LEFT JOIN receipt r ON r.money_in_id = i.money_in_id
WHERE i.landlord_id = :landlord_id AND i.settlement_id = :settlement_id ORDER BY i.place;
