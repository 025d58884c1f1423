-- How members sign in: passwords, second factors, sessions, and the one-time links by which accounts come.
CREATE SCHEMA sign_in;
COMMENT ON SCHEMA sign_in IS 'Used by the role vigie_sign_in alone. Tables login, credential, session, challenge, totp and passkey are those of better-auth 1.7, with names of our own.';

CREATE TABLE sign_in.login (
  id text PRIMARY KEY REFERENCES vigie.member,
  name text NOT NULL,
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  email_verified boolean NOT NULL DEFAULT false,
  image text CHECK (image IS NULL),
  totp_enabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE sign_in.login IS 'One for each member ("user" of better-auth); name and address follow those of the member.';
COMMENT ON COLUMN sign_in.login.image IS 'No pictures are kept: the column is there because better-auth reads it.';

CREATE TABLE sign_in.session (
  id text PRIMARY KEY,
  login_id text NOT NULL REFERENCES sign_in.login,
  token text NOT NULL UNIQUE,
  second_factor text NOT NULL DEFAULT 'none' CHECK (second_factor IN ('none', 'totp', 'backup_code', 'passkey', 'provider')),
  verified_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON COLUMN sign_in.session.token IS 'Of no use without the secret of the installation: the cookie is signed with it.';
COMMENT ON COLUMN sign_in.session.second_factor IS 'What was given beside the password; with none the session opens nothing but the enrolment of one.';
COMMENT ON COLUMN sign_in.session.verified_at IS 'When its owner last proved to be there; sensitive acts ask that it be recent.';
COMMENT ON COLUMN sign_in.session.expires_at IS 'Moves on while the session is used, up to an age of created_at that it never passes.';
CREATE INDEX session_of_login ON sign_in.session (login_id);

CREATE TABLE sign_in.credential (
  id text PRIMARY KEY,
  login_id text NOT NULL REFERENCES sign_in.login,
  provider_id text NOT NULL,
  account_id text NOT NULL,
  password text,
  access_token text CHECK (access_token IS NULL),
  refresh_token text CHECK (refresh_token IS NULL),
  id_token text CHECK (id_token IS NULL),
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (provider_id, account_id)
);
COMMENT ON TABLE sign_in.credential IS 'A password (provider_id "credential", scrypt), or who the member is for the identity provider ("account" of better-auth).';
COMMENT ON COLUMN sign_in.credential.access_token IS 'Tokens of the identity provider are used once, at sign-in, and never kept.';
CREATE INDEX credential_of_login ON sign_in.credential (login_id);

CREATE TABLE sign_in.challenge (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE sign_in.challenge IS 'Steps under way, for minutes: a password given whose code is awaited, a challenge for a passkey, a way to the identity provider ("verification" of better-auth).';
CREATE INDEX challenge_identifier ON sign_in.challenge (identifier);
CREATE INDEX challenge_expires_at ON sign_in.challenge (expires_at);

CREATE TABLE sign_in.totp (
  id text PRIMARY KEY,
  login_id text NOT NULL UNIQUE REFERENCES sign_in.login,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean NOT NULL DEFAULT true,
  failed_verification_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz
);
COMMENT ON TABLE sign_in.totp IS 'Authenticator application and backup codes, both encrypted with the secret of the installation ("twoFactor" of better-auth).';
COMMENT ON COLUMN sign_in.totp.verified IS 'A first code was given; before that it counts for nothing.';
COMMENT ON COLUMN sign_in.totp.locked_until IS 'Not used: sign_in.attempt slows guessing down without locking the member out.';

CREATE TABLE sign_in.passkey (
  id text PRIMARY KEY,
  login_id text NOT NULL REFERENCES sign_in.login,
  name text,
  public_key text NOT NULL,
  credential_id text NOT NULL UNIQUE,
  counter bigint NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  aaguid text,
  created_at timestamptz
);
CREATE INDEX passkey_of_login ON sign_in.passkey (login_id);

CREATE TABLE sign_in.attempt (
  kind text NOT NULL CHECK (kind IN ('password', 'code')),
  account bytea NOT NULL,
  place bytea NOT NULL,
  failures integer NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (kind, account, place)
);
COMMENT ON TABLE sign_in.attempt IS 'Attempts since the last success, for each pair of account and place (an address, or a device that signed in before). Both are keyed hashes: it does not say which accounts exist.';
CREATE INDEX attempt_last_at ON sign_in.attempt (last_at);

CREATE TABLE sign_in.known_place (
  account bytea NOT NULL,
  place bytea NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (account, place)
);
COMMENT ON TABLE sign_in.known_place IS 'Where an account was signed in to with a second factor: attempts from elsewhere never shut it there.';
CREATE INDEX known_place_last_at ON sign_in.known_place (last_at);

CREATE TABLE sign_in.spent_code (
  login_id text NOT NULL REFERENCES sign_in.login,
  code bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (login_id, code)
);
COMMENT ON TABLE sign_in.spent_code IS 'Keyed hashes of codes tried in the last minutes: a code seen over a shoulder does not work twice (RFC 6238, 5.2).';

CREATE TABLE vigie.invitation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('first_administrator', 'invitation', 'recovery')),
  token_hash bytea NOT NULL UNIQUE,
  organisation_id uuid REFERENCES vigie.organisation,
  unit_id uuid REFERENCES vigie.unit,
  role text CHECK (role IN ('analyst', 'investigator', 'magistrate', 'victim_services', 'administrator', 'auditor')),
  member_id text REFERENCES vigie.member,
  name text CHECK (length(name) BETWEEN 1 AND 200),
  email text CHECK (length(email) BETWEEN 3 AND 320),
  made_by text REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  CHECK (kind <> 'invitation' OR num_nonnulls(organisation_id, unit_id, role, name, email) = 5),
  CHECK (kind <> 'recovery' OR num_nonnulls(organisation_id, member_id, name, email) = 4)
);
COMMENT ON TABLE vigie.invitation IS 'One-time links: for the first administrator, for who is invited, and for a member who lost password or second factor.';
COMMENT ON COLUMN vigie.invitation.token_hash IS 'SHA-256 of the token: the link is shown once and cannot be had from here.';
COMMENT ON COLUMN vigie.invitation.made_by IS 'Null when it was made on the machine itself.';
COMMENT ON COLUMN vigie.membership.granted_by IS 'Null for an administrator who came by a link made on the machine itself.';
SELECT audit.tell_writes_of('vigie.invitation');

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['sign_in.login', 'sign_in.session', 'sign_in.credential', 'sign_in.challenge', 'sign_in.totp', 'sign_in.passkey',
    'sign_in.attempt', 'sign_in.known_place', 'sign_in.spent_code', 'vigie.invitation']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
  -- Whose rows they are is not known before sign-in has found out: the role sees all of them, and nobody else sees any.
  FOREACH t IN ARRAY ARRAY['sign_in.login', 'sign_in.session', 'sign_in.credential', 'sign_in.challenge', 'sign_in.totp', 'sign_in.passkey']::regclass[] LOOP
    EXECUTE format('CREATE POLICY signing_in ON %s TO vigie_sign_in USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
GRANT USAGE ON SCHEMA sign_in, vigie TO vigie_sign_in;
GRANT SELECT ON sign_in.login TO vigie_sign_in;
GRANT UPDATE (totp_enabled, email_verified, updated_at) ON sign_in.login TO vigie_sign_in;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in.session, sign_in.challenge, sign_in.totp, sign_in.passkey TO vigie_sign_in;
GRANT SELECT, INSERT ON sign_in.credential TO vigie_sign_in;
GRANT UPDATE (password, updated_at) ON sign_in.credential TO vigie_sign_in;
COMMENT ON POLICY signing_in ON sign_in.login IS 'Logins are made by sign_in.accept alone: nobody registers.';

GRANT SELECT (id, kind, organisation_id, unit_id, role, member_id, name, email, made_by, made_at, expires_at, accepted_at, withdrawn_at) ON vigie.invitation TO vigie_app;
GRANT INSERT (id, kind, token_hash, organisation_id, unit_id, role, member_id, name, email, made_by, expires_at), UPDATE (withdrawn_at) ON vigie.invitation TO vigie_app;
CREATE POLICY administrators_see ON vigie.invitation FOR SELECT TO vigie_app
  USING (organisation_id = (SELECT vigie.my_organisation()) AND (SELECT vigie.i_administer()));
CREATE POLICY administrators_invite ON vigie.invitation FOR INSERT TO vigie_app WITH CHECK (
  organisation_id = (SELECT vigie.my_organisation()) AND (SELECT vigie.i_administer()) AND made_by = (SELECT vigie.me())
  AND expires_at <= now() + interval '7 days'
  AND ((kind = 'invitation' AND vigie.in_my_organisation(unit_id) AND member_id IS NULL)
    OR (kind = 'recovery' AND vigie.is_colleague(member_id) AND member_id <> (SELECT vigie.me()))));
COMMENT ON POLICY administrators_invite ON vigie.invitation IS 'Nobody makes a link to oneself: who has taken over a session must not outlive it.';
CREATE POLICY administrators_withdraw ON vigie.invitation FOR UPDATE TO vigie_app
  USING (organisation_id = (SELECT vigie.my_organisation()) AND (SELECT vigie.i_administer()) AND accepted_at IS NULL);

-- What happens to an account is told by the tables themselves, so that no way of the library around the routes is untold.
CREATE FUNCTION sign_in.tell(act text, login_id text, detail jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE acting text := vigie.me();
BEGIN
  PERFORM set_config('vigie.member', coalesce(acting, login_id), true);
  PERFORM audit.append(act, 'member', login_id, NULL, NULL, NULL, detail);
  PERFORM set_config('vigie.member', coalesce(acting, ''), true);
END $$;
COMMENT ON FUNCTION sign_in.tell IS 'An entry in the name of who acts, or else of the account''s own member.';

CREATE FUNCTION sign_in.begin_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  -- Shared lock: a member who is being disabled at this moment is seen as disabled, or its session as one to end.
  PERFORM FROM vigie.member WHERE id = NEW.login_id AND disabled_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'A disabled member does not sign in.' USING ERRCODE = 'check_violation', CONSTRAINT = 'member_disabled';
  END IF;
  PERFORM sign_in.tell('session.begin', NEW.login_id, jsonb_build_object('session', NEW.id, 'secondFactor', NEW.second_factor));
  RETURN NEW;
END $$;
CREATE TRIGGER begin_session BEFORE INSERT ON sign_in.session FOR EACH ROW EXECUTE FUNCTION sign_in.begin_session();

CREATE FUNCTION sign_in.end_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF OLD.expires_at > clock_timestamp() THEN
    PERFORM sign_in.tell('session.end', OLD.login_id, jsonb_build_object('session', OLD.id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER end_session AFTER DELETE ON sign_in.session FOR EACH ROW EXECUTE FUNCTION sign_in.end_session();

CREATE FUNCTION sign_in.tell_of_totp() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.verified THEN PERFORM sign_in.tell('second_factor.remove', OLD.login_id, '{"kind": "totp"}'); END IF;
  ELSIF NEW.verified AND (TG_OP = 'INSERT' OR NOT OLD.verified) THEN
    PERFORM sign_in.tell('second_factor.add', NEW.login_id, '{"kind": "totp"}');
  ELSIF NEW.verified AND NEW.backup_codes <> OLD.backup_codes THEN
    PERFORM sign_in.tell('backup_codes.change', NEW.login_id, NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON sign_in.totp FOR EACH ROW EXECUTE FUNCTION sign_in.tell_of_totp();

CREATE FUNCTION sign_in.tell_of_passkey() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM sign_in.tell('second_factor.remove', OLD.login_id, jsonb_build_object('kind', 'passkey', 'id', OLD.id));
  ELSE PERFORM sign_in.tell('second_factor.add', NEW.login_id, jsonb_build_object('kind', 'passkey', 'id', NEW.id)); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR DELETE ON sign_in.passkey FOR EACH ROW EXECUTE FUNCTION sign_in.tell_of_passkey();

CREATE FUNCTION sign_in.tell_of_credential() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM sign_in.tell(CASE WHEN NEW.provider_id = 'credential' THEN 'password.set' ELSE 'provider.link' END, NEW.login_id, NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OF password ON sign_in.credential FOR EACH ROW EXECUTE FUNCTION sign_in.tell_of_credential();

CREATE FUNCTION sign_in.follow_member() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE sign_in.login SET name = NEW.name, email = lower(NEW.email), updated_at = clock_timestamp() WHERE id = NEW.id;
  IF NEW.disabled_at IS NOT NULL THEN
    DELETE FROM sign_in.session WHERE login_id = NEW.id;
    DELETE FROM sign_in.challenge WHERE value = NEW.id;
    UPDATE vigie.invitation SET withdrawn_at = clock_timestamp() WHERE (member_id = NEW.id OR made_by = NEW.id) AND accepted_at IS NULL AND withdrawn_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_member AFTER UPDATE OF name, email, disabled_at ON vigie.member FOR EACH ROW EXECUTE FUNCTION sign_in.follow_member();
COMMENT ON FUNCTION sign_in.follow_member IS 'A disabled member''s sessions end in the very transaction that disables.';

CREATE FUNCTION vigie.sessions_of(wanted text) RETURNS TABLE (id text, second_factor text, ip_address text, user_agent text, created_at timestamptz, used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.id, s.second_factor, s.ip_address, s.user_agent, s.created_at, s.updated_at FROM sign_in.session s
  WHERE s.login_id = wanted AND s.expires_at > now()
    AND (wanted = vigie.me() OR (vigie.i_administer() AND vigie.is_colleague(wanted)))
  ORDER BY s.updated_at DESC, s.id
$$;
COMMENT ON FUNCTION vigie.sessions_of IS 'Sessions of the acting member, or of a colleague for who administers; never their tokens.';

CREATE FUNCTION vigie.end_sessions(wanted text, only_id text, kept_id text) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE ended integer;
BEGIN
  DELETE FROM sign_in.session s
  WHERE s.login_id = wanted AND (only_id IS NULL OR s.id = only_id) AND (kept_id IS NULL OR s.id <> kept_id)
    AND (wanted = vigie.me() OR (vigie.i_administer() AND vigie.is_colleague(wanted)));
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;
COMMENT ON FUNCTION vigie.end_sessions IS 'Ends one session (only_id) or all (but kept_id), one''s own or a colleague''s for who administers; each is told.';

CREATE FUNCTION vigie.second_factors_of(wanted text) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT FROM sign_in.totp WHERE login_id = wanted AND verified) THEN 'totp' END,
    CASE WHEN EXISTS (SELECT FROM sign_in.passkey WHERE login_id = wanted) THEN 'passkey' END], NULL)
  WHERE wanted = vigie.me() OR (vigie.i_administer() AND vigie.is_colleague(wanted))
$$;
COMMENT ON FUNCTION vigie.second_factors_of IS 'Kinds of second factor that a member has set up; null when it is nobody''s business.';
GRANT EXECUTE ON FUNCTION vigie.sessions_of, vigie.end_sessions, vigie.second_factors_of TO vigie_app;

CREATE FUNCTION sign_in.begin_attempt(of_kind text, of_account bytea, device bytea, address bytea) RETURNS TABLE (wait_seconds integer, place bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  free CONSTANT integer := 4;
  longest CONSTANT integer := 900;
  elsewhere CONSTANT integer := 100;
  known boolean;
  before sign_in.attempt%ROWTYPE;
BEGIN
  -- One after the other for each account: a hundred guesses at once are a hundred guesses.
  PERFORM pg_advisory_xact_lock(hashtextextended(encode(of_account, 'hex'), 4));
  place := CASE WHEN EXISTS (SELECT FROM sign_in.known_place k WHERE k.account = of_account AND k.place = device) THEN device ELSE address END;
  known := EXISTS (SELECT FROM sign_in.known_place k WHERE k.account = of_account AND k.place = begin_attempt.place);
  SELECT * INTO before FROM sign_in.attempt a WHERE a.kind = of_kind AND a.account = of_account AND a.place = begin_attempt.place;
  IF before.failures > free THEN
    wait_seconds := ceil(extract(epoch FROM before.last_at - clock_timestamp())
      + least(longest, 2 ^ least(before.failures - free, 20)))::integer;
    IF wait_seconds > 0 THEN RETURN NEXT; RETURN; END IF;
  END IF;
  IF NOT known AND (SELECT sum(a.failures) FROM sign_in.attempt a
    WHERE a.kind = of_kind AND a.account = of_account AND a.last_at > clock_timestamp() - interval '1 hour'
      AND NOT EXISTS (SELECT FROM sign_in.known_place k WHERE k.account = of_account AND k.place = a.place)) >= elsewhere THEN
    wait_seconds := longest;
    RETURN NEXT; RETURN;
  END IF;
  INSERT INTO sign_in.attempt AS a (kind, account, place, failures, last_at) VALUES (of_kind, of_account, begin_attempt.place, 1, clock_timestamp())
  ON CONFLICT ON CONSTRAINT attempt_pkey DO UPDATE SET failures = a.failures + 1, last_at = clock_timestamp();
  DELETE FROM sign_in.attempt WHERE last_at < clock_timestamp() - interval '1 day';
  wait_seconds := 0;
  RETURN NEXT;
END $$;
COMMENT ON FUNCTION sign_in.begin_attempt IS 'Counts an attempt before it is made, and says how long to wait first (0: go on). The delay grows for the pair of account and place. Over 100 failures in an hour from places that are not known, only known ones go on. What waits is not counted: nobody lengthens the delay by knocking.';

CREATE FUNCTION sign_in.end_attempt(of_kind text, of_account bytea, of_place bytea) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DELETE FROM sign_in.attempt WHERE kind = of_kind AND account = of_account AND place = of_place
$$;
COMMENT ON FUNCTION sign_in.end_attempt IS 'It was a success: earlier failures of that pair are forgotten.';

CREATE FUNCTION sign_in.know_place(of_account bytea, VARIADIC places bytea[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO sign_in.known_place (account, place, last_at) SELECT DISTINCT of_account, p, clock_timestamp() FROM unnest(places) p
  ON CONFLICT (account, place) DO UPDATE SET last_at = excluded.last_at;
  DELETE FROM sign_in.known_place WHERE last_at < clock_timestamp() - interval '180 days';
END $$;

CREATE FUNCTION sign_in.spend_code(of_login text, spent bytea) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM sign_in.spent_code WHERE at < clock_timestamp() - interval '5 minutes';
  INSERT INTO sign_in.spent_code (login_id, code, at) VALUES (of_login, spent, clock_timestamp()) ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;
COMMENT ON FUNCTION sign_in.spend_code IS 'False when the code was tried before.';

CREATE FUNCTION sign_in.had_administrator() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM vigie.membership WHERE role = 'administrator')
$$;
COMMENT ON FUNCTION sign_in.had_administrator IS 'Whether there ever was an administrator: from then on, the link for the first one is not made again by itself.';

CREATE FUNCTION sign_in.invite_first(hash bytea) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE until timestamptz := clock_timestamp() + interval '1 day';
BEGIN
  IF sign_in.had_administrator() THEN RETURN NULL; END IF;
  INSERT INTO vigie.invitation (kind, token_hash, role, expires_at) VALUES ('first_administrator', hash, 'administrator', until);
  PERFORM audit.append('member.invite', 'member', NULL, NULL, NULL, NULL, '{"kind": "first_administrator"}');
  RETURN until;
END $$;
COMMENT ON FUNCTION sign_in.invite_first IS 'Link for the first administrator; null when there was one. Several may be open, of servers that start at once: the first that is used shuts the others.';

CREATE FUNCTION sign_in.invite_administrator(hash bytea, given_name text, given_email text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  found_member vigie.member%ROWTYPE;
  place vigie.unit%ROWTYPE;
  made uuid;
BEGIN
  IF NOT sign_in.had_administrator() THEN RETURN 'none_yet'; END IF;
  SELECT * INTO found_member FROM vigie.member WHERE lower(email) = lower(given_email);
  IF FOUND THEN
    IF found_member.disabled_at IS NOT NULL OR NOT EXISTS (
      SELECT FROM vigie.membership WHERE member_id = found_member.id AND role = 'administrator' AND ended_at IS NULL) THEN RETURN 'not_an_administrator'; END IF;
    INSERT INTO vigie.invitation (kind, token_hash, organisation_id, member_id, name, email, expires_at)
    VALUES ('recovery', hash, found_member.organisation_id, found_member.id, found_member.name, found_member.email, clock_timestamp() + interval '1 day')
    RETURNING id INTO made;
    PERFORM audit.append('member.invite', 'member', found_member.id, NULL, NULL, NULL, jsonb_build_object('kind', 'recovery', 'invitation', made, 'onTheMachine', true));
    RETURN 'recovery';
  END IF;
  SELECT * INTO STRICT place FROM vigie.unit ORDER BY demonstration, name, id LIMIT 1;
  INSERT INTO vigie.invitation (kind, token_hash, organisation_id, unit_id, role, name, email, expires_at)
  VALUES ('invitation', hash, place.organisation_id, place.id, 'administrator', given_name, given_email, clock_timestamp() + interval '1 day')
  RETURNING id INTO made;
  PERFORM audit.append('member.invite', 'member', NULL, place.id, NULL, NULL, jsonb_build_object('kind', 'invitation', 'invitation', made, 'role', 'administrator', 'onTheMachine', true));
  RETURN 'invitation';
END $$;
COMMENT ON FUNCTION sign_in.invite_administrator IS 'For who works on the machine, when the only administrator lost access.';

CREATE FUNCTION sign_in.open_invitation(hash bytea) RETURNS TABLE (kind text, name text, email text, organisation text, unit text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT i.kind, i.name, i.email, o.name, u.name, i.role
  FROM vigie.invitation i LEFT JOIN vigie.organisation o ON o.id = i.organisation_id LEFT JOIN vigie.unit u ON u.id = i.unit_id
  WHERE i.token_hash = hash AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now()
    AND (i.kind <> 'first_administrator' OR NOT sign_in.had_administrator())
$$;
COMMENT ON FUNCTION sign_in.open_invitation IS 'What a one-time link is for; no row when it does not hold any more, whyever.';

CREATE FUNCTION sign_in.accept(hash bytea, new_id text, given_name text, given_email text, organisation_name text, unit_name text, password_hash text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  link vigie.invitation%ROWTYPE;
  of_organisation uuid;
  of_unit uuid;
  holder text;
  address text;
BEGIN
  -- Two links for the first administrator are not two first administrators.
  PERFORM pg_advisory_xact_lock(hashtextextended('vigie first administrator', 4));
  SELECT * INTO link FROM vigie.invitation i
  WHERE i.token_hash = hash AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > clock_timestamp() FOR UPDATE;
  IF NOT FOUND OR (link.kind = 'first_administrator' AND sign_in.had_administrator()) THEN RETURN NULL; END IF;
  UPDATE vigie.invitation SET accepted_at = clock_timestamp() WHERE id = link.id;

  IF link.kind = 'recovery' THEN
    holder := link.member_id;
    PERFORM FROM vigie.member WHERE id = holder AND disabled_at IS NULL;
    IF NOT FOUND THEN RETURN NULL; END IF;
    PERFORM set_config('vigie.member', holder, true);
    DELETE FROM sign_in.session WHERE login_id = holder;
    DELETE FROM sign_in.challenge WHERE value = holder;
    DELETE FROM sign_in.totp WHERE login_id = holder;
    DELETE FROM sign_in.passkey WHERE login_id = holder;
    UPDATE sign_in.login SET totp_enabled = false WHERE id = holder;
    IF password_hash IS NOT NULL THEN
      UPDATE sign_in.credential SET password = password_hash, updated_at = clock_timestamp() WHERE login_id = holder AND provider_id = 'credential';
      IF NOT FOUND THEN
        INSERT INTO sign_in.credential (id, login_id, provider_id, account_id, password, created_at, updated_at)
        VALUES (gen_random_uuid()::text, holder, 'credential', holder, password_hash, clock_timestamp(), clock_timestamp());
      END IF;
    END IF;
    PERFORM audit.append('member.recover', 'member', holder, NULL, NULL, NULL, jsonb_build_object('invitation', link.id));
    RETURN holder;
  END IF;

  holder := new_id;
  address := lower(coalesce(link.email, given_email));
  IF EXISTS (SELECT FROM vigie.member WHERE lower(email) = address) THEN
    RAISE EXCEPTION 'There is a member with this address.' USING ERRCODE = 'unique_violation', CONSTRAINT = 'member_email';
  END IF;
  of_organisation := link.organisation_id;
  of_unit := link.unit_id;
  IF link.kind = 'first_administrator' THEN
    -- The demonstration may have come first.
    SELECT id INTO of_organisation FROM vigie.organisation ORDER BY id LIMIT 1;
    IF of_organisation IS NULL THEN INSERT INTO vigie.organisation (name) VALUES (organisation_name) RETURNING id INTO of_organisation;
    ELSE UPDATE vigie.organisation SET name = organisation_name WHERE id = of_organisation; END IF;
    SELECT id INTO of_unit FROM vigie.unit WHERE organisation_id = of_organisation AND NOT demonstration ORDER BY id LIMIT 1;
    IF of_unit IS NULL THEN INSERT INTO vigie.unit (organisation_id, name) VALUES (of_organisation, unit_name) RETURNING id INTO of_unit;
    ELSE UPDATE vigie.unit SET name = unit_name WHERE id = of_unit; END IF;
  END IF;
  INSERT INTO vigie.member (id, organisation_id, name, email) VALUES (holder, of_organisation, coalesce(link.name, given_name), address);
  INSERT INTO vigie.membership (member_id, unit_id, role, granted_by) VALUES (holder, of_unit, link.role, link.made_by);
  -- Who may sign in with it was decided by who made the link, and the identity provider must say the same address.
  INSERT INTO sign_in.login (id, name, email, email_verified) VALUES (holder, coalesce(link.name, given_name), address, true);
  PERFORM set_config('vigie.member', holder, true);
  IF password_hash IS NOT NULL THEN
    INSERT INTO sign_in.credential (id, login_id, provider_id, account_id, password, created_at, updated_at)
    VALUES (gen_random_uuid()::text, holder, 'credential', holder, password_hash, clock_timestamp(), clock_timestamp());
  END IF;
  PERFORM audit.append('member.join', 'member', holder, of_unit, NULL, NULL,
    jsonb_build_object('kind', link.kind, 'invitation', link.id, 'role', link.role, 'invitedBy', link.made_by));
  RETURN holder;
END $$;
COMMENT ON FUNCTION sign_in.accept IS 'Uses a one-time link: makes the member with its login and membership (and, for the first administrator, the organisation), or opens an account anew. Answers the member, or null when the link does not hold.';

GRANT EXECUTE ON FUNCTION sign_in.begin_attempt, sign_in.end_attempt, sign_in.know_place, sign_in.spend_code, sign_in.had_administrator,
  sign_in.invite_first, sign_in.invite_administrator, sign_in.open_invitation, sign_in.accept TO vigie_sign_in;
