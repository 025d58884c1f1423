-- Training: a unit of a learner's own, in which everything is synthetic. Whoever practises sees it and nothing else; whoever works sees nothing of it.
ALTER TABLE vigie.unit
  ADD COLUMN training_of text REFERENCES vigie.member,
  ADD COLUMN training_file text CHECK (training_file ~ '^[0-9a-f]{64}$'),
  ADD COLUMN training_ended_at timestamptz,
  ADD CONSTRAINT training_has_file CHECK ((training_of IS NULL) = (training_file IS NULL) AND (training_ended_at IS NULL OR training_of IS NOT NULL));
COMMENT ON COLUMN vigie.unit.training_of IS 'Whose training space it is; null: a unit that works.';
COMMENT ON COLUMN vigie.unit.training_file IS 'SHA-256 of the synthetic file that it was made with: the only one that it takes in.';
COMMENT ON COLUMN vigie.unit.training_ended_at IS 'Its learner has begun anew. What was in it stays where it was, open to nobody: there is nothing that deletes.';
CREATE UNIQUE INDEX unit_training_once ON vigie.unit (training_of) WHERE training_of IS NOT NULL AND training_ended_at IS NULL;

CREATE FUNCTION vigie.in_practice() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('vigie.practice', true), '') = 'on' $$;
COMMENT ON FUNCTION vigie.in_practice IS 'Whether the acting member practises in this transaction.';
GRANT EXECUTE ON FUNCTION vigie.in_practice TO vigie_app, vigie_worker;

CREATE FUNCTION vigie.is_of_practice(of_unit uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT training_of IS NOT NULL FROM vigie.unit WHERE id = of_unit
$$;
CREATE FUNCTION vigie.is_open_to_me(training_of text, training_ended_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN vigie.in_practice() THEN training_of = vigie.me() AND training_ended_at IS NULL ELSE training_of IS NULL END
$$;
COMMENT ON FUNCTION vigie.is_open_to_me IS 'In practice the own training space alone, else units that work: the one place where the two are held apart.';
GRANT EXECUTE ON FUNCTION vigie.is_of_practice, vigie.is_open_to_me TO vigie_app;

CREATE OR REPLACE FUNCTION vigie.my_units(VARIADIC roles text[]) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(DISTINCT unit_id), '{}')
  FROM vigie.membership JOIN vigie.member ON member.id = member_id JOIN vigie.unit ON unit.id = unit_id
  WHERE member_id = vigie.me() AND disabled_at IS NULL AND ended_at IS NULL AND role = ANY (roles)
    AND vigie.is_open_to_me(unit.training_of, unit.training_ended_at)
$$;
COMMENT ON FUNCTION vigie.my_units IS 'Units in which the acting member has one of these roles now: in practice the training space alone.';

CREATE OR REPLACE FUNCTION vigie.in_my_organisation(unit_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM vigie.unit WHERE id = unit_id AND organisation_id = vigie.my_organisation() AND vigie.is_open_to_me(training_of, training_ended_at))
$$;
DROP POLICY of_my_organisation ON vigie.unit;
CREATE POLICY of_my_organisation ON vigie.unit FOR SELECT TO vigie_app
  USING (organisation_id = (SELECT vigie.my_organisation()) AND vigie.is_open_to_me(training_of, training_ended_at));
-- What a training space is made of is written by its function alone.
REVOKE INSERT ON vigie.unit FROM vigie_app;
GRANT INSERT (id, organisation_id, name, demonstration) ON vigie.unit TO vigie_app;

CREATE OR REPLACE FUNCTION casework.my_parts() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(DISTINCT part), '{}')
  FROM vigie.membership r JOIN vigie.member ON member.id = r.member_id JOIN vigie.unit u ON u.id = r.unit_id,
    unnest(CASE WHEN r.role = 'magistrate' THEN ARRAY['magistrate'] WHEN r.role IN ('analyst', 'investigator') THEN ARRAY['responsible', 'deputy', 'head', 'investigator', 'analyst'] END) part
  WHERE r.member_id = vigie.me() AND r.ended_at IS NULL AND member.disabled_at IS NULL AND vigie.is_open_to_me(u.training_of, u.training_ended_at)
$$;

ALTER TABLE casework.live_part ADD COLUMN training boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN casework.live_part.training IS 'The case is one of practice.';
CREATE OR REPLACE FUNCTION casework.keep_live_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM casework.live_part WHERE case_id = NEW.case_id AND member_id = NEW.member_id;
  INSERT INTO casework.live_part (member_id, case_id, role, barred, training)
  SELECT DISTINCT m.member_id, m.case_id, m.role,
    EXISTS (SELECT FROM casework.case_bar b WHERE b.case_id = m.case_id AND b.member_id = m.member_id AND b.ended_at IS NULL),
    u.training_of IS NOT NULL
  FROM casework.case_member m JOIN casework.case_file c ON c.id = m.case_id JOIN vigie.unit u ON u.id = c.unit_id
  WHERE m.case_id = NEW.case_id AND m.member_id = NEW.member_id AND m.ended_at IS NULL AND u.training_ended_at IS NULL;
  RETURN NULL;
END $$;
DROP POLICY mine ON casework.live_part;
CREATE POLICY mine ON casework.live_part FOR SELECT TO vigie_app USING (
  member_id = (SELECT vigie.me()) AND role = ANY ((SELECT casework.my_parts())::text[]) AND training = (SELECT vigie.in_practice())
  AND vigie.may_read(barred, false, true, false));
COMMENT ON POLICY mine ON casework.live_part IS 'A case is a record granted by name, and deny goes over that: vigie.may_read decides here as for leads. Cases of practice show in practice alone.';
CREATE OR REPLACE FUNCTION casework.has_part(of_case uuid, VARIADIC parts text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.live_part p WHERE p.case_id = of_case AND p.member_id = vigie.me() AND p.role = ANY (parts)
    AND p.role = ANY (casework.my_parts()) AND p.training = vigie.in_practice() AND vigie.may_read(p.barred, false, true, false))
$$;
CREATE OR REPLACE FUNCTION casework.find_people(beginning text, most integer) RETURNS TABLE (id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH mine AS MATERIALIZED (
    SELECT p.case_id FROM casework.live_part p
    WHERE p.member_id = vigie.me() AND p.role = ANY ((SELECT casework.my_parts())::text[]) AND p.training = vigie.in_practice()
      AND vigie.may_read(p.barred, false, true, false)),
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

-- No calendar is made while practising, and no clock of practice is swept: the page reckons it.
DROP POLICY add_own ON casework.date_feed;
CREATE POLICY add_own ON casework.date_feed FOR INSERT TO vigie_app
  WITH CHECK (member_id = (SELECT vigie.me()) AND ended_at IS NULL AND (SELECT vigie.my_organisation()) IS NOT NULL AND NOT (SELECT vigie.in_practice()));
DROP POLICY end_own ON casework.date_feed;
CREATE POLICY end_own ON casework.date_feed FOR UPDATE TO vigie_app
  USING (member_id = (SELECT vigie.me()) AND ended_at IS NULL AND NOT (SELECT vigie.in_practice())) WITH CHECK (ended_at IS NOT NULL);
CREATE OR REPLACE FUNCTION casework.units_to_reckon(at timestamptz, shipped text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT r.unit_id FROM casework.request r LEFT JOIN casework.request_standing s ON s.request_id = r.id
  WHERE r.ended_at IS NULL AND (s.request_id IS NULL OR s.look_at <= at OR s.reckoned_at > at OR NOT starts_with(s.rules, shipped))
    AND NOT vigie.is_of_practice(r.unit_id)
$$;
COMMENT ON FUNCTION casework.units_to_reckon IS 'Units in which a standing may have become another: numbers of units alone. One that was computed in the future comes from a clock that was wrong. Without those of practice.';

-- The border, beside the policies: whatever role writes, no row ties something of practice to something else.
CREATE FUNCTION vigie.spaces_of(target text, via text, ref uuid) RETURNS SETOF text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF via = 'unit' THEN
    RETURN QUERY SELECT CASE WHEN training_of IS NULL THEN '' ELSE id::text END FROM vigie.unit WHERE id = ref;
  ELSIF via = 'person' THEN
    RETURN QUERY SELECT DISTINCT s FROM casework.person_in_case p JOIN casework.case_file c ON c.id = p.case_id, vigie.spaces_of('vigie.unit', 'unit', c.unit_id) s
      WHERE p.person_id = ref;
  ELSE
    RETURN QUERY EXECUTE format('SELECT s FROM %s t, vigie.spaces_of(%s) s WHERE t.id = $1', target,
      CASE via
        WHEN 'unit_id' THEN $q$'vigie.unit', 'unit', t.unit_id$q$
        WHEN 'case_id' THEN $q$'casework.case_file', 'unit_id', t.case_id$q$
        ELSE $q$'vigie.lead', 'unit_id', t.lead_id$q$ END) USING ref;
  END IF;
END $$;
COMMENT ON FUNCTION vigie.spaces_of IS 'The training space that a row is of; empty text: of none. A person is of those of its cases.';

CREATE FUNCTION vigie.keep_one_space() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  row jsonb;
  spaces integer;
BEGIN
  IF NOT EXISTS (SELECT FROM vigie.unit WHERE training_of IS NOT NULL) THEN RETURN NULL; END IF;
  row := to_jsonb(NEW);
  SELECT count(DISTINCT space) INTO spaces
  FROM unnest(TG_ARGV) arg, vigie.spaces_of(split_part(arg, ' ', 2), split_part(arg, ' ', 3), (row ->> split_part(arg, ' ', 1))::uuid) space;
  IF spaces > 1 THEN
    RAISE EXCEPTION 'Nothing of practice is tied to anything else.' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_space';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION vigie.keep_one_space IS 'All that a row refers to is of one space. Arguments: column, table, and by what that table says its unit.';

CREATE FUNCTION vigie.keep_to_learner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  row jsonb := to_jsonb(NEW);
  learner text;
BEGIN
  SELECT u.training_of INTO learner FROM vigie.unit u WHERE u.id = coalesce((row ->> 'unit_id')::uuid,
    (SELECT c.unit_id FROM casework.case_file c WHERE c.id = (row ->> 'case_id')::uuid), (SELECT l.unit_id FROM vigie.lead l WHERE l.id = (row ->> 'lead_id')::uuid));
  IF row ->> 'member_id' <> learner THEN
    RAISE EXCEPTION 'Nobody but its learner is in a training space.' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_space';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION vigie.keep_training_file() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  wanted text := (SELECT training_file FROM vigie.unit WHERE id = NEW.unit_id);
  given text[] := CASE WHEN TG_TABLE_NAME = 'import' THEN (SELECT array_agg(f ->> 'sha256') FROM jsonb_array_elements(to_jsonb(NEW) -> 'files') f)
    ELSE ARRAY[to_jsonb(NEW) ->> 'sha256'] END;
BEGIN
  IF EXISTS (SELECT FROM unnest(given) sha WHERE sha IS DISTINCT FROM wanted) AND wanted IS NOT NULL THEN
    RAISE EXCEPTION 'A training space takes in its own synthetic file and no other.' USING ERRCODE = 'check_violation', CONSTRAINT = 'training_file';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER training_file BEFORE INSERT OR UPDATE ON vigie.received_file FOR EACH ROW EXECUTE FUNCTION vigie.keep_training_file();
CREATE TRIGGER training_file BEFORE INSERT OR UPDATE OF files, unit_id ON vigie.import FOR EACH ROW EXECUTE FUNCTION vigie.keep_training_file();

CREATE FUNCTION vigie.keep_unit_in_space() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.training_of IS DISTINCT FROM OLD.training_of OR NEW.training_file IS DISTINCT FROM OLD.training_file OR (OLD.training_ended_at IS NOT NULL AND NEW.training_ended_at IS NULL) THEN
    RAISE EXCEPTION 'A unit stays what it was made as.' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_space';
  END IF;
  RETURN NULL;
END $$;
-- What says of which space other rows are stays where it is.
CREATE FUNCTION vigie.keep_in_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF to_jsonb(NEW) ->> TG_ARGV[0] <> to_jsonb(OLD) ->> TG_ARGV[0] THEN
    RAISE EXCEPTION 'A record stays where it was made.' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_space';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER one_space_kept AFTER UPDATE OF unit_id ON casework.case_file FOR EACH ROW EXECUTE FUNCTION vigie.keep_in_place('unit_id');
CREATE TRIGGER one_space_kept AFTER UPDATE OF case_id ON casework.person_in_case FOR EACH ROW EXECUTE FUNCTION vigie.keep_in_place('case_id');
CREATE TRIGGER one_space AFTER UPDATE ON vigie.unit FOR EACH ROW EXECUTE FUNCTION vigie.keep_unit_in_space();

CREATE VIEW vigie.bordered WITH (security_invoker = true) AS
  WITH says AS (
    SELECT c.oid AS target, c.oid::regclass::text AS name,
      CASE WHEN c.oid = 'vigie.unit'::regclass THEN 'unit' WHEN c.oid = 'casework.person'::regclass THEN 'person'
        ELSE (SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('unit_id', 'case_id', 'lead_id')
          ORDER BY array_position(ARRAY['unit_id', 'case_id', 'lead_id'], a.attname::text) LIMIT 1) END AS via
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('vigie', 'casework') AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id' AND a.atttypid = 'uuid'::regtype))
  SELECT DISTINCT con.conrelid AS table_id, con.conrelid::regclass::text AS table_name, own.attname::text AS column_name, says.name AS target, says.via
  FROM pg_constraint con JOIN says ON says.target = con.confrelid AND says.via IS NOT NULL
  CROSS JOIN LATERAL unnest(con.conkey, con.confkey) pair (own, theirs)
  JOIN pg_attribute own ON own.attrelid = con.conrelid AND own.attnum = pair.own
  JOIN pg_attribute theirs ON theirs.attrelid = con.confrelid AND theirs.attnum = pair.theirs AND theirs.attname = 'id'
  WHERE con.contype = 'f';
COMMENT ON VIEW vigie.bordered IS 'Which columns refer to something that is of a unit, and by what that says its unit: from the catalogue, so that a test finds a table without its border.';

DO $$
DECLARE b record;
BEGIN
  -- Leads and groups come by tens of thousands, and are held to the unit of their run by their key.
  FOR b IN SELECT table_name, string_agg(quote_literal(concat_ws(' ', column_name, target, via)), ', ' ORDER BY column_name, target) AS args,
      string_agg(DISTINCT quote_ident(column_name), ', ') AS columns
    FROM vigie.bordered WHERE table_name NOT IN ('vigie.lead', 'vigie.lead_group') GROUP BY table_id, table_name HAVING count(*) > 1
  LOOP
    EXECUTE format('CREATE TRIGGER one_space AFTER INSERT OR UPDATE OF %s ON %s FOR EACH ROW EXECUTE FUNCTION vigie.keep_one_space(%s)', b.columns, b.table_name, b.args);
  END LOOP;
END $$;
CREATE TRIGGER learner_alone AFTER INSERT OR UPDATE ON casework.case_member FOR EACH ROW EXECUTE FUNCTION vigie.keep_to_learner();
CREATE TRIGGER learner_alone AFTER INSERT OR UPDATE ON casework.case_bar FOR EACH ROW EXECUTE FUNCTION vigie.keep_to_learner();
CREATE TRIGGER learner_alone AFTER INSERT OR UPDATE ON casework.identity_release FOR EACH ROW EXECUTE FUNCTION vigie.keep_to_learner();
CREATE TRIGGER learner_alone AFTER INSERT OR UPDATE ON vigie.access_rule FOR EACH ROW EXECUTE FUNCTION vigie.keep_to_learner();
CREATE TRIGGER learner_alone AFTER INSERT OR UPDATE ON vigie.membership FOR EACH ROW EXECUTE FUNCTION vigie.keep_to_learner();

CREATE TABLE vigie.training_truth (
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  kind text NOT NULL CHECK (kind IN ('payer', 'payee')),
  subject_id text NOT NULL,
  class text NOT NULL,
  harmful boolean NOT NULL,
  queue text NOT NULL CHECK (queue IN ('', 'investigation', 'safeguarding')),
  PRIMARY KEY (unit_id, kind, subject_id)
);
COMMENT ON TABLE vigie.training_truth IS 'What the synthetic file was made of, for the review. Its learner is shown of it what the review says.';
SELECT audit.tell_writes_of('vigie.training_truth');
ALTER TABLE vigie.training_truth ENABLE ROW LEVEL SECURITY;
ALTER TABLE vigie.training_truth FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON vigie.training_truth TO vigie_owner USING (true) WITH CHECK (true);
GRANT SELECT ON vigie.training_truth TO vigie_app;
CREATE POLICY in_practice ON vigie.training_truth FOR SELECT TO vigie_app USING (unit_id = ANY ((SELECT vigie.my_units('analyst'))::uuid[]));

CREATE FUNCTION vigie.may_practise() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM vigie.membership m JOIN vigie.unit u ON u.id = m.unit_id JOIN vigie.member ON member.id = m.member_id
    WHERE m.member_id = vigie.me() AND m.ended_at IS NULL AND disabled_at IS NULL AND u.training_of IS NULL AND m.role IN ('analyst', 'investigator', 'victim_services'))
$$;
COMMENT ON FUNCTION vigie.may_practise IS 'Who works on leads.';

CREATE FUNCTION vigie.begin_practice(sha256 text, truth jsonb) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE begun uuid := gen_random_uuid();
BEGIN
  IF NOT vigie.may_practise() THEN
    RAISE EXCEPTION 'Who works on leads may practise.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM FROM vigie.member WHERE id = vigie.me() FOR UPDATE;
  UPDATE vigie.membership m SET ended_at = clock_timestamp(), ended_by = vigie.me() FROM vigie.unit u
  WHERE u.id = m.unit_id AND u.training_of = vigie.me() AND m.ended_at IS NULL;
  DELETE FROM casework.live_part p USING casework.case_file c JOIN vigie.unit u ON u.id = c.unit_id WHERE c.id = p.case_id AND u.training_of = vigie.me();
  UPDATE vigie.unit SET training_ended_at = clock_timestamp() WHERE training_of = vigie.me() AND training_ended_at IS NULL;
  INSERT INTO vigie.unit (id, organisation_id, name, training_of, training_file)
  VALUES (begun, vigie.my_organisation(), 'Entraînement · Training ' || left(begun::text, 8), vigie.me(), sha256);
  INSERT INTO vigie.membership (member_id, unit_id, role, granted_by) VALUES (vigie.me(), begun, 'analyst', vigie.me());
  INSERT INTO vigie.training_truth SELECT begun, t.kind, t.id, t.class, t.harmful, t.queue
  FROM jsonb_to_recordset(truth) t (kind text, id text, class text, harmful boolean, queue text);
  PERFORM audit.append('practice.begin', 'unit', begun::text, begun, NULL, NULL, NULL);
  RETURN begun;
END $$;
COMMENT ON FUNCTION vigie.begin_practice IS 'A training space for the acting member, in the place of an earlier one, which is left as it is and opens to nobody any more.';

CREATE FUNCTION vigie.read_in_practice() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT e.object_id FROM audit.entry e
  WHERE vigie.in_practice() AND e.member = vigie.me() AND e.act = 'lead.read' AND (e.content::jsonb ->> 'unit')::uuid = ANY (vigie.my_units('analyst'))
$$;
COMMENT ON FUNCTION vigie.read_in_practice IS 'Leads of the training space that its learner has opened, from the audit log.';
GRANT EXECUTE ON FUNCTION vigie.may_practise, vigie.begin_practice, vigie.read_in_practice TO vigie_app;
