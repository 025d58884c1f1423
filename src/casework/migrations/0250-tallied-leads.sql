-- Counting a queue of 100,000 leads by reading each took so long that ten counts a second held up everybody. What each write changes in the
-- counts is kept beside the leads; those that an exception concerns or that were put off are few, and go on being counted one by one.
ALTER TABLE vigie.lead ADD COLUMN has_exception boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN vigie.lead.has_exception IS 'An exception of access holds for it now, kept by trigger: who may read it is not said by roles alone.';
UPDATE vigie.lead SET has_exception = true WHERE id IN (SELECT lead_id FROM vigie.access_rule WHERE ended_at IS NULL);

CREATE OR REPLACE FUNCTION vigie.keep_restricted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE vigie.lead SET
    restricted = EXISTS (SELECT FROM vigie.access_rule r WHERE r.lead_id = NEW.lead_id AND effect = 'restrict' AND ended_at IS NULL),
    has_exception = EXISTS (SELECT FROM vigie.access_rule r WHERE r.lead_id = NEW.lead_id AND ended_at IS NULL)
  WHERE id = NEW.lead_id;
  RETURN NULL;
END $$;

CREATE TABLE vigie.lead_tally (
  number bigint GENERATED ALWAYS AS IDENTITY,
  unit_id uuid NOT NULL,
  queue text NOT NULL,
  gone boolean NOT NULL,
  state text NOT NULL,
  tier text NOT NULL,
  role text NOT NULL,
  urgency text,
  has_changed boolean NOT NULL,
  is_held boolean NOT NULL,
  payee_countries text[] NOT NULL,
  leads integer NOT NULL
);
COMMENT ON TABLE vigie.lead_tally IS 'Leads that no exception concerns and that were never put off: each row is what one write added or took away, so that two writers never wait for each other. The sum is the number.';
CREATE INDEX lead_tally_of_queue ON vigie.lead_tally (unit_id, queue, gone);
CREATE INDEX lead_counted_apart ON vigie.lead (unit_id, queue, gone) WHERE has_exception OR snoozed_until IS NOT NULL;
COMMENT ON INDEX vigie.lead_counted_apart IS 'Those that lead_tally leaves out.';
DROP INDEX vigie.lead_counts;

CREATE FUNCTION vigie.sum_tallies() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH summed AS (DELETE FROM vigie.lead_tally RETURNING *)
  INSERT INTO vigie.lead_tally (unit_id, queue, gone, state, tier, role, urgency, has_changed, is_held, payee_countries, leads)
  SELECT unit_id, queue, gone, state, tier, role, urgency, has_changed, is_held, payee_countries, sum(leads)
  FROM summed GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 HAVING sum(leads) <> 0
$$;

CREATE FUNCTION vigie.keep_tallies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  -- Each event has its own of the two tables of rows, so the statement is put together of those that are there.
  gone_from text := 'SELECT *, -1 AS by FROM was_there';
  come_to text := 'SELECT *, 1 AS by FROM now_there';
  moved text := CASE TG_OP WHEN 'INSERT' THEN come_to WHEN 'DELETE' THEN gone_from ELSE gone_from || ' UNION ALL ' || come_to END;
  is_due boolean;
BEGIN
  EXECUTE format('
    WITH told AS (
      INSERT INTO vigie.lead_tally (unit_id, queue, gone, state, tier, role, urgency, has_changed, is_held, payee_countries, leads)
      SELECT unit_id, queue, gone, state, tier, role, urgency, has_changed, holder_id IS NOT NULL, payee_countries, sum(by)
      FROM (%s) moved WHERE NOT has_exception AND snoozed_until IS NULL
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 HAVING sum(by) <> 0
      RETURNING number)
    SELECT bool_or(number %% 1000 = 0) FROM told', moved) INTO is_due;
  -- Whoever comes by sums up what a thousand writes left; who finds another one at it goes on.
  IF is_due AND pg_try_advisory_xact_lock('vigie.lead_tally'::regclass::oid::bigint) THEN PERFORM vigie.sum_tallies(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_new AFTER INSERT ON vigie.lead REFERENCING NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION vigie.keep_tallies();
CREATE TRIGGER tally_moved AFTER UPDATE ON vigie.lead REFERENCING OLD TABLE AS was_there NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION vigie.keep_tallies();
CREATE TRIGGER tally_erased AFTER DELETE ON vigie.lead REFERENCING OLD TABLE AS was_there FOR EACH STATEMENT EXECUTE FUNCTION vigie.keep_tallies();

INSERT INTO vigie.lead_tally (unit_id, queue, gone, state, tier, role, urgency, has_changed, is_held, payee_countries, leads)
SELECT unit_id, queue, gone, state, tier, role, urgency, has_changed, holder_id IS NOT NULL, payee_countries, count(*)
FROM vigie.lead WHERE NOT has_exception AND snoozed_until IS NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;

ALTER TABLE vigie.lead_tally ENABLE ROW LEVEL SECURITY;
ALTER TABLE vigie.lead_tally FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON vigie.lead_tally TO vigie_owner USING (true) WITH CHECK (true);
CREATE POLICY may_read ON vigie.lead_tally FOR SELECT TO vigie_app USING (
  CASE queue
    WHEN 'investigation' THEN vigie.may_read(false, false, false, unit_id = ANY ((SELECT vigie.my_units('analyst', 'investigator'))::uuid[]))
    WHEN 'safeguarding' THEN vigie.may_read(false, false, false, unit_id = ANY ((SELECT vigie.my_units('analyst', 'victim_services'))::uuid[]))
    ELSE false END);
COMMENT ON POLICY may_read ON vigie.lead_tally IS 'That of vigie.lead for a lead without an exception: a test holds the two together.';
GRANT SELECT ON vigie.lead_tally TO vigie_app;
