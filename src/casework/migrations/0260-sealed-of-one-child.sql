-- "One record, or those that were merged into it" read the statements of everybody: their ids are looked up first.
CREATE OR REPLACE FUNCTION casework.sealed_of(of_child uuid) RETURNS TABLE (record_id uuid, field text, entries integer, last_at timestamptz, last_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.person_id, s.field, count(*)::integer, max(s.entered_at), (array_agg(s.entered_by ORDER BY s.seq DESC))[1]
  FROM casework.statement s
  WHERE s.person_id = ANY (of_child || ARRAY(SELECT r.id FROM casework.person r WHERE r.merged_into = of_child))
    AND s.population = 'child' AND s.sealed AND casework.i_work_on(s.case_id)
  GROUP BY s.person_id, s.field
$$;
