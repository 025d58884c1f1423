-- What happened in a case, as it was entered or imported: contacts, reports of providers, travel, other facts. Metadata alone, never what was said.
CREATE TABLE casework.event_import (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  kind text NOT NULL CHECK (kind IN ('contact', 'provider_report')),
  file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  bytes integer NOT NULL,
  options jsonb NOT NULL,
  rows_read integer NOT NULL,
  taken integer NOT NULL,
  duplicates integer NOT NULL,
  quarantined integer NOT NULL,
  stripped jsonb NOT NULL,
  quarantine jsonb NOT NULL,
  imported_by text NOT NULL REFERENCES vigie.member,
  imported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_by text REFERENCES vigie.member,
  ended_at timestamptz,
  ended_reason text CHECK (length(ended_reason) BETWEEN 1 AND 2000),
  UNIQUE (id, case_id),
  CONSTRAINT every_row_ends_somewhere CHECK (rows_read = taken + duplicates + quarantined),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (ended_reason IS NULL))
);
COMMENT ON TABLE casework.event_import IS 'A file of which metadata were taken; of the file itself nothing is kept but its name and its hash.';
COMMENT ON COLUMN casework.event_import.options IS 'What whoever imported it said of the file: order of dates, zone, service.';
COMMENT ON COLUMN casework.event_import.stripped IS 'Columns of which nothing was kept, with how many values each; never a value.';
COMMENT ON COLUMN casework.event_import.quarantine IS 'Rows that were not taken, by number, with the reason; never a value.';
COMMENT ON COLUMN casework.event_import.ended_at IS 'It was withdrawn: its events stay to be read and no longer stand on the timeline.';
CREATE UNIQUE INDEX event_import_once ON casework.event_import (case_id, kind, sha256) WHERE ended_at IS NULL;
CREATE INDEX event_import_of_case ON casework.event_import (case_id, imported_at);

CREATE TABLE casework.event (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  kind text NOT NULL CHECK (kind IN ('contact', 'provider_report', 'travel', 'fact')),
  precision text NOT NULL CHECK (precision IN ('exact', 'hour', 'day', 'month', 'approximate', 'undated')),
  begins_at timestamptz,
  ends_at timestamptz,
  said_at text CHECK (said_at ~ '^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d{1,9})?)?)?)?)?)?$'),
  said_until text CHECK (said_until ~ '^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d{1,9})?)?)?)?)?)?$'),
  zone text CHECK (zone ~ '^(UTC|[+-]\d{2}:\d{2}|[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2})$' AND length(zone) <= 60),
  person_id uuid REFERENCES casework.person,
  other_person_id uuid REFERENCES casework.person,
  identifier text CHECK (length(identifier) BETWEEN 1 AND 100 AND identifier !~ '[[:cntrl:]]'),
  other_identifier text CHECK (length(other_identifier) BETWEEN 1 AND 100 AND other_identifier !~ '[[:cntrl:]]'),
  identifiers text[] NOT NULL DEFAULT '{}' CHECK (cardinality(identifiers) <= 50 AND length(array_to_string(identifiers, '')) <= 5000),
  service text CHECK (length(service) BETWEEN 1 AND 60 AND service !~ '[[:cntrl:]]'),
  means text CHECK (means IN ('call', 'video_call', 'message', 'email', 'sign_in', 'group', 'other')),
  reference text CHECK (length(reference) BETWEEN 1 AND 60 AND reference !~ '[[:cntrl:]]'),
  country text CHECK (country ~ '^[A-Z]{2}$'),
  place text CHECK (length(place) BETWEEN 1 AND 200),
  other_place text CHECK (length(other_place) BETWEEN 1 AND 200),
  seconds integer CHECK (seconds >= 0),
  files integer CHECK (files >= 0),
  incident_at timestamptz,
  incident jsonb,
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
  source text NOT NULL DEFAULT '' CHECK (length(source) <= 500),
  import_id uuid,
  source_row integer CHECK (source_row > 0),
  fingerprint bytea CHECK (octet_length(fingerprint) = 16),
  supersedes uuid REFERENCES casework.event,
  reason text CHECK (length(reason) BETWEEN 1 AND 2000),
  withdrawn boolean NOT NULL DEFAULT false,
  entered_by text NOT NULL REFERENCES vigie.member,
  entered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (import_id, case_id) REFERENCES casework.event_import (id, case_id),
  CHECK ((precision = 'undated') = (begins_at IS NULL) AND (begins_at IS NULL) = (said_at IS NULL)),
  CHECK (begins_at IS NULL OR begins_at BETWEEN '1799-12-31' AND '2200-01-02'),
  CHECK (ends_at IS NULL OR ends_at >= begins_at),
  CONSTRAINT no_content CHECK (words = '' OR kind IN ('travel', 'fact')),
  CONSTRAINT source_is_said CHECK ((import_id IS NULL) = (source <> '') AND (import_id IS NULL) = (source_row IS NULL) AND (import_id IS NULL) = (fingerprint IS NULL)),
  CHECK ((supersedes IS NULL) = (reason IS NULL) AND NOT (withdrawn AND supersedes IS NULL)),
  CHECK ((incident_at IS NULL) = (incident IS NULL))
);
COMMENT ON TABLE casework.event IS 'Append-only: a correction is a further row that takes the place of the one before, which stays to be read.';
COMMENT ON COLUMN casework.event.begins_at IS 'When it happened; of what is not known to the instant, from when on it can have been. entered_at is when it was written down here.';
COMMENT ON COLUMN casework.event.said_at IS 'As it was given, at the place of the zone.';
COMMENT ON COLUMN casework.event.zone IS 'As it was given; null: none was said, which only days and months can do without.';
COMMENT ON COLUMN casework.event.identifier IS 'Number, address or name of an account on a service. Never of who is linked as a child: a child stands by the working name.';
COMMENT ON COLUMN casework.event.words IS 'Of travel and other facts alone: of a contact and of a report there are none.';
COMMENT ON COLUMN casework.event.fingerprint IS 'Of all that was taken of a row: the same in another file is a duplicate.';
CREATE INDEX event_of_case ON casework.event (case_id, begins_at);
CREATE UNIQUE INDEX event_superseded_once ON casework.event (supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX event_superseding ON casework.event (case_id) WHERE supersedes IS NOT NULL;
CREATE INDEX event_fingerprint ON casework.event (case_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX event_of_import ON casework.event (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX event_of_person ON casework.event (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX event_of_other_person ON casework.event (other_person_id) WHERE other_person_id IS NOT NULL;

CREATE FUNCTION casework.check_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF (NEW.identifier IS NOT NULL AND EXISTS (SELECT FROM casework.person WHERE id = NEW.person_id AND population = 'child'))
    OR (NEW.other_identifier IS NOT NULL AND EXISTS (SELECT FROM casework.person WHERE id = NEW.other_person_id AND population = 'child')) THEN
    RAISE EXCEPTION 'A child stands by the working name.' USING ERRCODE = 'check_violation', CONSTRAINT = 'child_by_working_name';
  END IF;
  IF NEW.supersedes IS NOT NULL AND NOT EXISTS (SELECT FROM casework.event e WHERE e.id = NEW.supersedes AND e.case_id = NEW.case_id AND e.kind = NEW.kind AND NOT e.withdrawn) THEN
    RAISE EXCEPTION 'What is corrected is an event of the same case and kind.' USING ERRCODE = 'check_violation', CONSTRAINT = 'corrects_own';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER checked BEFORE INSERT ON casework.event FOR EACH ROW
  WHEN (NEW.person_id IS NOT NULL OR NEW.other_person_id IS NOT NULL OR NEW.supersedes IS NOT NULL) EXECUTE FUNCTION casework.check_event();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON casework.event FOR EACH STATEMENT EXECUTE FUNCTION casework.refuse_change();

CREATE FUNCTION casework.take_events(of_import uuid, rows jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  import casework.event_import%ROWTYPE;
BEGIN
  SELECT * INTO import FROM casework.event_import i WHERE i.id = of_import AND i.imported_by = vigie.me() AND i.ended_at IS NULL AND casework.i_work_on(i.case_id)
    AND i.xmin = pg_current_xact_id()::xid;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'The import is not open to who asks.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO casework.event (case_id, kind, precision, begins_at, ends_at, said_at, said_until, zone, identifier, other_identifier, identifiers, service, means,
    reference, country, seconds, files, incident_at, incident, import_id, source_row, fingerprint, entered_by)
  SELECT import.case_id, import.kind, r.precision, r.begins_at, r.ends_at, r.said_at, r.said_until, r.zone, r.identifier, r.other_identifier,
    coalesce(r.identifiers, '{}'), r.service, r.means, r.reference, r.country, r.seconds, r.files, r.incident_at, r.incident, import.id, r.source_row,
    decode(r.fingerprint, 'hex'), import.imported_by
  FROM jsonb_to_recordset(rows) r (precision text, begins_at timestamptz, ends_at timestamptz, said_at text, said_until text, zone text, identifier text,
    other_identifier text, identifiers text[], service text, means text, reference text, country text, seconds integer, files integer, incident_at timestamptz,
    incident jsonb, source_row integer, fingerprint text);
  IF (SELECT count(*) FROM casework.event e WHERE e.import_id = of_import) > import.taken THEN
    RAISE EXCEPTION 'The import says of fewer rows.' USING ERRCODE = 'check_violation', CONSTRAINT = 'every_row_ends_somewhere';
  END IF;
END $$;
COMMENT ON FUNCTION casework.take_events IS 'Rows of an import, in the transaction that began it: whether its member may write is asked once, not for each of thousands.';
GRANT EXECUTE ON FUNCTION casework.take_events TO vigie_app;

CREATE FUNCTION casework.keep_event_import() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'The import was withdrawn already.' USING ERRCODE = 'check_violation', CONSTRAINT = 'import_withdrawn_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON casework.event_import FOR EACH ROW EXECUTE FUNCTION casework.keep_event_import();

SELECT audit.tell_writes_of('casework.event_import'), audit.tell_writes_of('casework.event');

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['casework.event_import', 'casework.event']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

CREATE FUNCTION casework.are_in_case(of_case uuid, VARIADIC people uuid[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(bool_and(EXISTS (SELECT FROM casework.person_in_case c WHERE c.person_id = p AND c.case_id = of_case)), true) FROM unnest(people) p WHERE p IS NOT NULL
$$;
COMMENT ON FUNCTION casework.are_in_case IS 'Whether these people stand, or stood, in the case.';
GRANT EXECUTE ON FUNCTION casework.are_in_case TO vigie_app;

CREATE POLICY of_my_cases ON casework.event_import FOR SELECT TO vigie_app
  USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = event_import.case_id));
CREATE POLICY work_on ON casework.event_import FOR INSERT TO vigie_app
  WITH CHECK (imported_by = (SELECT vigie.me()) AND ended_at IS NULL AND casework.i_work_on(case_id));
CREATE POLICY withdraw ON casework.event_import FOR UPDATE TO vigie_app
  USING (ended_at IS NULL AND casework.i_work_on(case_id)) WITH CHECK (ended_by = (SELECT vigie.me()) AND ended_at IS NOT NULL);
GRANT SELECT, INSERT (id, case_id, kind, file_name, sha256, bytes, options, rows_read, taken, duplicates, quarantined, stripped, quarantine, imported_by),
  UPDATE (ended_by, ended_at, ended_reason) ON casework.event_import TO vigie_app;

CREATE POLICY of_my_cases ON casework.event FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = event.case_id));
CREATE POLICY work_on ON casework.event FOR INSERT TO vigie_app WITH CHECK (
  entered_by = (SELECT vigie.me()) AND import_id IS NULL AND casework.i_work_on(case_id)
  AND (num_nonnulls(person_id, other_person_id) = 0 OR casework.are_in_case(case_id, person_id, other_person_id)));
GRANT SELECT, INSERT (id, case_id, kind, precision, begins_at, ends_at, said_at, said_until, zone, person_id, other_person_id, identifier, other_identifier,
  identifiers, service, means, reference, country, place, other_place, seconds, files, incident_at, incident, words, source,
  supersedes, reason, withdrawn, entered_by) ON casework.event TO vigie_app;
