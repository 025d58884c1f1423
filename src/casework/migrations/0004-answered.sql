-- What a write answered, so that the same write sent twice is done once.
CREATE TABLE vigie.answered (
  member_id text NOT NULL REFERENCES vigie.member,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
  request text NOT NULL,
  answer jsonb,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (member_id, key)
);
COMMENT ON TABLE vigie.answered IS 'One row for each Idempotency-Key of a member; kept for a day.';
COMMENT ON COLUMN vigie.answered.request IS 'SHA-256 of method, path and body: another request with the same key is refused.';
CREATE INDEX answered_at ON vigie.answered (at);
ALTER TABLE vigie.answered ENABLE ROW LEVEL SECURITY;
ALTER TABLE vigie.answered FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON vigie.answered TO vigie_owner USING (true) WITH CHECK (true);
CREATE POLICY mine ON vigie.answered TO vigie_app USING (member_id = (SELECT vigie.me()));
GRANT SELECT, INSERT, UPDATE (answer) ON vigie.answered TO vigie_app;
CREATE POLICY old ON vigie.answered FOR ALL TO vigie_worker USING (at < now() - interval '1 day');
GRANT SELECT, DELETE ON vigie.answered TO vigie_worker;
