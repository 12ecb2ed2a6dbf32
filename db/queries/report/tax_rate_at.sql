-- Over all landlords: the rate in force on a day; the row that was noted last for a day counts.
SELECT from_day, rate_bp, least_cents, most_cents, due_day, source, noted_on FROM tax_rate
WHERE tax = :tax AND from_day <= :day ORDER BY from_day DESC, id DESC LIMIT 1;
