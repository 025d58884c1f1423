-- Requests of a case, what happened to them, where they stand, and who was told. None lapses: it has a holder and a next date until two people end it.
CREATE TABLE casework.clock_rule (
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  organisation_id uuid NOT NULL REFERENCES vigie.organisation,
  rule_id text NOT NULL CHECK (rule_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, rule_id, version),
  CHECK (content ->> 'id' = rule_id AND (content ->> 'version')::integer = version)
);
COMMENT ON TABLE casework.clock_rule IS 'Rules that an administrator changed or added: the newest version of each takes the place of the one that is shipped. Never changed in place.';

CREATE TABLE casework.request (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  reference text NOT NULL UNIQUE CHECK (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_]*$'),
  addressee_kind text NOT NULL CHECK (addressee_kind IN ('provider', 'bank', 'fiu', 'police', 'judicial_authority', 'victim_services')),
  addressee text NOT NULL CHECK (length(addressee) BETWEEN 1 AND 300),
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  region text CHECK (length(region) BETWEEN 1 AND 10),
  own_country text NOT NULL CHECK (own_country ~ '^[A-Z]{2}$'),
  legal_basis text NOT NULL CHECK (length(legal_basis) BETWEEN 1 AND 2000),
  asked text NOT NULL CHECK (length(asked) BETWEEN 1 AND 10000),
  language text NOT NULL CHECK (language ~ '^[a-z]{2,3}$'),
  annexes text[] NOT NULL DEFAULT '{}' CHECK (cardinality(annexes) <= 100),
  urgent boolean NOT NULL,
  traits text[] NOT NULL DEFAULT '{}',
  holder_id text NOT NULL REFERENCES vigie.member,
  next_on date,
  rules text NOT NULL,
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz,
  agreement_id uuid UNIQUE REFERENCES casework.agreement,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT open_has_next_date CHECK ((next_on IS NULL) = (ended_at IS NOT NULL)),
  CONSTRAINT ended_by_two CHECK ((ended_at IS NULL) = (agreement_id IS NULL))
);
COMMENT ON COLUMN casework.request.reference IS 'Drawn at random; what the calendar of a member shows instead of anything of the case.';
COMMENT ON COLUMN casework.request.annexes IS 'References to what was sent along, never the thing itself.';
COMMENT ON COLUMN casework.request.rules IS 'Which rules it was written under: version of the pack and of the organisation''s own.';
COMMENT ON COLUMN casework.request.next_on IS 'The holder''s own next date. While it is open there is one.';
CREATE INDEX request_of_case ON casework.request (case_id, made_at DESC, id);
CREATE INDEX request_of_unit ON casework.request (unit_id) WHERE ended_at IS NULL;
CREATE INDEX request_of_holder ON casework.request (holder_id) WHERE ended_at IS NULL;

CREATE TABLE casework.request_event (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  request_id uuid NOT NULL REFERENCES casework.request,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  kind text NOT NULL CHECK (kind IN ('sent', 'received', 'recognised', 'ordered', 'extended', 'renewed', 'production_requested', 'asked_again',
    'answered_in_part', 'answered', 'opposed', 'refused', 'withdrawn', 'struck')),
  at_instant timestamptz,
  at_date date,
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 10000),
  strikes uuid UNIQUE REFERENCES casework.request_event,
  entered_by text NOT NULL REFERENCES vigie.member,
  entered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (num_nonnulls(at_instant, at_date) = CASE kind WHEN 'struck' THEN 0 ELSE 1 END),
  CHECK ((kind = 'struck') = (strikes IS NOT NULL)),
  CHECK (kind <> 'struck' OR words <> '')
);
COMMENT ON TABLE casework.request_event IS 'What happened, as it was entered: never changed. What was entered wrongly is struck by another row, with a reason.';
COMMENT ON COLUMN casework.request_event.at_date IS 'A day at the place of the addressee, when the hour is not known.';
CREATE INDEX request_event_of_request ON casework.request_event (request_id, seq);

CREATE TABLE casework.request_standing (
  request_id uuid PRIMARY KEY REFERENCES casework.request,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  standing text NOT NULL CHECK (standing IN ('due', 'overdue', 'silent', 'refused', 'answered', 'ended')),
  next_on date,
  because text CHECK (because IN ('own_date', 'step', 'end')),
  rule text,
  silent_since date,
  escalated_to text CHECK (escalated_to IN ('holder', 'deputy', 'head', 'magistrate')),
  look_at timestamptz NOT NULL,
  rules text NOT NULL,
  reckoned_at timestamptz NOT NULL,
  CHECK ((standing = 'ended') = (next_on IS NULL))
);
COMMENT ON TABLE casework.request_standing IS 'What the clocks say, computed from the events by one function for the page, the board and the sweeper: it can be thrown away and computed again.';
COMMENT ON COLUMN casework.request_standing.look_at IS 'From when on it may say something else without a new event.';
CREATE INDEX request_standing_due ON casework.request_standing (look_at);

CREATE TABLE casework.request_notice (
  request_id uuid NOT NULL REFERENCES casework.request,
  key text NOT NULL CHECK (length(key) <= 300),
  case_id uuid NOT NULL REFERENCES casework.case_file,
  rule text NOT NULL,
  rule_version integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('warning', 'escalation')),
  to_role text NOT NULL CHECK (to_role IN ('holder', 'deputy', 'head', 'magistrate')),
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (request_id, key)
);
COMMENT ON TABLE casework.request_notice IS 'Each step of each clock, told once: its key is the same whenever it is computed.';
CREATE INDEX request_notice_of_case ON casework.request_notice (case_id, due_at DESC);

CREATE TABLE casework.date_feed (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  member_id text NOT NULL REFERENCES vigie.member,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz
);
COMMENT ON TABLE casework.date_feed IS 'Addresses of calendars: the secret itself is shown once and kept nowhere.';
CREATE UNIQUE INDEX date_feed_once ON casework.date_feed (member_id) WHERE ended_at IS NULL;

CREATE FUNCTION casework.keep_request() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'An ended request stays as it is.' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_ended';
  END IF;
  IF NEW.ended_at IS NOT NULL THEN
    IF NOT casework.is_agreed(NEW.agreement_id, 'end_request', NEW.id) THEN
      RAISE EXCEPTION 'A request is ended by two people.' USING ERRCODE = 'check_violation', CONSTRAINT = 'second_person';
    END IF;
    IF (SELECT content ->> 'how' FROM casework.agreement WHERE id = NEW.agreement_id) = 'answered' AND NOT casework.is_answered(NEW.id) THEN
      RAISE EXCEPTION 'There is no answer.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_answer';
    END IF;
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
CREATE FUNCTION casework.is_answered(of_request uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.request_event e WHERE e.request_id = of_request AND e.kind = 'answered'
    AND NOT EXISTS (SELECT FROM casework.request_event s WHERE s.strikes = e.id))
$$;
CREATE TRIGGER kept BEFORE UPDATE ON casework.request FOR EACH ROW EXECUTE FUNCTION casework.keep_request();

CREATE FUNCTION casework.request_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.strikes IS NOT NULL AND NOT EXISTS (SELECT FROM casework.request_event e WHERE e.id = NEW.strikes AND e.request_id = NEW.request_id AND e.kind <> 'struck') THEN
    RAISE EXCEPTION 'What is struck is an event of the same request.' USING ERRCODE = 'check_violation', CONSTRAINT = 'strikes_own';
  END IF;
  -- An ended request takes no event: its row refuses to change.
  UPDATE casework.request SET version = version WHERE id = NEW.request_id;
  RETURN NULL;
END $$;
CREATE TRIGGER moved AFTER INSERT ON casework.request_event FOR EACH ROW EXECUTE FUNCTION casework.request_moved();

CREATE FUNCTION casework.hand_over_requests() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE casework.request r SET holder_id = responsible.member_id FROM casework.case_member responsible
  WHERE r.case_id = NEW.case_id AND r.holder_id = NEW.member_id AND r.ended_at IS NULL AND NOT casework.is_on_case(NEW.case_id, NEW.member_id)
    AND responsible.case_id = NEW.case_id AND responsible.role = 'responsible' AND responsible.ended_at IS NULL;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION casework.hand_over_requests IS 'Who leaves a case leaves its requests to whoever is responsible for it when the transaction ends.';
CREATE CONSTRAINT TRIGGER hand_over AFTER UPDATE OF ended_at ON casework.case_member DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION casework.hand_over_requests();

CREATE FUNCTION casework.reckon_anew() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE casework.request_standing s SET look_at = '-infinity' FROM casework.request r JOIN vigie.unit u ON u.id = r.unit_id
  WHERE s.request_id = r.id AND u.organisation_id = NEW.organisation_id AND r.ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER reckon AFTER INSERT ON casework.clock_rule FOR EACH ROW EXECUTE FUNCTION casework.reckon_anew();

CREATE FUNCTION casework.is_request_of_job_or_mine(of_request uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.request r WHERE r.id = of_request AND (r.unit_id = vigie.unit_of_job() OR casework.i_see(r.case_id)))
$$;

CREATE FUNCTION casework.keep_standing(of_request uuid, seen integer, reckoned jsonb, notices jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  request casework.request%ROWTYPE;
  told integer;
BEGIN
  IF NOT casework.is_request_of_job_or_mine(of_request) THEN
    RAISE EXCEPTION 'There is no such request.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO STRICT request FROM casework.request WHERE id = of_request FOR NO KEY UPDATE;
  -- Somebody entered something meanwhile, and has computed it anew.
  IF request.version <> seen THEN RETURN -1; END IF;
  INSERT INTO casework.request_standing AS s (request_id, case_id, standing, next_on, because, rule, silent_since, escalated_to, look_at, rules, reckoned_at)
  VALUES (of_request, request.case_id, reckoned ->> 'standing', (reckoned ->> 'nextOn')::date, reckoned ->> 'because', reckoned ->> 'rule', (reckoned ->> 'silentSince')::date,
    reckoned ->> 'escalatedTo', (reckoned ->> 'lookAt')::timestamptz, reckoned ->> 'rules', (reckoned ->> 'reckonedAt')::timestamptz)
  ON CONFLICT (request_id) DO UPDATE SET (standing, next_on, because, rule, silent_since, escalated_to, look_at, rules, reckoned_at) =
    (EXCLUDED.standing, EXCLUDED.next_on, EXCLUDED.because, EXCLUDED.rule, EXCLUDED.silent_since, EXCLUDED.escalated_to, EXCLUDED.look_at, EXCLUDED.rules, EXCLUDED.reckoned_at);
  INSERT INTO casework.request_notice (request_id, key, case_id, rule, rule_version, kind, to_role, due_on, due_at)
  SELECT of_request, n.key, request.case_id, n.rule, n.version, n.kind, n."to", n."on", n.at
  FROM jsonb_to_recordset(notices) n (key text, rule text, version integer, kind text, "to" text, "on" date, at timestamptz)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS told = ROW_COUNT;
  RETURN told;
END $$;
COMMENT ON FUNCTION casework.keep_standing IS 'The only way to a standing or a notice. Gives how many notices are new; -1 when the request has changed since it was read, and nothing was kept.';

CREATE FUNCTION casework.units_to_reckon(at timestamptz, shipped text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT r.unit_id FROM casework.request r LEFT JOIN casework.request_standing s ON s.request_id = r.id
  WHERE r.ended_at IS NULL AND (s.request_id IS NULL OR s.look_at <= at OR s.reckoned_at > at OR NOT starts_with(s.rules, shipped))
$$;
COMMENT ON FUNCTION casework.units_to_reckon IS 'Units in which a standing may have become another: numbers of units alone. One that was computed in the future comes from a clock that was wrong.';

CREATE FUNCTION casework.my_dates() RETURNS TABLE (reference text, next_on date) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT r.reference, s.next_on FROM casework.request r JOIN casework.request_standing s ON s.request_id = r.id
  WHERE r.holder_id = vigie.me() AND r.ended_at IS NULL AND s.next_on IS NOT NULL AND casework.i_see(r.case_id)
$$;
COMMENT ON FUNCTION casework.my_dates IS 'For the calendar of the acting member: nothing of a case.';

CREATE FUNCTION casework.member_of_feed(hash bytea) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT f.member_id FROM casework.date_feed f JOIN vigie.member m ON m.id = f.member_id
  WHERE f.token_hash = hash AND f.ended_at IS NULL AND m.disabled_at IS NULL
$$;

SELECT audit.tell_writes_of(t) FROM unnest(ARRAY['casework.clock_rule', 'casework.request', 'casework.request_event', 'casework.date_feed']::regclass[]) t;

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['casework.clock_rule', 'casework.request', 'casework.request_event', 'casework.request_standing', 'casework.request_notice',
    'casework.date_feed']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

GRANT EXECUTE ON FUNCTION casework.keep_standing TO vigie_app, vigie_worker;
GRANT EXECUTE ON FUNCTION casework.units_to_reckon TO vigie_worker;
GRANT EXECUTE ON FUNCTION casework.my_dates, casework.member_of_feed TO vigie_app;

CREATE POLICY of_my_organisation ON casework.clock_rule FOR SELECT TO vigie_app USING (organisation_id = (SELECT vigie.my_organisation()));
CREATE POLICY administrators_add ON casework.clock_rule FOR INSERT TO vigie_app
  WITH CHECK (organisation_id = (SELECT vigie.my_organisation()) AND (SELECT vigie.i_administer()) AND made_by = (SELECT vigie.me()));
CREATE POLICY of_the_job ON casework.clock_rule FOR SELECT TO vigie_worker
  USING (organisation_id = (SELECT u.organisation_id FROM vigie.unit u WHERE u.id = vigie.unit_of_job()));
GRANT SELECT, INSERT (organisation_id, rule_id, version, content, reason, made_by) ON casework.clock_rule TO vigie_app;
GRANT SELECT ON casework.clock_rule TO vigie_worker;
GRANT SELECT (organisation_id) ON vigie.unit TO vigie_worker;

-- IN and not = ANY: an array of thousands is searched from its beginning for each row, a set is hashed once.
CREATE POLICY of_my_cases ON casework.request FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = request.case_id));
CREATE POLICY work_on ON casework.request FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND ended_at IS NULL AND casework.i_work_on(case_id)
  AND casework.is_on_case(case_id, holder_id) AND unit_id = (SELECT c.unit_id FROM casework.case_file c WHERE c.id = case_id));
CREATE POLICY work_on_or_agree ON casework.request FOR UPDATE TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = request.case_id))
  WITH CHECK (casework.is_on_case(case_id, holder_id) AND (
    (ended_at IS NULL AND casework.i_work_on(case_id))
    OR (ended_at IS NOT NULL AND casework.i_agree_in(case_id))));
CREATE POLICY of_the_job ON casework.request FOR SELECT TO vigie_worker USING (unit_id = (SELECT vigie.unit_of_job()));
GRANT SELECT, INSERT (id, case_id, unit_id, reference, kind, addressee_kind, addressee, country, region, own_country, legal_basis, asked, language, annexes, urgent,
  traits, holder_id, next_on, rules, made_by), UPDATE (holder_id, next_on, ended_at, agreement_id) ON casework.request TO vigie_app;
GRANT SELECT (id, case_id, unit_id, kind, addressee_kind, country, region, own_country, urgent, traits, next_on, ended_at, version) ON casework.request TO vigie_worker;

CREATE POLICY of_my_cases ON casework.request_event FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = request_event.case_id));
CREATE POLICY work_on ON casework.request_event FOR INSERT TO vigie_app WITH CHECK (
  entered_by = (SELECT vigie.me()) AND casework.i_work_on(case_id)
  AND case_id = (SELECT r.case_id FROM casework.request r WHERE r.id = request_id));
CREATE POLICY of_the_job ON casework.request_event FOR SELECT TO vigie_worker USING (EXISTS (SELECT FROM casework.request r WHERE r.id = request_id));
GRANT SELECT, INSERT (id, request_id, case_id, kind, at_instant, at_date, words, strikes, entered_by) ON casework.request_event TO vigie_app;
GRANT SELECT (id, seq, request_id, kind, at_instant, at_date, strikes) ON casework.request_event TO vigie_worker;

CREATE POLICY of_my_cases ON casework.request_standing FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = request_standing.case_id));
CREATE POLICY of_the_job ON casework.request_standing FOR SELECT TO vigie_worker USING (EXISTS (SELECT FROM casework.request r WHERE r.id = request_id));
GRANT SELECT ON casework.request_standing TO vigie_app, vigie_worker;

CREATE POLICY of_my_cases ON casework.request_notice FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = request_notice.case_id));
GRANT SELECT ON casework.request_notice TO vigie_app;

CREATE POLICY own ON casework.date_feed FOR SELECT TO vigie_app USING (member_id = (SELECT vigie.me()));
CREATE POLICY add_own ON casework.date_feed FOR INSERT TO vigie_app WITH CHECK (member_id = (SELECT vigie.me()) AND ended_at IS NULL AND (SELECT vigie.my_organisation()) IS NOT NULL);
CREATE POLICY end_own ON casework.date_feed FOR UPDATE TO vigie_app USING (member_id = (SELECT vigie.me()) AND ended_at IS NULL) WITH CHECK (ended_at IS NOT NULL);
GRANT SELECT, INSERT (member_id, token_hash), UPDATE (ended_at) ON casework.date_feed TO vigie_app;

SELECT jobs.create_queue('clocks', '{"policy": "short", "heartbeatSeconds": 15, "retryLimit": 100000, "retryDelay": 5}'::jsonb);
