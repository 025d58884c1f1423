-- A timeline shows transfers of several leads at once: its one entry in the log names them all, and opens them all.
CREATE OR REPLACE FUNCTION audit.told_leads() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(told.id::uuid) FILTER (WHERE told.id ~ '^[0-9a-f-]{36}$'), '{}')
  FROM audit.head, audit.entry, LATERAL (
    SELECT entry.object_id AS id WHERE entry.act IN ('lead.read', 'lead.compare')
    UNION ALL SELECT jsonb_array_elements_text(entry.content::jsonb #> '{detail,leads}') WHERE entry.act IN ('lead.compare', 'timeline.read', 'timeline.export')) told
  WHERE head.transaction_id = pg_current_xact_id_if_assigned() AND entry.xmin = head.transaction_id::xid AND entry.seq > head.seq - 100
    AND entry.act IN ('lead.read', 'lead.compare', 'timeline.read', 'timeline.export')
$$;
