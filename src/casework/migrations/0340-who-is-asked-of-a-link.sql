-- Whom to ask of a link is somebody who can answer: of a responsible who is gone, a deputy or a head in their place.
CREATE OR REPLACE FUNCTION casework.links_of(of_case uuid) RETURNS TABLE (id uuid, other_case_id uuid, other_reference text, reason text, ask_id text, ask_name text, made_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH linked AS (
    SELECT l.id, other.id AS other, casework.i_see(other.id) AS seen, l.reason, l.made_at
    FROM casework.case_link l CROSS JOIN LATERAL (SELECT CASE WHEN l.case_id = of_case THEN l.other_case_id ELSE l.case_id END AS id) other
    WHERE of_case IN (l.case_id, l.other_case_id) AND casework.i_see(of_case))
  SELECT linked.id,
    CASE WHEN linked.seen THEN linked.other END,
    CASE WHEN linked.seen THEN c.reference END,
    CASE WHEN linked.seen THEN linked.reason END,
    who.id, who.name,
    CASE WHEN linked.seen THEN linked.made_at END
  FROM linked JOIN casework.case_file c ON c.id = linked.other
  JOIN LATERAL (
    SELECT m.member_id FROM casework.case_member m
    WHERE m.case_id = linked.other AND m.ended_at IS NULL AND (m.role = 'responsible' OR (NOT linked.seen AND m.role IN ('deputy', 'head')))
    ORDER BY linked.seen OR casework.reads(linked.other, m.member_id) DESC, array_position(ARRAY['responsible', 'deputy', 'head'], m.role), m.added_at, m.member_id
    LIMIT 1) asked ON true
  JOIN vigie.member who ON who.id = asked.member_id
$$;
