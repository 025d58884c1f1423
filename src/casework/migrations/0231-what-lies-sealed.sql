-- How much lies under the seal of a child: for who works on the case, who may write there and ask that it be opened. Never what it says.
CREATE FUNCTION casework.sealed_of(of_child uuid) RETURNS TABLE (record_id uuid, field text, entries integer, last_at timestamptz, last_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.person_id, s.field, count(*)::integer, max(s.entered_at), (array_agg(s.entered_by ORDER BY s.seq DESC))[1]
  FROM casework.statement s
  WHERE (s.person_id = of_child OR s.person_id IN (SELECT r.id FROM casework.person r WHERE r.merged_into = of_child))
    AND s.population = 'child' AND s.sealed AND casework.i_work_on(s.case_id)
  GROUP BY s.person_id, s.field
$$;
COMMENT ON FUNCTION casework.sealed_of IS 'Of a child and of the records merged into it, entry by entry of the cases on which the acting member works: of which kind, how many, when and by whom the last.';
GRANT EXECUTE ON FUNCTION casework.sealed_of TO vigie_app;
