UPDATE c2b_trial SET state = :state, code = :code, said = :said, answered_at = :now WHERE id = :id;
