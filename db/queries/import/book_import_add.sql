INSERT INTO book_import (id, landlord_id, text, made_at, made_by) VALUES (:id, :landlord_id, :text, :now, :person);
