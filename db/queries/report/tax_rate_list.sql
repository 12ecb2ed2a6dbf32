-- Over all landlords: the rates of the law.
SELECT r.id, r.tax, r.from_day, r.rate_bp, r.least_cents, r.most_cents, r.due_day, r.source, r.noted_on, p.name AS noted_name
FROM tax_rate r LEFT JOIN person p ON p.id = r.noted_by ORDER BY r.from_day DESC, r.id DESC;
