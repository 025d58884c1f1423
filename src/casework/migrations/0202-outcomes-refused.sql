-- Of what came of it, that a request was refused is told apart from that nobody answered.
CREATE OR REPLACE FUNCTION casework.outcomes_of(of_unit uuid, before date) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  ends timestamptz := before::timestamp AT TIME ZONE 'UTC';
  whole boolean := of_unit = ANY (vigie.my_units('analyst', 'investigator', 'magistrate'));
  found jsonb;
BEGIN
  IF NOT (whole OR of_unit = ANY (vigie.my_units('victim_services'))) THEN RETURN NULL; END IF;
  IF before IS DISTINCT FROM date_trunc('quarter', before::timestamp)::date OR ends > now() THEN
    RAISE EXCEPTION 'Figures are of whole quarters that are over.' USING ERRCODE = 'check_violation', CONSTRAINT = 'whole_quarter';
  END IF;
  WITH in_case AS MATERIALIZED (
    SELECT DISTINCT p.case_id, coalesce(
      (SELECT m.into_id FROM casework.person_merge m WHERE m.person_id = p.person_id AND m.made_at < ends AND (m.undone_at IS NULL OR m.undone_at >= ends) ORDER BY m.made_at DESC LIMIT 1),
      p.person_id) AS child
    FROM casework.person_in_case p JOIN casework.case_file c ON c.id = p.case_id
    WHERE c.unit_id = of_unit AND p.population = 'child' AND p.added_at < ends AND (p.ended_at IS NULL OR p.ended_at >= ends)),
  stands AS MATERIALIZED (
    SELECT child,
      coalesce(bool_or(newest.track = 'identification' AND newest.state = 'identified'), false) AS identified,
      coalesce(bool_or(newest.track = 'protection' AND newest.state = 'safe'), false) AS protected,
      coalesce(bool_or(newest.track = 'care' AND newest.state IN ('in_care', 'completed')), false) AS cared
    FROM (SELECT DISTINCT child FROM in_case) children
    LEFT JOIN LATERAL (SELECT DISTINCT ON (s.track) s.track, s.state FROM casework.child_status s
      WHERE s.person_id = child AND s.made_at < ends ORDER BY s.track, s.seq DESC) newest ON true
    GROUP BY child),
  searching AS (
    SELECT c.id, search.holder_id FROM casework.case_file c
    JOIN LATERAL (SELECT s.holder_id FROM casework.child_search s WHERE s.case_id = c.id AND s.made_at < ends ORDER BY s.seq DESC LIMIT 1) search ON true
    WHERE c.unit_id = of_unit AND c.opened_at < ends
      AND (SELECT g.to_stage FROM casework.stage_change g WHERE g.case_id = c.id AND g.made_at < ends ORDER BY g.seq DESC LIMIT 1) IS DISTINCT FROM 'closed'
      AND NOT EXISTS (SELECT FROM in_case JOIN stands USING (child) WHERE in_case.case_id = c.id AND stands.identified))
  SELECT jsonb_build_object('children', jsonb_build_object(
    'safe', casework.in_fives((SELECT count(*) FROM stands WHERE identified AND protected AND cared)),
    'identified', casework.in_fives((SELECT count(*) FROM stands WHERE identified)),
    'protected', casework.in_fives((SELECT count(*) FROM stands WHERE protected)),
    'cared', casework.in_fives((SELECT count(*) FROM stands WHERE cared)),
    'known', casework.in_fives((SELECT count(*) FROM stands)),
    'casesWithout', casework.in_fives((SELECT count(*) FROM searching)),
    'holders', casework.in_fives((SELECT count(DISTINCT holder_id) FROM searching)))) INTO found;
  IF NOT whole THEN RETURN found; END IF;

  WITH happened AS MATERIALIZED (
    SELECT e.request_id, e.kind, e.seq, coalesce(e.at_date, (e.at_instant AT TIME ZONE 'UTC')::date) AS day
    FROM casework.request_event e JOIN casework.request r ON r.id = e.request_id
    WHERE r.unit_id = of_unit AND e.entered_at < ends AND e.kind <> 'struck'
      AND NOT EXISTS (SELECT FROM casework.request_event s WHERE s.strikes = e.id AND s.entered_at < ends)),
  sent AS MATERIALIZED (
    SELECT r.id, began.day, answer.day - began.day AS took,
      answer.day IS NOT NULL AS answered,
      r.ended_at IS NOT NULL AND r.ended_at < ends AS ended,
      r.ended_at < ends AND (SELECT a.content ->> 'how' FROM casework.agreement a WHERE a.id = r.agreement_id) = 'refused' AS refused,
      EXISTS (SELECT FROM happened h WHERE h.request_id = r.id AND h.kind IN ('received', 'recognised', 'ordered', 'extended', 'answered_in_part', 'opposed', 'refused')) AS heard
    FROM casework.request r
    JOIN LATERAL (SELECT min(day) AS day FROM happened h WHERE h.request_id = r.id AND h.kind = 'sent') began ON began.day IS NOT NULL
    CROSS JOIN LATERAL (SELECT min(day) AS day FROM happened h WHERE h.request_id = r.id AND h.kind = 'answered') answer
    WHERE r.unit_id = of_unit),
  silent AS (SELECT before - 1 - day AS days FROM sent WHERE NOT answered AND NOT heard AND NOT ended)
  SELECT found || jsonb_build_object('requests', jsonb_build_object(
    'sent', casework.in_fives((SELECT count(*) FROM sent)),
    'answered', casework.in_fives((SELECT count(*) FROM sent WHERE answered)),
    'answeredWithin', (SELECT jsonb_agg(jsonb_build_object('days', days, 'requests', casework.in_fives((SELECT count(*) FROM sent WHERE answered AND took <= days))) ORDER BY days)
      FROM unnest(ARRAY[30, 90, 180, 365]) days),
    'silent', casework.in_fives((SELECT count(*) FROM silent)),
    'silentOver', (SELECT jsonb_agg(jsonb_build_object('days', over.days, 'requests', casework.in_fives((SELECT count(*) FROM silent WHERE silent.days > over.days))) ORDER BY over.days)
      FROM unnest(ARRAY[30, 90, 180, 365]) over (days)),
    'endedRefused', casework.in_fives((SELECT count(*) FROM sent WHERE ended AND refused)),
    'endedWithoutAnswer', casework.in_fives((SELECT count(*) FROM sent WHERE ended AND NOT answered AND refused IS NOT TRUE)))) INTO found;

  WITH made AS MATERIALIZED (
    SELECT d.lead_id, d.kind, d.explanation, d.seq FROM vigie.lead_decision d JOIN vigie.lead l ON l.id = d.lead_id
    WHERE l.unit_id = of_unit AND d.made_at < ends AND d.kind <> 'undo'
      AND NOT EXISTS (SELECT FROM vigie.lead_decision u WHERE u.undoes = d.id AND u.made_at < ends)),
  stands AS MATERIALIZED (SELECT DISTINCT ON (lead_id) lead_id, kind, explanation, seq FROM made ORDER BY lead_id, seq DESC)
  SELECT found || jsonb_build_object('leads', jsonb_build_object(
    'followedUp', casework.in_fives((SELECT count(*) FROM stands WHERE kind = 'follow_up')),
    'ordinary', casework.in_fives((SELECT count(*) FROM stands WHERE kind = 'ordinary')),
    'explanations', coalesce((SELECT jsonb_agg(jsonb_build_object('explanation', explanation, 'leads', casework.in_fives(leads)) ORDER BY leads / 5 DESC, explanation)
      FROM (SELECT explanation, count(*) AS leads FROM stands WHERE kind = 'ordinary' GROUP BY explanation HAVING count(*) >= 5) kinds), '[]'),
    'otherExplanations', EXISTS (SELECT FROM stands WHERE kind = 'ordinary' GROUP BY explanation HAVING count(*) < 5),
    'foundOrdinary', casework.in_fives((SELECT count(*) FROM stands s WHERE kind = 'ordinary'
      AND EXISTS (SELECT FROM made m WHERE m.lead_id = s.lead_id AND m.kind = 'follow_up' AND m.seq < s.seq))),
    'foundAfterAll', casework.in_fives((SELECT count(*) FROM stands s WHERE kind = 'follow_up'
      AND EXISTS (SELECT FROM made m WHERE m.lead_id = s.lead_id AND m.kind = 'ordinary' AND m.seq < s.seq))))) INTO found;
  RETURN found;
END $$;
