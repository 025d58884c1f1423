-- Standings are read a whole run at a time: which leads may be read is found once, not for each row.
DROP POLICY of_a_lead ON vigie.lead_in_run;
CREATE POLICY of_a_lead ON vigie.lead_in_run FOR SELECT TO vigie_app USING (lead_id IN (SELECT id FROM vigie.lead));
