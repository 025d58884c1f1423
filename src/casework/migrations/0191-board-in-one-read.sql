-- What a page asks of many cases is read once, and by an index.
CREATE INDEX person_in_case_of_person_ever ON casework.person_in_case (person_id, case_id);
COMMENT ON INDEX casework.person_in_case_of_person_ever IS 'The policies of people and of children ask for the cases of a person, ended or not: without it all cases of all people were read for one.';

ALTER TABLE casework.request_standing
  ADD COLUMN unit_id uuid, ADD COLUMN country text, ADD COLUMN abroad boolean, ADD COLUMN holder_id text,
  ADD COLUMN place date GENERATED ALWAYS AS (coalesce(least(next_on, passed_on), 'infinity'::date)) STORED;
COMMENT ON COLUMN casework.request_standing.unit_id IS 'With country, abroad and holder_id kept by trigger from the request: the board counts and orders many without reading each of them too.';
COMMENT ON COLUMN casework.request_standing.place IS 'Where it stands on the board: a term that passed comes before dates that lie ahead, and does not sink under them.';
UPDATE casework.request_standing s SET unit_id = r.unit_id, country = r.country, abroad = r.country <> r.own_country, holder_id = r.holder_id
FROM casework.request r WHERE r.id = s.request_id;
ALTER TABLE casework.request_standing
  ALTER COLUMN unit_id SET NOT NULL, ALTER COLUMN country SET NOT NULL, ALTER COLUMN abroad SET NOT NULL, ALTER COLUMN holder_id SET NOT NULL;
CREATE INDEX request_standing_place ON casework.request_standing (unit_id, place, request_id);

CREATE FUNCTION casework.fill_standing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  SELECT r.unit_id, r.country, r.country <> r.own_country, r.holder_id INTO NEW.unit_id, NEW.country, NEW.abroad, NEW.holder_id
  FROM casework.request r WHERE r.id = NEW.request_id;
  RETURN NEW;
END $$;
CREATE TRIGGER fill BEFORE INSERT ON casework.request_standing FOR EACH ROW EXECUTE FUNCTION casework.fill_standing();
CREATE FUNCTION casework.keep_holder_of_standing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE casework.request_standing SET holder_id = NEW.holder_id WHERE request_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_holder AFTER UPDATE OF holder_id ON casework.request
  FOR EACH ROW WHEN (NEW.holder_id <> OLD.holder_id) EXECUTE FUNCTION casework.keep_holder_of_standing();

-- Jobs read as much of it as before: not who holds a request.
REVOKE SELECT ON casework.request_standing FROM vigie_worker;
GRANT SELECT (request_id, case_id, standing, next_on, because, rule, silent_since, escalated_to, protection_ends_on, passed_on, not_sent, look_at, rules, reckoned_at)
  ON casework.request_standing TO vigie_worker;
