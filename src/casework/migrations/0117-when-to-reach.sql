-- One notion of when to reach a person, and of when a lead was last active, for the list, its filter and its order as for the page, the report
-- and the terminal.
ALTER TABLE vigie.lead
  ADD COLUMN last_active_at timestamptz,
  ADD COLUMN urgency text CHECK (urgency IN ('now', 'today', 'week', 'month', 'later', 'context')),
  ADD COLUMN reach integer GENERATED ALWAYS AS (array_position(ARRAY['now', 'today', 'week', 'month', 'later', 'context'], urgency)) STORED;
COMMENT ON COLUMN vigie.lead.last_active_at IS 'Newest transfer that the lead is about: of its corridor where it has one; in the safeguarding queue the newest that is a sign.';
COMMENT ON COLUMN vigie.lead.urgency IS 'When to reach a person of the safeguarding queue, see src/leads/recency.ts; null in the investigation queue.';
COMMENT ON COLUMN vigie.lead.reach IS 'Place of the urgency: those whose payments may go on come first.';

-- As lastActiveAt and urgencyOf in src/leads/recency.ts: a test holds the two together.
WITH said AS (
  SELECT lead.id, lead.queue, lead.tier,
    coalesce((body #>> '{corridor,activity,lastAt}')::timestamptz, lead.last_transfer_at) AS weighed,
    coalesce((body #>> '{activity,lastAt}')::timestamptz + make_interval(secs => (body #>> '{activity,daysSinceLast}')::float8 * 86400), lead.as_of) AS ends,
    (SELECT max((transfer ->> 'at')::timestamptz) FROM jsonb_array_elements(body -> 'transfers') transfer
      WHERE transfer ->> 'transferId' IN (SELECT jsonb_array_elements_text(reason -> 'evidence') FROM jsonb_array_elements(body -> 'reasons') reason)) AS sign
  FROM vigie.lead LEFT JOIN (SELECT lead_id, body::jsonb AS body FROM vigie.lead_body) told ON told.lead_id = lead.id
), dated AS (
  SELECT id, queue, tier, ends, CASE queue WHEN 'safeguarding' THEN coalesce(sign, weighed) ELSE weighed END AS active FROM said
)
UPDATE vigie.lead SET last_active_at = active, urgency = CASE
  WHEN dated.queue <> 'safeguarding' THEN NULL
  WHEN dated.tier = 'context' THEN 'context'
  WHEN ends - active > interval '365 days' THEN 'later'
  WHEN ends - active <= interval '30 days' THEN CASE dated.tier WHEN 'first' THEN 'now' ELSE 'today' END
  ELSE CASE dated.tier WHEN 'first' THEN 'week' ELSE 'month' END END
FROM dated WHERE dated.id = lead.id;
ALTER TABLE vigie.lead ALTER COLUMN last_active_at SET NOT NULL;

GRANT UPDATE (last_active_at, urgency) ON vigie.lead TO vigie_worker;

CREATE INDEX lead_by_reach ON vigie.lead (unit_id, queue, gone, (ARRAY[reach, rank_in_queue]), id);
DROP INDEX vigie.lead_by_last_transfer;
CREATE INDEX lead_by_last_active ON vigie.lead (unit_id, queue, gone, last_active_at, id);
DROP INDEX vigie.lead_counts;
CREATE INDEX lead_counts ON vigie.lead (unit_id, queue, gone, state, tier, role, urgency, restricted, snoozed_until, id);
COMMENT ON INDEX vigie.lead_counts IS 'Holds all that counting needs, policies included: 100,000 leads are counted without reading them.';
