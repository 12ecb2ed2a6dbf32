-- Each M-Pesa number and each of its days since :from_day: what the books say came in and went out, and what M-Pesa has listed.
WITH RECURSIVE days (day) AS (
    SELECT :from_day UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < :today),
numbers AS (
    SELECT DISTINCT a.detail AS shortcode FROM account a WHERE a.landlord_id = :landlord_id AND a.kind = 'mpesa'
    UNION SELECT shortcode FROM receiving_account WHERE landlord_id = :landlord_id AND state IN ('active', 'inactive')),
ins AS (
    SELECT shortcode, date(paid_at, 'unixepoch', '+3 hours') AS day, count(*) AS n,
           sum(CASE WHEN payment_id IS NOT NULL THEN amount_cents ELSE 0 END) AS prompts,
           sum(CASE WHEN payment_id IS NULL THEN amount_cents ELSE 0 END) AS direct
    FROM money_in WHERE landlord_id = :landlord_id AND rail = 'mpesa' AND paid_at >= :from GROUP BY 1, 2),
outs AS (
    SELECT shortcode, date(at, 'unixepoch', '+3 hours') AS day, -sum(amount_cents) AS cents
    FROM mpesa_movement WHERE landlord_id = :landlord_id AND at >= :from AND amount_cents < 0 GROUP BY 1, 2),
lists AS (
    SELECT shortcode, date(paid_at, 'unixepoch', '+3 hours') AS day, count(*) AS n, sum(amount_cents) AS cents
    FROM (SELECT shortcode, min(paid_at) AS paid_at, max(amount_cents) AS amount_cents FROM listed_money
           WHERE landlord_id = :landlord_id AND paid_at >= :from GROUP BY shortcode, receipt_no) GROUP BY 1, 2)
SELECT n.shortcode, d.day, coalesce(i.n, 0) AS received, coalesce(i.prompts, 0) AS prompts_cents, coalesce(i.direct, 0) AS direct_cents,
       coalesce(o.cents, 0) AS out_cents, coalesce(l.n, 0) AS listed, coalesce(l.cents, 0) AS listed_cents,
       EXISTS (SELECT 1 FROM listed_cover c WHERE c.landlord_id = :landlord_id AND c.shortcode = n.shortcode
                AND c.from_at <= unixepoch(d.day, '-3 hours') AND c.to_at >= min(unixepoch(d.day, '-3 hours', '+1 day'), :now - 3600)) AS covered
FROM numbers n CROSS JOIN days d
LEFT JOIN ins i ON i.shortcode = n.shortcode AND i.day = d.day
LEFT JOIN outs o ON o.shortcode = n.shortcode AND o.day = d.day
LEFT JOIN lists l ON l.shortcode = n.shortcode AND l.day = d.day
ORDER BY n.shortcode, d.day DESC;
