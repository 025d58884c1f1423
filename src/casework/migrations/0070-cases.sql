-- Cases: who works on them, how far they are, and who looks for the children. Nothing here is ever deleted.
CREATE SCHEMA casework;
GRANT USAGE ON SCHEMA casework TO vigie_app, vigie_worker;

CREATE TABLE casework.stage_step (
  from_stage text NOT NULL,
  to_stage text NOT NULL,
  PRIMARY KEY (from_stage, to_stage)
);
COMMENT ON TABLE casework.stage_step IS 'Which stage may follow which; src/casework/cases/stages.ts says the same and is tested against it.';
INSERT INTO casework.stage_step VALUES
  ('lead', 'preliminary_inquiry'), ('lead', 'judicial_investigation'), ('lead', 'closed'),
  ('preliminary_inquiry', 'judicial_investigation'), ('preliminary_inquiry', 'trial'), ('preliminary_inquiry', 'closed'),
  ('judicial_investigation', 'trial'), ('judicial_investigation', 'closed'),
  ('trial', 'judicial_investigation'), ('trial', 'judgment'),
  ('judgment', 'trial'), ('judgment', 'closed'),
  ('closed', 'lead'), ('closed', 'preliminary_inquiry'), ('closed', 'judicial_investigation');

CREATE TABLE casework.case_file (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  reference text NOT NULL UNIQUE CHECK (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  stage text NOT NULL DEFAULT 'lead' CHECK (stage IN ('lead', 'preliminary_inquiry', 'judicial_investigation', 'trial', 'judgment', 'closed')),
  opened_by text NOT NULL REFERENCES vigie.member,
  opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  version integer NOT NULL DEFAULT 1
);
COMMENT ON COLUMN casework.case_file.reference IS 'Drawn at random: a running number would tell how many cases there are.';
COMMENT ON COLUMN casework.case_file.country IS 'Whose procedure it follows, and so how its stages are called.';
COMMENT ON COLUMN casework.case_file.stage IS 'Kept by trigger from stage_change.';
CREATE INDEX case_file_of_unit ON casework.case_file (unit_id, opened_at DESC, id);

CREATE TABLE casework.case_member (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  case_id uuid NOT NULL REFERENCES casework.case_file,
  member_id text NOT NULL REFERENCES vigie.member,
  role text NOT NULL CHECK (role IN ('responsible', 'deputy', 'head', 'investigator', 'analyst', 'magistrate')),
  added_by text NOT NULL REFERENCES vigie.member,
  added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_by text REFERENCES vigie.member,
  ended_at timestamptz,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CONSTRAINT responsible_alone EXCLUDE USING btree (case_id WITH =) WHERE (role = 'responsible' AND ended_at IS NULL) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE casework.case_member IS 'Who works on a case, by name: no role of a unit opens a case. Victim services come by a referral, not by this table.';
CREATE UNIQUE INDEX case_member_once ON casework.case_member (case_id, member_id, role) WHERE ended_at IS NULL;
CREATE INDEX case_member_of_member ON casework.case_member (member_id, case_id) WHERE ended_at IS NULL;

CREATE TABLE casework.case_bar (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  case_id uuid NOT NULL REFERENCES casework.case_file,
  member_id text NOT NULL REFERENCES vigie.member,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_by text REFERENCES vigie.member,
  ended_at timestamptz,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK (member_id <> made_by)
);
COMMENT ON TABLE casework.case_bar IS 'Who is kept out of a case whatever else holds, such as somebody who knows a person in it.';
CREATE INDEX case_bar_of_member ON casework.case_bar (member_id, case_id) WHERE ended_at IS NULL;

CREATE TABLE casework.live_part (
  member_id text NOT NULL,
  case_id uuid NOT NULL,
  role text NOT NULL,
  barred boolean NOT NULL,
  PRIMARY KEY (member_id, case_id, role)
);
COMMENT ON TABLE casework.live_part IS 'Kept by trigger from case_member and case_bar: who has which part now. Every policy of casework asks it, row by row or at once, as the planner likes.';
CREATE INDEX live_part_of_case ON casework.live_part (case_id);

CREATE FUNCTION casework.keep_live_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM casework.live_part WHERE case_id = NEW.case_id AND member_id = NEW.member_id;
  INSERT INTO casework.live_part (member_id, case_id, role, barred)
  SELECT DISTINCT m.member_id, m.case_id, m.role,
    EXISTS (SELECT FROM casework.case_bar b WHERE b.case_id = m.case_id AND b.member_id = m.member_id AND b.ended_at IS NULL)
  FROM casework.case_member m WHERE m.case_id = NEW.case_id AND m.member_id = NEW.member_id AND m.ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_live_part AFTER INSERT OR UPDATE ON casework.case_member FOR EACH ROW EXECUTE FUNCTION casework.keep_live_part();
CREATE TRIGGER keep_live_part AFTER INSERT OR UPDATE ON casework.case_bar FOR EACH ROW EXECUTE FUNCTION casework.keep_live_part();

CREATE FUNCTION casework.my_parts() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(DISTINCT part), '{}')
  FROM vigie.membership r JOIN vigie.member ON member.id = r.member_id,
    unnest(CASE WHEN r.role = 'magistrate' THEN ARRAY['magistrate'] WHEN r.role IN ('analyst', 'investigator') THEN ARRAY['responsible', 'deputy', 'head', 'investigator', 'analyst'] END) part
  WHERE r.member_id = vigie.me() AND r.ended_at IS NULL AND member.disabled_at IS NULL
$$;
COMMENT ON FUNCTION casework.my_parts IS 'Parts in cases that count for the acting member now: a part counts while a staff role goes with it, a magistrate''s for magistrates, the others for analysts and investigators.';

CREATE FUNCTION casework.has_part(of_case uuid, VARIADIC parts text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.live_part p WHERE p.case_id = of_case AND p.member_id = vigie.me() AND p.role = ANY (parts)
    AND p.role = ANY (casework.my_parts()) AND vigie.may_read(p.barred, false, true, false))
$$;
COMMENT ON FUNCTION casework.has_part IS 'Whether the acting member has one of these parts in a case. Who is barred has none.';
CREATE FUNCTION casework.i_see(of_case uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT casework.has_part(of_case, 'responsible', 'deputy', 'head', 'investigator', 'analyst', 'magistrate')
$$;
CREATE FUNCTION casework.i_lead(of_case uuid) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT casework.has_part(of_case, 'responsible', 'deputy', 'head') $$;
CREATE FUNCTION casework.i_agree_in(of_case uuid) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT casework.has_part(of_case, 'responsible', 'deputy', 'head', 'magistrate') $$;
COMMENT ON FUNCTION casework.i_agree_in IS 'Whether the acting member may be the second person that a decision needs.';
CREATE FUNCTION casework.i_work_on(of_case uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT casework.has_part(of_case, 'responsible', 'deputy', 'head', 'investigator', 'analyst')
    AND EXISTS (SELECT FROM casework.case_file WHERE id = of_case AND stage <> 'closed')
$$;
COMMENT ON FUNCTION casework.i_work_on IS 'Whether the acting member writes to a case. A closed one is opened again first.';

CREATE FUNCTION casework.is_on_case(of_case uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.case_member m JOIN vigie.member ON member.id = m.member_id
    WHERE m.case_id = of_case AND m.member_id = of_member AND m.ended_at IS NULL AND member.disabled_at IS NULL)
$$;
CREATE FUNCTION casework.opened_by_me_and_empty(of_case uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.case_file WHERE id = of_case AND opened_by = vigie.me())
    AND NOT EXISTS (SELECT FROM casework.case_member WHERE case_id = of_case)
$$;

CREATE TABLE casework.agreement (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  kind text NOT NULL CHECK (kind IN ('close_case', 'end_child_search', 'end_child_status', 'end_request')),
  object_id uuid NOT NULL,
  content jsonb NOT NULL DEFAULT '{}',
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 10000),
  proposed_by text NOT NULL REFERENCES vigie.member,
  proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  answered_by text REFERENCES vigie.member,
  answered_at timestamptz,
  agreed boolean,
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 10000),
  CHECK (answered_by <> proposed_by),
  CHECK ((answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (agreed IS NULL)),
  CHECK (agreed IS DISTINCT FROM false OR words <> '')
);
COMMENT ON TABLE casework.agreement IS 'What ends without a result needs a second person: proposed by one, with a reason, and answered by another.';
CREATE UNIQUE INDEX agreement_awaited_once ON casework.agreement (kind, object_id, content) WHERE answered_at IS NULL;
CREATE INDEX agreement_of_case ON casework.agreement (case_id, proposed_at);

CREATE FUNCTION casework.is_agreed(agreement_id uuid, wanted_kind text, of_object uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.agreement a WHERE a.id = agreement_id AND a.kind = wanted_kind AND a.object_id = of_object AND a.agreed)
$$;

CREATE TABLE casework.stage_change (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  from_stage text NOT NULL,
  to_stage text NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 10000),
  agreement_id uuid UNIQUE REFERENCES casework.agreement,
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (from_stage, to_stage) REFERENCES casework.stage_step,
  CHECK ((to_stage = 'closed') = (agreement_id IS NOT NULL))
);
CREATE INDEX stage_change_of_case ON casework.stage_change (case_id, seq);

CREATE TABLE casework.child_search (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  holder_id text NOT NULL REFERENCES vigie.member,
  next_step text NOT NULL CHECK (length(next_step) BETWEEN 1 AND 2000),
  next_on date,
  agreement_id uuid UNIQUE REFERENCES casework.agreement,
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((next_on IS NULL) = (agreement_id IS NOT NULL))
);
COMMENT ON TABLE casework.child_search IS 'Who looks for the children of a case, what comes next and when. The newest row holds; only an agreement ends it without a next date.';
CREATE INDEX child_search_of_case ON casework.child_search (case_id, seq DESC);

CREATE TABLE casework.case_link (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  case_id uuid NOT NULL REFERENCES casework.case_file,
  other_case_id uuid NOT NULL REFERENCES casework.case_file,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (case_id < other_case_id),
  UNIQUE (case_id, other_case_id)
);
COMMENT ON TABLE casework.case_link IS 'Made by who works on both. Who sees one of the two alone learns by links_of that there is a link, and whom to ask.';
CREATE INDEX case_link_of_other ON casework.case_link (other_case_id);

CREATE FUNCTION casework.links_of(of_case uuid) RETURNS TABLE (id uuid, other_case_id uuid, other_reference text, reason text, ask_id text, ask_name text, made_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH linked AS (
    SELECT l.id, other.id AS other, casework.i_see(other.id) AS seen, l.reason, l.made_at
    FROM casework.case_link l CROSS JOIN LATERAL (SELECT CASE WHEN l.case_id = of_case THEN l.other_case_id ELSE l.case_id END AS id) other
    WHERE of_case IN (l.case_id, l.other_case_id) AND casework.i_see(of_case))
  SELECT linked.id,
    CASE WHEN linked.seen THEN linked.other END,
    CASE WHEN linked.seen THEN c.reference END,
    CASE WHEN linked.seen THEN linked.reason END,
    who.id, who.name,
    CASE WHEN linked.seen THEN linked.made_at END
  FROM linked JOIN casework.case_file c ON c.id = linked.other
  JOIN casework.case_member m ON m.case_id = linked.other AND m.role = 'responsible' AND m.ended_at IS NULL
  JOIN vigie.member who ON who.id = m.member_id
$$;

CREATE TABLE casework.case_lead (
  case_id uuid NOT NULL REFERENCES casework.case_file,
  lead_id uuid NOT NULL REFERENCES vigie.lead,
  added_by text NOT NULL REFERENCES vigie.member,
  added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (case_id, lead_id)
);
COMMENT ON TABLE casework.case_lead IS 'Leads that a case goes back to. They are read by the rules of leads; a case opens none.';
CREATE INDEX case_lead_of_lead ON casework.case_lead (lead_id);

CREATE FUNCTION casework.keep_lead_of_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO vigie.hold (unit_id, lead_id, reason, made_by)
  SELECT lead.unit_id, lead.id, c.reference, NEW.added_by FROM vigie.lead, casework.case_file c WHERE lead.id = NEW.lead_id AND c.id = NEW.case_id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION casework.keep_lead_of_case IS 'What a case goes back to is not erased by the retention of its unit.';
CREATE TRIGGER keep_lead AFTER INSERT ON casework.case_lead FOR EACH ROW EXECUTE FUNCTION casework.keep_lead_of_case();

CREATE FUNCTION casework.refuse_unattended_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE of_case uuid := coalesce(to_jsonb(NEW) ->> 'case_id', to_jsonb(NEW) ->> 'id')::uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM casework.case_member WHERE case_id = of_case AND role = 'responsible' AND ended_at IS NULL) THEN
    RAISE EXCEPTION 'A case has somebody who is responsible for it.' USING ERRCODE = 'check_violation', CONSTRAINT = 'case_has_responsible';
  END IF;
  IF NOT EXISTS (SELECT FROM casework.child_search WHERE case_id = of_case) THEN
    RAISE EXCEPTION 'A case has somebody who looks for its children.' USING ERRCODE = 'check_violation', CONSTRAINT = 'case_has_search';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER attended AFTER INSERT ON casework.case_file DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION casework.refuse_unattended_case();
CREATE CONSTRAINT TRIGGER attended AFTER UPDATE ON casework.case_member DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION casework.refuse_unattended_case();

SELECT audit.tell_writes_of(t) FROM unnest(ARRAY['casework.case_file', 'casework.case_member', 'casework.case_bar', 'casework.agreement', 'casework.stage_change',
  'casework.child_search', 'casework.case_link', 'casework.case_lead']::regclass[]) t;

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['casework.stage_step', 'casework.live_part', 'casework.case_file', 'casework.case_member', 'casework.case_bar', 'casework.agreement', 'casework.stage_change',
    'casework.child_search', 'casework.case_link', 'casework.case_lead']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

GRANT EXECUTE ON FUNCTION casework.my_parts, casework.has_part, casework.i_see, casework.i_lead, casework.i_agree_in, casework.i_work_on, casework.is_on_case,
  casework.opened_by_me_and_empty, casework.is_agreed, casework.links_of TO vigie_app;

CREATE POLICY everybody ON casework.stage_step FOR SELECT TO vigie_app USING (true);
GRANT SELECT ON casework.stage_step TO vigie_app;

CREATE POLICY mine ON casework.live_part FOR SELECT TO vigie_app USING (
  member_id = (SELECT vigie.me()) AND role = ANY ((SELECT casework.my_parts())::text[]) AND vigie.may_read(barred, false, true, false));
COMMENT ON POLICY mine ON casework.live_part IS 'A case is a record granted by name, and deny goes over that: vigie.may_read decides here as for leads.';
GRANT SELECT ON casework.live_part TO vigie_app;

CREATE POLICY mine ON casework.case_file FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = case_file.id));
CREATE POLICY open_one ON casework.case_file FOR INSERT TO vigie_app
  WITH CHECK (opened_by = (SELECT vigie.me()) AND stage = 'lead' AND unit_id = ANY ((SELECT vigie.my_units('analyst', 'investigator'))::uuid[]));
CREATE POLICY work_on ON casework.case_file FOR UPDATE TO vigie_app
  USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = case_file.id)) WITH CHECK (casework.i_work_on(id));
COMMENT ON POLICY work_on ON casework.case_file IS 'Who reads a case may lock its row, to agree to something in it; changing it is for who works on it.';
GRANT SELECT, INSERT (id, unit_id, reference, title, country, opened_by), UPDATE (title, country, version) ON casework.case_file TO vigie_app;

CREATE POLICY of_my_cases ON casework.case_member FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = case_member.case_id));
CREATE POLICY leaders_add ON casework.case_member FOR INSERT TO vigie_app WITH CHECK (
  added_by = (SELECT vigie.me()) AND ended_at IS NULL AND vigie.is_colleague(member_id)
  AND (casework.i_lead(case_id)
    OR (member_id = (SELECT vigie.me()) AND role = 'responsible' AND casework.opened_by_me_and_empty(case_id))));
CREATE POLICY leaders_end ON casework.case_member FOR UPDATE TO vigie_app
  USING (ended_at IS NULL AND casework.i_lead(case_id))
  WITH CHECK (ended_by = (SELECT vigie.me()) AND ended_at IS NOT NULL);
GRANT SELECT, INSERT (case_id, member_id, role, added_by), UPDATE (ended_by, ended_at) ON casework.case_member TO vigie_app;

CREATE POLICY leaders ON casework.case_bar FOR SELECT TO vigie_app USING (casework.i_lead(case_id));
CREATE POLICY leaders_add ON casework.case_bar FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND ended_at IS NULL AND vigie.is_colleague(member_id) AND casework.i_lead(case_id));
CREATE POLICY leaders_end ON casework.case_bar FOR UPDATE TO vigie_app
  USING (ended_at IS NULL AND casework.i_lead(case_id))
  WITH CHECK (ended_by = (SELECT vigie.me()) AND ended_at IS NOT NULL);
GRANT SELECT, INSERT (case_id, member_id, reason, made_by), UPDATE (ended_by, ended_at) ON casework.case_bar TO vigie_app;

CREATE POLICY of_my_cases ON casework.agreement FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = agreement.case_id));
CREATE POLICY propose ON casework.agreement FOR INSERT TO vigie_app WITH CHECK (
  proposed_by = (SELECT vigie.me()) AND answered_at IS NULL AND casework.i_work_on(case_id));
CREATE POLICY answer ON casework.agreement FOR UPDATE TO vigie_app
  USING (answered_at IS NULL AND proposed_by <> (SELECT vigie.me()) AND casework.i_agree_in(case_id))
  WITH CHECK (answered_by = (SELECT vigie.me()) AND answered_at IS NOT NULL);
GRANT SELECT, INSERT (id, case_id, kind, object_id, content, reason, proposed_by), UPDATE (answered_by, answered_at, agreed, words) ON casework.agreement TO vigie_app;

CREATE POLICY of_my_cases ON casework.stage_change FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = stage_change.case_id));
CREATE POLICY leaders_move ON casework.stage_change FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND (casework.i_lead(case_id) OR (to_stage = 'closed' AND casework.i_agree_in(case_id))));
COMMENT ON POLICY leaders_move ON casework.stage_change IS 'A case closes in the act of the second person who agrees, who can be a magistrate.';
GRANT SELECT, INSERT (case_id, from_stage, to_stage, reason, agreement_id, made_by) ON casework.stage_change TO vigie_app;

CREATE POLICY of_my_cases ON casework.child_search FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = child_search.case_id));
CREATE POLICY work_on ON casework.child_search FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND casework.is_on_case(case_id, holder_id) AND (
    (agreement_id IS NULL AND casework.i_work_on(case_id))
    OR (casework.i_agree_in(case_id) AND casework.is_agreed(agreement_id, 'end_child_search', case_id))));
GRANT SELECT, INSERT (case_id, holder_id, next_step, next_on, agreement_id, made_by) ON casework.child_search TO vigie_app;

CREATE POLICY of_both ON casework.case_link FOR SELECT TO vigie_app
  USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = case_link.case_id) AND EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = case_link.other_case_id));
CREATE POLICY link_both ON casework.case_link FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND casework.i_work_on(case_id) AND casework.i_work_on(other_case_id));
GRANT SELECT, INSERT (case_id, other_case_id, reason, made_by) ON casework.case_link TO vigie_app;

CREATE POLICY of_my_cases ON casework.case_lead FOR SELECT TO vigie_app
  USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = case_lead.case_id) AND EXISTS (SELECT FROM vigie.lead WHERE lead.id = case_lead.lead_id));
CREATE POLICY work_on ON casework.case_lead FOR INSERT TO vigie_app WITH CHECK (
  added_by = (SELECT vigie.me()) AND casework.i_work_on(case_id)
  AND EXISTS (SELECT FROM vigie.lead WHERE lead.id = case_lead.lead_id));
GRANT SELECT, INSERT (case_id, lead_id, added_by) ON casework.case_lead TO vigie_app;
