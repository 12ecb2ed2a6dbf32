-- A statement of a paybill or till shows money that left it, and the books do not know of it. Charges, and what was given back, are
-- not meant.
SELECT l.receipt_no AS subject, l.account AS shortcode, NULL AS ours_cents, -l.amount_cents AS theirs_cents, l.receipt_no AS code,
       l.narration AS about, l.at, 'statement' AS target, NULL AS target_id
FROM statement_line l
WHERE l.landlord_id = :landlord_id AND l.rail = 'mpesa' AND l.amount_cents < 0 AND l.receipt_no IS NOT NULL
  AND l.narration NOT LIKE '%charge%' AND l.narration NOT LIKE '%revers%'
  AND NOT EXISTS (SELECT 1 FROM money_out m WHERE m.landlord_id = l.landlord_id AND m.receipt_no = l.receipt_no)
  AND NOT EXISTS (SELECT 1 FROM mpesa_request q WHERE q.landlord_id = l.landlord_id AND q.result_receipt = l.receipt_no)
  AND NOT EXISTS (SELECT 1 FROM money_in i WHERE i.landlord_id = l.landlord_id AND i.receipt_no = l.receipt_no)
GROUP BY l.receipt_no ORDER BY l.at;
