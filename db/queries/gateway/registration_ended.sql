UPDATE c2b_registration SET state = :state, code = :code, said = :said, answered_at = :now WHERE id = :id;
