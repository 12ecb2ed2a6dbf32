-- A payout that can settle a statement: done, and of exactly its amount. In no statement as an expense.
SELECT m.request_id, m.purpose, q.api FROM money_out m
JOIN mpesa_request q ON q.id = m.request_id
WHERE m.landlord_id = :landlord_id AND m.request_id = :request_id AND m.amount_cents = :cents
  AND m.purpose IN ('owner', 'expense', 'supplier')
  AND NOT EXISTS (SELECT 1 FROM remittance_expense x WHERE x.landlord_id = m.landlord_id AND x.money_out_id = m.id);
