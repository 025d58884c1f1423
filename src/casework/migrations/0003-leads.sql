-- What a scan of a unit's records found, and what people made of it.
CREATE TABLE vigie.scan_run (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  as_of timestamptz NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  summary jsonb NOT NULL,
  UNIQUE (unit_id, id)
);
COMMENT ON TABLE vigie.scan_run IS 'A finished scan whose leads were taken over.';
COMMENT ON COLUMN vigie.scan_run.summary IS 'run.json without the names of folders of the machine.';
CREATE INDEX scan_run_newest ON vigie.scan_run (unit_id, loaded_at DESC);

CREATE TABLE vigie.lead (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  lead_id text NOT NULL,
  run_id uuid NOT NULL,
  first_run_id uuid NOT NULL,
  queue text NOT NULL CHECK (queue IN ('investigation', 'safeguarding')),
  tier text NOT NULL CHECK (tier IN ('first', 'second', 'context')),
  rank_in_queue integer NOT NULL,
  score double precision NOT NULL,
  role text NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('payer', 'payee')),
  subject_id text NOT NULL,
  subject_name text,
  country text,
  transfers integer NOT NULL,
  amount_eur numeric,
  first_transfer_at timestamptz NOT NULL,
  last_transfer_at timestamptz NOT NULL,
  as_of timestamptz NOT NULL,
  payee_countries text[] NOT NULL,
  indicators text[] NOT NULL,
  headline jsonb NOT NULL,
  facts jsonb NOT NULL,
  gone boolean NOT NULL DEFAULT false,
  restricted boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'follow_up', 'ordinary', 'need_more')),
  holder_id text REFERENCES vigie.member,
  held_since timestamptz,
  snoozed_until timestamptz,
  changed jsonb,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (unit_id, lead_id),
  FOREIGN KEY (unit_id, run_id) REFERENCES vigie.scan_run (unit_id, id)
);
COMMENT ON COLUMN vigie.lead.lead_id IS 'leadId of leads.jsonl: the same in every scan of the same subject.';
COMMENT ON COLUMN vigie.lead.as_of IS 'Of its run: end of the records. It stands here since a lead can be open to who may not see the run.';
COMMENT ON COLUMN vigie.lead.facts IS 'What a decision was about: transfers, last transfer, strength of each reason. A lead that was set aside comes back when it changes.';
COMMENT ON COLUMN vigie.lead.gone IS 'The newest scan does not propose it any more. It stays: somebody may have decided on it.';
COMMENT ON COLUMN vigie.lead.restricted IS 'Kept by trigger from access_rule: only who has a grant by name sees it.';
COMMENT ON COLUMN vigie.lead.changed IS 'What is new since it was set aside; null while nothing is.';
COMMENT ON COLUMN vigie.lead.version IS 'Counts the writes of people: the ETag.';
CREATE INDEX lead_in_queue ON vigie.lead (unit_id, queue, gone, rank_in_queue, id);
CREATE INDEX lead_by_last_transfer ON vigie.lead (unit_id, queue, gone, last_transfer_at, id);
CREATE INDEX lead_by_first_transfer ON vigie.lead (unit_id, queue, gone, first_transfer_at, id);
CREATE INDEX lead_by_amount ON vigie.lead (unit_id, queue, gone, coalesce(amount_eur, -1), id);
CREATE INDEX lead_by_transfers ON vigie.lead (unit_id, queue, gone, transfers, id);
CREATE INDEX lead_counts ON vigie.lead (unit_id, queue, gone, state, tier, role, restricted, snoozed_until, id);
COMMENT ON INDEX vigie.lead_counts IS 'Holds all that counting needs, policies included: 100,000 leads are counted without reading them.';
CREATE INDEX lead_of_subject ON vigie.lead (unit_id, subject_id);
CREATE INDEX lead_of_holder ON vigie.lead (holder_id) WHERE holder_id IS NOT NULL;

CREATE TABLE vigie.lead_body (
  lead_id uuid PRIMARY KEY REFERENCES vigie.lead ON DELETE CASCADE,
  body text NOT NULL
);
COMMENT ON TABLE vigie.lead_body IS 'The line of leads.jsonl as it was written. Read only in a transaction that is told in the audit log.';

CREATE TABLE vigie.lead_person (
  lead_id uuid NOT NULL REFERENCES vigie.lead ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('payer', 'payee')),
  person_id text NOT NULL,
  name text,
  role text NOT NULL,
  PRIMARY KEY (lead_id, kind, person_id)
);
COMMENT ON TABLE vigie.lead_person IS 'Who is named in a lead: what Find looks through.';
CREATE INDEX lead_person_id ON vigie.lead_person (person_id text_pattern_ops);
CREATE INDEX lead_person_name ON vigie.lead_person (lower(name) text_pattern_ops);

CREATE TABLE vigie.access_rule (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  lead_id uuid NOT NULL REFERENCES vigie.lead,
  effect text NOT NULL CHECK (effect IN ('grant', 'restrict', 'deny')),
  member_id text REFERENCES vigie.member,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_by text REFERENCES vigie.member,
  ended_at timestamptz,
  CHECK ((effect = 'restrict') = (member_id IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE vigie.access_rule IS 'Exceptions for one record. deny over restrict over grant over the role; see docs/why/access.md.';
CREATE INDEX access_rule_of_member ON vigie.access_rule (member_id, effect) WHERE ended_at IS NULL;
CREATE INDEX access_rule_of_lead ON vigie.access_rule (lead_id);

CREATE FUNCTION vigie.keep_restricted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE vigie.lead SET restricted = EXISTS (SELECT FROM vigie.access_rule r WHERE r.lead_id = NEW.lead_id AND effect = 'restrict' AND ended_at IS NULL)
  WHERE id = NEW.lead_id;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_restricted AFTER INSERT OR UPDATE ON vigie.access_rule FOR EACH ROW EXECUTE FUNCTION vigie.keep_restricted();

CREATE FUNCTION vigie.ruled_for_me(wanted text) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(lead_id), '{}') FROM vigie.access_rule WHERE member_id = vigie.me() AND effect = wanted AND ended_at IS NULL
$$;
COMMENT ON FUNCTION vigie.ruled_for_me IS 'Records about which an exception of this kind names the acting member.';

CREATE FUNCTION vigie.granted_to_me(wanted_queue text) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(lead.id), '{}')
  FROM vigie.access_rule JOIN vigie.lead ON lead.id = access_rule.lead_id
  WHERE member_id = vigie.me() AND effect = 'grant' AND ended_at IS NULL AND queue = wanted_queue AND vigie.in_my_organisation(lead.unit_id)
    AND vigie.my_units(VARIADIC CASE wanted_queue
      WHEN 'investigation' THEN ARRAY['analyst', 'investigator', 'magistrate']
      ELSE ARRAY['analyst', 'investigator', 'magistrate', 'victim_services'] END) <> '{}'
$$;
COMMENT ON FUNCTION vigie.granted_to_me IS 'Grants by name count for who has a role that may ever read this queue: not for administrators, auditors, and of the investigation queue not for victim services.';

CREATE TABLE vigie.lead_decision (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  lead_id uuid NOT NULL REFERENCES vigie.lead,
  kind text NOT NULL CHECK (kind IN ('follow_up', 'ordinary', 'need_more', 'undo')),
  explanation text CHECK (length(explanation) <= 100),
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 10000),
  undoes uuid REFERENCES vigie.lead_decision,
  facts jsonb NOT NULL,
  run_id uuid NOT NULL,
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((kind = 'undo') = (undoes IS NOT NULL)),
  CHECK (kind <> 'ordinary' OR explanation IS NOT NULL),
  CHECK (kind <> 'need_more' OR words <> '')
);
COMMENT ON TABLE vigie.lead_decision IS 'What people decided, in their words; append-only. Undoing is a decision too.';
COMMENT ON COLUMN vigie.lead_decision.seq IS 'Their order: a clock can be set back.';
COMMENT ON COLUMN vigie.lead_decision.facts IS 'lead.facts as they were then: what the calibration and the comparison with later scans start from.';
CREATE INDEX lead_decision_of_lead ON vigie.lead_decision (lead_id, seq);

CREATE TABLE vigie.saved_view (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  owner_id text NOT NULL REFERENCES vigie.member,
  shared boolean NOT NULL DEFAULT false,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  query text NOT NULL CHECK (length(query) <= 4000),
  UNIQUE (unit_id, owner_id, name)
);
COMMENT ON COLUMN vigie.saved_view.query IS 'The query part of the address of the page.';

SELECT audit.tell_writes_of('vigie.scan_run'), audit.tell_writes_of('vigie.access_rule'), audit.tell_writes_of('vigie.lead_decision'), audit.tell_writes_of('vigie.saved_view');
-- The worker writes tens of thousands of leads at once and tells of them by their scan_run; people's writes are told one by one.
CREATE CONSTRAINT TRIGGER told AFTER UPDATE OF state, holder_id, snoozed_until ON vigie.lead
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.refuse_untold();

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['vigie.scan_run', 'vigie.lead', 'vigie.lead_body', 'vigie.lead_person', 'vigie.access_rule', 'vigie.lead_decision', 'vigie.saved_view']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

GRANT EXECUTE ON FUNCTION vigie.ruled_for_me, vigie.granted_to_me TO vigie_app;

CREATE FUNCTION vigie.may_read(denied boolean, restricted boolean, granted boolean, by_role boolean) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT NOT denied AND (granted OR (by_role AND NOT restricted))
$$;
COMMENT ON FUNCTION vigie.may_read IS 'Deny over restrict over grant over the role: the one place where this is decided. Truth table: docs/why/access.md.';
GRANT EXECUTE ON FUNCTION vigie.may_read TO vigie_app;

CREATE POLICY may_read ON vigie.lead FOR SELECT TO vigie_app USING (
  CASE queue
    WHEN 'investigation' THEN vigie.may_read(
      id = ANY ((SELECT vigie.ruled_for_me('deny'))::uuid[]), restricted,
      id = ANY ((SELECT vigie.granted_to_me('investigation'))::uuid[]),
      unit_id = ANY ((SELECT vigie.my_units('analyst', 'investigator'))::uuid[]))
    WHEN 'safeguarding' THEN vigie.may_read(
      id = ANY ((SELECT vigie.ruled_for_me('deny'))::uuid[]), restricted,
      id = ANY ((SELECT vigie.granted_to_me('safeguarding'))::uuid[]),
      unit_id = ANY ((SELECT vigie.my_units('analyst', 'victim_services'))::uuid[]))
    ELSE false END);
CREATE POLICY may_handle ON vigie.lead FOR UPDATE TO vigie_app USING (
  CASE queue
    WHEN 'investigation' THEN unit_id = ANY ((SELECT vigie.my_units('analyst', 'investigator'))::uuid[])
    WHEN 'safeguarding' THEN unit_id = ANY ((SELECT vigie.my_units('analyst', 'victim_services'))::uuid[])
    ELSE false END);
COMMENT ON POLICY may_handle ON vigie.lead IS 'A grant by name is for reading. PostgreSQL asks may_read as well: who may not read does not write.';

CREATE POLICY of_a_lead_told ON vigie.lead_body FOR SELECT TO vigie_app USING (
  (SELECT audit.is_told()) AND EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_body.lead_id));
CREATE POLICY of_a_lead ON vigie.lead_person FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_person.lead_id));

CREATE FUNCTION vigie.i_handle(unit_id uuid, queue text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE queue
    WHEN 'investigation' THEN unit_id = ANY (vigie.my_units('analyst', 'investigator'))
    WHEN 'safeguarding' THEN unit_id = ANY (vigie.my_units('analyst', 'victim_services'))
    ELSE false END
$$;
GRANT EXECUTE ON FUNCTION vigie.i_handle TO vigie_app;

CREATE POLICY of_a_lead ON vigie.access_rule FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = access_rule.lead_id));
CREATE POLICY handlers_add ON vigie.access_rule FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND ended_at IS NULL AND (member_id IS NULL OR vigie.is_colleague(member_id))
  AND EXISTS (SELECT FROM vigie.lead WHERE lead.id = access_rule.lead_id AND vigie.i_handle(lead.unit_id, lead.queue)));
CREATE POLICY handlers_end ON vigie.access_rule FOR UPDATE TO vigie_app
  USING (ended_at IS NULL AND EXISTS (SELECT FROM vigie.lead WHERE lead.id = access_rule.lead_id AND vigie.i_handle(lead.unit_id, lead.queue)))
  WITH CHECK (ended_by = (SELECT vigie.me()) AND ended_at IS NOT NULL);

CREATE POLICY of_a_lead ON vigie.lead_decision FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_decision.lead_id));
CREATE POLICY handlers_decide ON vigie.lead_decision FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me())
  AND EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_decision.lead_id AND vigie.i_handle(lead.unit_id, lead.queue)));

CREATE POLICY of_my_units ON vigie.scan_run FOR SELECT TO vigie_app
  USING (unit_id = ANY ((SELECT vigie.my_units('analyst', 'investigator', 'victim_services'))::uuid[]));

CREATE POLICY mine_or_shared ON vigie.saved_view FOR SELECT TO vigie_app
  USING (unit_id = ANY ((SELECT vigie.my_units('analyst', 'investigator', 'victim_services'))::uuid[]) AND (shared OR owner_id = (SELECT vigie.me())));
CREATE POLICY mine ON vigie.saved_view FOR ALL TO vigie_app
  USING (owner_id = (SELECT vigie.me()) AND unit_id = ANY ((SELECT vigie.my_units('analyst', 'investigator', 'victim_services'))::uuid[]));

GRANT SELECT ON vigie.scan_run, vigie.lead, vigie.lead_body, vigie.lead_person, vigie.access_rule, vigie.lead_decision TO vigie_app;
GRANT UPDATE (state, holder_id, held_since, snoozed_until, changed, version) ON vigie.lead TO vigie_app;
GRANT INSERT ON vigie.lead_decision TO vigie_app;
GRANT INSERT, UPDATE (ended_by, ended_at) ON vigie.access_rule TO vigie_app;
GRANT SELECT, INSERT, UPDATE (name, shared, query), DELETE ON vigie.saved_view TO vigie_app;

GRANT SELECT, INSERT ON vigie.scan_run TO vigie_worker;
GRANT SELECT, INSERT ON vigie.lead TO vigie_worker;
GRANT UPDATE (run_id, queue, tier, rank_in_queue, score, role, subject_name, country, transfers, amount_eur, first_transfer_at, last_transfer_at, as_of,
  payee_countries, indicators, headline, facts, gone, state, changed, version) ON vigie.lead TO vigie_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON vigie.lead_body, vigie.lead_person TO vigie_worker;
GRANT SELECT ON vigie.lead_decision TO vigie_worker;

CREATE FUNCTION vigie.unit_of_job() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('vigie.unit', true), '')::uuid $$;
GRANT EXECUTE ON FUNCTION vigie.unit_of_job TO vigie_worker;
CREATE POLICY of_the_job ON vigie.scan_run TO vigie_worker USING (unit_id = (SELECT vigie.unit_of_job()));
CREATE POLICY of_the_job ON vigie.lead TO vigie_worker USING (unit_id = (SELECT vigie.unit_of_job()));
CREATE POLICY of_the_job ON vigie.lead_body TO vigie_worker USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_body.lead_id));
CREATE POLICY of_the_job ON vigie.lead_person TO vigie_worker USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_person.lead_id));
CREATE POLICY of_the_job ON vigie.lead_decision TO vigie_worker USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_decision.lead_id));
