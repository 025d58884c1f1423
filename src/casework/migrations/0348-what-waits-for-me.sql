-- What is in the name of somebody, has come up to them, or lies with somebody who can open a case no longer and whose successor they are, over all cases: nobody
-- has to open each to learn what was given to them.
CREATE INDEX child_status_of_holder ON casework.child_status (holder_id) WHERE next_on IS NOT NULL;
CREATE INDEX child_search_of_holder ON casework.child_search (holder_id) WHERE next_on IS NOT NULL;
CREATE INDEX referral_unanswered ON casework.referral (made_by) WHERE state = 'proposed';
CREATE INDEX evidence_of_holder ON casework.evidence_item (holder_id) WHERE next_check_on IS NOT NULL;
CREATE INDEX evidence_offered ON casework.evidence_item (offer_holder_id) WHERE open_offer IS NOT NULL;

CREATE FUNCTION casework.my_obligations() RETURNS TABLE (kind text, object_id uuid, case_id uuid, next_on date, next_step text, place date, holder_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH parts AS MATERIALIZED (
    SELECT DISTINCT p.case_id, c.stage <> 'closed' AND p.role IN ('responsible', 'deputy', 'head') AS leads
    FROM casework.live_part p JOIN casework.case_file c ON c.id = p.case_id
    WHERE p.member_id = vigie.me() AND p.role = ANY ((SELECT casework.my_parts())::text[]) AND p.training = vigie.in_practice()
      AND vigie.may_read(p.barred, false, true, false)),
  led AS MATERIALIZED (SELECT parts.case_id FROM parts WHERE leads),
  -- What casework.reads says of one member and one case, of all at once: who leads thousands of cases would wait for seconds.
  acting AS MATERIALIZED (
    SELECT DISTINCT r.member_id, r.role = 'magistrate' AS magistrate
    FROM vigie.membership r JOIN vigie.member m ON m.id = r.member_id AND m.disabled_at IS NULL JOIN vigie.unit u ON u.id = r.unit_id
    WHERE r.ended_at IS NULL AND (r.role = 'magistrate' OR (r.role IN ('analyst', 'investigator')
      AND CASE WHEN vigie.in_practice() THEN u.training_of IS NOT NULL AND u.training_ended_at IS NULL ELSE u.training_of IS NULL END))),
  readers AS MATERIALIZED (
    SELECT DISTINCT p.case_id, p.member_id FROM led JOIN casework.live_part p ON p.case_id = led.case_id
    JOIN acting ON acting.member_id = p.member_id AND acting.magistrate = (p.role = 'magistrate') WHERE NOT p.barred),
  left_by AS MATERIALIZED (
    SELECT o.case_id, o.holder_id FROM (
      SELECT led.case_id, s.holder_id FROM led
      JOIN casework.person_in_case p ON p.case_id = led.case_id AND p.population = 'child' AND p.ended_at IS NULL
      JOIN casework.child_status s ON s.person_id = p.person_id AND s.next_on IS NOT NULL
      UNION SELECT led.case_id, s.holder_id FROM led JOIN casework.child_search s ON s.case_id = led.case_id AND s.next_on IS NOT NULL
      UNION SELECT led.case_id, r.made_by FROM led JOIN casework.referral r ON r.case_id = led.case_id AND r.state = 'proposed'
      UNION SELECT led.case_id, r.holder_id FROM led JOIN casework.request r ON r.case_id = led.case_id AND r.ended_at IS NULL
      UNION SELECT led.case_id, e.holder_id FROM led JOIN casework.evidence_item e ON e.case_id = led.case_id AND e.next_check_on IS NOT NULL
      UNION SELECT led.case_id, e.offer_holder_id FROM led JOIN casework.evidence_item e ON e.case_id = led.case_id AND e.open_offer IS NOT NULL) o
    WHERE o.holder_id <> vigie.me() AND NOT EXISTS (SELECT FROM readers WHERE readers.case_id = o.case_id AND readers.member_id = o.holder_id)),
  left_to_me AS MATERIALIZED (SELECT left_by.* FROM left_by WHERE casework.successor_in(left_by.case_id, left_by.holder_id) = vigie.me()),
  mine AS MATERIALIZED (
    SELECT DISTINCT parts.case_id, vigie.me() AS holder_id FROM parts UNION ALL SELECT * FROM left_to_me),
  of_children AS MATERIALIZED (
    -- A child of several cases stands once, under the first of them that is open.
    SELECT DISTINCT ON (s.person_id, s.track) 'child_' || s.track AS kind, s.person_id, p.case_id, s.next_on, s.next_step, s.holder_id
    FROM casework.child_status s
    JOIN casework.person_in_case p ON p.person_id = s.person_id AND p.population = 'child' AND p.ended_at IS NULL
    JOIN mine ON mine.case_id = p.case_id AND mine.holder_id = s.holder_id
    JOIN casework.case_file c ON c.id = p.case_id
    WHERE s.next_on IS NOT NULL
      AND NOT EXISTS (SELECT FROM casework.child_status newer WHERE newer.person_id = s.person_id AND newer.track = s.track AND newer.seq > s.seq)
      AND NOT EXISTS (SELECT FROM casework.merged_in_case m WHERE m.case_id = p.case_id AND m.record_id = p.person_id)
    ORDER BY s.person_id, s.track, c.stage = 'closed', p.added_at, p.case_id)
  SELECT o.kind, o.person_id, o.case_id, o.next_on, o.next_step, o.next_on, o.holder_id FROM of_children o
  WHERE o.holder_id = vigie.me() OR NOT casework.may_hold_child(o.person_id, o.holder_id)
  UNION ALL
  SELECT 'child_search', s.case_id, s.case_id, s.next_on, s.next_step, s.next_on, s.holder_id FROM casework.child_search s
  JOIN mine ON mine.case_id = s.case_id AND mine.holder_id = s.holder_id
  WHERE s.next_on IS NOT NULL AND NOT EXISTS (SELECT FROM casework.child_search newer WHERE newer.case_id = s.case_id AND newer.seq > s.seq)
  UNION ALL
  SELECT 'referral', r.id, r.case_id, NULL, NULL, NULL, r.made_by FROM casework.referral r
  JOIN mine ON mine.case_id = r.case_id AND mine.holder_id = r.made_by
  WHERE r.state = 'proposed'
  UNION ALL
  SELECT 'request', r.id, r.case_id, r.next_on, NULL, least(r.next_on, s.passed_on), r.holder_id FROM casework.request r
  JOIN mine ON mine.case_id = r.case_id AND mine.holder_id = r.holder_id
  LEFT JOIN casework.request_standing s ON s.request_id = r.id
  WHERE r.ended_at IS NULL
  UNION ALL
  SELECT 'request', r.id, r.case_id, r.next_on, NULL, least(r.next_on, s.passed_on), r.holder_id FROM casework.request_standing s
  JOIN casework.request r ON r.id = s.request_id
  WHERE s.case_id IN (SELECT parts.case_id FROM parts) AND s.escalated_to IS NOT NULL AND r.ended_at IS NULL
    AND NOT EXISTS (SELECT FROM mine WHERE mine.case_id = r.case_id AND mine.holder_id = r.holder_id)
    AND EXISTS (SELECT FROM casework.case_member part WHERE part.case_id = s.case_id AND part.member_id = vigie.me() AND part.ended_at IS NULL
      AND array_position(ARRAY['holder', 'deputy', 'head', 'magistrate'], part.role) <= array_position(ARRAY['holder', 'deputy', 'head', 'magistrate'], s.escalated_to))
  UNION ALL
  SELECT 'evidence_check', e.id, e.case_id, e.next_check_on, NULL, e.next_check_on, e.holder_id FROM casework.evidence_item e
  JOIN mine ON mine.case_id = e.case_id AND mine.holder_id = e.holder_id
  WHERE e.next_check_on IS NOT NULL
  UNION ALL
  SELECT 'evidence_handover', e.id, e.case_id, e.offered_on, NULL, e.offered_on, e.offer_holder_id FROM casework.evidence_item e
  JOIN mine ON mine.case_id = e.case_id AND mine.holder_id = e.offer_holder_id
  WHERE e.open_offer IS NOT NULL
$$;
COMMENT ON FUNCTION casework.my_obligations IS 'What open_obligations says of each case that the acting member sees, and checks that lie ahead, where it is in their name or in that of somebody who no longer opens the case and whose successor they are; and requests of others with which the ladder has come to them. `place` puts a term that passed before dates that lie ahead.';
GRANT EXECUTE ON FUNCTION casework.my_obligations TO vigie_app;

-- The calendar told of requests alone: the search for a child, and what is done for one, have dates too.
CREATE OR REPLACE FUNCTION casework.my_dates() RETURNS TABLE (reference text, next_on date) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT r.reference, s.next_on FROM casework.request r JOIN casework.request_standing s ON s.request_id = r.id
  WHERE r.holder_id = vigie.me() AND r.ended_at IS NULL AND s.next_on IS NOT NULL AND casework.i_see(r.case_id)
  UNION ALL
  -- The day of a hand-over is the one on which it was offered.
  SELECT c.reference, min(o.next_on) FROM casework.my_obligations() o JOIN casework.case_file c ON c.id = o.case_id
  WHERE o.holder_id = vigie.me() AND o.kind NOT IN ('request', 'evidence_handover') AND o.next_on IS NOT NULL GROUP BY c.reference
$$;
COMMENT ON FUNCTION casework.my_dates IS 'For the calendar of the acting member, by requests, and by cases of the soonest of all else that is in their name: references alone, nothing of a case.';
