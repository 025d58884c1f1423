-- What a page asks of many requests is found by an index: what may have become another since it was kept, and where those of one case stand.
CREATE INDEX request_standing_ahead ON casework.request_standing (reckoned_at);
CREATE INDEX request_standing_of_case ON casework.request_standing (case_id);
