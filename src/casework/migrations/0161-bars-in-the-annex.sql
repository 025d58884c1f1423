-- Whom a case is closed to is for those who lead it: the annex of a file says nothing of it to others.
CREATE OR REPLACE FUNCTION casework.audit_of_case(of_case uuid, newest integer) RETURNS TABLE (seq bigint, at text, name text, act text, object_kind text, purpose text, hash bytea, total bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT e.seq, e.at, m.name, e.act, e.object_kind, e.purpose, e.hash, count(*) OVER ()
  FROM (
    SELECT 'case' AS kind, of_case::text AS id
    UNION ALL SELECT 'request', r.id::text FROM casework.request r WHERE r.case_id = of_case
    UNION ALL SELECT 'evidence', i.id::text FROM casework.evidence_item i WHERE i.case_id = of_case
    UNION ALL SELECT 'attachment', a.id::text FROM casework.attachment a WHERE a.case_id = of_case
  ) object
  JOIN audit.entry e ON e.object_kind = object.kind AND e.object_id = object.id
  LEFT JOIN vigie.member m ON m.id = e.member
  WHERE casework.i_see(of_case)
    AND (e.act NOT IN ('case.bar', 'case.bar_end') OR casework.i_lead(of_case))
    -- Asked for by who has no access, it says nothing of the case that is written in it.
    AND coalesce(e.content::jsonb #>> '{detail,found}', 'true') = 'true'
  ORDER BY e.seq DESC LIMIT newest
$$;
