-- A number in use of which M-Pesa does not tell us what payers send by themselves.
SELECT a.id AS subject, a.shortcode, NULL AS ours_cents, NULL AS theirs_cents, a.shortcode AS code, NULL AS about, a.activated_at AS at,
       'number' AS target, NULL AS target_id
FROM receiving_account a
WHERE a.landlord_id = :landlord_id AND a.state = 'active'
  AND NOT EXISTS (SELECT 1 FROM c2b_registration c WHERE c.landlord_id = a.landlord_id AND c.receiving_account_id = a.id
                   AND c.state IN ('registered', 'already'));
