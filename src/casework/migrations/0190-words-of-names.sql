-- People of cases are found by any word of a name, in any order, without capitals and accents; by the beginning of whatever else is said of them. Who a child is, is never among it.
CREATE FUNCTION casework.words_of(said text, is_name boolean) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT word FROM (
    SELECT left(regexp_replace(vigie.folded(said), '\s', '', 'g'), 60)
    UNION SELECT vigie.words_in(said) WHERE is_name) written (word)
  WHERE word <> ''
$$;
COMMENT ON FUNCTION casework.words_of IS 'How what is said begins, as a whole and without spaces; of a name each of its words too.';

CREATE TABLE casework.person_word (
  case_id uuid NOT NULL,
  person_id uuid NOT NULL,
  working boolean NOT NULL,
  word text COLLATE "C" NOT NULL
);
COMMENT ON TABLE casework.person_word IS 'Kept by trigger: words of the working name for each case of a person, and those of each statement that is not sealed for the case of it. One said twice stands here twice.';
COMMENT ON COLUMN casework.person_word.working IS 'Of the working name, which can become another.';

CREATE FUNCTION casework.keep_words_of_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO casework.person_word (case_id, word, person_id, working)
  SELECT DISTINCT s.case_id, word, s.person_id, false FROM added s, casework.words_of(s.value ->> 'text', s.field = 'name') word WHERE NOT s.sealed;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_words AFTER INSERT ON casework.statement REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION casework.keep_words_of_statement();

CREATE FUNCTION casework.keep_words_of_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  -- A record that is given another name meanwhile waits, or is waited for.
  WITH named AS MATERIALIZED (SELECT p.id, p.working_name FROM casework.person p WHERE p.id IN (SELECT person_id FROM added) ORDER BY p.id FOR SHARE)
  INSERT INTO casework.person_word (case_id, word, person_id, working)
  SELECT DISTINCT c.case_id, word, p.id, true FROM added c JOIN named p ON p.id = c.person_id, casework.words_of(p.working_name, true) word;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_words AFTER INSERT ON casework.person_in_case REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION casework.keep_words_of_place();

CREATE FUNCTION casework.keep_words_of_working_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM casework.person_word w USING casework.person_in_case c
  WHERE c.person_id = NEW.id AND w.case_id = c.case_id AND w.person_id = NEW.id AND w.working;
  INSERT INTO casework.person_word (case_id, word, person_id, working)
  SELECT DISTINCT c.case_id, word, NEW.id, true FROM casework.person_in_case c, casework.words_of(NEW.working_name, true) word WHERE c.person_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_words AFTER UPDATE OF working_name ON casework.person
  FOR EACH ROW WHEN (NEW.working_name <> OLD.working_name) EXECUTE FUNCTION casework.keep_words_of_working_name();

INSERT INTO casework.person_word (case_id, word, person_id, working)
  SELECT c.case_id, word, p.id, true FROM (SELECT DISTINCT case_id, person_id FROM casework.person_in_case) c
    JOIN casework.person p ON p.id = c.person_id, casework.words_of(p.working_name, true) word
  UNION SELECT s.case_id, word, s.person_id, false FROM casework.statement s, casework.words_of(s.value ->> 'text', s.field = 'name') word WHERE NOT s.sealed;

CREATE INDEX person_word_of_case ON casework.person_word (case_id, word);
COMMENT ON INDEX casework.person_word_of_case IS 'A search goes through the cases of the member alone, and takes no longer for what is in those of others. Bounds on text in C are leakproof: they are used below the policy.';
CREATE INDEX person_word_beginning ON casework.person_word (word);
COMMENT ON INDEX casework.person_word_beginning IS 'For who is on thousands of cases, and sees nearly all that it finds.';

ALTER TABLE casework.person_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE casework.person_word FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON casework.person_word TO vigie_owner USING (true) WITH CHECK (true);
CREATE POLICY of_my_cases ON casework.person_word FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM casework.live_part mine WHERE mine.case_id = person_word.case_id));
GRANT SELECT ON casework.person_word TO vigie_app;
GRANT EXECUTE ON FUNCTION casework.words_of TO vigie_app;

DROP FUNCTION casework.find_people;
DROP INDEX casework.person_working_name;
DROP INDEX casework.statement_value;
