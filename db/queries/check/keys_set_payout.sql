UPDATE receiving_account SET payout_shortcode = :payout_shortcode
WHERE landlord_id = :landlord_id AND id = :id AND state IN ('active', 'inactive');
