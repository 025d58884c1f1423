-- Who works on a lead could end the hold of a case on which they do not work, read its reference there, and the lead was erased under the case.
ALTER TABLE vigie.hold ADD COLUMN of_case boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN vigie.hold.of_case IS 'Made by a case that goes back to the lead: it says nothing of the case, and nobody ends it.';
ALTER TABLE vigie.hold DISABLE TRIGGER USER;
-- Those that were ended hold again.
UPDATE vigie.hold SET of_case = true, reason = 'case', ended_by = NULL, ended_at = NULL
WHERE EXISTS (SELECT FROM casework.case_lead l JOIN casework.case_file c ON c.id = l.case_id WHERE l.lead_id = hold.lead_id AND c.reference = hold.reason);
ALTER TABLE vigie.hold ENABLE TRIGGER USER;

CREATE OR REPLACE FUNCTION casework.keep_lead_of_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO vigie.hold (unit_id, lead_id, reason, made_by, of_case)
  SELECT lead.unit_id, lead.id, 'case', NEW.added_by, true FROM vigie.lead WHERE lead.id = NEW.lead_id;
  RETURN NULL;
END $$;
CREATE POLICY not_of_a_case ON vigie.hold AS RESTRICTIVE FOR UPDATE TO vigie_app USING (NOT of_case);
