-- Files that a unit receives, what their columns mean, and the scans that are made of them.
CREATE TABLE vigie.received_file (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  received_by text REFERENCES vigie.member,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  removed_at timestamptz
);
COMMENT ON TABLE vigie.received_file IS 'A file of transfers as it came; its bytes lie in the folder of the unit, under the id.';
COMMENT ON COLUMN vigie.received_file.received_by IS 'Null for the demonstration, which nobody sent.';
COMMENT ON COLUMN vigie.received_file.removed_at IS 'Its bytes are no longer kept: what was accepted of it lies in the lake.';
CREATE INDEX received_file_of_unit ON vigie.received_file (unit_id, received_at DESC) WHERE removed_at IS NULL;

CREATE TABLE vigie.mapping (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  mapping jsonb NOT NULL,
  saved_by text NOT NULL REFERENCES vigie.member,
  saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (unit_id, name)
);
COMMENT ON TABLE vigie.mapping IS 'What the columns of an export mean, as the unit said once: the form of a mapping file.';

CREATE TABLE vigie.import (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES vigie.unit,
  files jsonb NOT NULL,
  mapping jsonb,
  options jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  attempts integer NOT NULL DEFAULT 0,
  counts jsonb,
  error jsonb,
  requested_by text REFERENCES vigie.member,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at timestamptz,
  ended_at timestamptz,
  cancel_requested_by text REFERENCES vigie.member,
  cancel_requested_at timestamptz,
  UNIQUE (unit_id, id),
  CHECK ((ended_at IS NOT NULL) = (state IN ('done', 'failed', 'cancelled')))
);
COMMENT ON TABLE vigie.import IS 'Files that are read into the lake of the unit, and the scan of the lake after that: one job.';
COMMENT ON COLUMN vigie.import.files IS 'In their order: name, size and SHA-256, and where the bytes come from.';
COMMENT ON COLUMN vigie.import.attempts IS 'How often it was begun: a server that died leaves it to the next. Whoever holds an earlier number may no longer write.';
COMMENT ON COLUMN vigie.import.counts IS 'Records read = accepted + duplicates + quarantined.';
COMMENT ON COLUMN vigie.import.error IS 'Why it failed and what to do next, in French and English.';
COMMENT ON COLUMN vigie.import.requested_by IS 'Null for the demonstration, which nobody asked for.';
CREATE INDEX import_newest ON vigie.import (unit_id, requested_at DESC, id DESC);

CREATE TABLE vigie.import_progress (
  import_id uuid PRIMARY KEY REFERENCES vigie.import ON DELETE CASCADE,
  unit_id uuid NOT NULL,
  attempt integer NOT NULL,
  process text,
  stage text,
  stages_done integer NOT NULL DEFAULT 0,
  file text,
  refused jsonb NOT NULL DEFAULT '[]',
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (unit_id, import_id) REFERENCES vigie.import (unit_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE vigie.import_progress IS 'How far an import is, twice a second. It decides nothing and stands apart so that it need not be told in the audit log.';
COMMENT ON COLUMN vigie.import_progress.process IS 'Boot of the machine, number and start of the process that reads: whoever takes the job over ends that one, and never another.';

ALTER TABLE vigie.scan_run ADD COLUMN import_id uuid UNIQUE REFERENCES vigie.import;
COMMENT ON COLUMN vigie.scan_run.import_id IS 'The import that it came of: taken over once, however often the job is begun.';

CREATE TABLE vigie.lead_in_run (
  run_id uuid NOT NULL REFERENCES vigie.scan_run ON DELETE CASCADE,
  lead_id uuid NOT NULL REFERENCES vigie.lead ON DELETE CASCADE,
  tier text NOT NULL,
  rank_in_queue integer NOT NULL,
  score double precision NOT NULL,
  transfers integer NOT NULL,
  reasons jsonb NOT NULL,
  PRIMARY KEY (run_id, lead_id)
);
COMMENT ON TABLE vigie.lead_in_run IS 'How a lead stood in a run: what came, went and moved between two of them is read from here.';
COMMENT ON COLUMN vigie.lead_in_run.reasons IS 'Strength of each reason for and against.';
CREATE INDEX lead_in_run_of_lead ON vigie.lead_in_run (lead_id);

SELECT audit.tell_writes_of('vigie.received_file'), audit.tell_writes_of('vigie.mapping'), audit.tell_writes_of('vigie.import');

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['vigie.received_file', 'vigie.mapping', 'vigie.import', 'vigie.import_progress', 'vigie.lead_in_run']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE (removed_at) ON vigie.received_file TO vigie_app;
CREATE POLICY analysts_read ON vigie.received_file FOR SELECT TO vigie_app USING (unit_id = ANY ((SELECT vigie.my_units('analyst'))::uuid[]));
CREATE POLICY analysts_receive ON vigie.received_file FOR INSERT TO vigie_app
  WITH CHECK (unit_id = ANY ((SELECT vigie.my_units('analyst'))::uuid[]) AND received_by = (SELECT vigie.me()) AND removed_at IS NULL);

CREATE POLICY analysts_discard ON vigie.received_file FOR UPDATE TO vigie_app
  USING (unit_id = ANY ((SELECT vigie.my_units('analyst'))::uuid[]) AND removed_at IS NULL) WITH CHECK (removed_at IS NOT NULL);

GRANT SELECT, INSERT, UPDATE (mapping, saved_by, saved_at), DELETE ON vigie.mapping TO vigie_app;
CREATE POLICY analysts ON vigie.mapping TO vigie_app
  USING (unit_id = ANY ((SELECT vigie.my_units('analyst'))::uuid[]))
  WITH CHECK (unit_id = ANY ((SELECT vigie.my_units('analyst'))::uuid[]) AND saved_by = (SELECT vigie.me()));

GRANT SELECT ON vigie.import, vigie.import_progress, vigie.lead_in_run TO vigie_app;
GRANT INSERT (unit_id, files, mapping, options, requested_by) ON vigie.import TO vigie_app;
GRANT UPDATE (cancel_requested_by, cancel_requested_at, state, ended_at) ON vigie.import TO vigie_app;
CREATE POLICY analysts_read ON vigie.import FOR SELECT TO vigie_app USING (unit_id = ANY ((SELECT vigie.my_units('analyst'))::uuid[]));
CREATE POLICY analysts_ask ON vigie.import FOR INSERT TO vigie_app
  WITH CHECK (unit_id = ANY ((SELECT vigie.my_units('analyst'))::uuid[]) AND requested_by = (SELECT vigie.me()));
CREATE POLICY analysts_cancel ON vigie.import FOR UPDATE TO vigie_app
  USING (unit_id = ANY ((SELECT vigie.my_units('analyst'))::uuid[]) AND state IN ('queued', 'running'))
  WITH CHECK (cancel_requested_by = (SELECT vigie.me()) AND state IN ('running', 'cancelled'));
COMMENT ON POLICY analysts_cancel ON vigie.import IS 'All that is open to a person once it is asked for. One that has not begun is cancelled at once, another by whoever runs it.';
CREATE POLICY of_an_import ON vigie.import_progress FOR SELECT TO vigie_app USING (unit_id = ANY ((SELECT vigie.my_units('analyst'))::uuid[]));
CREATE POLICY of_a_lead ON vigie.lead_in_run FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_in_run.lead_id));

GRANT SELECT, INSERT, UPDATE ON vigie.received_file, vigie.import TO vigie_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON vigie.import_progress TO vigie_worker;
GRANT SELECT, INSERT, DELETE ON vigie.lead_in_run TO vigie_worker;
CREATE POLICY of_the_job ON vigie.received_file TO vigie_worker USING (unit_id = (SELECT vigie.unit_of_job()));
CREATE POLICY of_the_job ON vigie.import TO vigie_worker USING (unit_id = (SELECT vigie.unit_of_job()));
CREATE POLICY of_the_job ON vigie.import_progress TO vigie_worker USING (unit_id = (SELECT vigie.unit_of_job()));
CREATE POLICY of_the_job ON vigie.lead_in_run TO vigie_worker USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_in_run.lead_id));

-- At most one of a unit at a time: two cannot write to one lake. A heartbeat that stays away for 15 seconds gives the job to another server;
-- 23 hours are the longest scan. How often it may be begun is counted in vigie.import, not here.
SELECT jobs.create_queue('imports', '{"policy": "singleton", "heartbeatSeconds": 15, "retryLimit": 100000, "retryDelay": 1,
  "expireInSeconds": 82800, "retentionSeconds": 31536000, "deleteAfterSeconds": 604800}');

CREATE FUNCTION jobs.send_import() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO jobs.job (id, name, data, singleton_key, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, deletion_seconds, keep_until, heartbeat_seconds)
  SELECT NEW.id, name, jsonb_build_object('importId', NEW.id, 'unitId', NEW.unit_id), NEW.unit_id::text, policy, retry_limit, retry_delay, retry_backoff,
    expire_seconds, deletion_seconds, now() + make_interval(secs => retention_seconds), heartbeat_seconds
  FROM jobs.queue WHERE name = 'imports';
  RETURN NULL;
END $$;
COMMENT ON FUNCTION jobs.send_import IS 'The job commits with the import that it is for; whoever may ask for an import needs no right on the queue.';
CREATE TRIGGER send AFTER INSERT ON vigie.import FOR EACH ROW EXECUTE FUNCTION jobs.send_import();
