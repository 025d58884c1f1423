-- A case that was entrusted left with the others on it, whose accounts were shut too, what lay with them; and the log named another as who was responsible.
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

CREATE OR REPLACE FUNCTION casework.entrust(of_member text, to_member text, OUT given integer, OUT remain integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  held record;
  was text;
BEGIN
  IF NOT (vigie.i_administer() AND vigie.is_colleague(of_member) AND vigie.is_colleague(to_member)) THEN RETURN; END IF;
  IF casework.works_in(NULL, of_member) THEN
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
