-- A request that was refused ends as refused; and it is held by somebody who can act on it.
CREATE FUNCTION casework.may_hold(of_case uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.live_part p
    JOIN vigie.member m ON m.id = p.member_id AND m.disabled_at IS NULL
    JOIN vigie.membership r ON r.member_id = m.id AND r.ended_at IS NULL AND r.role IN ('analyst', 'investigator')
    WHERE p.case_id = of_case AND p.member_id = of_member AND p.role <> 'magistrate' AND NOT p.barred)
$$;
COMMENT ON FUNCTION casework.may_hold IS 'Who can answer for what a case owes: a colleague who writes to it by a part that a staff role goes with, and who is not kept out of it. A magistrate reads and agrees.';
GRANT EXECUTE ON FUNCTION casework.may_hold TO vigie_app;

CREATE FUNCTION casework.is_refused(of_request uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.request_event e WHERE e.request_id = of_request AND e.kind = 'refused'
    AND NOT EXISTS (SELECT FROM casework.request_event s WHERE s.strikes = e.id))
$$;

CREATE OR REPLACE FUNCTION casework.keep_request() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE how text;
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'An ended request stays as it is.' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_ended';
  END IF;
  -- Who leaves hands over to whoever is responsible, from another trigger: that is not refused.
  IF NEW.holder_id <> OLD.holder_id AND pg_trigger_depth() = 1 AND NOT casework.may_hold(NEW.case_id, NEW.holder_id) THEN
    RAISE EXCEPTION 'A request is held by somebody who can act on it.' USING ERRCODE = 'check_violation', CONSTRAINT = 'holder_acts';
  END IF;
  IF NEW.ended_at IS NOT NULL THEN
    IF NOT casework.is_agreed(NEW.agreement_id, 'end_request', NEW.id) THEN
      RAISE EXCEPTION 'A request is ended by two people.' USING ERRCODE = 'check_violation', CONSTRAINT = 'second_person';
    END IF;
    how := (SELECT content ->> 'how' FROM casework.agreement WHERE id = NEW.agreement_id);
    IF how = 'answered' AND NOT casework.is_answered(NEW.id) THEN
      RAISE EXCEPTION 'There is no answer.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_answer';
    END IF;
    IF how = 'refused' AND NOT casework.is_refused(NEW.id) THEN
      RAISE EXCEPTION 'There is no refusal.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_refusal';
    END IF;
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;

CREATE FUNCTION casework.check_request() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT casework.may_hold(NEW.case_id, NEW.holder_id) THEN
    RAISE EXCEPTION 'A request is held by somebody who can act on it.' USING ERRCODE = 'check_violation', CONSTRAINT = 'holder_acts';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER checked BEFORE INSERT ON casework.request FOR EACH ROW EXECUTE FUNCTION casework.check_request();

-- Who holds is asked by the two triggers, which see who held before: what was with somebody who has lost the part must not be stuck with them.
DROP POLICY work_on_or_agree ON casework.request;
CREATE POLICY work_on_or_agree ON casework.request FOR UPDATE TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = request.case_id))
  WITH CHECK ((ended_at IS NULL AND casework.i_work_on(case_id)) OR (ended_at IS NOT NULL AND casework.i_agree_in(case_id)));
DROP POLICY work_on ON casework.request;
CREATE POLICY work_on ON casework.request FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND ended_at IS NULL AND casework.i_work_on(case_id)
  AND unit_id = (SELECT c.unit_id FROM casework.case_file c WHERE c.id = case_id));

CREATE OR REPLACE FUNCTION casework.hand_over_requests() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE casework.request r SET holder_id = responsible.member_id FROM casework.case_member responsible
  WHERE r.case_id = NEW.case_id AND r.holder_id = NEW.member_id AND r.ended_at IS NULL AND NOT casework.may_hold(NEW.case_id, NEW.member_id)
    AND responsible.case_id = NEW.case_id AND responsible.role = 'responsible' AND responsible.ended_at IS NULL
    AND responsible.member_id <> NEW.member_id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION casework.hand_over_requests IS 'Who leaves a case, or is kept out of it, leaves its requests to whoever is responsible for it when the transaction ends.';
CREATE CONSTRAINT TRIGGER hand_over AFTER INSERT ON casework.case_bar DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION casework.hand_over_requests();

-- The same of who looks for the children of a case.
DROP POLICY work_on ON casework.child_search;
CREATE POLICY work_on ON casework.child_search FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND (
    (agreement_id IS NULL AND casework.i_work_on(case_id) AND casework.may_hold(case_id, holder_id))
    OR (casework.i_agree_in(case_id) AND casework.is_on_case(case_id, holder_id) AND casework.is_agreed(agreement_id, 'end_child_search', case_id))));

-- What is open and lies with somebody who cannot act on it goes to whoever is responsible, if that one can.
DO $$
DECLARE lies record;
BEGIN
  FOR lies IN SELECT r.id, r.unit_id, r.next_on, responsible.member_id AS to_member FROM casework.request r
    JOIN casework.case_member responsible ON responsible.case_id = r.case_id AND responsible.role = 'responsible' AND responsible.ended_at IS NULL
    WHERE r.ended_at IS NULL AND NOT casework.may_hold(r.case_id, r.holder_id) AND casework.may_hold(r.case_id, responsible.member_id)
  LOOP
    UPDATE casework.request SET holder_id = lies.to_member WHERE id = lies.id;
    PERFORM audit.append('request.change', 'request', lies.id::text, lies.unit_id, NULL, NULL, jsonb_build_object('holder', lies.to_member, 'nextOn', lies.next_on));
  END LOOP;
END $$;

-- Silence is told otherwise since: what was kept before is computed again.
UPDATE casework.request_standing SET look_at = '-infinity' WHERE standing <> 'ended';
