-- Who had the password of vigie_app and the id of an administrator could erase leads untold: the function tells by itself. And it leaves less.
CREATE OR REPLACE FUNCTION vigie.erase_due(of_unit uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE due uuid[];
BEGIN
  IF NOT (vigie.i_administer() AND vigie.in_my_organisation(of_unit)) THEN
    RAISE EXCEPTION 'Only an administrator of the organisation erases.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- A hold or a decision that is being made at this moment is waited for, or finds the lead erased.
  PERFORM FROM vigie.lead WHERE unit_id = of_unit AND id IN (SELECT lead_id FROM vigie.due_for_erasure(of_unit)) ORDER BY id FOR UPDATE;
  SELECT coalesce(array_agg(lead_id), '{}') INTO due FROM vigie.due_for_erasure(of_unit);
  DELETE FROM vigie.lead_body WHERE lead_id = ANY (due);
  DELETE FROM vigie.lead_person WHERE lead_id = ANY (due);
  DELETE FROM vigie.lead_facet WHERE lead_id = ANY (due);
  DELETE FROM vigie.lead_in_run WHERE lead_id = ANY (due);
  DELETE FROM vigie.lead_group WHERE id IN (SELECT group_id FROM vigie.lead_of_group WHERE lead_id = ANY (due));
  UPDATE vigie.lead_decision SET words = CASE WHEN kind = 'need_more' THEN '-' ELSE '' END, said_by_whom = CASE WHEN said_by = 'other' THEN '-' ELSE '' END,
    facts = vigie.without_instant(facts)
  WHERE lead_id = ANY (due);
  UPDATE vigie.access_rule SET reason = '-' WHERE lead_id = ANY (due);
  UPDATE vigie.hold SET reason = '-' WHERE lead_id = ANY (due);
  UPDATE vigie.lead SET erased_at = now(), gone = true, subject_id = '', subject_name = NULL, country = NULL, payee_countries = '{}',
    amount_eur = NULL, first_transfer_at = date_trunc('year', first_transfer_at, 'UTC'), last_transfer_at = date_trunc('year', last_transfer_at, 'UTC'),
    last_active_at = date_trunc('year', last_active_at, 'UTC'),
    headline = '{"en": "", "fr": ""}', facts = vigie.without_instant(facts), changed = NULL,
    lead_id = CASE WHEN state = 'new' AND NOT EXISTS (SELECT FROM vigie.access_rule r WHERE r.lead_id = lead.id AND r.ended_at IS NULL)
      THEN 'erased ' || id ELSE lead_id END,
    version = version + 1
  WHERE id = ANY (due);
  PERFORM audit.append('retention.erase', 'unit', of_unit::text, of_unit, NULL, NULL, jsonb_build_object('leads', cardinality(due)));
  RETURN cardinality(due);
END $$;
COMMENT ON COLUMN vigie.lead.erased_at IS 'The row stays as a number: identifiers, names, amounts, instants, words and body are gone. One that somebody decided on or made an exception for is filled again by a later scan of the same subject; of any other not even lead_id stays, which whoever knows the identifier could reckon.';

CREATE FUNCTION vigie.without_instant(facts jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT facts || jsonb_build_object('lastTransferAt', substr(facts ->> 'lastTransferAt', 1, 4) || '-01-01T00:00:00Z')
$$;
COMMENT ON FUNCTION vigie.without_instant IS 'Facts of a lead without when exactly: number of transfers and strengths of reasons stay, or a decision could not be remembered.';

-- Whatever takes away or rewrites what is known of people is told. The worker writes thousands of rows at once: one row says for the whole transaction.
CREATE TABLE audit.to_tell (
  transaction_id xid8 PRIMARY KEY DEFAULT pg_current_xact_id()
);
COMMENT ON TABLE audit.to_tell IS 'Transactions that must tell of themselves before they commit. The row goes with the commit.';
ALTER TABLE audit.to_tell ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.to_tell FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON audit.to_tell TO vigie_owner USING (true) WITH CHECK (true);

CREATE FUNCTION audit.ask_to_tell() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO audit.to_tell DEFAULT VALUES ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION audit.end_to_tell() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT audit.is_told() THEN
    RAISE EXCEPTION 'A write to what is known of people is not told in the audit log.' USING ERRCODE = 'VG001';
  END IF;
  DELETE FROM audit.to_tell WHERE transaction_id = NEW.transaction_id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER told AFTER INSERT ON audit.to_tell DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.end_to_tell();

DO $$
DECLARE t regclass;
BEGIN
  FOREACH t IN ARRAY ARRAY['vigie.lead_body', 'vigie.lead_person', 'vigie.lead_facet', 'vigie.lead_in_run', 'vigie.lead_group', 'vigie.lead_group_body']::regclass[] LOOP
    EXECUTE format('CREATE TRIGGER to_tell AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH STATEMENT
      WHEN (session_user IN (''vigie_app'', ''vigie_worker'')) EXECUTE FUNCTION audit.ask_to_tell()', t);
  END LOOP;
END $$;
CREATE TRIGGER to_tell AFTER INSERT OR UPDATE OF subject_id, subject_name, erased_at, gone, lead_id, queue, facts OR DELETE ON vigie.lead FOR EACH STATEMENT
  WHEN (session_user IN ('vigie_app', 'vigie_worker')) EXECUTE FUNCTION audit.ask_to_tell();
REVOKE DELETE ON vigie.lead_body FROM vigie_worker;
