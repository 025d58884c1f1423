-- What is protected and until when, kept with each standing: a board of many requests shows what runs out without reckoning them all.
ALTER TABLE casework.request_standing ADD COLUMN protection_ends_on date;
COMMENT ON COLUMN casework.request_standing.protection_ends_on IS 'Last day of the protection that ends first, while it runs; null when none does.';

CREATE OR REPLACE FUNCTION casework.keep_standing(of_request uuid, seen integer, reckoned jsonb, notices jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  request casework.request%ROWTYPE;
  told integer;
BEGIN
  IF NOT casework.is_request_of_job_or_mine(of_request) THEN
    RAISE EXCEPTION 'There is no such request.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO STRICT request FROM casework.request WHERE id = of_request FOR NO KEY UPDATE;
  -- Somebody entered something meanwhile, and has computed it anew.
  IF request.version <> seen THEN RETURN -1; END IF;
  INSERT INTO casework.request_standing AS s (request_id, case_id, standing, next_on, because, rule, silent_since, escalated_to, protection_ends_on, look_at, rules, reckoned_at)
  VALUES (of_request, request.case_id, reckoned ->> 'standing', (reckoned ->> 'nextOn')::date, reckoned ->> 'because', reckoned ->> 'rule', (reckoned ->> 'silentSince')::date,
    reckoned ->> 'escalatedTo', (reckoned ->> 'protectionEndsOn')::date, (reckoned ->> 'lookAt')::timestamptz, reckoned ->> 'rules', (reckoned ->> 'reckonedAt')::timestamptz)
  ON CONFLICT (request_id) DO UPDATE SET (standing, next_on, because, rule, silent_since, escalated_to, protection_ends_on, look_at, rules, reckoned_at) =
    (EXCLUDED.standing, EXCLUDED.next_on, EXCLUDED.because, EXCLUDED.rule, EXCLUDED.silent_since, EXCLUDED.escalated_to, EXCLUDED.protection_ends_on, EXCLUDED.look_at,
     EXCLUDED.rules, EXCLUDED.reckoned_at);
  INSERT INTO casework.request_notice (request_id, key, case_id, rule, rule_version, kind, to_role, due_on, due_at)
  SELECT of_request, n.key, request.case_id, n.rule, n.version, n.kind, n."to", n."on", n.at
  FROM jsonb_to_recordset(notices) n (key text, rule text, version integer, kind text, "to" text, "on" date, at timestamptz)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS told = ROW_COUNT;
  RETURN told;
END $$;

-- What was kept before is computed again.
UPDATE casework.request_standing SET look_at = '-infinity' WHERE standing <> 'ended';
