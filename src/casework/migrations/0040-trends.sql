-- What leads have in common: months, corridors, channels, payout places. Counted by leads, never by payments.
CREATE TABLE vigie.lead_facet (
  lead_id uuid NOT NULL REFERENCES vigie.lead ON DELETE CASCADE,
  facet text NOT NULL CHECK (facet IN ('month', 'corridor', 'channel', 'payout_place')),
  value text NOT NULL CHECK (length(value) BETWEEN 1 AND 300),
  PRIMARY KEY (lead_id, facet, value)
);
COMMENT ON COLUMN vigie.lead_facet.value IS 'month: 2026-03, in which a transfer of the lead was made; corridor: FR-PH, from payer to payee, ISO 3166; channel: as in the records; payout_place: place, country.';
CREATE INDEX lead_facet_value ON vigie.lead_facet (facet, value);
ALTER TABLE vigie.lead_facet ENABLE ROW LEVEL SECURITY;
ALTER TABLE vigie.lead_facet FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON vigie.lead_facet TO vigie_owner USING (true) WITH CHECK (true);
GRANT SELECT ON vigie.lead_facet TO vigie_app;
CREATE POLICY of_a_lead ON vigie.lead_facet FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_facet.lead_id));
GRANT SELECT, INSERT, DELETE ON vigie.lead_facet TO vigie_worker;
CREATE POLICY of_the_job ON vigie.lead_facet TO vigie_worker USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_facet.lead_id));
