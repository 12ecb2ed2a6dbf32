-- Is Daraja being asked about this request already?
SELECT count(*) AS count FROM mpesa_request
WHERE about_request_id = :id AND state IN ('pending', 'sending', 'sent');
