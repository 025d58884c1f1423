-- Who hands a case over stays on it until that part is ended too; and nothing that is owed stays with somebody who no longer reads the case.
CREATE FUNCTION casework.may_answer_for(of_case uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM vigie.member m JOIN vigie.membership r ON r.member_id = m.id AND r.ended_at IS NULL AND r.role IN ('analyst', 'investigator')
      WHERE m.id = of_member AND m.disabled_at IS NULL)
    AND NOT EXISTS (SELECT FROM casework.case_bar b WHERE b.case_id = of_case AND b.member_id = of_member AND b.ended_at IS NULL)
$$;
COMMENT ON FUNCTION casework.may_answer_for IS 'Who can become responsible for a case: the part would open it to them, and they are not kept out.';
GRANT EXECUTE ON FUNCTION casework.may_answer_for TO vigie_app;

DROP POLICY leaders_add ON casework.case_member;
CREATE POLICY leaders_add ON casework.case_member FOR INSERT TO vigie_app WITH CHECK (
  added_by = (SELECT vigie.me()) AND ended_at IS NULL AND vigie.is_colleague(member_id)
  AND (role <> 'responsible' OR casework.may_answer_for(case_id, member_id))
  AND (casework.i_lead(case_id)
    OR (member_id = (SELECT vigie.me()) AND role = 'responsible' AND casework.opened_by_me_and_empty(case_id))));

CREATE FUNCTION casework.reads(of_case uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.live_part p
    JOIN vigie.member m ON m.id = p.member_id AND m.disabled_at IS NULL
    JOIN vigie.membership r ON r.member_id = m.id AND r.ended_at IS NULL
      AND CASE p.role WHEN 'magistrate' THEN r.role = 'magistrate' ELSE r.role IN ('analyst', 'investigator') END
    WHERE p.case_id = of_case AND p.member_id = of_member AND NOT p.barred)
$$;
COMMENT ON FUNCTION casework.reads IS 'What my_parts says of the acting member, of anybody: whether what lies with somebody lies with who can still open the case.';
CREATE FUNCTION casework.reads_owed(of_case uuid, kind text, object_id uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT casework.reads(of_case, of_member)
    OR (kind IN ('child_identification', 'child_protection', 'child_care') AND casework.may_hold_child(object_id, of_member))
$$;
COMMENT ON FUNCTION casework.reads_owed IS 'The same of one thing that a case owes: a child may lie with a colleague of another case of it, or with the service that cares.';
GRANT EXECUTE ON FUNCTION casework.reads, casework.reads_owed TO vigie_app;

ALTER FUNCTION casework.hand_over_requests RENAME TO hand_over;
CREATE OR REPLACE FUNCTION casework.hand_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  of_unit uuid := (SELECT c.unit_id FROM casework.case_file c WHERE c.id = NEW.case_id);
  successor text := (SELECT m.member_id FROM casework.case_member m
    WHERE m.case_id = NEW.case_id AND m.role = 'responsible' AND m.ended_at IS NULL AND m.member_id <> NEW.member_id);
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
COMMENT ON FUNCTION casework.hand_over IS 'Who leaves a case, or is kept out of it, leaves its requests, the search for its children and what is done for them to whoever is responsible when the transaction ends. Evidence is given on by an entry of its chain, which a person writes.';
COMMENT ON COLUMN casework.child_status.follows_referral IS 'Moved by a referral, or handed on: words and date are those of the entry before, whoever moved it.';

-- The search of a case from which its holder has gone before this goes to whoever is responsible, if that one can.
DO $$
DECLARE lies record;
BEGIN
  FOR lies IN SELECT c.id, c.unit_id, s.holder_id, s.next_step, s.next_on, responsible.member_id AS to_member FROM casework.case_file c
    CROSS JOIN LATERAL (SELECT * FROM casework.child_search s WHERE s.case_id = c.id ORDER BY s.seq DESC LIMIT 1) s
    JOIN casework.case_member responsible ON responsible.case_id = c.id AND responsible.role = 'responsible' AND responsible.ended_at IS NULL
    WHERE s.next_on IS NOT NULL AND NOT casework.may_hold(c.id, s.holder_id) AND casework.may_hold(c.id, responsible.member_id)
  LOOP
    INSERT INTO casework.child_search (case_id, holder_id, next_step, next_on, made_by) VALUES (lies.id, lies.to_member, lies.next_step, lies.next_on, lies.to_member);
    PERFORM audit.append('case.search', 'case', lies.id::text, lies.unit_id, NULL, NULL, jsonb_build_object('holder', lies.to_member, 'nextOn', lies.next_on, 'from', lies.holder_id));
  END LOOP;
END $$;
