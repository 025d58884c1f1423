-- What is silent, answered or refused may be overdue too: that is kept beside where it stands, and so is the term that runs, beside the holder's own date.
ALTER TABLE casework.request_standing ADD COLUMN overdue boolean NOT NULL DEFAULT false, ADD COLUMN term_on date, ADD COLUMN term_means text;
COMMENT ON COLUMN casework.request_standing.overdue IS 'It is open, and a term or the holder''s own date has passed: by isOverdue of src/casework/clocks/standing.ts.';
COMMENT ON COLUMN casework.request_standing.term_on IS 'Last day of the term that ends first of those that run; null when none does.';
COMMENT ON COLUMN casework.request_standing.term_means IS 'What that term is for, as rules of clocks name it.';

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
  INSERT INTO casework.request_standing AS s (request_id, case_id, standing, next_on, because, rule, silent_since, escalated_to, protection_ends_on, passed_on, overdue, term_on, term_means, not_sent, look_at, rules, reckoned_at)
  VALUES (of_request, request.case_id, reckoned ->> 'standing', (reckoned ->> 'nextOn')::date, reckoned ->> 'because', reckoned ->> 'rule', (reckoned ->> 'silentSince')::date,
    reckoned ->> 'escalatedTo', (reckoned ->> 'protectionEndsOn')::date, (reckoned ->> 'passedOn')::date,
    (reckoned ->> 'overdue')::boolean, (reckoned ->> 'termOn')::date, reckoned ->> 'termMeans', (reckoned ->> 'notSent')::boolean,
    (reckoned ->> 'lookAt')::timestamptz, reckoned ->> 'rules', (reckoned ->> 'reckonedAt')::timestamptz)
  ON CONFLICT (request_id) DO UPDATE SET (standing, next_on, because, rule, silent_since, escalated_to, protection_ends_on, passed_on, overdue, term_on, term_means, not_sent, look_at, rules, reckoned_at) =
    (EXCLUDED.standing, EXCLUDED.next_on, EXCLUDED.because, EXCLUDED.rule, EXCLUDED.silent_since, EXCLUDED.escalated_to, EXCLUDED.protection_ends_on, EXCLUDED.passed_on, EXCLUDED.overdue, EXCLUDED.term_on,
     EXCLUDED.term_means, EXCLUDED.not_sent, EXCLUDED.look_at,
     EXCLUDED.rules, EXCLUDED.reckoned_at);
  INSERT INTO casework.request_notice (request_id, key, case_id, rule, rule_version, kind, to_role, due_on, due_at)
  SELECT of_request, n.key, request.case_id, n.rule, n.version, n.kind, n."to", n."on", n.at
  FROM jsonb_to_recordset(notices) n (key text, rule text, version integer, kind text, "to" text, "on" date, at timestamptz)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS told = ROW_COUNT;
  RETURN told;
END $$;

-- What was kept before is computed again; until then it says what is known.
UPDATE casework.request_standing SET overdue = standing = 'overdue' OR passed_on IS NOT NULL, look_at = '-infinity' WHERE standing <> 'ended';
