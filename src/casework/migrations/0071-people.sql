-- People of cases: persons concerned, children, others. What is known of them is said by somebody, from a source, on a day.
CREATE TABLE casework.capacity (
  population text NOT NULL CHECK (population IN ('concerned', 'child', 'other')),
  capacity text NOT NULL,
  PRIMARY KEY (population, capacity)
);
COMMENT ON TABLE casework.capacity IS 'As what a person stands in a case; src/casework/people/populations.ts says the same and is tested against it.';
INSERT INTO casework.capacity VALUES
  ('concerned', 'payer'), ('concerned', 'payee'), ('concerned', 'facilitator'), ('concerned', 'collector'), ('concerned', 'suspect'),
  ('child', 'possible_victim'), ('child', 'victim'),
  ('other', 'witness'), ('other', 'relative'), ('other', 'professional'), ('other', 'possible_victim'), ('other', 'victim');

CREATE TABLE casework.person (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES vigie.organisation,
  population text NOT NULL CHECK (population IN ('concerned', 'child', 'other')),
  working_name text NOT NULL CHECK (length(working_name) BETWEEN 1 AND 200),
  merged_into uuid REFERENCES casework.person,
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (id, population)
);
COMMENT ON COLUMN casework.person.working_name IS 'What colleagues call the record. Of a child never the own name.';
COMMENT ON COLUMN casework.person.merged_into IS 'Kept by trigger from person_merge; statements stay with the record they were made on.';
CREATE INDEX person_merged ON casework.person (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX person_working_name ON casework.person (lower(working_name) text_pattern_ops);

CREATE TABLE casework.person_in_case (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  case_id uuid NOT NULL REFERENCES casework.case_file,
  person_id uuid NOT NULL,
  population text NOT NULL,
  capacity text NOT NULL,
  act_reference text CHECK (length(act_reference) BETWEEN 1 AND 500),
  added_by text NOT NULL REFERENCES vigie.member,
  added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_by text REFERENCES vigie.member,
  ended_at timestamptz,
  ended_reason text CHECK (length(ended_reason) BETWEEN 1 AND 2000),
  FOREIGN KEY (person_id, population) REFERENCES casework.person (id, population),
  FOREIGN KEY (population, capacity) REFERENCES casework.capacity,
  CONSTRAINT suspect_by_act CHECK (capacity <> 'suspect' OR act_reference IS NOT NULL),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (ended_reason IS NULL))
);
COMMENT ON COLUMN casework.person_in_case.act_reference IS 'The act of an authority. Nobody is a suspect without one.';
CREATE UNIQUE INDEX person_in_case_once ON casework.person_in_case (case_id, person_id, capacity) WHERE ended_at IS NULL;
CREATE INDEX person_in_case_of_person ON casework.person_in_case (person_id, case_id) WHERE ended_at IS NULL;

CREATE TABLE casework.statement_field (
  population text NOT NULL,
  field text NOT NULL,
  sealed boolean NOT NULL,
  for_care boolean NOT NULL,
  PRIMARY KEY (population, field)
);
COMMENT ON TABLE casework.statement_field IS 'What can be said of whom. sealed: the identity of a child, shown on a release by name only. for_care: shown to the service that cares.';
INSERT INTO casework.statement_field
  SELECT population, field, false, false FROM (VALUES ('concerned'), ('other')) p (population),
    (VALUES ('name'), ('birth_date'), ('age'), ('place'), ('address'), ('phone'), ('account'), ('document'), ('identifier'), ('language'), ('note')) f (field)
  UNION ALL SELECT 'child', field, true, false FROM (VALUES ('name'), ('birth_date'), ('address'), ('phone'), ('account'), ('document'), ('identifier'), ('school')) f (field)
  UNION ALL SELECT 'child', field, false, true FROM (VALUES ('age'), ('language'), ('need')) f (field)
  UNION ALL SELECT 'child', field, false, false FROM (VALUES ('place'), ('school_day'), ('payout_place'), ('kin_term'), ('note')) f (field);

CREATE TABLE casework.statement (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  person_id uuid NOT NULL,
  population text NOT NULL,
  field text NOT NULL,
  value jsonb NOT NULL CHECK (length(value::text) <= 8000),
  basis text NOT NULL CHECK (length(basis) <= 2000),
  source_kind text NOT NULL CHECK (source_kind IN ('transfer', 'lead', 'contact_record', 'provider_report', 'document', 'authority', 'person', 'other')),
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 1000),
  known_on date,
  sealed boolean NOT NULL DEFAULT true,
  for_care boolean NOT NULL DEFAULT false,
  entered_by text NOT NULL REFERENCES vigie.member,
  entered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (person_id, population) REFERENCES casework.person (id, population),
  FOREIGN KEY (population, field) REFERENCES casework.statement_field,
  CONSTRAINT age_has_basis CHECK (field <> 'age' OR basis <> '')
);
COMMENT ON TABLE casework.statement IS 'Append-only: what somebody said of a person, on what ground, from where. Statements that conflict stand side by side.';
COMMENT ON COLUMN casework.statement.known_on IS 'From when the source is, where it says so; entered_at is when it was written down here.';
CREATE INDEX statement_of_person ON casework.statement (person_id, seq);
CREATE INDEX statement_value ON casework.statement (lower(value ->> 'text') text_pattern_ops) WHERE NOT sealed;

CREATE FUNCTION casework.seal_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  SELECT f.sealed, f.for_care INTO NEW.sealed, NEW.for_care FROM casework.statement_field f WHERE f.population = NEW.population AND f.field = NEW.field;
  NEW.sealed := coalesce(NEW.sealed, true);
  NEW.for_care := coalesce(NEW.for_care, false);
  RETURN NEW;
END $$;
CREATE TRIGGER seal BEFORE INSERT ON casework.statement FOR EACH ROW EXECUTE FUNCTION casework.seal_statement();

CREATE TABLE casework.statement_standing (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  statement_id uuid NOT NULL REFERENCES casework.statement,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  standing text NOT NULL CHECK (standing IN ('stands', 'adopted', 'set_aside')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE casework.statement_standing IS 'What colleagues make of a statement; the newest holds.';
CREATE INDEX standing_of_statement ON casework.statement_standing (statement_id, seq DESC);

CREATE TABLE casework.person_merge (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person_id uuid NOT NULL REFERENCES casework.person,
  into_id uuid NOT NULL REFERENCES casework.person,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  undone_by text REFERENCES vigie.member,
  undone_at timestamptz,
  undone_reason text CHECK (length(undone_reason) BETWEEN 1 AND 2000),
  CHECK (person_id <> into_id),
  CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL))
);
COMMENT ON TABLE casework.person_merge IS 'Two records found to be one person. Nothing moves, so that it can be undone whole.';
CREATE UNIQUE INDEX person_merge_once ON casework.person_merge (person_id) WHERE undone_at IS NULL;
CREATE INDEX person_merge_into ON casework.person_merge (into_id);

CREATE FUNCTION casework.keep_merged() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM casework.person WHERE id IN (NEW.person_id, NEW.into_id) ORDER BY id FOR UPDATE;
  IF NEW.undone_at IS NULL AND (
    (SELECT merged_into FROM casework.person WHERE id = NEW.into_id) IS NOT NULL
    OR EXISTS (SELECT FROM casework.person WHERE merged_into = NEW.person_id)
    OR (SELECT count(DISTINCT population) FROM casework.person WHERE id IN (NEW.person_id, NEW.into_id)) > 1) THEN
    RAISE EXCEPTION 'These records cannot be merged as they are.' USING ERRCODE = 'check_violation', CONSTRAINT = 'mergeable';
  END IF;
  UPDATE casework.person SET merged_into = CASE WHEN NEW.undone_at IS NULL THEN NEW.into_id END, version = version + 1 WHERE id = NEW.person_id;
  UPDATE casework.person SET version = version + 1 WHERE id = NEW.into_id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION casework.keep_merged IS 'One level alone: a record into which others were merged is not merged further, and populations do not mix.';
CREATE TRIGGER keep_merged AFTER INSERT OR UPDATE ON casework.person_merge FOR EACH ROW EXECUTE FUNCTION casework.keep_merged();

CREATE FUNCTION casework.refuse_person_without_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM casework.person_in_case WHERE person_id = NEW.id) THEN
    RAISE EXCEPTION 'A person belongs to a case.' USING ERRCODE = 'check_violation', CONSTRAINT = 'person_has_case';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER in_a_case AFTER INSERT ON casework.person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION casework.refuse_person_without_case();

SELECT audit.tell_writes_of(t) FROM unnest(ARRAY['casework.person', 'casework.person_in_case', 'casework.statement', 'casework.statement_standing', 'casework.person_merge']::regclass[]) t;

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['casework.capacity', 'casework.person', 'casework.person_in_case', 'casework.statement_field', 'casework.statement', 'casework.statement_standing', 'casework.person_merge']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

CREATE POLICY everybody ON casework.capacity FOR SELECT TO vigie_app USING (true);
CREATE POLICY everybody ON casework.statement_field FOR SELECT TO vigie_app USING (true);
GRANT SELECT ON casework.capacity, casework.statement_field TO vigie_app;

CREATE POLICY of_my_cases ON casework.person_in_case FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = person_in_case.case_id));
CREATE POLICY of_my_cases ON casework.person FOR SELECT TO vigie_app
  USING (EXISTS (SELECT FROM casework.person_in_case p WHERE p.person_id = person.id));
CREATE POLICY add ON casework.person FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND merged_into IS NULL AND organisation_id = (SELECT vigie.my_organisation()) AND (SELECT casework.my_parts()) && ARRAY['responsible']);
COMMENT ON POLICY add ON casework.person IS 'A person who is put into no case in the same transaction is refused by trigger.';
CREATE POLICY rename ON casework.person FOR UPDATE TO vigie_app
  USING (EXISTS (SELECT FROM casework.person_in_case p WHERE p.person_id = person.id AND casework.i_work_on(p.case_id)));
GRANT SELECT, INSERT (id, organisation_id, population, working_name, made_by), UPDATE (working_name, version) ON casework.person TO vigie_app;

CREATE FUNCTION casework.i_may_place(of_person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.person p WHERE p.id = of_person AND p.organisation_id = vigie.my_organisation() AND (
    EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = p.id AND casework.i_see(c.case_id))
    OR (p.made_by = vigie.me() AND NOT EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = p.id))))
$$;
COMMENT ON FUNCTION casework.i_may_place IS 'Whom the acting member sees, or has just made, can be put into a case.';
CREATE FUNCTION casework.is_in_case(of_person uuid, of_case uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.person_in_case WHERE person_id = of_person AND case_id = of_case AND ended_at IS NULL)
$$;
GRANT EXECUTE ON FUNCTION casework.i_may_place, casework.is_in_case TO vigie_app;

CREATE FUNCTION casework.find_people(beginning text, most integer) RETURNS TABLE (id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH mine AS MATERIALIZED (
    SELECT p.case_id FROM casework.live_part p
    WHERE p.member_id = vigie.me() AND p.role = ANY ((SELECT casework.my_parts())::text[]) AND vigie.may_read(p.barred, false, true, false)),
  -- The last character there is: everything that begins so lies before it.
  asked AS MATERIALIZED (SELECT lower(beginning) AS first, lower(beginning) || chr(1114111) AS last)
  SELECT hit.id FROM (
    (SELECT p.id FROM casework.person p, asked WHERE lower(p.working_name) ~>=~ asked.first AND lower(p.working_name) ~<~ asked.last
       AND EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = p.id AND c.case_id IN (SELECT case_id FROM mine)) LIMIT most)
    UNION
    (SELECT s.person_id FROM casework.statement s, asked
     WHERE NOT s.sealed AND lower(s.value ->> 'text') ~>=~ asked.first AND lower(s.value ->> 'text') ~<~ asked.last
       AND s.case_id IN (SELECT case_id FROM mine) LIMIT most)) hit
$$;
COMMENT ON FUNCTION casework.find_people IS 'People of the acting member''s cases by the beginning of what is said of them. The owner runs it: under a policy the index would not be used.';
GRANT EXECUTE ON FUNCTION casework.find_people TO vigie_app;

CREATE POLICY work_on ON casework.person_in_case FOR INSERT TO vigie_app WITH CHECK (
  added_by = (SELECT vigie.me()) AND ended_at IS NULL AND casework.i_work_on(case_id) AND casework.i_may_place(person_id));
CREATE POLICY work_on_end ON casework.person_in_case FOR UPDATE TO vigie_app
  USING (ended_at IS NULL AND population <> 'child' AND casework.i_work_on(case_id))
  WITH CHECK (ended_by = (SELECT vigie.me()) AND ended_at IS NOT NULL);
COMMENT ON POLICY work_on_end ON casework.person_in_case IS 'A child does not leave a case by a click: its statuses are carried to an end, or given up by two people.';
GRANT SELECT, INSERT (case_id, person_id, population, capacity, act_reference, added_by), UPDATE (ended_by, ended_at, ended_reason) ON casework.person_in_case TO vigie_app;

CREATE POLICY of_my_cases ON casework.statement FOR SELECT TO vigie_app USING (NOT sealed AND EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = statement.case_id));
CREATE POLICY work_on ON casework.statement FOR INSERT TO vigie_app WITH CHECK (
  entered_by = (SELECT vigie.me()) AND casework.i_work_on(case_id) AND casework.is_in_case(person_id, case_id));
GRANT SELECT, INSERT (id, case_id, person_id, population, field, value, basis, source_kind, source, known_on, entered_by) ON casework.statement TO vigie_app;

CREATE POLICY of_a_statement ON casework.statement_standing FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.statement s WHERE s.id = statement_standing.statement_id));
CREATE POLICY work_on ON casework.statement_standing FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND casework.i_work_on(case_id)
  AND EXISTS (SELECT FROM casework.statement s WHERE s.id = statement_standing.statement_id AND s.case_id = statement_standing.case_id));
GRANT SELECT, INSERT (statement_id, case_id, standing, reason, made_by) ON casework.statement_standing TO vigie_app;

CREATE POLICY of_two_people ON casework.person_merge FOR SELECT TO vigie_app USING (
  EXISTS (SELECT FROM casework.person p WHERE p.id = person_merge.person_id) AND EXISTS (SELECT FROM casework.person p WHERE p.id = person_merge.into_id));
CREATE FUNCTION casework.i_work_with(of_person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.person_in_case WHERE person_id = of_person AND casework.i_work_on(case_id))
$$;
GRANT EXECUTE ON FUNCTION casework.i_work_with TO vigie_app;
CREATE POLICY merge ON casework.person_merge FOR INSERT TO vigie_app
  WITH CHECK (made_by = (SELECT vigie.me()) AND undone_at IS NULL AND casework.i_work_with(person_id) AND casework.i_work_with(into_id));
CREATE POLICY undo ON casework.person_merge FOR UPDATE TO vigie_app
  USING (undone_at IS NULL AND casework.i_work_with(person_id) AND casework.i_work_with(into_id))
  WITH CHECK (undone_by = (SELECT vigie.me()) AND undone_at IS NOT NULL);
GRANT SELECT, INSERT (person_id, into_id, reason, made_by), UPDATE (undone_by, undone_at, undone_reason) ON casework.person_merge TO vigie_app;
