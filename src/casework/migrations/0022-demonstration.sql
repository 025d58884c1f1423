-- The unit with the synthetic world, made on the first start.
CREATE FUNCTION vigie.demonstration_unit() RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  of_organisation uuid;
  found uuid;
BEGIN
  -- Two servers that start at once make one.
  PERFORM pg_advisory_xact_lock(hashtextextended('vigie demonstration', 4));
  SELECT id INTO found FROM vigie.unit WHERE demonstration ORDER BY id LIMIT 1;
  IF found IS NOT NULL THEN RETURN found; END IF;
  SELECT id INTO of_organisation FROM vigie.organisation ORDER BY id LIMIT 1;
  -- The first administrator gives it its name.
  IF of_organisation IS NULL THEN INSERT INTO vigie.organisation (name) VALUES ('Vigie') RETURNING id INTO of_organisation; END IF;
  INSERT INTO vigie.unit (organisation_id, name, demonstration) VALUES (of_organisation, 'Démonstration', true) RETURNING id INTO found;
  PERFORM audit.append('unit.add', 'unit', found::text, found, NULL, NULL, '{"demonstration": true}');
  RETURN found;
END $$;
COMMENT ON FUNCTION vigie.demonstration_unit IS 'The unit of the demonstration; makes it, and an organisation when there is none yet.';
GRANT EXECUTE ON FUNCTION vigie.demonstration_unit TO vigie_worker;
