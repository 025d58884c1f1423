-- What is in the name of somebody, or has come up to them, over all cases: nobody has to open each to learn what was given to them.
CREATE INDEX child_status_of_holder ON casework.child_status (holder_id) WHERE next_on IS NOT NULL;
CREATE INDEX child_search_of_holder ON casework.child_search (holder_id) WHERE next_on IS NOT NULL;
CREATE INDEX referral_unanswered ON casework.referral (made_by) WHERE state = 'proposed';
CREATE INDEX evidence_of_holder ON casework.evidence_item (holder_id) WHERE next_check_on IS NOT NULL;
CREATE INDEX evidence_offered ON casework.evidence_item (offer_holder_id) WHERE open_offer IS NOT NULL;

CREATE FUNCTION casework.my_obligations() RETURNS TABLE (kind text, object_id uuid, case_id uuid, next_on date, next_step text, place date, holder_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH mine AS MATERIALIZED (
    SELECT DISTINCT p.case_id FROM casework.live_part p
    WHERE p.member_id = vigie.me() AND p.role = ANY ((SELECT casework.my_parts())::text[]) AND p.training = vigie.in_practice()
      AND vigie.may_read(p.barred, false, true, false)),
  of_children AS (
    -- A child of several cases stands once, under the first of them.
    SELECT DISTINCT ON (s.person_id, s.track) 'child_' || s.track AS kind, s.person_id, p.case_id, s.next_on, s.next_step
    FROM casework.child_status s
    JOIN casework.person_in_case p ON p.person_id = s.person_id AND p.population = 'child' AND p.ended_at IS NULL
    JOIN mine ON mine.case_id = p.case_id
    WHERE s.holder_id = vigie.me() AND s.next_on IS NOT NULL
      AND NOT EXISTS (SELECT FROM casework.child_status newer WHERE newer.person_id = s.person_id AND newer.track = s.track AND newer.seq > s.seq)
      AND NOT EXISTS (SELECT FROM casework.merged_in_case m WHERE m.case_id = p.case_id AND m.record_id = p.person_id)
    ORDER BY s.person_id, s.track, p.added_at, p.case_id)
  SELECT c.*, c.next_on, vigie.me() FROM of_children c
  UNION ALL
  SELECT 'child_search', s.case_id, s.case_id, s.next_on, s.next_step, s.next_on, vigie.me() FROM casework.child_search s JOIN mine ON mine.case_id = s.case_id
  WHERE s.holder_id = vigie.me() AND s.next_on IS NOT NULL
    AND NOT EXISTS (SELECT FROM casework.child_search newer WHERE newer.case_id = s.case_id AND newer.seq > s.seq)
  UNION ALL
  SELECT 'referral', r.id, r.case_id, NULL, NULL, NULL, vigie.me() FROM casework.referral r JOIN mine ON mine.case_id = r.case_id
  WHERE r.made_by = vigie.me() AND r.state = 'proposed'
  UNION ALL
  SELECT 'request', r.id, r.case_id, r.next_on, NULL, least(r.next_on, s.passed_on), vigie.me() FROM casework.request r JOIN mine ON mine.case_id = r.case_id
  LEFT JOIN casework.request_standing s ON s.request_id = r.id
  WHERE r.holder_id = vigie.me() AND r.ended_at IS NULL
  UNION ALL
  SELECT 'request', r.id, r.case_id, r.next_on, NULL, least(r.next_on, s.passed_on), r.holder_id FROM casework.request_standing s
  JOIN mine ON mine.case_id = s.case_id JOIN casework.request r ON r.id = s.request_id
  WHERE s.escalated_to IS NOT NULL AND r.holder_id <> vigie.me() AND r.ended_at IS NULL
    AND EXISTS (SELECT FROM casework.case_member part WHERE part.case_id = s.case_id AND part.member_id = vigie.me() AND part.ended_at IS NULL
      AND array_position(ARRAY['holder', 'deputy', 'head', 'magistrate'], part.role) <= array_position(ARRAY['holder', 'deputy', 'head', 'magistrate'], s.escalated_to))
  UNION ALL
  SELECT 'evidence_check', e.id, e.case_id, e.next_check_on, NULL, e.next_check_on, vigie.me() FROM casework.evidence_item e JOIN mine ON mine.case_id = e.case_id
  WHERE e.holder_id = vigie.me() AND e.next_check_on IS NOT NULL
  UNION ALL
  SELECT 'evidence_handover', e.id, e.case_id, e.offered_on, NULL, e.offered_on, vigie.me() FROM casework.evidence_item e JOIN mine ON mine.case_id = e.case_id
  WHERE e.offer_holder_id = vigie.me() AND e.open_offer IS NOT NULL
$$;
COMMENT ON FUNCTION casework.my_obligations IS 'What open_obligations says of each case that the acting member sees, and checks that lie ahead, where it is in their name; and requests of others with which the ladder has come to them. `place` puts a term that passed before dates that lie ahead.';
GRANT EXECUTE ON FUNCTION casework.my_obligations TO vigie_app;
