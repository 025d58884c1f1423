-- Which leads belong together: the groups of the newest scan of a unit. A group is whole or not there: sums and counts of a part of it would tell of the rest.
CREATE TABLE vigie.lead_group (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  run_id uuid NOT NULL,
  group_id text NOT NULL,
  queue text NOT NULL CHECK (queue IN ('investigation', 'safeguarding')),
  rank_in_queue integer NOT NULL,
  leads_needed integer NOT NULL CHECK (leads_needed > 0),
  UNIQUE (unit_id, group_id),
  FOREIGN KEY (unit_id, run_id) REFERENCES vigie.scan_run (unit_id, id)
);
COMMENT ON TABLE vigie.lead_group IS 'Groups of groups.jsonl. Those of the runs before go.';
COMMENT ON COLUMN vigie.lead_group.leads_needed IS 'So many leads must be open to a member before the group is.';

CREATE TABLE vigie.lead_of_group (
  group_id uuid NOT NULL REFERENCES vigie.lead_group ON DELETE CASCADE,
  lead_id uuid NOT NULL REFERENCES vigie.lead ON DELETE CASCADE,
  needed boolean NOT NULL,
  transfers integer NOT NULL,
  PRIMARY KEY (group_id, lead_id)
);
COMMENT ON COLUMN vigie.lead_of_group.needed IS 'Must be open to whoever reads the group. False for a lead of the investigation queue about a payee of a safeguarding group: possible victims are told of without it.';
COMMENT ON COLUMN vigie.lead_of_group.transfers IS 'Of the subject of the lead within the group: a payer in several groups is shown first where most of its transfers are.';
CREATE INDEX lead_of_group_of_lead ON vigie.lead_of_group (lead_id);

CREATE TABLE vigie.lead_group_body (
  group_id uuid PRIMARY KEY REFERENCES vigie.lead_group ON DELETE CASCADE,
  body text NOT NULL
);
COMMENT ON TABLE vigie.lead_group_body IS 'The line of groups.jsonl as it was written. Read only in a transaction that is told in the audit log.';

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['vigie.lead_group', 'vigie.lead_of_group', 'vigie.lead_group_body']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

GRANT SELECT ON vigie.lead_group, vigie.lead_of_group, vigie.lead_group_body TO vigie_app;
CREATE POLICY of_a_lead ON vigie.lead_of_group FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_of_group.lead_id));
CREATE POLICY of_all_its_leads ON vigie.lead_group FOR SELECT TO vigie_app USING (
  leads_needed = (SELECT count(*) FROM vigie.lead_of_group part WHERE part.group_id = lead_group.id AND part.needed));
COMMENT ON POLICY of_all_its_leads ON vigie.lead_group IS 'The rows of lead_of_group that the member sees are those of leads open to it: when one is missing, the group is.';
CREATE POLICY of_a_group_told ON vigie.lead_group_body FOR SELECT TO vigie_app USING (
  (SELECT audit.is_told()) AND EXISTS (SELECT FROM vigie.lead_group WHERE lead_group.id = lead_group_body.group_id));

GRANT SELECT, INSERT, DELETE ON vigie.lead_group, vigie.lead_of_group, vigie.lead_group_body TO vigie_worker;
CREATE POLICY of_the_job ON vigie.lead_group TO vigie_worker USING (unit_id = (SELECT vigie.unit_of_job()));
CREATE POLICY of_the_job ON vigie.lead_of_group TO vigie_worker USING (EXISTS (SELECT FROM vigie.lead_group WHERE lead_group.id = lead_of_group.group_id));
CREATE POLICY of_the_job ON vigie.lead_group_body TO vigie_worker USING (EXISTS (SELECT FROM vigie.lead_group WHERE lead_group.id = lead_group_body.group_id));

-- What is erased of a lead is erased of its groups, and of whose words a decision was in.
CREATE OR REPLACE FUNCTION vigie.erase_due(of_unit uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE due uuid[];
BEGIN
  IF NOT (vigie.i_administer() AND vigie.in_my_organisation(of_unit)) THEN
    RAISE EXCEPTION 'Only an administrator of the organisation erases.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- A hold or a decision that is being made at this moment is waited for, or finds the lead erased.
  PERFORM FROM vigie.lead WHERE unit_id = of_unit AND id IN (SELECT lead_id FROM vigie.due_for_erasure(of_unit)) ORDER BY id FOR UPDATE;
  SELECT coalesce(array_agg(lead_id), '{}') INTO due FROM vigie.due_for_erasure(of_unit);
  DELETE FROM vigie.lead_body WHERE lead_id = ANY (due);
  DELETE FROM vigie.lead_person WHERE lead_id = ANY (due);
  DELETE FROM vigie.lead_facet WHERE lead_id = ANY (due);
  DELETE FROM vigie.lead_group WHERE id IN (SELECT group_id FROM vigie.lead_of_group WHERE lead_id = ANY (due));
  UPDATE vigie.lead_decision SET words = CASE WHEN kind = 'need_more' THEN '-' ELSE '' END, said_by_whom = CASE WHEN said_by = 'other' THEN '-' ELSE '' END
  WHERE lead_id = ANY (due);
  UPDATE vigie.access_rule SET reason = '-' WHERE lead_id = ANY (due);
  UPDATE vigie.lead SET erased_at = now(), gone = true, subject_id = '', subject_name = NULL, country = NULL, payee_countries = '{}', version = version + 1
  WHERE id = ANY (due);
  RETURN cardinality(due);
END $$;
