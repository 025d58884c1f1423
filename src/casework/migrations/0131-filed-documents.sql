-- Files of a case as they were made: the bytes, their hash, who made them, when, as of when and what for. Nothing filed is ever deleted.
CREATE TABLE casework.filed_document (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  language text NOT NULL CHECK (language IN ('fr', 'en')),
  purpose text NOT NULL,
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 2000),
  marking text NOT NULL CHECK (length(marking) BETWEEN 1 AND 200),
  as_of timestamptz NOT NULL,
  pages integer NOT NULL CHECK (pages > 0),
  bytes integer NOT NULL CHECK (bytes > 0),
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  data_sha256 bytea NOT NULL CHECK (length(data_sha256) = 32),
  program text NOT NULL,
  leads uuid[] NOT NULL,
  made_by text NOT NULL REFERENCES vigie.member,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (id, case_id)
);
COMMENT ON TABLE casework.filed_document IS 'Append-only: a file of a case as PDF that somebody made.';
COMMENT ON COLUMN casework.filed_document.as_of IS 'The moment that the file speaks of; its date, whenever it was rendered.';
COMMENT ON COLUMN casework.filed_document.data_sha256 IS 'Of what was rendered: the same data and the same program give the same bytes.';
COMMENT ON COLUMN casework.filed_document.leads IS 'Leads that it holds: who may read one of them no longer, is not given the file again.';
CREATE INDEX filed_document_of_case ON casework.filed_document (case_id, seq DESC);

CREATE TABLE casework.filed_content (
  document_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  content bytea NOT NULL,
  FOREIGN KEY (document_id, case_id) REFERENCES casework.filed_document (id, case_id)
);
ALTER TABLE casework.filed_content ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE FUNCTION casework.filed_as_said() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM casework.filed_document d WHERE d.id = NEW.document_id AND d.sha256 = sha256(NEW.content) AND d.bytes = length(NEW.content)) THEN
    RAISE EXCEPTION 'The bytes are not those of the hash.' USING ERRCODE = 'check_violation', CONSTRAINT = 'filed_as_said';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER as_said BEFORE INSERT ON casework.filed_content FOR EACH ROW EXECUTE FUNCTION casework.filed_as_said();

CREATE FUNCTION casework.filed_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM casework.filed_content c WHERE c.document_id = NEW.id) THEN
    RAISE EXCEPTION 'A filed document has its bytes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'filed_whole';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON casework.filed_document DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION casework.filed_whole();

CREATE FUNCTION casework.audit_of_case(of_case uuid, newest integer) RETURNS TABLE (seq bigint, at text, name text, act text, object_kind text, purpose text, hash bytea, total bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT e.seq, e.at, m.name, e.act, e.object_kind, e.purpose, e.hash, count(*) OVER ()
  FROM (
    SELECT 'case' AS kind, of_case::text AS id
    UNION ALL SELECT 'request', r.id::text FROM casework.request r WHERE r.case_id = of_case
    UNION ALL SELECT 'evidence', i.id::text FROM casework.evidence_item i WHERE i.case_id = of_case
    UNION ALL SELECT 'attachment', a.id::text FROM casework.attachment a WHERE a.case_id = of_case
  ) object
  JOIN audit.entry e ON e.object_kind = object.kind AND e.object_id = object.id
  LEFT JOIN vigie.member m ON m.id = e.member
  WHERE casework.i_see(of_case)
    -- Asked for by who has no access, it says nothing of the case that is written in it.
    AND coalesce(e.content::jsonb #>> '{detail,found}', 'true') = 'true'
  ORDER BY e.seq DESC LIMIT newest
$$;
COMMENT ON FUNCTION casework.audit_of_case IS 'The entries about a case and what lies in it alone, with their hashes: for the file. People stand in several cases and are left out. Not the detail.';

SELECT audit.tell_writes_of(t) FROM unnest(ARRAY['casework.filed_document', 'casework.filed_content']::regclass[]) t;

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['casework.filed_document', 'casework.filed_content']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

CREATE POLICY of_my_cases ON casework.filed_document FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = filed_document.case_id));
CREATE POLICY file_one ON casework.filed_document FOR INSERT TO vigie_app WITH CHECK (made_by = (SELECT vigie.me()) AND casework.i_see(case_id));
GRANT SELECT, INSERT (id, case_id, language, purpose, words, marking, as_of, pages, bytes, sha256, data_sha256, program, leads, made_by) ON casework.filed_document TO vigie_app;

CREATE POLICY of_who_made_it ON casework.filed_content FOR SELECT TO vigie_app USING ((SELECT audit.is_told()) AND EXISTS (
  SELECT FROM casework.filed_document d WHERE d.id = document_id AND d.made_by = (SELECT vigie.me())
    AND NOT EXISTS (SELECT FROM unnest(d.leads) held WHERE NOT EXISTS (SELECT FROM vigie.lead WHERE lead.id = held))));
COMMENT ON POLICY of_who_made_it ON casework.filed_content IS 'It holds what its maker may read, which is not what every member of the case may read: others make one of their own.';
CREATE POLICY file_one ON casework.filed_content FOR INSERT TO vigie_app WITH CHECK (
  EXISTS (SELECT FROM casework.filed_document d WHERE d.id = document_id AND d.made_by = (SELECT vigie.me())));
GRANT SELECT, INSERT (document_id, case_id, content) ON casework.filed_content TO vigie_app;
GRANT EXECUTE ON FUNCTION casework.audit_of_case TO vigie_app;
