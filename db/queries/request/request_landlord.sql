-- For the operator: whose request is it?
SELECT landlord_id FROM mpesa_request WHERE id = :id;
