-- Records that were merged before a merge moved the care (0271) follow it now, and not with the next act alone.
-- Nobody acts here, so that nobody tells of it; as from the triggers of 0271, each row bears the name of who merged.
ALTER TABLE casework.child_status DISABLE TRIGGER told;
DO $$
DECLARE
  merge record;
  now_is casework.child_status%ROWTYPE;
  record_is casework.child_status%ROWTYPE;
  open boolean;
  follows text;
BEGIN
  FOR merge IN
    SELECT m.person_id, m.into_id, m.made_by, m.made_at,
      (SELECT p.case_id FROM casework.merged_in_case p WHERE p.record_id = m.person_id AND p.into_id = m.into_id ORDER BY p.case_id LIMIT 1) AS case_id
    FROM casework.person_merge m
    WHERE m.undone_at IS NULL AND casework.stands_as(m.person_id) = m.into_id
    ORDER BY m.made_at, m.person_id
  LOOP
    now_is := casework.newest_care(merge.into_id);
    record_is := casework.newest_care(merge.person_id);
    CONTINUE WHEN now_is.state IS NULL;
    open := casework.referral_states(merge.into_id) && ARRAY['proposed', 'accepted'];
    follows := CASE
      WHEN record_is.made_at > merge.made_at AND record_is.seq > now_is.seq AND NOT record_is.follows_referral AND record_is.agreement_id IS NULL
        AND record_is.state <> now_is.state AND casework.care_may_be(merge.into_id, record_is.state) THEN record_is.state
      WHEN now_is.state IN ('not_referred', 'referred') AND record_is.state = 'in_care' AND casework.care_may_be(merge.into_id, 'in_care') THEN 'in_care'
      WHEN now_is.state = 'not_referred' AND open THEN 'referred'
      WHEN NOT casework.care_may_be(merge.into_id, now_is.state) THEN CASE WHEN open THEN 'referred' ELSE 'not_referred' END END;
    CONTINUE WHEN follows IS NULL;
    BEGIN
      PERFORM casework.move_care(merge.into_id, follows, merge.case_id, record_is.next_on, merge.made_by);
    EXCEPTION WHEN integrity_constraint_violation THEN
      -- Nobody can carry it: it stays as it was until somebody acts, and the server starts.
      RAISE NOTICE 'The care of a merged record was left as it stands.';
    END;
  END LOOP;
END $$;
ALTER TABLE casework.child_status ENABLE TRIGGER told;
