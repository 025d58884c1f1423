-- Of records that were merged a case shows one child: how its care stands follows what is done on any record of it.
CREATE FUNCTION casework.stands_as(of_person uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT DISTINCT m.into_id FROM casework.merged_in_case m WHERE m.record_id = of_person
$$;
COMMENT ON FUNCTION casework.stands_as IS 'The record as which this one stands in a case; null when it stands for itself. A record in other cases alone is not moved: who works on those need not know of this one.';

CREATE FUNCTION casework.newest_care(of_person uuid) RETURNS casework.child_status LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s FROM casework.child_status s WHERE s.person_id = of_person AND s.track = 'care' ORDER BY s.seq DESC LIMIT 1
$$;

CREATE FUNCTION casework.move_care(of_person uuid, wanted text, of_case uuid, next_on date, by text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE newest casework.child_status%ROWTYPE := casework.newest_care(of_person);
BEGIN
  -- The next step and its date stay those of who carries it, until somebody writes others.
  INSERT INTO casework.child_status (person_id, track, state, holder_id, next_step, next_on, made_by, follows_referral)
  VALUES (of_person, 'care', wanted,
    CASE WHEN casework.may_hold_child(of_person, newest.holder_id) THEN newest.holder_id
      ELSE (SELECT m.member_id FROM casework.case_member m WHERE m.case_id = of_case AND m.role = 'responsible' AND m.ended_at IS NULL) END,
    newest.next_step,
    CASE WHEN (SELECT s.ending FROM casework.child_state s WHERE s.track = 'care' AND s.state = wanted) IS NULL
      THEN coalesce(newest.next_on, move_care.next_on, (now() AT TIME ZONE 'UTC')::date) END,
    coalesce(vigie.me(), by), true);
END $$;

CREATE OR REPLACE FUNCTION casework.follow_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  child uuid;
  open boolean;
  now_is text;
  follows text;
BEGIN
  FOREACH child IN ARRAY array_remove(ARRAY[NEW.person_id, casework.stands_as(NEW.person_id)], NULL) LOOP
    open := casework.referral_states(child) && ARRAY['proposed', 'accepted'];
    now_is := (casework.newest_care(child)).state;
    follows := CASE
      WHEN open AND now_is IN ('not_referred', 'declined_by_child') THEN 'referred'
      WHEN NOT open AND (now_is = 'referred' OR (now_is = 'in_care' AND NEW.state = 'revoked')) THEN 'not_referred' END;
    IF follows IS NOT NULL THEN PERFORM casework.move_care(child, follows, NEW.case_id, NULL, NEW.made_by); END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE FUNCTION casework.follow_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE shown uuid := casework.stands_as(NEW.person_id);
BEGIN
  IF shown IS NOT NULL AND (casework.newest_care(shown)).state <> NEW.state AND casework.care_may_be(shown, NEW.state) THEN
    PERFORM casework.move_care(shown, NEW.state,
      (SELECT m.case_id FROM casework.merged_in_case m WHERE m.record_id = NEW.person_id LIMIT 1), NEW.next_on, NEW.made_by);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION casework.follow_record IS 'A service writes on the record that was referred to it; the child of the case is another record. The state goes along, no words.';
CREATE TRIGGER shown AFTER INSERT ON casework.child_status FOR EACH ROW
  WHEN (NEW.track = 'care' AND NOT NEW.follows_referral AND NEW.agreement_id IS NULL) EXECUTE FUNCTION casework.follow_record();

CREATE FUNCTION casework.follow_merge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  open boolean := casework.referral_states(NEW.into_id) && ARRAY['proposed', 'accepted'];
  now_is text := (casework.newest_care(NEW.into_id)).state;
  of_case uuid := (SELECT p.case_id FROM casework.person_in_case p WHERE p.person_id = NEW.into_id ORDER BY p.case_id LIMIT 1);
  follows text;
BEGIN
  IF now_is IS NULL THEN RETURN NULL; END IF;
  IF NEW.undone_at IS NOT NULL THEN
    -- What rested on a referral of the other record alone does not hold of this one.
    follows := CASE WHEN casework.care_may_be(NEW.into_id, now_is) THEN NULL WHEN open THEN 'referred' ELSE 'not_referred' END;
  ELSIF casework.stands_as(NEW.person_id) = NEW.into_id THEN
    follows := CASE
      WHEN now_is IN ('not_referred', 'referred') AND (casework.newest_care(NEW.person_id)).state = 'in_care' AND casework.care_may_be(NEW.into_id, 'in_care') THEN 'in_care'
      WHEN now_is = 'not_referred' AND open THEN 'referred' END;
  END IF;
  IF follows IS NOT NULL THEN PERFORM casework.move_care(NEW.into_id, follows, of_case, NULL, coalesce(NEW.undone_by, NEW.made_by)); END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION casework.follow_merge IS 'Fires after keep_merged, by its name: triggers go by the alphabet.';
CREATE TRIGGER moves_care AFTER INSERT OR UPDATE ON casework.person_merge FOR EACH ROW EXECUTE FUNCTION casework.follow_merge();
