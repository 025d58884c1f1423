-- A case can be too large for one file: its maker may leave out long parts, and the file and its entry say which.
ALTER TABLE casework.filed_document ADD COLUMN left_out text[] NOT NULL DEFAULT '{}'
  CHECK (left_out <@ ARRAY['evidence', 'timeline', 'requests', 'sources', 'audit']);
COMMENT ON COLUMN casework.filed_document.left_out IS 'Parts that its maker left out; the file says so where they would stand.';
GRANT INSERT (left_out) ON casework.filed_document TO vigie_app;
