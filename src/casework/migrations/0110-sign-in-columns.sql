-- Who had the password of vigie_sign_in could hang a session on another member, or change a passkey, and nobody was told. It may now change
-- only what the sign-in changes, and a code application that is replaced is told.
REVOKE UPDATE ON sign_in.session, sign_in.challenge, sign_in.totp, sign_in.passkey FROM vigie_sign_in;
GRANT UPDATE (verified_at, updated_at, expires_at) ON sign_in.session TO vigie_sign_in;
GRANT UPDATE (secret, backup_codes, verified) ON sign_in.totp TO vigie_sign_in;
GRANT UPDATE (counter) ON sign_in.passkey TO vigie_sign_in;

CREATE OR REPLACE FUNCTION sign_in.tell_of_totp() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.verified THEN PERFORM sign_in.tell('second_factor.remove', OLD.login_id, '{"kind": "totp"}'); END IF;
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.verified AND (NOT NEW.verified OR NEW.secret <> OLD.secret) THEN
    PERFORM sign_in.tell('second_factor.remove', OLD.login_id, '{"kind": "totp"}');
  END IF;
  IF NEW.verified AND (TG_OP = 'INSERT' OR NOT OLD.verified OR NEW.secret <> OLD.secret) THEN
    PERFORM sign_in.tell('second_factor.add', NEW.login_id, '{"kind": "totp"}');
  ELSIF NEW.verified AND NEW.backup_codes <> OLD.backup_codes THEN
    PERFORM sign_in.tell('backup_codes.change', NEW.login_id, NULL);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION sign_in.tell_of_totp IS 'Another secret in the place of one is one taken away and one added.';
