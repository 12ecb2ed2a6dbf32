INSERT INTO remittance_settlement (remittance_id, landlord_id, how, request_id, note, at, by)
VALUES (:id, :landlord_id, :how, :request_id, :note, :now, :person_id);
