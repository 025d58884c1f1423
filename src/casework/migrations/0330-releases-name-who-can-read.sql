-- An access to who a child is ended with a part on the case, but slept while a referral, a role or an account was gone, and woke with it.
CREATE OR REPLACE FUNCTION casework.keeps_identity(of_case uuid, of_child uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT NOT EXISTS (SELECT FROM casework.case_bar b WHERE b.case_id = of_case AND b.member_id = of_member AND b.ended_at IS NULL)
    AND (casework.reads(of_case, of_member)
      OR EXISTS (SELECT FROM casework.referral r
        JOIN vigie.membership m ON m.unit_id = r.service_unit_id AND m.role = 'victim_services' AND m.ended_at IS NULL
        JOIN vigie.member reader ON reader.id = m.member_id AND reader.disabled_at IS NULL
        WHERE r.person_id = of_child AND r.state IN ('proposed', 'accepted') AND m.member_id = of_member))
$$;
COMMENT ON FUNCTION casework.keeps_identity IS 'Whether somebody has a part on the case, or works in a service to which the child is referred, by which a release is read; who is kept out of the case has neither.';
GRANT EXECUTE ON FUNCTION casework.keeps_identity TO vigie_app;

CREATE OR REPLACE FUNCTION casework.identities_open_to_me() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(DISTINCT person_id), '{}') FROM casework.identity_release
  WHERE member_id = vigie.me() AND agreed AND ended_at IS NULL AND until > now()
    AND (casework.i_see(case_id) OR person_id = ANY (casework.my_children()))
    AND casework.keeps_identity(case_id, person_id, member_id)
$$;
COMMENT ON FUNCTION casework.identities_open_to_me IS 'A release ends by its date, by hand, or with the last of what it is read by.';

DROP POLICY propose ON casework.identity_release;
CREATE POLICY propose ON casework.identity_release FOR INSERT TO vigie_app WITH CHECK (
  proposed_by = (SELECT vigie.me()) AND answered_at IS NULL AND ended_at IS NULL AND vigie.is_colleague(member_id)
  AND casework.i_work_on(case_id) AND casework.is_in_case(person_id, case_id) AND casework.keeps_identity(case_id, person_id, member_id));
DROP POLICY answer ON casework.identity_release;
CREATE POLICY answer ON casework.identity_release FOR UPDATE TO vigie_app
  USING (answered_at IS NULL AND proposed_by <> (SELECT vigie.me()) AND member_id <> (SELECT vigie.me()) AND casework.i_agree_in(case_id))
  WITH CHECK (answered_by = (SELECT vigie.me()) AND answered_at IS NOT NULL AND ended_at IS NULL
    AND (NOT agreed OR casework.keeps_identity(case_id, person_id, member_id)));

CREATE FUNCTION casework.end_releases_of(of_person uuid, of_member text, by_member text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE gone record;
BEGIN
  FOR gone IN SELECT DISTINCT r.case_id, r.member_id FROM casework.identity_release r
    WHERE (r.person_id = of_person OR r.member_id = of_member) AND r.agreed IS DISTINCT FROM false AND r.ended_at IS NULL AND r.until > clock_timestamp()
  LOOP
    PERFORM casework.end_releases(gone.case_id, gone.member_id, coalesce(by_member, gone.member_id));
  END LOOP;
END $$;
COMMENT ON FUNCTION casework.end_releases_of IS 'Ends the releases of a child, or of a member, that nothing is left to be read by.';

CREATE FUNCTION casework.end_releases_with_the_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM casework.end_releases_of(NEW.person_id, NULL, coalesce(vigie.me(), NEW.made_by));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER end_releases AFTER UPDATE OF state ON casework.referral DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state NOT IN ('proposed', 'accepted')) EXECUTE FUNCTION casework.end_releases_with_the_referral();

CREATE FUNCTION casework.end_releases_with_the_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM casework.end_releases_of(NULL, NEW.member_id, coalesce(vigie.me(), NEW.ended_by));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER end_releases AFTER UPDATE OF ended_at ON vigie.membership DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL) EXECUTE FUNCTION casework.end_releases_with_the_role();

CREATE FUNCTION casework.end_releases_with_the_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM casework.end_releases_of(NULL, NEW.id, vigie.me());
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER end_releases AFTER UPDATE OF disabled_at ON vigie.member DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION casework.end_releases_with_the_account();
COMMENT ON FUNCTION casework.end_releases_with_the_referral IS 'As with the part on the case: whoever cares for the child again has it asked for anew, of two people.';
