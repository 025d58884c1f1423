-- Candidate qualifications of a case: what speaks to each element, what is missing, and apart from it what a magistrate decided.
CREATE TABLE casework.qualification_rule (
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
COMMENT ON TABLE casework.qualification_rule IS 'Qualifications that an administrator changed or added: the newest version of each takes the place of the one that is shipped. Never changed in place.';

CREATE TABLE casework.candidate (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  rule_id text NOT NULL,
  rule_version integer NOT NULL,
  content jsonb NOT NULL,
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 10000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (id, case_id),
  CONSTRAINT candidate_once UNIQUE (case_id, rule_id, rule_version),
  CHECK (content ->> 'id' = rule_id AND (content ->> 'version')::integer = rule_version)
);
COMMENT ON TABLE casework.candidate IS 'A qualification that somebody offers for a case, with a reason: a candidate, never a finding. Only people offer one.';
COMMENT ON COLUMN casework.candidate.content IS 'The qualification and its elements as they were in force when it was offered.';

CREATE TABLE casework.candidate_entry (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  case_id uuid NOT NULL,
  candidate_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('for', 'against', 'missing', 'set_aside', 'struck')),
  element text,
  lead_id uuid,
  indicator text CHECK (length(indicator) BETWEEN 1 AND 200),
  evidence_id uuid REFERENCES casework.evidence_item,
  request_event_id uuid REFERENCES casework.request_event,
  statement_id uuid REFERENCES casework.statement,
  strikes uuid UNIQUE REFERENCES casework.candidate_entry,
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 10000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (candidate_id, case_id) REFERENCES casework.candidate (id, case_id),
  FOREIGN KEY (case_id, lead_id) REFERENCES casework.case_lead (case_id, lead_id),
  CHECK ((element IS NOT NULL) = (kind IN ('for', 'against', 'missing'))),
  CHECK (num_nonnulls(lead_id, evidence_id, request_event_id, statement_id) = CASE WHEN kind IN ('for', 'against') THEN 1 ELSE 0 END),
  CHECK (indicator IS NULL OR lead_id IS NOT NULL),
  CHECK ((strikes IS NOT NULL) = (kind = 'struck'))
);
COMMENT ON TABLE casework.candidate_entry IS 'Append-only: somebody says in a sentence that a fact speaks for or against an element, or what is missing. What was said wrongly is struck by another row.';
CREATE INDEX candidate_entry_of_candidate ON casework.candidate_entry (candidate_id, seq);
CREATE INDEX candidate_entry_of_case ON casework.candidate_entry (case_id, seq);

CREATE TABLE casework.magistrate_decision (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  case_id uuid NOT NULL,
  candidate_id uuid NOT NULL,
  decision text NOT NULL CHECK (decision IN ('retained', 'not_retained', 'reserved')),
  decided_on date NOT NULL,
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 10000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (candidate_id, case_id) REFERENCES casework.candidate (id, case_id)
);
COMMENT ON TABLE casework.magistrate_decision IS 'Append-only: what a magistrate of the case decided on a candidate. A later one stands beside the earlier ones.';
CREATE INDEX magistrate_decision_of_case ON casework.magistrate_decision (case_id, seq);

CREATE FUNCTION casework.candidate_entry_fits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.element IS NOT NULL AND NOT EXISTS (SELECT FROM casework.candidate c, jsonb_array_elements(c.content -> 'elements') e
    WHERE c.id = NEW.candidate_id AND e ->> 'id' = NEW.element) THEN
    RAISE EXCEPTION 'The qualification has no such element.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_such_element';
  END IF;
  IF NEW.strikes IS NOT NULL AND NOT EXISTS (SELECT FROM casework.candidate_entry e
    WHERE e.id = NEW.strikes AND e.candidate_id = NEW.candidate_id AND e.kind <> 'struck') THEN
    RAISE EXCEPTION 'What is struck is an entry of the same candidate.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_such_element';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fits BEFORE INSERT ON casework.candidate_entry FOR EACH ROW EXECUTE FUNCTION casework.candidate_entry_fits();

SELECT audit.tell_writes_of(t) FROM unnest(ARRAY['casework.qualification_rule', 'casework.candidate', 'casework.candidate_entry', 'casework.magistrate_decision']::regclass[]) t;

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['casework.qualification_rule', 'casework.candidate', 'casework.candidate_entry', 'casework.magistrate_decision']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

CREATE POLICY of_my_organisation ON casework.qualification_rule FOR SELECT TO vigie_app USING (organisation_id = (SELECT vigie.my_organisation()));
CREATE POLICY administrators_add ON casework.qualification_rule FOR INSERT TO vigie_app
  WITH CHECK (organisation_id = (SELECT vigie.my_organisation()) AND (SELECT vigie.i_administer()) AND made_by = (SELECT vigie.me()));
GRANT SELECT, INSERT (organisation_id, rule_id, version, content, reason, made_by) ON casework.qualification_rule TO vigie_app;

CREATE POLICY of_my_cases ON casework.candidate FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = candidate.case_id));
CREATE POLICY work_on ON casework.candidate FOR INSERT TO vigie_app WITH CHECK (made_by = (SELECT vigie.me()) AND casework.i_work_on(case_id));
GRANT SELECT, INSERT (id, case_id, rule_id, rule_version, content, words, made_by) ON casework.candidate TO vigie_app;

CREATE POLICY of_my_cases ON casework.candidate_entry FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = candidate_entry.case_id));
CREATE POLICY work_on ON casework.candidate_entry FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND casework.i_work_on(case_id)
  AND (lead_id IS NULL OR EXISTS (SELECT FROM casework.case_lead l WHERE l.case_id = candidate_entry.case_id AND l.lead_id = candidate_entry.lead_id))
  AND (evidence_id IS NULL OR EXISTS (SELECT FROM casework.evidence_item e WHERE e.id = evidence_id AND e.case_id = candidate_entry.case_id))
  AND (request_event_id IS NULL OR EXISTS (SELECT FROM casework.request_event r WHERE r.id = request_event_id AND r.case_id = candidate_entry.case_id))
  AND (statement_id IS NULL OR EXISTS (SELECT FROM casework.statement s WHERE s.id = statement_id AND s.case_id = candidate_entry.case_id AND NOT s.sealed)));
COMMENT ON POLICY work_on ON casework.candidate_entry IS 'The fact is one of the same case and one that the member reads; who a child is, is none.';
GRANT SELECT, INSERT (id, case_id, candidate_id, kind, element, lead_id, indicator, evidence_id, request_event_id, statement_id, strikes, words, made_by)
  ON casework.candidate_entry TO vigie_app;

CREATE POLICY of_my_cases ON casework.magistrate_decision FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = magistrate_decision.case_id));
CREATE POLICY magistrates ON casework.magistrate_decision FOR INSERT TO vigie_app WITH CHECK (made_by = (SELECT vigie.me()) AND casework.has_part(case_id, 'magistrate'));
GRANT SELECT, INSERT (id, case_id, candidate_id, decision, decided_on, words, made_by) ON casework.magistrate_decision TO vigie_app;
