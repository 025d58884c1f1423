-- Who is asked to agree that somebody reads who a child is knows how much that opens, of which kind and by whom: never what it says.
CREATE FUNCTION casework.asked_to_open(of_child uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.identity_release r
    WHERE r.person_id = of_child AND r.answered_at IS NULL AND r.ended_at IS NULL AND r.until > now()
      AND r.proposed_by <> vigie.me() AND r.member_id <> vigie.me() AND casework.i_agree_in(r.case_id))
$$;
COMMENT ON FUNCTION casework.asked_to_open IS 'Whether a release of the child waits for an answer that the acting member may give.';
CREATE OR REPLACE FUNCTION casework.sealed_of(of_child uuid) RETURNS TABLE (record_id uuid, field text, entries integer, last_at timestamptz, last_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.person_id, s.field, count(*)::integer, max(s.entered_at), (array_agg(s.entered_by ORDER BY s.seq DESC))[1]
  FROM casework.statement s
  WHERE s.person_id = ANY (of_child || ARRAY(SELECT r.id FROM casework.person r WHERE r.merged_into = of_child))
    AND s.population = 'child' AND s.sealed
    AND (casework.i_work_on(s.case_id) OR (casework.i_agree_in(s.case_id) AND (SELECT casework.asked_to_open(of_child))))
  GROUP BY s.person_id, s.field
$$;
COMMENT ON FUNCTION casework.sealed_of IS 'Of a child and of the records merged into it, entry by entry of the cases on which the acting member works, or agrees while a release of the child waits for that: of which kind, how many, when and by whom the last.';
GRANT EXECUTE ON FUNCTION casework.asked_to_open TO vigie_app;
