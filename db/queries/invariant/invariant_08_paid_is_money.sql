-- Paid means that money came, as much as was asked, to the landlord and number that were meant.
SELECT p.id FROM payment p LEFT JOIN money_in m ON m.payment_id = p.id
WHERE (p.state IN ('success', 'reversed')) <> (m.id IS NOT NULL) OR m.amount_cents <> p.asked_cents
   OR m.landlord_id <> p.landlord_id OR m.shortcode <> p.shortcode;
