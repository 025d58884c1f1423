-- What somebody says of a lead, and why that was taken back, is read by who reads the lead: by the policy, as the lead itself.
ALTER TABLE casework.candidate_entry ADD COLUMN about_lead uuid;
COMMENT ON COLUMN casework.candidate_entry.about_lead IS 'The lead that it speaks of: its own, or that of the entry that it takes back.';

-- What was said before keeps its words; only where they belong is written beside them.
ALTER TABLE casework.candidate_entry DISABLE TRIGGER USER;
UPDATE casework.candidate_entry e SET about_lead = coalesce(e.lead_id, (SELECT s.lead_id FROM casework.candidate_entry s WHERE s.id = e.strikes))
  WHERE e.lead_id IS NOT NULL OR e.strikes IS NOT NULL;
ALTER TABLE casework.candidate_entry ENABLE TRIGGER USER;

CREATE FUNCTION casework.candidate_entry_about() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  NEW.about_lead := coalesce(NEW.lead_id, (SELECT e.lead_id FROM casework.candidate_entry e WHERE e.id = NEW.strikes));
  RETURN NEW;
END $$;
CREATE TRIGGER about BEFORE INSERT ON casework.candidate_entry FOR EACH ROW EXECUTE FUNCTION casework.candidate_entry_about();

DROP POLICY of_my_cases ON casework.candidate_entry;
CREATE POLICY of_my_cases ON casework.candidate_entry FOR SELECT TO vigie_app USING (
  EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = candidate_entry.case_id)
  AND (about_lead IS NULL OR EXISTS (SELECT FROM vigie.lead WHERE lead.id = about_lead)));
CREATE POLICY of_my_leads ON casework.candidate_entry AS RESTRICTIVE FOR INSERT TO vigie_app WITH CHECK (
  about_lead IS NULL OR EXISTS (SELECT FROM vigie.lead WHERE lead.id = about_lead));
COMMENT ON POLICY of_my_leads ON casework.candidate_entry IS 'What somebody may not read, they do not take back either.';

CREATE FUNCTION casework.entries_about_leads(of_case uuid) RETURNS TABLE (id uuid, seq bigint, candidate_id uuid, kind text, element text, made_by text, made_at timestamptz, struck_by text, struck_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT e.id, e.seq, e.candidate_id, e.kind, e.element, e.made_by, e.made_at, s.made_by, s.made_at
  FROM casework.candidate_entry e LEFT JOIN casework.candidate_entry s ON s.strikes = e.id
  WHERE e.case_id = of_case AND e.lead_id IS NOT NULL AND casework.i_see(of_case)
$$;
COMMENT ON FUNCTION casework.entries_about_leads IS 'That something was said of a lead, on which side of which element, by whom and when: for who sees the case and not the lead. Neither which lead nor a word of it.';
GRANT EXECUTE ON FUNCTION casework.entries_about_leads TO vigie_app;
