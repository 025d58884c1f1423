-- Somebody who tries Vigie out wants to see leads: an administrator does not, so that a link for an analyst of the demonstration is shown as well.
CREATE FUNCTION sign_in.invite_to_demonstration(hash bytea) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE place vigie.unit%ROWTYPE;
BEGIN
  SELECT * INTO place FROM vigie.unit WHERE demonstration ORDER BY id LIMIT 1;
  IF NOT FOUND OR EXISTS (SELECT FROM vigie.membership WHERE unit_id = place.id) THEN RETURN false; END IF;
  INSERT INTO vigie.invitation (kind, token_hash, organisation_id, unit_id, role, name, email, expires_at)
  VALUES ('invitation', hash, place.organisation_id, place.id, 'analyst', 'Analyste de démonstration', 'demonstration@vigie.invalid', clock_timestamp() + interval '1 day');
  PERFORM audit.append('member.invite', 'member', NULL, place.id, NULL, NULL, '{"kind": "demonstration", "onTheMachine": true}');
  RETURN true;
END $$;
COMMENT ON FUNCTION sign_in.invite_to_demonstration IS 'Link for an analyst who sees the synthetic world and nothing else; false once somebody works there.';
GRANT EXECUTE ON FUNCTION sign_in.invite_to_demonstration TO vigie_sign_in;
