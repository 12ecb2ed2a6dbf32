SELECT b.id, b.name, b.number, b.added_at,
       coalesce((SELECT a.balance_cents FROM account a
                  WHERE a.landlord_id = b.landlord_id AND a.kind = 'bank' AND a.detail = b.name), 0) AS balance_cents
FROM bank_account b WHERE b.landlord_id = :landlord_id ORDER BY b.name;
