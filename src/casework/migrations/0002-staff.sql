-- Organisations, their units, the members of staff and what they may do.
CREATE SCHEMA vigie;

CREATE TABLE vigie.organisation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
);

CREATE TABLE vigie.unit (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organisation_id uuid NOT NULL REFERENCES vigie.organisation,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  demonstration boolean NOT NULL DEFAULT false,
  UNIQUE (organisation_id, name)
);
COMMENT ON COLUMN vigie.unit.demonstration IS 'Holds the synthetic world; every page says so.';

CREATE TABLE vigie.member (
  id text PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES vigie.organisation,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 320),
  disabled_at timestamptz
);
COMMENT ON TABLE vigie.member IS 'A member of staff; the id is that of the account with which they sign in.';
CREATE UNIQUE INDEX member_email ON vigie.member (lower(email));

CREATE TABLE vigie.membership (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  member_id text NOT NULL REFERENCES vigie.member,
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  role text NOT NULL CHECK (role IN ('analyst', 'investigator', 'magistrate', 'victim_services', 'administrator', 'auditor')),
  granted_by text REFERENCES vigie.member,
  granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_by text REFERENCES vigie.member,
  ended_at timestamptz,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE vigie.membership IS 'Never deleted: an ended one stays, so that the log can be read later.';
COMMENT ON COLUMN vigie.membership.granted_by IS 'Null only for the first administrator, who comes by the one-time link.';
CREATE UNIQUE INDEX membership_once ON vigie.membership (member_id, unit_id, role) WHERE ended_at IS NULL;

CREATE FUNCTION vigie.me() RETURNS text LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('vigie.member', true), '') $$;
COMMENT ON FUNCTION vigie.me IS 'Who acts in this transaction; null when nobody was named.';

CREATE FUNCTION vigie.my_organisation() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT organisation_id FROM vigie.member WHERE id = vigie.me() AND disabled_at IS NULL
$$;

CREATE FUNCTION vigie.my_units(VARIADIC roles text[]) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(DISTINCT unit_id), '{}')
  FROM vigie.membership JOIN vigie.member ON member.id = member_id
  WHERE member_id = vigie.me() AND disabled_at IS NULL AND ended_at IS NULL AND role = ANY (roles)
$$;
COMMENT ON FUNCTION vigie.my_units IS 'Units in which the acting member has one of these roles now.';

CREATE FUNCTION vigie.i_administer() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT vigie.my_units('administrator') <> '{}' $$;

CREATE FUNCTION vigie.refuse_mixed_administrator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM vigie.member WHERE id = NEW.member_id FOR UPDATE;
  IF (SELECT bool_or(role = 'administrator') AND bool_or(role <> 'administrator') FROM vigie.membership WHERE member_id = NEW.member_id AND ended_at IS NULL) THEN
    RAISE EXCEPTION 'An administrator has no other role: who manages accounts sees no lead.' USING ERRCODE = 'check_violation', CONSTRAINT = 'administrator_alone';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER administrator_alone AFTER INSERT OR UPDATE ON vigie.membership
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION vigie.refuse_mixed_administrator();

-- An entry says of whom it is without being told: nobody writes in another one's name within a transaction.
CREATE FUNCTION audit.append(
  act text, object_kind text, object_id text, unit_id uuid, purpose text, reference text, detail jsonb
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  last audit.head%ROWTYPE;
  content text;
BEGIN
  SELECT * INTO STRICT last FROM audit.head FOR UPDATE;
  content := jsonb_build_object(
    'seq', last.seq + 1,
    'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'organisation', coalesce(vigie.my_organisation(), (SELECT organisation_id FROM vigie.unit WHERE id = append.unit_id)),
    'member', vigie.me(),
    'program', session_user,
    'act', act, 'objectKind', object_kind, 'objectId', object_id, 'unit', unit_id,
    'purpose', purpose, 'reference', reference, 'detail', detail,
    'previous', encode(last.hash, 'hex'))::text;
  INSERT INTO audit.entry (seq, content, hash) VALUES (last.seq + 1, content, sha256(convert_to(content, 'UTF8')));
  UPDATE audit.head SET seq = last.seq + 1, hash = sha256(convert_to(content, 'UTF8')), transaction_id = pg_current_xact_id();
  RETURN last.seq + 1;
END $$;
COMMENT ON FUNCTION audit.append IS 'Writes one entry and holds the end of the chain until the transaction ends: call it last, so that others wait briefly.';

SELECT audit.tell_writes_of('vigie.organisation'), audit.tell_writes_of('vigie.unit'), audit.tell_writes_of('vigie.member'), audit.tell_writes_of('vigie.membership');

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit.entry', 'audit.head', 'audit.checkpoint', 'vigie.organisation', 'vigie.unit', 'vigie.member', 'vigie.membership']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
COMMENT ON POLICY owner ON vigie.membership IS 'The owner runs migrations, backups and the few functions marked SECURITY DEFINER; no server signs in as it to answer a request.';

GRANT USAGE ON SCHEMA vigie, audit TO vigie_app, vigie_worker;
GRANT EXECUTE ON FUNCTION vigie.me, vigie.my_organisation, vigie.my_units, vigie.i_administer, audit.append, audit.is_told, audit.refuse_untold TO vigie_app, vigie_worker;

GRANT SELECT ON vigie.organisation, vigie.unit, vigie.member, vigie.membership TO vigie_app;
GRANT UPDATE (name) ON vigie.organisation TO vigie_app;
GRANT INSERT, UPDATE (name) ON vigie.unit TO vigie_app;
GRANT INSERT, UPDATE (name, email, disabled_at) ON vigie.member TO vigie_app;
GRANT INSERT, UPDATE (ended_by, ended_at) ON vigie.membership TO vigie_app;
GRANT SELECT ON vigie.unit TO vigie_worker;
GRANT SELECT ON audit.entry, audit.checkpoint TO vigie_app;

CREATE POLICY mine ON vigie.organisation FOR SELECT TO vigie_app USING (id = (SELECT vigie.my_organisation()));
CREATE POLICY administrators_write ON vigie.organisation FOR UPDATE TO vigie_app USING (id = (SELECT vigie.my_organisation()) AND (SELECT vigie.i_administer()));

CREATE POLICY of_my_organisation ON vigie.unit FOR SELECT TO vigie_app USING (organisation_id = (SELECT vigie.my_organisation()));
CREATE POLICY administrators_add ON vigie.unit FOR INSERT TO vigie_app WITH CHECK (organisation_id = (SELECT vigie.my_organisation()) AND (SELECT vigie.i_administer()));
CREATE POLICY administrators_write ON vigie.unit FOR UPDATE TO vigie_app USING (organisation_id = (SELECT vigie.my_organisation()) AND (SELECT vigie.i_administer()));
CREATE POLICY of_the_job ON vigie.unit FOR SELECT TO vigie_worker USING (id = (SELECT nullif(current_setting('vigie.unit', true), '')::uuid));

CREATE POLICY of_my_organisation ON vigie.member FOR SELECT TO vigie_app USING (organisation_id = (SELECT vigie.my_organisation()));
CREATE POLICY administrators_add ON vigie.member FOR INSERT TO vigie_app WITH CHECK (organisation_id = (SELECT vigie.my_organisation()) AND (SELECT vigie.i_administer()));
CREATE POLICY administrators_write ON vigie.member FOR UPDATE TO vigie_app
  USING (organisation_id = (SELECT vigie.my_organisation()) AND (SELECT vigie.i_administer()));

CREATE FUNCTION vigie.in_my_organisation(unit_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM vigie.unit WHERE id = unit_id AND organisation_id = vigie.my_organisation())
$$;
GRANT EXECUTE ON FUNCTION vigie.in_my_organisation TO vigie_app;
CREATE FUNCTION vigie.is_colleague(member_id text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM vigie.member WHERE id = member_id AND organisation_id = vigie.my_organisation())
$$;
GRANT EXECUTE ON FUNCTION vigie.is_colleague TO vigie_app;
CREATE POLICY of_my_organisation ON vigie.membership FOR SELECT TO vigie_app USING (vigie.in_my_organisation(unit_id));
CREATE POLICY administrators_add ON vigie.membership FOR INSERT TO vigie_app
  WITH CHECK ((SELECT vigie.i_administer()) AND vigie.in_my_organisation(unit_id) AND vigie.is_colleague(member_id)
    AND granted_by = (SELECT vigie.me()) AND member_id <> (SELECT vigie.me()) AND ended_at IS NULL);
COMMENT ON POLICY administrators_add ON vigie.membership IS 'Nobody gives a role to oneself.';
CREATE POLICY administrators_end ON vigie.membership FOR UPDATE TO vigie_app
  USING ((SELECT vigie.i_administer()) AND vigie.in_my_organisation(unit_id) AND ended_at IS NULL)
  WITH CHECK (ended_by = (SELECT vigie.me()) AND ended_at IS NOT NULL);

CREATE POLICY auditors_read ON audit.entry FOR SELECT TO vigie_app
  USING ((SELECT vigie.my_units('auditor')) <> '{}' AND organisation = (SELECT vigie.my_organisation())::text);
CREATE POLICY auditors_read ON audit.checkpoint FOR SELECT TO vigie_app USING ((SELECT vigie.my_units('auditor')) <> '{}');
