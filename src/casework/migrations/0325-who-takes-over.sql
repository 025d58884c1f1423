-- What somebody leaves goes to who can act; and a case that nobody can lead any more is taken over by a colleague who works on it.
CREATE FUNCTION casework.successor_in(of_case uuid, of_member text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT m.member_id FROM casework.case_member m
  CROSS JOIN LATERAL (SELECT casework.may_hold(of_case, m.member_id) AS acts) can
  WHERE m.case_id = of_case AND m.ended_at IS NULL AND m.role IN ('responsible', 'deputy', 'head') AND m.member_id IS DISTINCT FROM of_member
    AND (can.acts OR m.role = 'responsible')
  ORDER BY NOT can.acts, array_position(ARRAY['responsible', 'deputy', 'head'], m.role), m.added_at, m.member_id LIMIT 1
$$;
COMMENT ON FUNCTION casework.successor_in IS 'To whom goes what a member leaves in a case: who is responsible, a deputy, a head, the first of them who can act. Where none can it waits with who is responsible.';

CREATE FUNCTION casework.is_led(of_case uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.live_part p
    WHERE p.case_id = of_case AND p.role IN ('responsible', 'deputy', 'head') AND casework.may_hold(of_case, p.member_id))
$$;
CREATE FUNCTION casework.may_take_over(of_case uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT casework.has_part(of_case, 'investigator', 'analyst') AND NOT casework.is_led(of_case)
$$;
COMMENT ON FUNCTION casework.may_take_over IS 'Whether the acting member, who works on the case, may become responsible for it: nobody who leads it can act any more. It opens the case to nobody who does not read it already.';
GRANT EXECUTE ON FUNCTION casework.may_take_over TO vigie_app;

DROP POLICY leaders_add ON casework.case_member;
CREATE POLICY leaders_add ON casework.case_member FOR INSERT TO vigie_app WITH CHECK (
  added_by = (SELECT vigie.me()) AND ended_at IS NULL AND vigie.is_colleague(member_id)
  AND (role <> 'responsible' OR casework.may_answer_for(case_id, member_id))
  AND (casework.i_lead(case_id)
    OR (member_id = (SELECT vigie.me()) AND role = 'responsible' AND (casework.opened_by_me_and_empty(case_id) OR casework.may_take_over(case_id)))));

CREATE FUNCTION casework.waits_on(of_member text) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT CASE WHEN vigie.i_administer() AND vigie.is_colleague(of_member) THEN (
    SELECT count(DISTINCT p.case_id)::int FROM casework.live_part p
    JOIN casework.case_file c ON c.id = p.case_id AND c.stage <> 'closed'
    JOIN vigie.unit u ON u.id = c.unit_id AND vigie.is_open_to_me(u.training_of, u.training_ended_at)
    WHERE p.member_id = of_member AND p.role <> 'magistrate'
      AND NOT EXISTS (SELECT FROM casework.live_part other
        WHERE other.case_id = p.case_id AND other.member_id <> of_member AND casework.may_hold(p.case_id, other.member_id))) END
$$;
COMMENT ON FUNCTION casework.waits_on IS 'On how many open cases nobody but the member can act: for an administrator, who is told the number and no case. Null for everybody else.';
GRANT EXECUTE ON FUNCTION casework.waits_on TO vigie_app;

CREATE OR REPLACE FUNCTION casework.move_care(of_person uuid, wanted text, of_case uuid, next_on date, by text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE newest casework.child_status%ROWTYPE := casework.newest_care(of_person);
BEGIN
  -- The next step and its date stay those of who carries it, until somebody writes others.
  INSERT INTO casework.child_status (person_id, track, state, holder_id, next_step, next_on, made_by, follows_referral)
  VALUES (of_person, 'care', wanted,
    CASE WHEN casework.may_hold_child(of_person, newest.holder_id) THEN newest.holder_id ELSE casework.successor_in(of_case, NULL) END,
    newest.next_step,
    CASE WHEN (SELECT s.ending FROM casework.child_state s WHERE s.track = 'care' AND s.state = wanted) IS NULL
      THEN coalesce(newest.next_on, move_care.next_on, (now() AT TIME ZONE 'UTC')::date) END,
    coalesce(vigie.me(), by), true);
END $$;

CREATE OR REPLACE FUNCTION casework.hand_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  of_unit uuid := (SELECT c.unit_id FROM casework.case_file c WHERE c.id = NEW.case_id);
  successor text := casework.successor_in(NEW.case_id, NEW.member_id);
  actor text := coalesce(vigie.me(), successor);
  held record;
  status casework.child_status%ROWTYPE;
BEGIN
  IF successor IS NULL OR casework.may_hold(NEW.case_id, NEW.member_id) THEN RETURN NULL; END IF;
  FOR held IN SELECT * FROM casework.open_obligations(NEW.case_id) o WHERE o.holder_id = NEW.member_id LOOP
    IF held.kind = 'request' THEN
      UPDATE casework.request SET holder_id = successor WHERE id = held.object_id;
      PERFORM audit.append('request.change', 'request', held.object_id::text, of_unit, NULL, NULL, jsonb_build_object('holder', successor, 'nextOn', held.next_on));
    ELSIF held.kind = 'child_search' THEN
      INSERT INTO casework.child_search (case_id, holder_id, next_step, next_on, made_by)
      SELECT NEW.case_id, successor, s.next_step, s.next_on, actor FROM casework.child_search s WHERE s.case_id = NEW.case_id ORDER BY s.seq DESC LIMIT 1;
      PERFORM audit.append('case.search', 'case', NEW.case_id::text, of_unit, NULL, NULL, jsonb_build_object('holder', successor, 'nextOn', held.next_on, 'from', NEW.member_id));
    ELSIF held.kind LIKE 'child\_%' AND NOT casework.may_hold_child(held.object_id, NEW.member_id) THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('casework.child_status ' || held.object_id::text, 0));
      SELECT * INTO status FROM casework.child_status s WHERE s.person_id = held.object_id AND 'child_' || s.track = held.kind ORDER BY s.seq DESC LIMIT 1;
      CONTINUE WHEN status.holder_id <> NEW.member_id OR status.next_on IS NULL;
      INSERT INTO casework.child_status (person_id, track, state, holder_id, next_step, next_on, made_by, follows_referral)
      VALUES (status.person_id, status.track, status.state, successor, status.next_step, status.next_on, actor, status.track = 'care');
      PERFORM audit.append('child.status', 'person', held.object_id::text, of_unit, NULL, NULL,
        jsonb_build_object('track', status.track, 'state', status.state, 'nextOn', status.next_on, 'holder', successor, 'from', NEW.member_id));
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION casework.hand_over IS 'Who leaves a case, or is kept out of it, leaves its requests, the search for its children and what is done for them to their successor when the transaction ends. Evidence is given on by an entry of its chain, which a person writes.';
