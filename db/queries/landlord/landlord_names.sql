-- For the operator, over all landlords.
SELECT id, business_name FROM landlord ORDER BY business_name, id;
