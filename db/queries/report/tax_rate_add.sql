-- Over all landlords: a rate of the law.
INSERT INTO tax_rate (tax, from_day, rate_bp, least_cents, most_cents, due_day, source, noted_on, noted_by)
VALUES (:tax, :from_day, :rate_bp, :least_cents, :most_cents, :due_day, :source, :today, :person_id) RETURNING id;
