-- What is done for a child lies with nobody whose account is shut, of a service as of a case.
CREATE OR REPLACE FUNCTION casework.may_hold_child(of_person uuid, of_member text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = of_person AND casework.may_hold(c.case_id, of_member))
    OR EXISTS (SELECT FROM casework.referral r JOIN vigie.membership s ON s.unit_id = r.service_unit_id AND s.role = 'victim_services' AND s.ended_at IS NULL
      JOIN vigie.member m ON m.id = s.member_id AND m.disabled_at IS NULL
      WHERE r.person_id = of_person AND r.state = 'accepted' AND m.id = of_member)
$$;
