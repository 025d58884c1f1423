-- Who sees to the next check of an item can act on it, as who holds a request: a magistrate reads and agrees.
CREATE FUNCTION casework.check_holder_of_item() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  -- What another trigger hands over is not refused.
  IF pg_trigger_depth() = 1 AND NOT casework.may_hold(NEW.case_id, NEW.holder_id) THEN
    RAISE EXCEPTION 'A check is seen to by somebody who can act on it.' USING ERRCODE = 'check_violation', CONSTRAINT = 'holder_acts';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER holder_acts BEFORE INSERT ON casework.evidence_item FOR EACH ROW EXECUTE FUNCTION casework.check_holder_of_item();
CREATE TRIGGER holder_acts_anew BEFORE UPDATE OF holder_id, next_check_on ON casework.evidence_item FOR EACH ROW
  WHEN (NEW.next_check_on IS NOT NULL AND (NEW.holder_id, NEW.next_check_on) IS DISTINCT FROM (OLD.holder_id, OLD.next_check_on))
  EXECUTE FUNCTION casework.check_holder_of_item();
