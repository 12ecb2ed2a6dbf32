-- For the operator: over all landlords, how often each service was asked for, and by whom last.
SELECT q.api, q.state, q.verdict, q.result_code, q.result_desc, q.requested_at, l.business_name,
       (SELECT count(*) FROM mpesa_request c WHERE c.api = q.api) AS times,
       (SELECT count(DISTINCT c.landlord_id) FROM mpesa_request c WHERE c.api = q.api) AS landlords
FROM mpesa_request q JOIN landlord l ON l.id = q.landlord_id
WHERE q.api IN ('ratiba', 'tax', 'billmanager', 'express', 'simswap')
  AND (SELECT count(*) FROM mpesa_request n
       WHERE n.api = q.api AND (n.requested_at > q.requested_at OR (n.requested_at = q.requested_at AND n.rowid > q.rowid))) < 5
ORDER BY q.api, q.requested_at DESC, q.rowid DESC;
