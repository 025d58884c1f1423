-- Who answers for a request changed, and only the log told from whom to whom: an audit log that those who work on the case do not read.
CREATE TABLE casework.request_given_on (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES casework.request,
  from_id text NOT NULL REFERENCES vigie.member,
  to_id text NOT NULL REFERENCES vigie.member,
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE casework.request_given_on IS 'From whom to whom a request went, by hand or because its holder left the case: never changed.';
CREATE INDEX request_given_on_of_request ON casework.request_given_on (request_id, seq);

CREATE FUNCTION casework.note_given_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO casework.request_given_on (request_id, from_id, to_id, made_by) VALUES (NEW.id, OLD.holder_id, NEW.holder_id, coalesce(vigie.me(), NEW.holder_id));
  RETURN NULL;
END $$;
CREATE TRIGGER given_on AFTER UPDATE OF holder_id ON casework.request
  FOR EACH ROW WHEN (NEW.holder_id <> OLD.holder_id) EXECUTE FUNCTION casework.note_given_on();

SELECT audit.tell_writes_of('casework.request_given_on');
ALTER TABLE casework.request_given_on ENABLE ROW LEVEL SECURITY;
ALTER TABLE casework.request_given_on FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON casework.request_given_on TO vigie_owner USING (true) WITH CHECK (true);
CREATE POLICY of_my_cases ON casework.request_given_on FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.request r WHERE r.id = request_id));
GRANT SELECT ON casework.request_given_on TO vigie_app;
