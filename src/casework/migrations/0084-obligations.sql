-- What a case still owes, over children, requests and evidence. It closes when there is nothing left.
CREATE FUNCTION casework.open_obligations(of_case uuid) RETURNS TABLE (kind text, object_id uuid, holder_id text, next_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT 'child_' || newest.track, newest.person_id, newest.holder_id, newest.next_on
  FROM (SELECT DISTINCT p.person_id FROM casework.person_in_case p WHERE p.case_id = of_case AND p.population = 'child' AND p.ended_at IS NULL) child
  CROSS JOIN LATERAL (SELECT DISTINCT ON (s.track) s.* FROM casework.child_status s WHERE s.person_id = child.person_id ORDER BY s.track, s.seq DESC) newest
  WHERE newest.next_on IS NOT NULL
  UNION ALL
  SELECT 'child_search', of_case, newest.holder_id, newest.next_on
  FROM (SELECT * FROM casework.child_search s WHERE s.case_id = of_case ORDER BY s.seq DESC LIMIT 1) newest
  WHERE newest.next_on IS NOT NULL
  UNION ALL
  SELECT 'referral', r.id, r.made_by, NULL FROM casework.referral r WHERE r.case_id = of_case AND r.state = 'proposed'
  UNION ALL
  SELECT 'request', r.id, r.holder_id, r.next_on FROM casework.request r WHERE r.case_id = of_case AND r.ended_at IS NULL
  UNION ALL
  SELECT 'evidence_check', e.id, e.holder_id, e.next_check_on FROM casework.evidence_item e
  WHERE e.case_id = of_case AND e.next_check_on < (now() AT TIME ZONE 'UTC')::date
  UNION ALL
  SELECT 'evidence_handover', e.id, e.offer_holder_id, e.offered_on FROM casework.evidence_item e WHERE e.case_id = of_case AND e.open_offer IS NOT NULL
$$;
COMMENT ON FUNCTION casework.open_obligations IS 'What a case still owes. It closes when there is nothing left. Not for the app: obligations_of is.';

CREATE FUNCTION casework.obligations_of(of_case uuid) RETURNS TABLE (kind text, object_id uuid, holder_id text, next_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT o.kind, o.object_id, o.holder_id, o.next_on FROM casework.open_obligations(of_case) o WHERE casework.i_see(of_case)
$$;
GRANT EXECUTE ON FUNCTION casework.obligations_of TO vigie_app;
