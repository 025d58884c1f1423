-- Children: what is known of their identity, protection and care, who may read who they are, and to which service they are referred.
CREATE TABLE casework.child_state (
  track text NOT NULL CHECK (track IN ('identification', 'protection', 'care')),
  state text NOT NULL,
  ending text CHECK (ending IN ('result', 'agreement')),
  PRIMARY KEY (track, state)
);
COMMENT ON COLUMN casework.child_state.ending IS 'result: the child is identified, protected or cared for. agreement: given up, by two people. Null: something comes next, on a date.';
INSERT INTO casework.child_state VALUES
  ('identification', 'not_identified', NULL), ('identification', 'located', NULL), ('identification', 'identified', 'result'), ('identification', 'given_up', 'agreement'),
  ('protection', 'not_assessed', NULL), ('protection', 'reported', NULL), ('protection', 'measures', NULL), ('protection', 'safe', 'result'), ('protection', 'given_up', 'agreement'),
  ('care', 'not_referred', NULL), ('care', 'referred', NULL), ('care', 'in_care', NULL), ('care', 'declined_by_child', NULL), ('care', 'completed', 'result'), ('care', 'given_up', 'agreement');

CREATE TABLE casework.child_status (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  person_id uuid NOT NULL,
  population text NOT NULL DEFAULT 'child' CHECK (population = 'child'),
  track text NOT NULL,
  state text NOT NULL,
  holder_id text NOT NULL REFERENCES vigie.member,
  next_step text NOT NULL CHECK (length(next_step) BETWEEN 1 AND 2000),
  next_on date,
  agreement_id uuid UNIQUE REFERENCES casework.agreement,
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (person_id, population) REFERENCES casework.person (id, population),
  FOREIGN KEY (track, state) REFERENCES casework.child_state
);
COMMENT ON TABLE casework.child_status IS 'Append-only; the newest row of a track holds. It names no case: whoever sees the child sees how it stands with it.';
CREATE INDEX child_status_newest ON casework.child_status (person_id, track, seq DESC);
CREATE INDEX child_status_due ON casework.child_status (next_on);

CREATE FUNCTION casework.check_child_status() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE how text := (SELECT ending FROM casework.child_state WHERE track = NEW.track AND state = NEW.state);
BEGIN
  IF (how IS NULL) <> (NEW.next_on IS NOT NULL) THEN
    RAISE EXCEPTION 'What is open has a next date, what has ended has none.' USING ERRCODE = 'check_violation', CONSTRAINT = 'next_date_while_open';
  END IF;
  IF (how IS NOT DISTINCT FROM 'agreement') <> (NEW.agreement_id IS NOT NULL)
    OR (NEW.agreement_id IS NOT NULL AND NOT EXISTS (SELECT FROM casework.agreement a WHERE a.id = NEW.agreement_id AND a.agreed
      AND a.kind = 'end_child_status' AND a.object_id = NEW.person_id AND a.content ->> 'track' = NEW.track)) THEN
    RAISE EXCEPTION 'A child is given up by two people alone.' USING ERRCODE = 'check_violation', CONSTRAINT = 'second_person';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER checked BEFORE INSERT ON casework.child_status FOR EACH ROW EXECUTE FUNCTION casework.check_child_status();

CREATE FUNCTION casework.refuse_child_without_status() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.population = 'child' AND (SELECT count(DISTINCT track) FROM casework.child_status WHERE person_id = NEW.id) < 3 THEN
    RAISE EXCEPTION 'A child has three statuses.' USING ERRCODE = 'check_violation', CONSTRAINT = 'child_has_statuses';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER three_statuses AFTER INSERT ON casework.person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION casework.refuse_child_without_status();

CREATE TABLE casework.identity_release (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  population text NOT NULL DEFAULT 'child' CHECK (population = 'child'),
  case_id uuid NOT NULL REFERENCES casework.case_file,
  member_id text NOT NULL REFERENCES vigie.member,
  purpose text NOT NULL CHECK (purpose IN ('identification', 'protection', 'care', 'proceedings')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  until timestamptz NOT NULL,
  proposed_by text NOT NULL REFERENCES vigie.member,
  proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  answered_by text REFERENCES vigie.member,
  answered_at timestamptz,
  agreed boolean,
  ended_by text REFERENCES vigie.member,
  ended_at timestamptz,
  FOREIGN KEY (person_id, population) REFERENCES casework.person (id, population),
  CONSTRAINT second_person_releases CHECK (answered_by <> proposed_by AND answered_by <> member_id),
  CONSTRAINT release_is_bounded CHECK (until > proposed_at AND until <= proposed_at + interval '92 days'),
  CHECK ((answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (agreed IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE casework.identity_release IS 'Who may read who a child is, for what, until when: asked for by one, agreed to by another, who is not the one that reads.';
CREATE INDEX identity_release_of_member ON casework.identity_release (member_id) WHERE agreed AND ended_at IS NULL;
CREATE INDEX identity_release_of_person ON casework.identity_release (person_id);

CREATE FUNCTION casework.keep_release() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR (OLD.answered_at IS NOT NULL AND (NEW.answered_by, NEW.answered_at, NEW.agreed) IS DISTINCT FROM (OLD.answered_by, OLD.answered_at, OLD.agreed)) THEN
    RAISE EXCEPTION 'What was answered stays as it was answered.' USING ERRCODE = 'check_violation', CONSTRAINT = 'answered_once';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION casework.keep_release IS 'Policies for an update add up: who may end a release must not be able to answer it anew.';
CREATE TRIGGER keep_release BEFORE UPDATE ON casework.identity_release FOR EACH ROW EXECUTE FUNCTION casework.keep_release();

CREATE TABLE casework.referral (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  population text NOT NULL DEFAULT 'child' CHECK (population = 'child'),
  case_id uuid NOT NULL REFERENCES casework.case_file,
  service_unit_id uuid REFERENCES vigie.unit,
  service_name text NOT NULL CHECK (length(service_name) BETWEEN 1 AND 200),
  need text NOT NULL CHECK (length(need) BETWEEN 1 AND 2000),
  basis text NOT NULL CHECK (basis IN ('consent', 'legal_basis')),
  basis_words text NOT NULL CHECK (length(basis_words) BETWEEN 1 AND 2000),
  basis_on date NOT NULL,
  state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'accepted', 'declined', 'revoked', 'ended')),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (person_id, population) REFERENCES casework.person (id, population)
);
COMMENT ON TABLE casework.referral IS 'A child is referred to a service on a consent, or on what else the law goes by: without one there is no row.';
COMMENT ON COLUMN casework.referral.service_unit_id IS 'A unit of the organisation in which victim services work: they see the child while the referral is proposed or accepted. Null: a service outside.';
CREATE INDEX referral_of_person ON casework.referral (person_id);
CREATE INDEX referral_of_service ON casework.referral (service_unit_id) WHERE state IN ('proposed', 'accepted');

CREATE TABLE casework.referral_answer (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  referral_id uuid NOT NULL REFERENCES casework.referral,
  answer text NOT NULL CHECK (answer IN ('accepted', 'declined', 'revoked', 'ended')),
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 2000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX answer_of_referral ON casework.referral_answer (referral_id, seq);

CREATE FUNCTION casework.keep_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE now_is text;
BEGIN
  SELECT state INTO now_is FROM casework.referral WHERE id = NEW.referral_id FOR UPDATE;
  IF NOT ((now_is = 'proposed' AND NEW.answer IN ('accepted', 'declined', 'revoked')) OR (now_is = 'accepted' AND NEW.answer IN ('revoked', 'ended'))) THEN
    RAISE EXCEPTION 'The referral is past that.' USING ERRCODE = 'check_violation', CONSTRAINT = 'referral_step';
  END IF;
  UPDATE casework.referral SET state = NEW.answer WHERE id = NEW.referral_id;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_referral AFTER INSERT ON casework.referral_answer FOR EACH ROW EXECUTE FUNCTION casework.keep_referral();

CREATE FUNCTION casework.my_children() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(DISTINCT person_id), '{}') FROM casework.referral
  WHERE service_unit_id = ANY (vigie.my_units('victim_services')) AND state IN ('proposed', 'accepted')
$$;
COMMENT ON FUNCTION casework.my_children IS 'Children who are referred to a service in which the acting member works.';

CREATE FUNCTION casework.identities_open_to_me() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(DISTINCT person_id), '{}') FROM casework.identity_release
  WHERE member_id = vigie.me() AND agreed AND ended_at IS NULL AND until > now()
    AND (casework.i_see(case_id) OR person_id = ANY (casework.my_children()))
$$;
COMMENT ON FUNCTION casework.identities_open_to_me IS 'A release ends by its date, by hand, or when its member leaves the case.';

CREATE FUNCTION casework.child_states(of_person uuid) RETURNS TABLE (track text, state text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT ON (s.track) s.track, s.state FROM casework.child_status s
  WHERE s.person_id = of_person AND (of_person = ANY (casework.my_children())
    OR EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = of_person AND casework.i_see(c.case_id)))
  ORDER BY s.track, s.seq DESC
$$;
COMMENT ON FUNCTION casework.child_states IS 'How it stands with a child, without words: for the service that cares as well.';

CREATE FUNCTION casework.move_stage() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE now_is text;
BEGIN
  SELECT stage INTO now_is FROM casework.case_file WHERE id = NEW.case_id FOR UPDATE;
  IF now_is <> NEW.from_stage THEN
    RAISE EXCEPTION 'The case has moved meanwhile.' USING ERRCODE = 'check_violation', CONSTRAINT = 'stage_moved';
  END IF;
  IF NEW.to_stage = 'closed' THEN
    IF NOT casework.is_agreed(NEW.agreement_id, 'close_case', NEW.case_id) THEN
      RAISE EXCEPTION 'A case is closed by two people.' USING ERRCODE = 'check_violation', CONSTRAINT = 'second_person';
    END IF;
    IF EXISTS (SELECT FROM casework.open_obligations(NEW.case_id)) THEN
      RAISE EXCEPTION 'Something is still open in this case.' USING ERRCODE = 'check_violation', CONSTRAINT = 'obligations_open';
    END IF;
  END IF;
  UPDATE casework.case_file SET stage = NEW.to_stage, version = version + 1 WHERE id = NEW.case_id;
  RETURN NEW;
END $$;
CREATE TRIGGER move_stage BEFORE INSERT ON casework.stage_change FOR EACH ROW EXECUTE FUNCTION casework.move_stage();

SELECT audit.tell_writes_of(t) FROM unnest(ARRAY['casework.child_status', 'casework.identity_release', 'casework.referral', 'casework.referral_answer']::regclass[]) t;

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['casework.child_state', 'casework.child_status', 'casework.identity_release', 'casework.referral', 'casework.referral_answer']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION casework.my_children, casework.identities_open_to_me, casework.child_states TO vigie_app;

CREATE POLICY everybody ON casework.child_state FOR SELECT TO vigie_app USING (true);
GRANT SELECT ON casework.child_state TO vigie_app;

CREATE POLICY referred_to_me ON casework.person FOR SELECT TO vigie_app USING (population = 'child' AND id = ANY ((SELECT casework.my_children())::uuid[]));
CREATE FUNCTION casework.care_statements(of_child uuid) RETURNS TABLE (id uuid, field text, value jsonb, basis text, known_on text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.id, s.field, s.value, s.basis, s.known_on::text
  FROM casework.statement s
  LEFT JOIN LATERAL (SELECT standing FROM casework.statement_standing t WHERE t.statement_id = s.id ORDER BY t.seq DESC LIMIT 1) newest ON true
  WHERE s.person_id = of_child AND s.for_care AND NOT s.sealed AND newest.standing IS DISTINCT FROM 'set_aside' AND of_child = ANY (casework.my_children())
  ORDER BY s.seq
$$;
COMMENT ON FUNCTION casework.care_statements IS 'What the service that cares reads: neither case nor source, which could name others.';
GRANT EXECUTE ON FUNCTION casework.care_statements TO vigie_app;
CREATE POLICY released ON casework.statement FOR SELECT TO vigie_app
  USING (sealed AND (SELECT audit.is_told()) AND person_id = ANY ((SELECT casework.identities_open_to_me())::uuid[])
    AND (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = statement.case_id) OR person_id = ANY ((SELECT casework.my_children())::uuid[])));
COMMENT ON POLICY released ON casework.statement IS 'Who a child is: to whom a release names, and in a transaction that has told of the read.';

CREATE POLICY of_a_child ON casework.child_status FOR SELECT TO vigie_app USING (
  EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = child_status.person_id)
  OR (track = 'care' AND person_id = ANY ((SELECT casework.my_children())::uuid[])));
COMMENT ON POLICY of_a_child ON casework.child_status IS 'The service that cares reads the care in full, and of the rest what child_states says.';
CREATE FUNCTION casework.may_hold_child(of_person uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = of_person AND casework.is_on_case(c.case_id, of_member))
    OR EXISTS (SELECT FROM casework.referral r JOIN vigie.membership m ON m.unit_id = r.service_unit_id
      WHERE r.person_id = of_person AND r.state = 'accepted' AND m.member_id = of_member AND m.role = 'victim_services' AND m.ended_at IS NULL)
$$;
GRANT EXECUTE ON FUNCTION casework.may_hold_child TO vigie_app;
CREATE POLICY carry ON casework.child_status FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND casework.may_hold_child(person_id, holder_id)
  AND (casework.i_work_with(person_id)
    OR (agreement_id IS NOT NULL AND EXISTS (SELECT FROM casework.agreement a WHERE a.id = agreement_id AND a.answered_by = (SELECT vigie.me())))
    OR (track = 'care' AND state IN ('in_care', 'declined_by_child', 'completed') AND person_id = ANY ((SELECT casework.my_children())::uuid[]))));
GRANT SELECT, INSERT (person_id, track, state, holder_id, next_step, next_on, agreement_id, made_by) ON casework.child_status TO vigie_app;

CREATE POLICY of_my_cases ON casework.identity_release FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = identity_release.case_id));
CREATE POLICY mine ON casework.identity_release FOR SELECT TO vigie_app USING (member_id = (SELECT vigie.me()) AND person_id = ANY ((SELECT casework.my_children())::uuid[]));
CREATE POLICY propose ON casework.identity_release FOR INSERT TO vigie_app WITH CHECK (
  proposed_by = (SELECT vigie.me()) AND answered_at IS NULL AND ended_at IS NULL AND vigie.is_colleague(member_id)
  AND casework.i_work_on(case_id) AND casework.is_in_case(person_id, case_id));
CREATE POLICY answer ON casework.identity_release FOR UPDATE TO vigie_app
  USING (answered_at IS NULL AND proposed_by <> (SELECT vigie.me()) AND member_id <> (SELECT vigie.me()) AND casework.i_agree_in(case_id))
  WITH CHECK (answered_by = (SELECT vigie.me()) AND answered_at IS NOT NULL AND ended_at IS NULL);
CREATE POLICY end_it ON casework.identity_release FOR UPDATE TO vigie_app
  USING (agreed AND ended_at IS NULL AND (member_id = (SELECT vigie.me()) OR casework.i_agree_in(case_id)))
  WITH CHECK (ended_by = (SELECT vigie.me()) AND ended_at IS NOT NULL);
GRANT SELECT, INSERT (id, person_id, case_id, member_id, purpose, reason, until, proposed_by), UPDATE (answered_by, answered_at, agreed, ended_by, ended_at)
  ON casework.identity_release TO vigie_app;

CREATE POLICY of_my_cases ON casework.referral FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = referral.case_id));
CREATE POLICY to_my_service ON casework.referral FOR SELECT TO vigie_app
  USING (state IN ('proposed', 'accepted') AND service_unit_id = ANY ((SELECT vigie.my_units('victim_services'))::uuid[]));
CREATE POLICY refer ON casework.referral FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND state = 'proposed' AND casework.i_work_on(case_id) AND casework.is_in_case(person_id, case_id)
  AND (service_unit_id IS NULL OR vigie.in_my_organisation(service_unit_id)));
GRANT SELECT, INSERT (id, person_id, case_id, service_unit_id, service_name, need, basis, basis_words, basis_on, made_by) ON casework.referral TO vigie_app;

CREATE POLICY of_a_referral ON casework.referral_answer FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.referral r WHERE r.id = referral_answer.referral_id));
CREATE POLICY answer ON casework.referral_answer FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND EXISTS (SELECT FROM casework.referral r WHERE r.id = referral_answer.referral_id AND (
    (answer IN ('accepted', 'declined', 'ended') AND r.service_unit_id = ANY ((SELECT vigie.my_units('victim_services'))::uuid[]))
    OR (casework.i_work_on(r.case_id) AND (answer = 'revoked' OR r.service_unit_id IS NULL)))));
GRANT SELECT, INSERT (referral_id, answer, words, made_by) ON casework.referral_answer TO vigie_app;
