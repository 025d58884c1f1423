-- What the case writes as the next step of a child stays in the case: the service that cares reads how the care stands, and the words of its own.
ALTER TABLE casework.child_status ADD COLUMN follows_referral boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN casework.child_status.follows_referral IS 'Moved by a referral: words and date are those of the entry before, whoever moved it.';

CREATE OR REPLACE FUNCTION casework.follow_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
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
  INSERT INTO casework.child_status (person_id, track, state, holder_id, next_step, next_on, made_by, follows_referral)
  VALUES (NEW.person_id, 'care', follows,
    CASE WHEN casework.may_hold_child(NEW.person_id, newest.holder_id) THEN newest.holder_id
      ELSE (SELECT m.member_id FROM casework.case_member m WHERE m.case_id = NEW.case_id AND m.role = 'responsible' AND m.ended_at IS NULL) END,
    newest.next_step, newest.next_on, coalesce(vigie.me(), NEW.made_by), true);
  RETURN NULL;
END $$;

CREATE FUNCTION casework.serves(of_person uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.referral r JOIN vigie.membership m ON m.unit_id = r.service_unit_id
    WHERE r.person_id = of_person AND m.member_id = of_member AND m.role = 'victim_services')
$$;
COMMENT ON FUNCTION casework.serves IS 'Whether the member works, or worked, in a service to which the child was referred.';
GRANT EXECUTE ON FUNCTION casework.serves TO vigie_app;
DROP POLICY of_a_child ON casework.child_status;
CREATE POLICY of_a_child ON casework.child_status FOR SELECT TO vigie_app USING (
  EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = child_status.person_id)
  OR (track = 'care' AND NOT follows_referral AND person_id = ANY ((SELECT casework.my_children())::uuid[]) AND casework.serves(person_id, made_by)));
COMMENT ON POLICY of_a_child ON casework.child_status IS 'The service that cares reads what a service wrote of the care, and of the rest what child_states says.';
