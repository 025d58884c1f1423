-- How it stands with the care of a child follows from its referrals: what rests on one cannot be written without it, and moves when it does.
ALTER TABLE casework.child_state ADD COLUMN rests_on text[];
COMMENT ON COLUMN casework.child_state.rests_on IS 'A referral of the child must be in one of these states; empty: none may be open. Null: it rests on none.';
UPDATE casework.child_state SET rests_on = CASE state
  WHEN 'not_referred' THEN '{}'::text[] WHEN 'referred' THEN '{proposed,accepted}' WHEN 'in_care' THEN '{accepted}' WHEN 'completed' THEN '{accepted,ended}' END
WHERE track = 'care' AND state IN ('not_referred', 'referred', 'in_care', 'completed');

CREATE FUNCTION casework.referral_states(of_child uuid) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(DISTINCT r.state), '{}') FROM casework.referral r
  WHERE r.person_id = of_child OR r.person_id IN (SELECT m.person_id FROM casework.person_merge m WHERE m.into_id = of_child AND m.undone_at IS NULL)
$$;
CREATE FUNCTION casework.care_may_be(of_child uuid, wanted text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT CASE WHEN s.rests_on IS NULL THEN true WHEN s.rests_on = '{}' THEN NOT casework.referral_states(of_child) && ARRAY['proposed', 'accepted']
    ELSE casework.referral_states(of_child) && s.rests_on END
  FROM casework.child_state s WHERE s.track = 'care' AND s.state = wanted
$$;

CREATE FUNCTION casework.care_states(children uuid[]) RETURNS TABLE (person_id uuid, state text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT child, s.state FROM unnest(children) child, casework.child_state s
  WHERE s.track = 'care' AND s.ending IS DISTINCT FROM 'agreement' AND casework.care_may_be(child, s.state)
    AND (child = ANY (casework.my_children()) OR EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = child AND casework.i_see(c.case_id)))
$$;
COMMENT ON FUNCTION casework.care_states IS 'What can be written of the care of a child as its referrals stand: for who sees the child.';
GRANT EXECUTE ON FUNCTION casework.care_states TO vigie_app;

CREATE OR REPLACE FUNCTION casework.check_child_status() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE how text := (SELECT ending FROM casework.child_state WHERE track = NEW.track AND state = NEW.state);
BEGIN
  IF (how IS NULL) <> (NEW.next_on IS NOT NULL) THEN
    RAISE EXCEPTION 'What is open has a next date, what has ended has none.' USING ERRCODE = 'check_violation', CONSTRAINT = 'next_date_while_open';
  END IF;
  IF (how IS NOT DISTINCT FROM 'agreement') <> (NEW.agreement_id IS NOT NULL)
    OR (NEW.agreement_id IS NOT NULL AND NOT EXISTS (SELECT FROM casework.agreement a WHERE a.id = NEW.agreement_id AND a.agreed
      AND a.kind = 'end_child_status' AND a.object_id = NEW.person_id AND a.content ->> 'track' = NEW.track)) THEN
    RAISE EXCEPTION 'A child is given up by two people alone.' USING ERRCODE = 'check_violation', CONSTRAINT = 'second_person';
  END IF;
  IF NEW.track = 'care' AND NOT casework.care_may_be(NEW.person_id, NEW.state) THEN
    RAISE EXCEPTION 'How the care of a child stands follows from its referrals.' USING ERRCODE = 'check_violation', CONSTRAINT = 'follows_referral';
  END IF;
  RETURN NEW;
END $$;

-- The same of who carries what is done for a child as of who holds a request; the service that has accepted carries the care.
CREATE OR REPLACE FUNCTION casework.may_hold_child(of_person uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = of_person AND casework.may_hold(c.case_id, of_member))
    OR EXISTS (SELECT FROM casework.referral r JOIN vigie.membership m ON m.unit_id = r.service_unit_id
      WHERE r.person_id = of_person AND r.state = 'accepted' AND m.member_id = of_member AND m.role = 'victim_services' AND m.ended_at IS NULL)
$$;
DROP POLICY carry ON casework.child_status;
CREATE POLICY carry ON casework.child_status FOR INSERT TO vigie_app WITH CHECK (
  made_by = (SELECT vigie.me()) AND (
    (casework.may_hold_child(person_id, holder_id) AND (casework.i_work_with(person_id)
      OR (track = 'care' AND state IN ('in_care', 'declined_by_child', 'completed') AND person_id = ANY ((SELECT casework.my_children())::uuid[]))))
    OR (agreement_id IS NOT NULL AND (holder_id = made_by OR casework.may_hold_child(person_id, holder_id))
      AND EXISTS (SELECT FROM casework.agreement a WHERE a.id = agreement_id AND a.answered_by = (SELECT vigie.me())))));

CREATE FUNCTION casework.follow_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  newest casework.child_status%ROWTYPE;
  open boolean := casework.referral_states(NEW.person_id) && ARRAY['proposed', 'accepted'];
  follows text;
BEGIN
  SELECT * INTO newest FROM casework.child_status s WHERE s.person_id = NEW.person_id AND s.track = 'care' ORDER BY s.seq DESC LIMIT 1;
  follows := CASE
    WHEN open AND newest.state IN ('not_referred', 'declined_by_child') THEN 'referred'
    WHEN NOT open AND (newest.state = 'referred' OR (newest.state = 'in_care' AND NEW.state = 'revoked')) THEN 'not_referred' END;
  IF follows IS NULL THEN RETURN NULL; END IF;
  -- The next step and its date stay those of who carries it, until somebody writes others.
  INSERT INTO casework.child_status (person_id, track, state, holder_id, next_step, next_on, made_by)
  VALUES (NEW.person_id, 'care', follows,
    CASE WHEN casework.may_hold_child(NEW.person_id, newest.holder_id) THEN newest.holder_id
      ELSE (SELECT m.member_id FROM casework.case_member m WHERE m.case_id = NEW.case_id AND m.role = 'responsible' AND m.ended_at IS NULL) END,
    newest.next_step, newest.next_on, coalesce(vigie.me(), NEW.made_by));
  RETURN NULL;
END $$;
COMMENT ON FUNCTION casework.follow_referral IS 'A referral that is made or ends moves how the care stands. What the service did meanwhile is not undone: a referral that ended by its end leaves the care to be called completed.';
CREATE TRIGGER followed AFTER INSERT OR UPDATE OF state ON casework.referral FOR EACH ROW EXECUTE FUNCTION casework.follow_referral();
