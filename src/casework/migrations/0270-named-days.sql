-- An extension may name its day: clocks follow it as far as their rule allows.
ALTER TABLE casework.request_event ADD COLUMN until_on date CHECK (until_on IS NULL OR kind IN ('extended', 'renewed'));
COMMENT ON COLUMN casework.request_event.until_on IS 'The new last day at the place of the addressee, where who extended or renewed named one.';
GRANT INSERT (until_on) ON casework.request_event TO vigie_app;
GRANT SELECT (until_on) ON casework.request_event TO vigie_worker;
