-- A check in which nothing was looked at clears what is overdue and tells nothing: it is no check. And of an item that a colleague does not have,
-- only who has it, or a visit there, can say how it is: the check says who looked and by what record that is known.
CREATE FUNCTION casework.folded_name(name text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT lower(regexp_replace(btrim(normalize(name, NFKC)), '\s+', ' ', 'g'))
$$;

CREATE FUNCTION casework.is_outside(of_item uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH entry AS (SELECT e.seq, e.act, e.content::jsonb ->> 'by' AS by, e.content::jsonb -> 'detail' AS detail FROM casework.custody_entry e WHERE e.item_id = of_item),
  acknowledged AS (
    SELECT (a.detail ->> 'offer')::integer AS offer, max(a.seq) AS seq, bool_or(a.detail ->> 'side' = 'taker') AS taken, bool_or(a.detail ->> 'side' = 'giver') AS given
    FROM entry a WHERE a.act = 'acknowledged' GROUP BY 1),
  came AS (
    SELECT r.seq, r.detail -> 'to' AS party FROM entry r WHERE r.act = 'received'
    UNION ALL
    SELECT a.seq, o.detail -> 'to' FROM acknowledged a JOIN entry o ON o.seq = a.offer
    WHERE a.taken AND (a.given OR o.detail -> 'from' ->> 'member' = o.by)),
  has AS (
    SELECT c.seq, c.party FROM came c UNION ALL
    SELECT 0, jsonb_build_object('member', NULL, 'name', v.custodian) FROM casework.evidence_item i
      JOIN casework.evidence_version v ON v.item_id = i.id AND v.version = i.version
    WHERE i.id = of_item)
  SELECT (h.party ->> 'member') IS NULL AND NOT EXISTS (
    SELECT FROM casework.case_member m JOIN vigie.member ON member.id = m.member_id JOIN casework.evidence_item i ON i.case_id = m.case_id
    WHERE i.id = of_item AND m.ended_at IS NULL AND casework.folded_name(member.name) = casework.folded_name(h.party ->> 'name'))
  FROM has h ORDER BY h.seq DESC LIMIT 1
$$;
COMMENT ON FUNCTION casework.is_outside IS 'Whether who has an item is no colleague on the case. The first custodian is stated by name, and may be one.';

CREATE FUNCTION casework.refuse_hollow_check() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE detail jsonb := NEW.content::jsonb -> 'detail';
BEGIN
  IF NEW.content::jsonb ->> 'act' <> 'checked' THEN
    RETURN NEW;
  END IF;
  IF detail ->> 'seal' = 'not_looked_at' AND detail ->> 'hash' NOT IN ('equal', 'different') THEN
    RAISE EXCEPTION 'Nothing was looked at.' USING ERRCODE = 'check_violation', CONSTRAINT = 'something_was_looked_at';
  END IF;
  IF detail ->> 'words' = '' AND casework.is_outside(NEW.item_id) THEN
    RAISE EXCEPTION 'Who looked is not said.' USING ERRCODE = 'check_violation', CONSTRAINT = 'who_looked_is_said';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hollow_check BEFORE INSERT ON casework.custody_entry FOR EACH ROW EXECUTE FUNCTION casework.refuse_hollow_check();
