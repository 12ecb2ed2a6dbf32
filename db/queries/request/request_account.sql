-- The number that received money, or (:shortcode NULL) the one in use: whose keys and initiator a request goes by.
SELECT id, business_type, shortcode, store_number, payout_shortcode, business_name, credentials
FROM receiving_account
WHERE landlord_id = :landlord_id AND state IN ('active', 'inactive', 'retired')
  AND (CASE WHEN :shortcode IS NULL THEN state <> 'retired' ELSE shortcode = :shortcode END)
ORDER BY CASE state WHEN 'active' THEN 0 WHEN 'inactive' THEN 1 ELSE 2 END, created_at DESC LIMIT 1;
