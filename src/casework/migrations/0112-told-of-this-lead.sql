-- The body of a lead opened to a transaction that had told of anything. It now opens to one that has told of a read of that very lead.
CREATE FUNCTION audit.told_leads() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(told.id::uuid) FILTER (WHERE told.id ~ '^[0-9a-f-]{36}$'), '{}')
  FROM audit.head, audit.entry, LATERAL (
    SELECT entry.object_id AS id
    UNION ALL SELECT jsonb_array_elements_text(entry.content::jsonb #> '{detail,leads}') WHERE entry.act = 'lead.compare') told
  WHERE head.transaction_id = pg_current_xact_id_if_assigned() AND entry.xmin = head.transaction_id::xid AND entry.seq > head.seq - 100
    AND entry.act IN ('lead.read', 'lead.compare')
$$;
COMMENT ON FUNCTION audit.told_leads IS 'Leads of whose reading this transaction has told.';
CREATE FUNCTION audit.told_groups() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(told.id::uuid), '{}')
  FROM audit.head, audit.entry, LATERAL jsonb_array_elements_text(entry.content::jsonb #> '{detail,groups}') told (id)
  WHERE head.transaction_id = pg_current_xact_id_if_assigned() AND entry.xmin = head.transaction_id::xid AND entry.seq > head.seq - 100
    AND entry.act = 'lead.read'
$$;
COMMENT ON FUNCTION audit.told_groups IS 'Groups of whose reading this transaction has told.';
GRANT EXECUTE ON FUNCTION audit.told_leads, audit.told_groups TO vigie_app;

DROP POLICY of_a_lead_told ON vigie.lead_body;
CREATE POLICY of_a_lead_told ON vigie.lead_body FOR SELECT TO vigie_app USING (
  lead_id = ANY ((SELECT audit.told_leads())::uuid[]) AND EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_body.lead_id));
DROP POLICY of_a_group_told ON vigie.lead_group_body;
CREATE POLICY of_a_group_told ON vigie.lead_group_body FOR SELECT TO vigie_app USING (
  group_id = ANY ((SELECT audit.told_groups())::uuid[]) AND EXISTS (SELECT FROM vigie.lead_group WHERE lead_group.id = lead_group_body.group_id));

-- When, on what facts and after which run somebody decided is the database's to say.
CREATE FUNCTION vigie.facts_of_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.facts IS NULL OR NEW.run_id IS NULL THEN
    SELECT coalesce(NEW.facts, lead.facts), coalesce(NEW.run_id, lead.run_id) INTO NEW.facts, NEW.run_id FROM vigie.lead WHERE id = NEW.lead_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER facts_of_decision BEFORE INSERT ON vigie.lead_decision FOR EACH ROW EXECUTE FUNCTION vigie.facts_of_decision();
REVOKE INSERT ON vigie.lead_decision, vigie.access_rule, vigie.membership, vigie.received_file FROM vigie_app;
GRANT INSERT (lead_id, kind, explanation, words, said_by, said_by_whom, undoes, made_by) ON vigie.lead_decision TO vigie_app;
GRANT INSERT (lead_id, effect, member_id, reason, made_by) ON vigie.access_rule TO vigie_app;
GRANT INSERT (member_id, unit_id, role, granted_by) ON vigie.membership TO vigie_app;
GRANT INSERT (id, unit_id, name, bytes, sha256, received_by) ON vigie.received_file TO vigie_app;
