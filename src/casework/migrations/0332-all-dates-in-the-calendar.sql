-- The calendar told of requests alone: the search for a child, and what is done for one, have dates too.
CREATE OR REPLACE FUNCTION casework.my_dates() RETURNS TABLE (reference text, next_on date) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT r.reference, s.next_on FROM casework.request r JOIN casework.request_standing s ON s.request_id = r.id
  WHERE r.holder_id = vigie.me() AND r.ended_at IS NULL AND s.next_on IS NOT NULL AND casework.i_see(r.case_id)
  UNION ALL
  -- The day of a hand-over is the one on which it was offered.
  SELECT c.reference, min(o.next_on) FROM casework.my_obligations() o JOIN casework.case_file c ON c.id = o.case_id
  WHERE o.kind NOT IN ('request', 'evidence_handover') AND o.next_on IS NOT NULL GROUP BY c.reference
$$;
COMMENT ON FUNCTION casework.my_dates IS 'For the calendar of the acting member, by requests, and by cases of the soonest of all else that is in their name: references alone, nothing of a case.';
