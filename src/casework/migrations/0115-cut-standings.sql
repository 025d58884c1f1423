COMMENT ON COLUMN vigie.lead_in_run.reasons IS 'Strength of each reason for and against; JSON null: ranked in that run, but too far down for its lead to be written out.';
