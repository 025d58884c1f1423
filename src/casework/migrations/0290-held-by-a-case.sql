-- Who works on a lead could end the hold of a case on which they do not work, read its reference there, and the lead was erased under the case.
ALTER TABLE vigie.hold ADD COLUMN of_case boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN vigie.hold.of_case IS 'Made by a case that goes back to the lead: it says nothing of the case, and nobody ends it.';
ALTER TABLE vigie.hold DISABLE TRIGGER USER;
UPDATE vigie.hold SET of_case = true, reason = 'case'
WHERE EXISTS (SELECT FROM casework.case_lead l JOIN casework.case_file c ON c.id = l.case_id WHERE l.lead_id = hold.lead_id AND c.reference = hold.reason);
ALTER TABLE vigie.hold ENABLE TRIGGER USER;

CREATE OR REPLACE FUNCTION casework.keep_lead_of_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO vigie.hold (unit_id, lead_id, reason, made_by, of_case)
  SELECT lead.unit_id, lead.id, 'case', NEW.added_by, true FROM vigie.lead WHERE lead.id = NEW.lead_id;
  RETURN NULL;
END $$;
CREATE POLICY not_of_a_case ON vigie.hold AS RESTRICTIVE FOR UPDATE TO vigie_app USING (NOT of_case);

CREATE OR REPLACE FUNCTION vigie.due_for_erasure(of_unit uuid) RETURNS TABLE (lead_id uuid, queue text, because text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT lead.id, lead.queue, CASE WHEN lead.gone THEN 'no_longer_proposed' ELSE 'set_aside' END
  FROM vigie.retention
  JOIN vigie.lead ON lead.unit_id = retention.unit_id
  JOIN vigie.scan_run run ON run.id = lead.run_id
  LEFT JOIN LATERAL (SELECT max(made_at) AS at FROM vigie.lead_decision d WHERE d.lead_id = lead.id) decided ON true
  WHERE retention.unit_id = of_unit AND lead.erased_at IS NULL AND lead.holder_id IS NULL
    AND ((lead.gone AND lead.state IN ('new', 'ordinary')) OR (lead.state = 'ordinary' AND lead.changed IS NULL))
    AND greatest(CASE WHEN lead.gone THEN run.loaded_at END, decided.at) < now() - make_interval(days => retention.days)
    AND NOT EXISTS (SELECT FROM vigie.hold WHERE hold.unit_id = of_unit AND hold.ended_at IS NULL AND (hold.lead_id IS NULL OR hold.lead_id = lead.id))
    AND NOT EXISTS (SELECT FROM casework.case_lead c WHERE c.lead_id = lead.id)
$$;
