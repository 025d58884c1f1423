-- An event of the timeline is a fact that an entry of a candidate can name.
ALTER TABLE casework.candidate_entry ADD COLUMN event_id uuid REFERENCES casework.event;
COMMENT ON COLUMN casework.candidate_entry.event_id IS 'The event as it stood when it was named: what took its place since is found from there.';

DO $$
DECLARE named text;
BEGIN
  SELECT conname INTO STRICT named FROM pg_constraint
    WHERE conrelid = 'casework.candidate_entry'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%num_nonnulls%';
  EXECUTE format('ALTER TABLE casework.candidate_entry DROP CONSTRAINT %I', named);
END $$;
ALTER TABLE casework.candidate_entry ADD CONSTRAINT one_fact CHECK (
  num_nonnulls(lead_id, evidence_id, request_event_id, statement_id, event_id) = CASE WHEN kind IN ('for', 'against') THEN 1 ELSE 0 END);

ALTER POLICY work_on ON casework.candidate_entry WITH CHECK (
  made_by = (SELECT vigie.me()) AND casework.i_work_on(case_id)
  AND (lead_id IS NULL OR EXISTS (SELECT FROM casework.case_lead l WHERE l.case_id = candidate_entry.case_id AND l.lead_id = candidate_entry.lead_id))
  AND (evidence_id IS NULL OR EXISTS (SELECT FROM casework.evidence_item e WHERE e.id = evidence_id AND e.case_id = candidate_entry.case_id))
  AND (request_event_id IS NULL OR EXISTS (SELECT FROM casework.request_event r WHERE r.id = request_event_id AND r.case_id = candidate_entry.case_id))
  AND (statement_id IS NULL OR EXISTS (SELECT FROM casework.statement s WHERE s.id = statement_id AND s.case_id = candidate_entry.case_id AND NOT s.sealed))
  AND (event_id IS NULL OR EXISTS (SELECT FROM casework.event v LEFT JOIN casework.event_import i ON i.id = v.import_id
    WHERE v.id = event_id AND v.case_id = candidate_entry.case_id AND NOT v.withdrawn AND i.ended_at IS NULL
      AND NOT EXISTS (SELECT FROM casework.event later WHERE later.supersedes = v.id))));
GRANT INSERT (event_id) ON casework.candidate_entry TO vigie_app;

-- The border of practice knows the new column too.
DROP TRIGGER one_space ON casework.candidate_entry;
DO $$
DECLARE b record;
BEGIN
  SELECT string_agg(quote_literal(concat_ws(' ', column_name, target, via)), ', ' ORDER BY column_name, target) AS args,
    string_agg(DISTINCT quote_ident(column_name), ', ') AS columns INTO STRICT b
  FROM vigie.bordered WHERE table_id = 'casework.candidate_entry'::regclass;
  EXECUTE format('CREATE TRIGGER one_space AFTER INSERT OR UPDATE OF %s ON casework.candidate_entry FOR EACH ROW EXECUTE FUNCTION vigie.keep_one_space(%s)', b.columns, b.args);
END $$;
