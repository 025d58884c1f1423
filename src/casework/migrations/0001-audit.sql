-- The log of every write, and of every read of a person or a lead. It comes first: the tables after it refuse a commit that it does not tell of.
CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who did what, to what, when and for what purpose. One chain of entries for the database; nobody changes it.';

CREATE TABLE audit.entry (
  seq bigint PRIMARY KEY,
  content text NOT NULL,
  hash bytea NOT NULL,
  at text GENERATED ALWAYS AS (content::jsonb ->> 'at') STORED,
  organisation text GENERATED ALWAYS AS (content::jsonb ->> 'organisation') STORED,
  member text GENERATED ALWAYS AS (content::jsonb ->> 'member') STORED,
  act text GENERATED ALWAYS AS (content::jsonb ->> 'act') STORED,
  object_kind text GENERATED ALWAYS AS (content::jsonb ->> 'objectKind') STORED,
  object_id text GENERATED ALWAYS AS (content::jsonb ->> 'objectId') STORED,
  purpose text GENERATED ALWAYS AS (content::jsonb ->> 'purpose') STORED
);
COMMENT ON TABLE audit.entry IS 'Append-only: written by audit.append alone.';
COMMENT ON COLUMN audit.entry.content IS 'JSON text, exactly the bytes that are hashed; it holds the number of the entry and the hash of the one before.';
COMMENT ON COLUMN audit.entry.hash IS 'SHA-256 of content in UTF-8.';
CREATE INDEX entry_of_organisation ON audit.entry (organisation, seq);
CREATE INDEX entry_of_member ON audit.entry (member, seq);
CREATE INDEX entry_of_object ON audit.entry (object_kind, object_id, seq);

CREATE TABLE audit.head (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  transaction_id xid8
);
COMMENT ON TABLE audit.head IS 'The end of the chain. Its row is locked by audit.append until the transaction ends: entries stand in the order of commits.';
COMMENT ON COLUMN audit.head.transaction_id IS 'The transaction that wrote the last entry: says whether this transaction has told of itself.';
INSERT INTO audit.head (seq, hash) VALUES (0, sha256('vigie audit 1'::bytea));

CREATE TABLE audit.checkpoint (
  seq bigint PRIMARY KEY,
  note text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE audit.checkpoint IS 'Signed notes (C2SP signed-note, Ed25519) over the hash of an entry: what was there then cannot be cut off or made anew unseen.';

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE FUNCTION audit.is_told() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT transaction_id IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() AND transaction_id IS NOT NULL FROM audit.head
$$;
COMMENT ON FUNCTION audit.is_told IS 'Whether this transaction has written an entry.';

CREATE FUNCTION audit.refuse_untold() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NOT audit.is_told() THEN
    RAISE EXCEPTION 'A write to %.% is not told in the audit log.', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'VG001';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION audit.refuse_untold IS 'Deferred trigger of every table that people write: no commit without an entry.';

CREATE FUNCTION audit.tell_writes_of(told regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE CONSTRAINT TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.refuse_untold()', told);
END $$;
