-- One property of a caretaker; nothing is added for one that is not this landlord's.
INSERT INTO member_property (landlord_id, person_id, property_id)
SELECT p.landlord_id, :person_id, p.id FROM property p WHERE p.landlord_id = :landlord_id AND p.id = :property_id;
