SELECT 'mpesa' AS rail, a.shortcode AS detail, min(a.business_type) AS kind, max(a.state = 'active') AS connected, 0 AS place
FROM receiving_account a
WHERE a.landlord_id = :landlord_id AND a.state IN ('active', 'inactive', 'retired') AND a.shortcode IS NOT NULL
GROUP BY a.shortcode
UNION ALL
SELECT 'bank', o.name, o.kind, 0, 1 FROM receiving_other o WHERE o.landlord_id = :landlord_id
ORDER BY place, connected DESC, detail;
