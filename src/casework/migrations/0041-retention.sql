-- How long what a unit no longer works on is kept, and what is kept all the same.
CREATE TABLE vigie.retention (
  unit_id uuid PRIMARY KEY REFERENCES vigie.unit,
  days integer NOT NULL CHECK (days BETWEEN 30 AND 3650),
  set_by text NOT NULL REFERENCES vigie.member,
  set_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE vigie.retention IS 'Without a row nothing is erased.';

CREATE TABLE vigie.hold (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  lead_id uuid REFERENCES vigie.lead,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_by text REFERENCES vigie.member,
  ended_at timestamptz,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE vigie.hold IS 'While it holds, nothing of the lead, or without one of the whole unit, is erased.';
CREATE INDEX hold_of_unit ON vigie.hold (unit_id) WHERE ended_at IS NULL;

ALTER TABLE vigie.lead ADD COLUMN erased_at timestamptz;
COMMENT ON COLUMN vigie.lead.erased_at IS 'The row stays as a number: identifiers, names, words and body are gone. A later scan of the same subject fills it again.';

CREATE FUNCTION vigie.due_for_erasure(of_unit uuid) RETURNS TABLE (lead_id uuid, queue text, because text)
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
$$;
COMMENT ON FUNCTION vigie.due_for_erasure IS 'What the preview shows and the erasure takes: one and the same. Never what somebody holds, follows up, or needs more for.';

CREATE FUNCTION vigie.retention_preview(of_unit uuid) RETURNS TABLE (queue text, because text, leads integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT due.queue, due.because, count(*)::integer FROM vigie.due_for_erasure(of_unit) due
  WHERE vigie.i_administer() AND vigie.in_my_organisation(of_unit) GROUP BY 1, 2 ORDER BY 1, 2
$$;
COMMENT ON FUNCTION vigie.retention_preview IS 'Numbers alone: who administers sees no lead.';

CREATE FUNCTION vigie.erase_due(of_unit uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
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
  UPDATE vigie.lead_decision SET words = CASE WHEN kind = 'need_more' THEN '-' ELSE '' END WHERE lead_id = ANY (due);
  UPDATE vigie.access_rule SET reason = '-' WHERE lead_id = ANY (due);
  UPDATE vigie.lead SET erased_at = now(), gone = true, subject_id = '', subject_name = NULL, country = NULL, payee_countries = '{}', version = version + 1
  WHERE id = ANY (due);
  RETURN cardinality(due);
END $$;

SELECT audit.tell_writes_of('vigie.retention'), audit.tell_writes_of('vigie.hold');

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['vigie.retention', 'vigie.hold']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION vigie.retention_preview, vigie.erase_due TO vigie_app;
GRANT SELECT, INSERT, UPDATE (days, set_by, set_at) ON vigie.retention TO vigie_app;
CREATE POLICY administrators ON vigie.retention TO vigie_app
  USING ((SELECT vigie.i_administer()) AND vigie.in_my_organisation(unit_id))
  WITH CHECK ((SELECT vigie.i_administer()) AND vigie.in_my_organisation(unit_id) AND set_by = (SELECT vigie.me()));
GRANT SELECT, INSERT (unit_id, lead_id, reason, made_by), UPDATE (ended_by, ended_at) ON vigie.hold TO vigie_app;
CREATE POLICY of_the_unit ON vigie.hold FOR SELECT TO vigie_app USING (
  (lead_id IS NULL AND (SELECT vigie.i_administer()) AND vigie.in_my_organisation(unit_id))
  OR EXISTS (SELECT FROM vigie.lead WHERE lead.id = hold.lead_id));
CREATE POLICY add_to_the_unit ON vigie.hold FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND (
    (lead_id IS NULL AND (SELECT vigie.i_administer()) AND vigie.in_my_organisation(unit_id))
    OR EXISTS (SELECT FROM vigie.lead WHERE lead.id = hold.lead_id AND lead.unit_id = hold.unit_id AND vigie.i_handle(lead.unit_id, lead.queue))));
CREATE POLICY end_one ON vigie.hold FOR UPDATE TO vigie_app
  USING (ended_at IS NULL AND (
    (lead_id IS NULL AND (SELECT vigie.i_administer()) AND vigie.in_my_organisation(unit_id))
    OR EXISTS (SELECT FROM vigie.lead WHERE lead.id = hold.lead_id AND vigie.i_handle(lead.unit_id, lead.queue))))
  WITH CHECK (ended_by = (SELECT vigie.me()) AND ended_at IS NOT NULL);
GRANT UPDATE (subject_id, erased_at) ON vigie.lead TO vigie_worker;
