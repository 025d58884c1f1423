-- Attachments of a case: texts and tables alone. What is kept lies here by its content, once for each case.
CREATE TABLE casework.attachment_content (
  case_id uuid NOT NULL REFERENCES casework.case_file,
  sha256 bytea NOT NULL,
  content bytea NOT NULL CHECK (octet_length(content) <= 10485760),
  PRIMARY KEY (case_id, sha256),
  CHECK (sha256 = sha256(content))
);
COMMENT ON TABLE casework.attachment_content IS 'Text. Of a PDF its text; never an image, a video, an archive or anything else that was in a file.';
ALTER TABLE casework.attachment_content ALTER COLUMN content SET COMPRESSION pglz;

CREATE TABLE casework.attachment (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  item_id uuid,
  sha256 bytea NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  kind text NOT NULL CHECK (kind IN ('text', 'csv', 'json', 'xml', 'pdf_text')),
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 2000),
  bytes integer NOT NULL,
  original_sha256 bytea NOT NULL CHECK (octet_length(original_sha256) = 32),
  original_bytes integer NOT NULL,
  pages integer,
  pages_without_text integer,
  embedded_files integer,
  added_by text NOT NULL REFERENCES vigie.member,
  added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (case_id, sha256) REFERENCES casework.attachment_content,
  FOREIGN KEY (item_id, case_id) REFERENCES casework.evidence_item (id, case_id),
  CHECK (kind = 'pdf_text' OR (original_sha256 = sha256 AND original_bytes = bytes)),
  CHECK ((kind = 'pdf_text') = (pages IS NOT NULL AND pages_without_text IS NOT NULL AND embedded_files IS NOT NULL))
);
COMMENT ON COLUMN casework.attachment.words IS 'What it is, in the words of who added it.';
COMMENT ON COLUMN casework.attachment.original_sha256 IS 'Of the file that was sent; of a PDF nothing but this and its text was kept.';
COMMENT ON COLUMN casework.attachment.embedded_files IS 'How many files a PDF carried within. Nothing of them was kept.';
CREATE INDEX attachment_of_case ON casework.attachment (case_id, added_at);
CREATE INDEX attachment_of_item ON casework.attachment (item_id) WHERE item_id IS NOT NULL;

SELECT audit.tell_writes_of(t) FROM unnest(ARRAY['casework.attachment_content', 'casework.attachment']::regclass[]) t;

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['casework.attachment_content', 'casework.attachment']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION casework.refuse_change()', t);
  END LOOP;
END $$;

CREATE FUNCTION audit.told_attachments() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(entry.object_id), '{}') FROM audit.head, audit.entry
  WHERE head.transaction_id = pg_current_xact_id_if_assigned() AND entry.xmin = head.transaction_id::xid AND entry.seq > head.seq - 100
    AND entry.act = 'attachment.read'
$$;
COMMENT ON FUNCTION audit.told_attachments IS 'Attachments that this transaction has told it reads.';
GRANT EXECUTE ON FUNCTION audit.told_attachments TO vigie_app;
CREATE POLICY told_of ON casework.attachment_content FOR SELECT TO vigie_app USING (
  EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = attachment_content.case_id)
  AND EXISTS (SELECT FROM casework.attachment a WHERE a.case_id = attachment_content.case_id AND a.sha256 = attachment_content.sha256
    AND a.id::text = ANY ((SELECT audit.told_attachments())::text[])));
COMMENT ON POLICY told_of ON casework.attachment_content IS 'In a transaction that has told of a read of that very attachment.';
CREATE POLICY work_on ON casework.attachment_content FOR INSERT TO vigie_app WITH CHECK (casework.i_work_on(case_id));
GRANT SELECT, INSERT (case_id, sha256, content) ON casework.attachment_content TO vigie_app;

CREATE POLICY of_my_cases ON casework.attachment FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = attachment.case_id));
CREATE POLICY work_on ON casework.attachment FOR INSERT TO vigie_app
  WITH CHECK (added_by = (SELECT vigie.me()) AND casework.i_work_on(case_id));
GRANT SELECT, INSERT (id, case_id, item_id, sha256, name, kind, words, bytes, original_sha256, original_bytes, pages, pages_without_text, embedded_files, added_by)
  ON casework.attachment TO vigie_app;
