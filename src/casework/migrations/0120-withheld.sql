-- A lead names others beside its subject. Who has a record that the reader may not read is not named there either.
CREATE FUNCTION vigie.withheld_of(of_unit uuid, kinds text[], ids text[]) RETURNS TABLE (kind text, id text) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
  SELECT DISTINCT asked.kind, asked.id
  FROM unnest(kinds, ids) asked (kind, id)
  JOIN vigie.lead ON lead.unit_id = of_unit AND lead.subject_id = asked.id AND lead.subject_kind = asked.kind AND lead.erased_at IS NULL
  WHERE NOT
    CASE lead.queue
      WHEN 'investigation' THEN vigie.may_read(
        lead.id = ANY ((SELECT vigie.ruled_for_me('deny'))::uuid[]), lead.restricted,
        lead.id = ANY ((SELECT vigie.granted_to_me('investigation'))::uuid[]),
        lead.unit_id = ANY ((SELECT vigie.my_units('analyst', 'investigator'))::uuid[]))
      WHEN 'safeguarding' THEN vigie.may_read(
        lead.id = ANY ((SELECT vigie.ruled_for_me('deny'))::uuid[]), lead.restricted,
        lead.id = ANY ((SELECT vigie.granted_to_me('safeguarding'))::uuid[]),
        lead.unit_id = ANY ((SELECT vigie.my_units('analyst', 'victim_services'))::uuid[]))
      ELSE false END
  ORDER BY 2, 1
$$;
COMMENT ON FUNCTION vigie.withheld_of IS 'Which of these people have a lead that the acting member may not read, by the rule of vigie.lead: a test holds the two together.';
GRANT EXECUTE ON FUNCTION vigie.withheld_of TO vigie_app;
