-- What Find looks through: the words of who is named in a lead, also of an identifier without the kind that stands before it.
CREATE FUNCTION vigie.folded(given text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(normalize(lower(given), NFD), '[\u0300-\u036f]', '', 'g')
$$;
COMMENT ON FUNCTION vigie.folded IS 'Without capitals and accents.';

CREATE FUNCTION vigie.words_in(given text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT left(word, 200) FROM regexp_split_to_table(vigie.folded(given), '[\s[:punct:]’|]+') word WHERE word <> ''
$$;

CREATE FUNCTION vigie.words_of_person(id text, name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  WITH written AS (SELECT regexp_replace(vigie.folded(id), '\s', '', 'g') AS whole),
    bare AS (SELECT whole, regexp_replace(whole, '^[a-z_]+:', '') AS bare FROM written)
  SELECT vigie.words_in(coalesce(name, '') || ' ' || id)
  UNION SELECT left(whole, 200) FROM bare UNION SELECT left(bare, 200) FROM bare WHERE bare <> ''
  UNION SELECT figures[1] FROM bare, regexp_matches(bare, '([0-9]{3,})', 'g') figures
  UNION SELECT ltrim(figures[1], '0') FROM bare, regexp_matches(bare, '([0-9]{3,})', 'g') figures WHERE ltrim(figures[1], '0') <> ''
$$;
COMMENT ON FUNCTION vigie.words_of_person IS 'Words of the name and of the identifier; the identifier whole, without its kind (account:, phone:, name:), and each number in it with and without leading zeros.';

CREATE TABLE vigie.lead_person_word (
  lead_id uuid NOT NULL,
  kind text NOT NULL,
  person_id text NOT NULL,
  word text COLLATE "C" NOT NULL,
  PRIMARY KEY (lead_id, kind, person_id, word),
  FOREIGN KEY (lead_id, kind, person_id) REFERENCES vigie.lead_person ON DELETE CASCADE
);
COMMENT ON TABLE vigie.lead_person_word IS 'Kept by trigger from lead_person, and goes with it.';
CREATE INDEX lead_person_word_beginning ON vigie.lead_person_word (word, lead_id, kind, person_id);
COMMENT ON INDEX vigie.lead_person_word_beginning IS 'Bounds on text in C are leakproof: the index is used below the policies, which LIKE would not be.';

CREATE FUNCTION vigie.keep_words_of_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO vigie.lead_person_word SELECT lead_id, kind, person_id, word FROM added, vigie.words_of_person(person_id, name) word;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_words AFTER INSERT ON vigie.lead_person REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION vigie.keep_words_of_people();

INSERT INTO vigie.lead_person_word SELECT lead_id, kind, person_id, word FROM vigie.lead_person, vigie.words_of_person(person_id, name) word;
DROP INDEX vigie.lead_person_name;

ALTER TABLE vigie.lead_person_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE vigie.lead_person_word FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON vigie.lead_person_word TO vigie_owner USING (true) WITH CHECK (true);
CREATE POLICY of_a_lead ON vigie.lead_person_word FOR SELECT TO vigie_app USING (EXISTS (SELECT FROM vigie.lead WHERE lead.id = lead_person_word.lead_id));
GRANT SELECT ON vigie.lead_person_word TO vigie_app;
GRANT EXECUTE ON FUNCTION vigie.folded, vigie.words_in TO vigie_app;
