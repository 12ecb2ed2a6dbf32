-- For the operator, over all landlords.
SELECT body FROM hook_verdict WHERE inbox_id = :id;
