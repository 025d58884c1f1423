-- The role of a learner in a training space counted as one with which to act on real cases: whose real roles had ended seemed to open them still.
CREATE FUNCTION casework.acts_in(of_member text, in_training boolean) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM vigie.membership r JOIN vigie.member m ON m.id = r.member_id AND m.disabled_at IS NULL JOIN vigie.unit u ON u.id = r.unit_id
    WHERE r.member_id = of_member AND r.ended_at IS NULL AND r.role IN ('analyst', 'investigator')
      AND CASE WHEN in_training THEN u.training_of IS NOT NULL AND u.training_ended_at IS NULL ELSE u.training_of IS NULL END)
$$;
COMMENT ON FUNCTION casework.acts_in IS 'Whether somebody has a role now with which they act on cases: on real ones, or on those of a training space.';

CREATE OR REPLACE FUNCTION casework.may_hold(of_case uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.live_part p
    WHERE p.case_id = of_case AND p.member_id = of_member AND p.role <> 'magistrate' AND NOT p.barred AND casework.acts_in(of_member, p.training))
$$;

CREATE OR REPLACE FUNCTION casework.may_answer_for(of_case uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.case_file c JOIN vigie.unit u ON u.id = c.unit_id
      WHERE c.id = of_case AND casework.acts_in(of_member, u.training_of IS NOT NULL))
    AND NOT EXISTS (SELECT FROM casework.case_bar b WHERE b.case_id = of_case AND b.member_id = of_member AND b.ended_at IS NULL)
$$;

CREATE OR REPLACE FUNCTION casework.reads(of_case uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.live_part p
    WHERE p.case_id = of_case AND p.member_id = of_member AND NOT p.barred
      AND CASE p.role WHEN 'magistrate' THEN EXISTS (SELECT FROM vigie.membership r JOIN vigie.member m ON m.id = r.member_id AND m.disabled_at IS NULL
          WHERE r.member_id = of_member AND r.ended_at IS NULL AND r.role = 'magistrate')
        ELSE casework.acts_in(of_member, p.training) END)
$$;

-- Accesses to who a child is that slept, or seemed to have a role by which they are read, when this began.
DO $$
DECLARE gone record;
BEGIN
  FOR gone IN SELECT DISTINCT r.case_id, r.member_id, r.proposed_by FROM casework.identity_release r
    WHERE r.agreed IS DISTINCT FROM false AND r.ended_at IS NULL AND r.until > clock_timestamp()
      AND NOT casework.keeps_identity(r.case_id, r.person_id, r.member_id)
  LOOP
    PERFORM casework.end_releases(gone.case_id, gone.member_id, gone.proposed_by);
  END LOOP;
END $$;
