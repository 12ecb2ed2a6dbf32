SELECT coalesce((SELECT balance_cents FROM account
                  WHERE landlord_id = :landlord_id AND kind = :kind AND detail = :detail), 0) AS cents;
