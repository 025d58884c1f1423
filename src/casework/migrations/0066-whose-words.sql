-- An ordinary explanation is somebody's: whose, and who that is.
ALTER TABLE vigie.lead_decision
  ADD COLUMN said_by text CHECK (said_by IN ('records', 'firm', 'person', 'colleague', 'other')),
  ADD COLUMN said_by_whom text NOT NULL DEFAULT '' CHECK (length(said_by_whom) <= 200),
  ADD CHECK (said_by IS NULL OR kind = 'ordinary'),
  ADD CHECK (said_by_whom = '' OR said_by IS NOT NULL),
  ADD CHECK (said_by IS DISTINCT FROM 'other' OR said_by_whom <> '');
COMMENT ON COLUMN vigie.lead_decision.said_by IS 'In whose words an ordinary explanation is: the records alone, the firm of the payer, the person concerned, a colleague, somebody else. Null where nobody asked.';
COMMENT ON COLUMN vigie.lead_decision.said_by_whom IS 'Who that was, as far as it matters: an office, a file number.';
