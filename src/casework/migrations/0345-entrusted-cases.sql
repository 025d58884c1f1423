-- Cases on which nobody can act waited for an account to be opened again. Now who administers accounts entrusts them to a colleague, and reads none of them.
CREATE FUNCTION casework.waiting_cases(of_member text) RETURNS TABLE (case_id uuid, unit_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT p.case_id, c.unit_id FROM casework.live_part p
  JOIN casework.case_file c ON c.id = p.case_id AND c.stage <> 'closed'
  JOIN vigie.unit u ON u.id = c.unit_id AND vigie.is_open_to_me(u.training_of, u.training_ended_at)
  WHERE p.member_id = of_member AND p.role <> 'magistrate'
    AND NOT EXISTS (SELECT FROM casework.live_part other
      WHERE other.case_id = p.case_id AND other.member_id <> of_member AND casework.may_hold(p.case_id, other.member_id))
$$;
COMMENT ON FUNCTION casework.waiting_cases IS 'Open cases on which nobody but a member can act. Not for the app: waits_on tells how many.';

CREATE OR REPLACE FUNCTION casework.waits_on(of_member text) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT CASE WHEN vigie.i_administer() AND vigie.is_colleague(of_member) THEN (SELECT count(*)::int FROM casework.waiting_cases(of_member)) END
$$;

CREATE FUNCTION casework.works_in(of_unit uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM vigie.membership r JOIN vigie.member m ON m.id = r.member_id AND m.disabled_at IS NULL
    WHERE r.member_id = of_member AND r.ended_at IS NULL AND r.role IN ('analyst', 'investigator') AND r.unit_id = of_unit)
$$;
COMMENT ON FUNCTION casework.works_in IS 'Whether somebody has a role now in a unit with which they act on its cases.';

CREATE FUNCTION casework.hand_on(of_case uuid, of_member text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  of_unit uuid := (SELECT c.unit_id FROM casework.case_file c WHERE c.id = hand_on.of_case);
  successor text := casework.successor_in(of_case, of_member);
  actor text := coalesce(vigie.me(), successor);
  held record;
  status casework.child_status%ROWTYPE;
BEGIN
  IF successor IS NULL OR casework.may_hold(of_case, of_member) THEN RETURN; END IF;
  FOR held IN SELECT * FROM casework.open_obligations(of_case) o WHERE o.holder_id = of_member LOOP
    IF held.kind = 'request' THEN
      UPDATE casework.request SET holder_id = successor WHERE id = held.object_id;
      PERFORM audit.append('request.change', 'request', held.object_id::text, of_unit, NULL, NULL, jsonb_build_object('holder', successor, 'nextOn', held.next_on));
    ELSIF held.kind = 'child_search' THEN
      INSERT INTO casework.child_search (case_id, holder_id, next_step, next_on, made_by)
      SELECT of_case, successor, s.next_step, s.next_on, actor FROM casework.child_search s WHERE s.case_id = of_case ORDER BY s.seq DESC LIMIT 1;
      PERFORM audit.append('case.search', 'case', of_case::text, of_unit, NULL, NULL, jsonb_build_object('holder', successor, 'nextOn', held.next_on, 'from', of_member));
    ELSIF held.kind LIKE 'child\_%' AND NOT casework.may_hold_child(held.object_id, of_member) THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('casework.child_status ' || held.object_id::text, 0));
      SELECT * INTO status FROM casework.child_status s WHERE s.person_id = held.object_id AND 'child_' || s.track = held.kind ORDER BY s.seq DESC LIMIT 1;
      CONTINUE WHEN status.holder_id <> of_member OR status.next_on IS NULL;
      INSERT INTO casework.child_status (person_id, track, state, holder_id, next_step, next_on, made_by, follows_referral)
      VALUES (status.person_id, status.track, status.state, successor, status.next_step, status.next_on, actor, status.track = 'care');
      PERFORM audit.append('child.status', 'person', held.object_id::text, of_unit, NULL, NULL,
        jsonb_build_object('track', status.track, 'state', status.state, 'nextOn', status.next_on, 'holder', successor, 'from', of_member));
    END IF;
  END LOOP;
END $$;
COMMENT ON FUNCTION casework.hand_on IS 'Gives what somebody who can act on a case no longer holds of it to their successor. Evidence is given on by an entry of its chain, which a person writes.';
CREATE OR REPLACE FUNCTION casework.hand_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM casework.hand_on(NEW.case_id, NEW.member_id);
  RETURN NULL;
END $$;

CREATE FUNCTION casework.entrust(of_member text, to_member text, OUT given integer, OUT remain integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  held record;
  was text;
BEGIN
  IF NOT (vigie.i_administer() AND vigie.is_colleague(of_member) AND vigie.is_colleague(to_member)) THEN RETURN; END IF;
  IF casework.acts_in(of_member, false) THEN
    RAISE EXCEPTION 'Who can act hands their cases over themselves.' USING ERRCODE = 'check_violation', CONSTRAINT = 'acts_still';
  END IF;
  given := 0;
  remain := 0;
  FOR held IN SELECT w.case_id, w.unit_id FROM casework.waiting_cases(of_member) w ORDER BY w.case_id LOOP
    PERFORM FROM casework.case_file c WHERE c.id = held.case_id FOR UPDATE;
    -- Another administrator may have entrusted it meanwhile.
    CONTINUE WHEN NOT EXISTS (SELECT FROM casework.waiting_cases(of_member) w WHERE w.case_id = held.case_id);
    IF NOT casework.works_in(held.unit_id, to_member)
      OR EXISTS (SELECT FROM casework.case_bar b WHERE b.case_id = held.case_id AND b.member_id = to_member AND b.ended_at IS NULL) THEN
      remain := remain + 1;
      CONTINUE;
    END IF;
    UPDATE casework.case_member m SET ended_by = vigie.me(), ended_at = clock_timestamp()
      WHERE m.case_id = held.case_id AND m.role = 'responsible' AND m.ended_at IS NULL
      RETURNING m.member_id INTO was;
    INSERT INTO casework.case_member (case_id, member_id, role, added_by) VALUES (held.case_id, to_member, 'responsible', vigie.me());
    PERFORM audit.append('case.member_add', 'case', held.case_id::text, held.unit_id, NULL, NULL,
      jsonb_build_object('member', to_member, 'role', 'responsible', 'from', was));
    -- What lies with others on the case, none of whom can act, goes along.
    PERFORM casework.hand_on(held.case_id, holder_id) FROM (SELECT DISTINCT o.holder_id FROM casework.open_obligations(held.case_id) o) holders;
    given := given + 1;
  END LOOP;
END $$;
COMMENT ON FUNCTION casework.entrust IS 'Makes a colleague responsible for the cases on which nobody can act and that a member, who can act no longer, was on: as far as the colleague works in the unit of the case and is not kept out of it. Null when it is not for the acting member.';
GRANT EXECUTE ON FUNCTION casework.entrust TO vigie_app;
