-- Time-stamps (RFC 3161) of entries of custody, by an authority that the operator names. Without one there is none, and nothing is asked of anybody.
CREATE TABLE casework.custody_timestamp (
  item_id uuid NOT NULL,
  seq integer NOT NULL,
  case_id uuid NOT NULL,
  token bytea NOT NULL CHECK (octet_length(token) <= 65536),
  stamped_at timestamptz NOT NULL,
  authority text NOT NULL CHECK (length(authority) <= 1000),
  kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (item_id, seq),
  FOREIGN KEY (item_id, seq) REFERENCES casework.custody_entry,
  FOREIGN KEY (item_id, case_id) REFERENCES casework.evidence_item (id, case_id)
);
COMMENT ON COLUMN casework.custody_timestamp.token IS 'TimeStampToken over the SHA-256 of the hash of the entry, as the authority signed it, verified before it was kept.';
COMMENT ON COLUMN casework.custody_timestamp.authority IS 'Subject of the certificate that signed it.';

CREATE TABLE casework.timestamping (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  configured boolean NOT NULL DEFAULT false,
  failed_at timestamptz,
  failure text CHECK (length(failure) <= 100),
  CHECK ((failed_at IS NULL) = (failure IS NULL))
);
COMMENT ON TABLE casework.timestamping IS 'How it stands with the authority: what the newest attempt failed of, if it failed. It says nothing of a case.';
INSERT INTO casework.timestamping DEFAULT VALUES;

CREATE FUNCTION casework.entries_to_timestamp(most integer) RETURNS TABLE (item_id uuid, seq integer, hash bytea, unit_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT c.item_id, c.seq, c.hash, f.unit_id FROM casework.custody_entry c JOIN casework.case_file f ON f.id = c.case_id
  WHERE NOT EXISTS (SELECT FROM casework.custody_timestamp t WHERE t.item_id = c.item_id AND t.seq = c.seq)
  ORDER BY c.item_id, c.seq LIMIT most
$$;
COMMENT ON FUNCTION casework.entries_to_timestamp IS 'For the jobs: hashes, and nothing of what an entry says.';

CREATE FUNCTION casework.keep_timestamp(of_item uuid, of_seq integer, of_token bytea, at timestamptz, by_authority text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO casework.custody_timestamp (item_id, seq, case_id, token, stamped_at, authority)
  SELECT of_item, of_seq, c.case_id, of_token, at, by_authority FROM casework.custody_entry c WHERE c.item_id = of_item AND c.seq = of_seq
  ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;

CREATE FUNCTION casework.tell_timestamping(is_configured boolean, of_failure text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE casework.timestamping SET configured = is_configured, failure = of_failure, failed_at = CASE WHEN of_failure IS NOT NULL THEN clock_timestamp() END
$$;

SELECT audit.tell_writes_of('casework.custody_timestamp');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON casework.custody_timestamp FOR EACH STATEMENT EXECUTE FUNCTION casework.refuse_change();

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['casework.custody_timestamp', 'casework.timestamping']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON %s TO vigie_app', t);
  END LOOP;
END $$;
CREATE POLICY of_my_cases ON casework.custody_timestamp FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = custody_timestamp.case_id));
CREATE POLICY everybody ON casework.timestamping FOR SELECT TO vigie_app USING (true);
GRANT EXECUTE ON FUNCTION casework.entries_to_timestamp, casework.keep_timestamp, casework.tell_timestamping TO vigie_worker;
