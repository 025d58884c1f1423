-- A release ended for its reader with the part on the case, and began again with it, without the two people: now its row ends too.
CREATE FUNCTION casework.keeps_identity(of_case uuid, of_child uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT NOT EXISTS (SELECT FROM casework.case_bar b WHERE b.case_id = of_case AND b.member_id = of_member AND b.ended_at IS NULL)
    AND (casework.reads(of_case, of_member)
      OR EXISTS (SELECT FROM casework.referral r JOIN vigie.membership m ON m.unit_id = r.service_unit_id AND m.role = 'victim_services' AND m.ended_at IS NULL
        WHERE r.person_id = of_child AND r.state IN ('proposed', 'accepted') AND m.member_id = of_member))
$$;
COMMENT ON FUNCTION casework.keeps_identity IS 'What identities_open_to_me says of the acting member, of anybody: whether a release still has a part, or a service, by which it is read.';

CREATE FUNCTION casework.end_releases(of_case uuid, of_member text, by_member text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  of_unit uuid := (SELECT c.unit_id FROM casework.case_file c WHERE c.id = of_case);
  gone record;
BEGIN
  FOR gone IN
    UPDATE casework.identity_release r SET ended_by = by_member, ended_at = clock_timestamp()
    WHERE r.case_id = of_case AND r.member_id = of_member AND r.agreed IS DISTINCT FROM false AND r.ended_at IS NULL AND r.until > clock_timestamp()
      AND NOT casework.keeps_identity(of_case, r.person_id, of_member)
    RETURNING r.id, r.person_id
  LOOP
    PERFORM audit.append('identity.end', 'person', gone.person_id::text, of_unit, NULL, NULL, jsonb_build_object('release', gone.id, 'member', of_member));
  END LOOP;
END $$;

CREATE FUNCTION casework.end_releases_of_who_leaves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM casework.end_releases(NEW.case_id, NEW.member_id,
    coalesce(vigie.me(), to_jsonb(NEW) ->> 'ended_by', to_jsonb(NEW) ->> 'made_by'));
  RETURN NULL;
END $$;
COMMENT ON FUNCTION casework.end_releases_of_who_leaves IS 'Who leaves a case, or is kept out of it, keeps no access to who its children are, agreed to or only asked for: who comes back has it asked for anew, of two people. What counts is how things stand when the transaction ends.';
CREATE CONSTRAINT TRIGGER end_releases AFTER UPDATE OF ended_at ON casework.case_member DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION casework.end_releases_of_who_leaves();
CREATE CONSTRAINT TRIGGER end_releases AFTER INSERT ON casework.case_bar DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION casework.end_releases_of_who_leaves();

-- Who had gone before this, since the release was asked for, and is not back.
DO $$
DECLARE gone record;
BEGIN
  FOR gone IN SELECT DISTINCT ON (r.case_id, r.member_id) r.case_id, r.member_id, coalesce(bar.made_by, part.ended_by) AS by_member
    FROM casework.identity_release r
    LEFT JOIN LATERAL (SELECT b.made_by FROM casework.case_bar b WHERE b.case_id = r.case_id AND b.member_id = r.member_id AND b.ended_at IS NULL LIMIT 1) bar ON true
    LEFT JOIN LATERAL (SELECT m.ended_by FROM casework.case_member m WHERE m.case_id = r.case_id AND m.member_id = r.member_id AND m.ended_at > r.proposed_at
      ORDER BY m.ended_at DESC LIMIT 1) part ON true
    WHERE r.agreed IS DISTINCT FROM false AND r.ended_at IS NULL AND r.until > clock_timestamp() AND coalesce(bar.made_by, part.ended_by) IS NOT NULL
  LOOP
    PERFORM casework.end_releases(gone.case_id, gone.member_id, gone.by_member);
  END LOOP;
END $$;
