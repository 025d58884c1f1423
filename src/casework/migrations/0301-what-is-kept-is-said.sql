-- A lead told that it is erased when the time has passed, where no time is set and where all of its unit is held.
CREATE FUNCTION vigie.erasure_in(of_unit uuid) RETURNS TABLE (days integer, is_held boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT (SELECT r.days FROM vigie.retention r WHERE r.unit_id = of_unit),
    EXISTS (SELECT FROM vigie.hold h WHERE h.unit_id = of_unit AND h.lead_id IS NULL AND h.ended_at IS NULL)
  WHERE vigie.in_my_organisation(of_unit)
$$;
COMMENT ON FUNCTION vigie.erasure_in IS 'After how many days a unit erases, null when it erases nothing; and whether all of it is held. Why it is held only an administrator reads.';
GRANT EXECUTE ON FUNCTION vigie.erasure_in TO vigie_app;
