-- A prompt of which nobody will tell any more: asked about in vain for two days, or never given a number by which it could be
-- asked about. Where M-Pesa has listed all of that time and it is not among it, no money came.
SELECT p.id AS subject, p.shortcode, p.asked_cents AS ours_cents, NULL AS theirs_cents, p.reference AS code, t.name AS about,
       p.initiated_at AS at, 'payment' AS target, p.id AS target_id
FROM payment p
LEFT JOIN lease l ON l.landlord_id = p.landlord_id AND l.id = p.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
WHERE p.landlord_id = :landlord_id AND p.state IN ('processing', 'timeout') AND p.money_moved IS NULL
  AND NOT EXISTS (SELECT 1 FROM money_in m WHERE m.payment_id = p.id)
  AND (p.initiated_at < :now - 172800 OR (p.checkout_request_id IS NULL AND p.state = 'timeout' AND p.expires_at < :now - 900))
  AND NOT EXISTS (SELECT 1 FROM listed_cover c WHERE c.landlord_id = p.landlord_id AND c.shortcode = p.shortcode
                   AND c.from_at <= p.initiated_at - 900 AND c.to_at >= p.expires_at + 3600)
ORDER BY p.initiated_at;
