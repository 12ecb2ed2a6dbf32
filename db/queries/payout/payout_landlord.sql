-- For the operator: whose is this payout?
SELECT landlord_id FROM mpesa_request WHERE id = :id AND api IN ('b2c', 'b2b', 'tax');
