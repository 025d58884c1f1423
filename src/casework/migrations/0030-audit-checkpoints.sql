-- Who makes checkpoints: the jobs, which read the end of the chain and nothing else of the log.
CREATE POLICY sealing ON audit.head FOR SELECT TO vigie_worker USING (true);
CREATE POLICY sealing ON audit.checkpoint FOR SELECT TO vigie_worker USING (true);
CREATE POLICY sealing_adds ON audit.checkpoint FOR INSERT TO vigie_worker WITH CHECK (
  seq <= (SELECT head.seq FROM audit.head));
GRANT SELECT (seq, hash) ON audit.head TO vigie_worker;
GRANT SELECT, INSERT (seq, note) ON audit.checkpoint TO vigie_worker;
