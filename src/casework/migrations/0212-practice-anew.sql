-- One open training space for each learner. Another takes its place only when the learner names it, and no more than five times in a day: what was
-- in a space stays, and nobody is to fill the server with them.
DROP FUNCTION vigie.begin_practice(text, jsonb);
CREATE FUNCTION vigie.begun_often() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*) >= 5 FROM vigie.unit WHERE training_of = vigie.me() AND training_ended_at > clock_timestamp() - interval '1 day'
$$;
COMMENT ON FUNCTION vigie.begun_often IS 'Whether the acting member has begun anew as often within a day as one may.';

CREATE FUNCTION vigie.begin_practice(sha256 text, truth jsonb, replaces uuid) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE begun uuid := gen_random_uuid();
BEGIN
  IF NOT vigie.may_practise() THEN
    RAISE EXCEPTION 'Who works on leads may practise.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM FROM vigie.member WHERE id = vigie.me() FOR UPDATE;
  IF replaces IS DISTINCT FROM (SELECT id FROM vigie.unit WHERE training_of = vigie.me() AND training_ended_at IS NULL) THEN
    RAISE EXCEPTION 'Another training space is open than the one to replace.' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_training_space';
  END IF;
  IF replaces IS NOT NULL AND vigie.begun_often() THEN
    RAISE EXCEPTION 'A training space was begun anew five times within a day.' USING ERRCODE = 'check_violation', CONSTRAINT = 'begun_often';
  END IF;
  UPDATE vigie.membership m SET ended_at = clock_timestamp(), ended_by = vigie.me() FROM vigie.unit u
  WHERE u.id = m.unit_id AND u.training_of = vigie.me() AND m.ended_at IS NULL;
  DELETE FROM casework.live_part p USING casework.case_file c JOIN vigie.unit u ON u.id = c.unit_id WHERE c.id = p.case_id AND u.training_of = vigie.me();
  UPDATE vigie.unit SET training_ended_at = clock_timestamp() WHERE training_of = vigie.me() AND training_ended_at IS NULL;
  INSERT INTO vigie.unit (id, organisation_id, name, training_of, training_file)
  VALUES (begun, vigie.my_organisation(), 'Entraînement · Training ' || left(begun::text, 8), vigie.me(), sha256);
  INSERT INTO vigie.membership (member_id, unit_id, role, granted_by) VALUES (vigie.me(), begun, 'analyst', vigie.me());
  INSERT INTO vigie.training_truth SELECT begun, t.kind, t.id, t.class, t.harmful, t.queue
  FROM jsonb_to_recordset(truth) t (kind text, id text, class text, harmful boolean, queue text);
  PERFORM audit.append('practice.begin', 'unit', begun::text, begun, NULL, NULL, NULL);
  RETURN begun;
END $$;
COMMENT ON FUNCTION vigie.begin_practice IS 'A training space for the acting member, in the place of the one that is named, which is left as it is and opens to nobody any more.';
GRANT EXECUTE ON FUNCTION vigie.begun_often, vigie.begin_practice TO vigie_app;
