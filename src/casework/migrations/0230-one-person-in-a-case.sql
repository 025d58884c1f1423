-- Of records that were merged, a case shows one: the one into which the others were. Nothing moves; taken apart again, each stands for itself.
CREATE VIEW casework.merged_in_case WITH (security_invoker = true) AS
  SELECT DISTINCT r.case_id, r.person_id AS record_id, p.merged_into AS into_id
  FROM casework.person p
  JOIN casework.person_in_case r ON r.person_id = p.id
  JOIN casework.person_in_case s ON s.person_id = p.merged_into AND s.case_id = r.case_id
  WHERE p.merged_into IS NOT NULL;
COMMENT ON VIEW casework.merged_in_case IS 'Records of a case that stand in it as another one of the same case. Where the other is in other cases alone, the record stands for itself: who works on this case need not know of the other.';
GRANT SELECT ON casework.merged_in_case TO vigie_app;

CREATE OR REPLACE FUNCTION casework.open_obligations(of_case uuid) RETURNS TABLE (kind text, object_id uuid, holder_id text, next_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT 'child_' || newest.track, newest.person_id, newest.holder_id, newest.next_on
  FROM (SELECT DISTINCT p.person_id FROM casework.person_in_case p WHERE p.case_id = of_case AND p.population = 'child' AND p.ended_at IS NULL
    AND NOT EXISTS (SELECT FROM casework.merged_in_case m WHERE m.case_id = of_case AND m.record_id = p.person_id)) child
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
