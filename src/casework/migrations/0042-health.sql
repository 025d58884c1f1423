-- What an administrator is told of the server: when, and never what or by whom.
CREATE FUNCTION vigie.health() RETURNS TABLE (migrations integer, checkpoint timestamptz, unsealed_since timestamptz, backup timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT (SELECT count(*)::integer FROM vigie_meta.migration),
    (SELECT made_at FROM audit.checkpoint ORDER BY seq DESC LIMIT 1),
    (SELECT at::timestamptz FROM audit.entry WHERE seq > coalesce((SELECT max(seq) FROM audit.checkpoint), 0) ORDER BY seq LIMIT 1),
    (SELECT at::timestamptz FROM audit.entry WHERE object_kind = 'database' AND act = 'backup.make' ORDER BY seq DESC LIMIT 1)
  WHERE vigie.i_administer()
$$;
COMMENT ON FUNCTION vigie.health IS 'unsealed_since: the first entry that no checkpoint vouches for. No row for who does not administer.';
GRANT EXECUTE ON FUNCTION vigie.health TO vigie_app;
