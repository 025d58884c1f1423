-- A run is compared a hundred thousand standings at a time. What decides whether a lead may be read stands beside each of them, so that
-- the comparison looks at nothing else.
ALTER TABLE vigie.lead_in_run ADD COLUMN unit_id uuid, ADD COLUMN queue text, ADD COLUMN restricted boolean;
UPDATE vigie.lead_in_run stood SET unit_id = lead.unit_id, queue = lead.queue, restricted = lead.restricted FROM vigie.lead WHERE lead.id = stood.lead_id;
ALTER TABLE vigie.lead_in_run ALTER COLUMN unit_id SET NOT NULL, ALTER COLUMN queue SET NOT NULL, ALTER COLUMN restricted SET NOT NULL;
COMMENT ON COLUMN vigie.lead_in_run.queue IS 'Of the lead as it is now, kept by trigger: who may not read the lead reads nothing of its past.';
COMMENT ON COLUMN vigie.lead_in_run.restricted IS 'Of the lead as it is now, kept by trigger.';
CREATE INDEX lead_in_run_compared ON vigie.lead_in_run (run_id, queue, lead_id) INCLUDE (unit_id, restricted, tier, score, rank_in_queue);
COMMENT ON INDEX vigie.lead_in_run_compared IS 'Holds all that a comparison needs, policies included.';

CREATE FUNCTION vigie.keep_standings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE vigie.lead_in_run SET queue = NEW.queue, restricted = NEW.restricted WHERE lead_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_standings AFTER UPDATE OF queue, restricted ON vigie.lead FOR EACH ROW
  WHEN (OLD.queue <> NEW.queue OR OLD.restricted <> NEW.restricted) EXECUTE FUNCTION vigie.keep_standings();

DROP POLICY of_a_lead ON vigie.lead_in_run;
CREATE POLICY may_read ON vigie.lead_in_run FOR SELECT TO vigie_app USING (
  CASE queue
    WHEN 'investigation' THEN vigie.may_read(
      lead_id = ANY ((SELECT vigie.ruled_for_me('deny'))::uuid[]), restricted,
      lead_id = ANY ((SELECT vigie.granted_to_me('investigation'))::uuid[]),
      unit_id = ANY ((SELECT vigie.my_units('analyst', 'investigator'))::uuid[]))
    WHEN 'safeguarding' THEN vigie.may_read(
      lead_id = ANY ((SELECT vigie.ruled_for_me('deny'))::uuid[]), restricted,
      lead_id = ANY ((SELECT vigie.granted_to_me('safeguarding'))::uuid[]),
      unit_id = ANY ((SELECT vigie.my_units('analyst', 'victim_services'))::uuid[]))
    ELSE false END);
COMMENT ON POLICY may_read ON vigie.lead_in_run IS 'That of vigie.lead, word for word: a test holds the two together.';
