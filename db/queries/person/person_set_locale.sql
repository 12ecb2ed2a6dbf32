UPDATE person SET locale = :locale WHERE id = :id;
