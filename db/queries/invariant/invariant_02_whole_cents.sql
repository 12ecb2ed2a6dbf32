SELECT id FROM ledger_entry WHERE typeof(amount_cents) <> 'integer' OR amount_cents = 0;
