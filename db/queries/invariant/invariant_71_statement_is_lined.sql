-- Money that a statement brought stands in a line of it, with its amount, account and code; and no line is given other money.
SELECT m.id FROM money_in m
WHERE m.channel = 'statement'
  AND NOT EXISTS (SELECT 1 FROM statement_line l
                   WHERE l.money_in_id = m.id AND l.landlord_id = m.landlord_id AND l.verdict = 'posted'
                     AND l.amount_cents = m.amount_cents AND l.rail = m.rail AND l.account = m.shortcode
                     AND (m.rail <> 'mpesa' OR l.receipt_no = m.receipt_no))
UNION ALL
SELECT l.id FROM statement_line l JOIN money_in m ON m.id = l.money_in_id
WHERE m.landlord_id <> l.landlord_id OR m.amount_cents <> l.amount_cents;
