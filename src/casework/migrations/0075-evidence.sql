-- Evidence: what the items of a case are, where each lies and who has it. An item stays where it lies: only what is said of it comes in here.
CREATE TABLE casework.evidence_item (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES casework.case_file,
  number integer NOT NULL,
  state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'returned', 'destroyed')),
  holder_id text NOT NULL REFERENCES vigie.member,
  next_check_on date,
  version integer NOT NULL DEFAULT 0,
  entries integer NOT NULL DEFAULT 0,
  head_hash bytea NOT NULL,
  open_offer integer,
  offered_on date,
  offer_holder_id text REFERENCES vigie.member,
  giver_acknowledged boolean NOT NULL DEFAULT false,
  taker_acknowledged boolean NOT NULL DEFAULT false,
  added_by text NOT NULL REFERENCES vigie.member,
  added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (case_id, number),
  UNIQUE (id, case_id),
  CHECK ((state = 'held') = (next_check_on IS NOT NULL)),
  CHECK ((open_offer IS NULL) = (offer_holder_id IS NULL) AND (open_offer IS NULL) = (offered_on IS NULL))
);
COMMENT ON TABLE casework.evidence_item IS 'Where the chain of each item ends, kept by the functions that write it. Nobody writes it otherwise.';
COMMENT ON COLUMN casework.evidence_item.holder_id IS 'Who sees to it that the item is checked by the next date.';
COMMENT ON COLUMN casework.evidence_item.open_offer IS 'The hand-over that giver and taker have not both acknowledged yet.';
COMMENT ON COLUMN casework.evidence_item.offer_holder_id IS 'Who sees to the hand-over: the colleague who takes the item, else who wrote the offer.';
CREATE INDEX evidence_check_due ON casework.evidence_item (next_check_on) WHERE state = 'held';

CREATE TABLE casework.custody_entry (
  item_id uuid NOT NULL,
  seq integer NOT NULL,
  case_id uuid NOT NULL,
  content text NOT NULL,
  hash bytea NOT NULL,
  act text GENERATED ALWAYS AS (content::jsonb ->> 'act') STORED,
  PRIMARY KEY (item_id, seq),
  FOREIGN KEY (item_id, case_id) REFERENCES casework.evidence_item (id, case_id)
);
COMMENT ON TABLE casework.custody_entry IS 'Append-only, one chain for each item: who had it, who gave it to whom, who looked at it. Written by the functions of custody alone.';
COMMENT ON COLUMN casework.custody_entry.content IS 'JSON text, exactly the bytes that are hashed; it holds the number of the entry and the hash of the one before.';
COMMENT ON COLUMN casework.custody_entry.hash IS 'SHA-256 of content in UTF-8.';
CREATE INDEX custody_of_case ON casework.custody_entry (case_id, item_id, seq);

CREATE TABLE casework.evidence_version (
  item_id uuid NOT NULL,
  version integer NOT NULL,
  case_id uuid NOT NULL,
  entry_seq integer NOT NULL,
  description text NOT NULL CHECK (length(description) BETWEEN 1 AND 4000),
  kind text NOT NULL CHECK (kind IN ('device', 'document', 'record', 'account_data', 'other')),
  custodian text NOT NULL CHECK (length(custodian) BETWEEN 1 AND 200),
  custodian_service text NOT NULL CHECK (length(custodian_service) <= 200),
  place text NOT NULL CHECK (length(place) BETWEEN 1 AND 500),
  seal_number text CHECK (length(seal_number) BETWEEN 1 AND 200),
  hash_algorithm text,
  hash_value text,
  classification text NOT NULL CHECK (length(classification) BETWEEN 1 AND 200),
  origin text NOT NULL CHECK (length(origin) BETWEEN 1 AND 2000),
  PRIMARY KEY (item_id, version),
  FOREIGN KEY (item_id, case_id) REFERENCES casework.evidence_item (id, case_id),
  FOREIGN KEY (item_id, entry_seq) REFERENCES casework.custody_entry (item_id, seq),
  CONSTRAINT hash_of_its_form CHECK (
    CASE WHEN hash_algorithm IS NULL THEN hash_value IS NULL
      ELSE hash_value ~ '^[0-9a-f]+$' AND length(hash_value) = CASE hash_algorithm
        WHEN 'md5' THEN 32 WHEN 'sha1' THEN 40 WHEN 'sha256' THEN 64 WHEN 'sha384' THEN 96 WHEN 'sha512' THEN 128 WHEN 'sha3-256' THEN 64 END IS TRUE END)
);
COMMENT ON TABLE casework.evidence_version IS 'Append-only: what was said of an item, as the entry of its chain says it too. A correction is a further version.';
COMMENT ON COLUMN casework.evidence_version.description IS 'What the item is. Never what it shows or says.';
COMMENT ON COLUMN casework.evidence_version.hash_value IS 'As its custodian states it: nothing of the item was ever read here.';

CREATE FUNCTION casework.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Custody is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON casework.custody_entry FOR EACH STATEMENT EXECUTE FUNCTION casework.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON casework.evidence_version FOR EACH STATEMENT EXECUTE FUNCTION casework.refuse_change();

ALTER TABLE casework.agreement DROP CONSTRAINT agreement_kind_check;
ALTER TABLE casework.agreement ADD CONSTRAINT agreement_kind_check
  CHECK (kind IN ('close_case', 'end_child_search', 'end_child_status', 'end_request', 'destroy_evidence'));

-- An entry says of whom and of when it is without being told: nobody writes in another one's name.
CREATE FUNCTION casework.write_custody(of_item uuid, of_act text, on_day date, told jsonb) RETURNS TABLE (entry integer, entry_hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  item casework.evidence_item%ROWTYPE;
  text_of text;
BEGIN
  SELECT * INTO STRICT item FROM casework.evidence_item e WHERE e.id = of_item FOR UPDATE;
  IF on_day > (now() AT TIME ZONE 'UTC')::date + 1 THEN
    RAISE EXCEPTION 'That day has not come yet.' USING ERRCODE = 'check_violation', CONSTRAINT = 'custody_of_the_past';
  END IF;
  text_of := jsonb_build_object(
    'item', of_item, 'seq', item.entries + 1, 'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'by', vigie.me(), 'byName', (SELECT m.name FROM vigie.member m WHERE m.id = vigie.me()),
    'act', of_act, 'happenedOn', to_char(on_day, 'YYYY-MM-DD'), 'detail', told, 'previous', encode(item.head_hash, 'hex'))::text;
  INSERT INTO casework.custody_entry (item_id, seq, case_id, content, hash)
    VALUES (of_item, item.entries + 1, item.case_id, text_of, sha256(convert_to(text_of, 'UTF8')));
  UPDATE casework.evidence_item e SET entries = e.entries + 1, head_hash = sha256(convert_to(text_of, 'UTF8')) WHERE e.id = of_item;
  RETURN QUERY SELECT item.entries + 1, encode(sha256(convert_to(text_of, 'UTF8')), 'hex');
END $$;
COMMENT ON FUNCTION casework.write_custody IS 'Not for the app: the two functions that check first are.';

CREATE FUNCTION casework.write_version(of_item uuid, of_entry integer, said jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE casework.evidence_item SET version = version + 1 WHERE id = of_item;
  INSERT INTO casework.evidence_version (item_id, version, case_id, entry_seq, description, kind, custodian, custodian_service, place, seal_number,
    hash_algorithm, hash_value, classification, origin)
  SELECT i.id, i.version, i.case_id, of_entry, said ->> 'description', said ->> 'kind', said ->> 'custodian', said ->> 'custodianService', said ->> 'place',
    said ->> 'sealNumber', said ->> 'hashAlgorithm', said ->> 'hashValue', said ->> 'classification', said ->> 'origin'
  FROM casework.evidence_item i WHERE i.id = of_item;
END $$;

CREATE FUNCTION casework.said_of_evidence(given jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_object_agg(name, given -> name) FROM unnest(ARRAY['description', 'kind', 'custodian', 'custodianService', 'place', 'sealNumber', 'hashAlgorithm',
    'hashValue', 'classification', 'origin']) name
$$;

CREATE FUNCTION casework.party_of(given jsonb, of_case uuid) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF given ->> 'member' IS NULL THEN
    IF coalesce(length(given ->> 'name'), 0) NOT BETWEEN 1 AND 200 OR coalesce(length(given ->> 'service'), 0) > 200 THEN
      RAISE EXCEPTION 'Who is not a colleague is named.' USING ERRCODE = 'check_violation', CONSTRAINT = 'party_is_named';
    END IF;
    RETURN jsonb_build_object('member', NULL, 'name', given ->> 'name', 'service', coalesce(given ->> 'service', ''));
  END IF;
  IF NOT casework.is_on_case(of_case, given ->> 'member') THEN
    RAISE EXCEPTION 'Nobody of this name works on the case.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN (SELECT jsonb_build_object('member', m.id, 'name', m.name, 'service', '') FROM vigie.member m WHERE m.id = given ->> 'member');
END $$;
COMMENT ON FUNCTION casework.party_of IS 'A colleague on the case, whose name is looked up here, or a person from outside, by name and service.';

CREATE FUNCTION casework.register_evidence(new_id uuid, of_case uuid, on_day date, given jsonb, holder text, check_on date)
RETURNS TABLE (entry integer, entry_hash text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE said jsonb := casework.said_of_evidence(given);
BEGIN
  IF NOT (casework.i_work_on(of_case) AND casework.is_on_case(of_case, holder)) THEN
    RAISE EXCEPTION 'The case is not open to who asks.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM FROM casework.case_file c WHERE c.id = of_case FOR UPDATE;
  INSERT INTO casework.evidence_item (id, case_id, number, holder_id, next_check_on, head_hash, added_by)
  SELECT new_id, of_case, coalesce(max(i.number), 0) + 1, holder, check_on, sha256(convert_to('vigie custody 1 ' || new_id::text, 'UTF8')), vigie.me()
  FROM casework.evidence_item i WHERE i.case_id = of_case;
  SELECT w.entry, w.entry_hash INTO entry, entry_hash FROM casework.write_custody(new_id, 'registered', on_day,
    jsonb_build_object('said', said, 'holder', holder, 'nextCheckOn', check_on)) w;
  PERFORM casework.write_version(new_id, entry, said);
  RETURN NEXT;
END $$;

CREATE FUNCTION casework.enter_custody(of_item uuid, expected integer, of_act text, on_day date, given jsonb)
RETURNS TABLE (entry integer, entry_hash text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  item casework.evidence_item%ROWTYPE;
  me text := vigie.me();
  told jsonb := jsonb_build_object('words', coalesce(given ->> 'words', ''));
  offer jsonb;
  side text := given ->> 'side';
  agreed casework.agreement%ROWTYPE;
BEGIN
  SELECT * INTO item FROM casework.evidence_item e WHERE e.id = of_item AND casework.i_work_on(e.case_id) FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'The item is not open to who asks.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF expected IS NOT NULL AND expected <> item.entries THEN
    RAISE EXCEPTION 'The item has changed meanwhile.' USING ERRCODE = 'check_violation', CONSTRAINT = 'custody_moved';
  END IF;
  IF item.state <> 'held' AND of_act <> 'corrected' THEN
    RAISE EXCEPTION 'The item is no longer held.' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_gone';
  END IF;
  IF item.open_offer IS NULL AND of_act IN ('acknowledged', 'declined') THEN
    RAISE EXCEPTION 'No hand-over waits for that.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_open_offer';
  END IF;
  IF item.open_offer IS NOT NULL AND of_act IN ('received', 'handed_over', 'returned', 'destroyed') THEN
    RAISE EXCEPTION 'A hand-over is not acknowledged yet.' USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_open';
  END IF;
  IF length(given::text) > 20000 THEN
    RAISE EXCEPTION 'An entry is shorter than that.' USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_is_short';
  END IF;

  IF of_act IN ('checked', 'planned') THEN
    IF NOT casework.is_on_case(item.case_id, given ->> 'holder') THEN
      RAISE EXCEPTION 'Nobody of this name works on the case.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    told := told || jsonb_build_object('holder', given ->> 'holder', 'nextCheckOn', (given ->> 'nextCheckOn')::date);
    UPDATE casework.evidence_item e SET holder_id = given ->> 'holder', next_check_on = (given ->> 'nextCheckOn')::date WHERE e.id = of_item;
  END IF;
  CASE of_act
  WHEN 'planned' THEN
  WHEN 'checked' THEN
    IF given ->> 'seal' NOT IN ('intact', 'broken', 'not_sealed', 'not_looked_at') OR given ->> 'hash' NOT IN ('equal', 'different', 'none_stated', 'not_compared')
      OR given ->> 'seal' IS NULL OR given ->> 'hash' IS NULL THEN
      RAISE EXCEPTION 'A check says how the seal and the hash are.' USING ERRCODE = 'check_violation', CONSTRAINT = 'check_is_whole';
    END IF;
    told := told || jsonb_build_object('seal', given ->> 'seal', 'hash', given ->> 'hash');
  WHEN 'corrected' THEN
    told := told || jsonb_build_object('said', casework.said_of_evidence(given -> 'said'));
  WHEN 'received' THEN
    told := told || jsonb_build_object('from', casework.party_of(given -> 'from', item.case_id), 'to', casework.party_of(given -> 'to', item.case_id),
      'place', given ->> 'place', 'sealNumber', given ->> 'sealNumber');
  WHEN 'handed_over' THEN
    told := told || jsonb_build_object('from', casework.party_of(given -> 'from', item.case_id), 'to', casework.party_of(given -> 'to', item.case_id),
      'place', given ->> 'place', 'sealNumber', given ->> 'sealNumber');
    IF told -> 'from' = told -> 'to' THEN
      RAISE EXCEPTION 'Nobody hands over to oneself.' USING ERRCODE = 'check_violation', CONSTRAINT = 'two_parties';
    END IF;
    UPDATE casework.evidence_item e SET open_offer = item.entries + 1, offered_on = on_day, offer_holder_id = coalesce(told -> 'to' ->> 'member', me),
      giver_acknowledged = (told -> 'from' ->> 'member') IS NOT DISTINCT FROM me, taker_acknowledged = false WHERE e.id = of_item;
  WHEN 'acknowledged' THEN
    SELECT c.content::jsonb -> 'detail' INTO STRICT offer FROM casework.custody_entry c WHERE c.item_id = of_item AND c.seq = item.open_offer;
    IF side IS NULL OR side NOT IN ('giver', 'taker') OR (CASE side WHEN 'giver' THEN item.giver_acknowledged ELSE item.taker_acknowledged END) THEN
      RAISE EXCEPTION 'This side has acknowledged already.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_open_offer';
    END IF;
    offer := offer -> CASE side WHEN 'giver' THEN 'from' ELSE 'to' END;
    IF offer ->> 'member' IS NOT NULL AND offer ->> 'member' <> me THEN
      RAISE EXCEPTION 'A colleague acknowledges for oneself.' USING ERRCODE = 'check_violation', CONSTRAINT = 'acknowledges_for_oneself';
    END IF;
    IF offer ->> 'member' IS NULL AND coalesce(given ->> 'paper', '') = '' THEN
      RAISE EXCEPTION 'What a person from outside signed is named.' USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_is_named';
    END IF;
    told := told || jsonb_build_object('offer', item.open_offer, 'side', side, 'party', offer, 'paper', given ->> 'paper');
    IF (CASE side WHEN 'giver' THEN item.taker_acknowledged ELSE item.giver_acknowledged END) THEN
      UPDATE casework.evidence_item e SET open_offer = NULL, offered_on = NULL, offer_holder_id = NULL, giver_acknowledged = false, taker_acknowledged = false
      WHERE e.id = of_item;
    ELSE
      UPDATE casework.evidence_item e SET giver_acknowledged = e.giver_acknowledged OR side = 'giver', taker_acknowledged = e.taker_acknowledged OR side = 'taker'
      WHERE e.id = of_item;
    END IF;
  WHEN 'declined' THEN
    told := told || jsonb_build_object('offer', item.open_offer);
    UPDATE casework.evidence_item e SET open_offer = NULL, offered_on = NULL, offer_holder_id = NULL, giver_acknowledged = false, taker_acknowledged = false
    WHERE e.id = of_item;
  WHEN 'returned' THEN
    told := told || jsonb_build_object('from', casework.party_of(given -> 'from', item.case_id), 'to', casework.party_of(given -> 'to', item.case_id),
      'paper', given ->> 'paper');
    UPDATE casework.evidence_item e SET state = 'returned', next_check_on = NULL WHERE e.id = of_item;
  WHEN 'destroyed' THEN
    SELECT * INTO agreed FROM casework.agreement a WHERE a.id = (given ->> 'agreement')::uuid AND a.kind = 'destroy_evidence' AND a.object_id = of_item AND a.agreed;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'An item is destroyed by two people alone.' USING ERRCODE = 'check_violation', CONSTRAINT = 'second_person';
    END IF;
    told := told || jsonb_build_object('agreement', agreed.id, 'proposedBy', agreed.proposed_by, 'agreedBy', agreed.answered_by, 'paper', given ->> 'paper');
    UPDATE casework.evidence_item e SET state = 'destroyed', next_check_on = NULL WHERE e.id = of_item;
  ELSE
    RAISE EXCEPTION 'There is no such entry.' USING ERRCODE = 'check_violation', CONSTRAINT = 'custody_act';
  END CASE;
  SELECT w.entry, w.entry_hash INTO entry, entry_hash FROM casework.write_custody(of_item, of_act, on_day, told) w;
  IF of_act = 'corrected' THEN
    PERFORM casework.write_version(of_item, entry, told -> 'said');
  END IF;
  RETURN NEXT;
END $$;
COMMENT ON FUNCTION casework.enter_custody IS 'Every entry of custody after the first. What the entry says is built here, field by field, from what is given.';

SELECT audit.tell_writes_of(t) FROM unnest(ARRAY['casework.evidence_item', 'casework.custody_entry', 'casework.evidence_version']::regclass[]) t;

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['casework.evidence_item', 'casework.custody_entry', 'casework.evidence_version']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON %s TO vigie_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY of_my_cases ON %1$s FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = %1$s.case_id))', t);
    EXECUTE format('GRANT SELECT ON %s TO vigie_app', t);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION casework.register_evidence, casework.enter_custody TO vigie_app;
