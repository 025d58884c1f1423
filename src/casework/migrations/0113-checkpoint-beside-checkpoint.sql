-- A note that nobody signed took the place of the checkpoint of its entry for good. Each stands for itself now: the server makes its own unless
-- one that it signed is there, and the check of the log names the others.
ALTER TABLE audit.checkpoint DROP CONSTRAINT checkpoint_pkey,
  ADD PRIMARY KEY (seq, note),
  ADD CONSTRAINT of_an_entry CHECK (seq > 0) NOT VALID,
  ADD CONSTRAINT one_note CHECK (length(note) BETWEEN 1 AND 1000) NOT VALID;
COMMENT ON CONSTRAINT of_an_entry ON audit.checkpoint IS 'Not valid for what stood there before: it stays to be seen.';
