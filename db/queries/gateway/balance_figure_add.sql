INSERT INTO balance_figure (request_id, position, kind, name, currency, current_cents, available_cents, reserved_cents, uncleared_cents)
VALUES (:request_id, :position, :kind, :name, :currency, :current_cents, :available_cents, :reserved_cents, :uncleared_cents);
