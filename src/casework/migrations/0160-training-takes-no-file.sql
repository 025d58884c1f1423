-- A training space takes in its own synthetic file and no other: not as an attachment and not as a file of contacts or reports either.
CREATE FUNCTION vigie.keep_files_out_of_practice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (SELECT FROM casework.case_file c JOIN vigie.unit u ON u.id = c.unit_id WHERE c.id = NEW.case_id AND u.training_of IS NOT NULL) THEN
    RAISE EXCEPTION 'A training space takes in its own synthetic file and no other.' USING ERRCODE = 'check_violation', CONSTRAINT = 'training_file';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER training_file BEFORE INSERT OR UPDATE OF case_id ON casework.attachment_content FOR EACH ROW EXECUTE FUNCTION vigie.keep_files_out_of_practice();
CREATE TRIGGER training_file BEFORE INSERT OR UPDATE OF case_id ON casework.attachment FOR EACH ROW EXECUTE FUNCTION vigie.keep_files_out_of_practice();
CREATE TRIGGER training_file BEFORE INSERT OR UPDATE OF case_id ON casework.event_import FOR EACH ROW EXECUTE FUNCTION vigie.keep_files_out_of_practice();

-- Who has practised can become an administrator: nobody else sees the role in the training space, and nobody could end it.
CREATE OR REPLACE FUNCTION vigie.refuse_mixed_administrator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM vigie.member WHERE id = NEW.member_id FOR UPDATE;
  IF (SELECT bool_or(role = 'administrator') AND bool_or(role <> 'administrator') FROM vigie.membership JOIN vigie.unit ON unit.id = unit_id
      WHERE member_id = NEW.member_id AND ended_at IS NULL AND training_of IS NULL) THEN
    RAISE EXCEPTION 'An administrator has no other role: who manages accounts sees no lead.' USING ERRCODE = 'check_violation', CONSTRAINT = 'administrator_alone';
  END IF;
  RETURN NULL;
END $$;
