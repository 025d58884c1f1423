import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../../engine/engine.ts';
import { type SourceFile, UnusableInput } from '../reader.ts';
import { openLines } from './csv-table.ts';
import type { PlainTable } from './plain-table.ts';

const MAX_DEPTH = 4;
const MAX_COLUMNS = 2000;
const SAMPLE_LINES = 20_000;
const BAD_LINE = 'The line is not a JSON object: each line must hold one record, as { "amount": …, … }.';

/**
 * Opens JSON Lines: one object per line. Objects inside are flattened, so that payer.name becomes payer_name; lists are not
 * read. A number is read as a double where the text has more than 15 digits: write such amounts as strings.
 *
 * @throws UnusableInput when the file is empty, not text, or holds no JSON object
 */
export async function openJsonl(
  connection: DuckDBConnection,
  source: SourceFile,
  tempDir: string,
): Promise<PlainTable> {
  const lines = await openLines(connection, source, tempDir);
  try {
    return await openObjects(connection, source, lines);
  } catch (error) {
    await lines.close();
    throw error;
  }
}

async function openObjects(connection: DuckDBConnection, source: SourceFile, lines: PlainTable): Promise<PlainTable> {
  // A blank line is no record: DuckDB gives it as NULL, the staged form leaves it out.
  const numbered = lines.inFileOrder
    ? `(SELECT row_number() OVER () AS source_row, c0 FROM ${lines.inFileOrder} WHERE c0 IS NOT NULL)`
    : lines.numbered;
  const nonBlank = lines.inFileOrder && `(SELECT c0 FROM ${lines.inFileOrder} WHERE c0 IS NOT NULL)`;
  // Numbering takes one thread, so what does not need numbers is asked of the lines without them.
  const { paths, readable, bad } = await surveyObjects(connection, nonBlank ?? numbered);
  if (paths.length > MAX_COLUMNS)
    throw new UnusableInput(
      source.label,
      `its objects have more than ${MAX_COLUMNS} different keys: write data as values, and under each key one kind of value.`,
    );
  if (paths.length === 0)
    throw new UnusableInput(source.label, 'no line holds a JSON object: write one record per line.');
  refuseTwins(source.label, paths);
  const structure = literal(structureOf(paths));
  const transformed =
    bad === 0
      ? `json_transform(c0, ${structure})`
      : `CASE WHEN ${isObject('c0')} THEN json_transform(c0, ${structure}) END`;
  const columns = paths.map((path, index) => `x.${path.map(identifier).join('.')} AS c${index}`).join(', ');
  return {
    headers: paths.map((path) => path.join('_')),
    types: paths.map(() => 'VARCHAR'),
    numbered: `(SELECT source_row, ${columns} FROM (SELECT source_row, ${transformed} AS x FROM ${numbered}) WHERE x IS NOT NULL)`,
    inFileOrder:
      nonBlank === null || bad > 0 ? null : `(SELECT ${columns} FROM (SELECT ${transformed} AS x FROM ${nonBlank}))`,
    readInPlace: false,
    readable,
    unreadable: `(SELECT source_row AS "row", NULL::VARCHAR AS "column", ${literal(BAD_LINE)} AS reason FROM ${numbered} WHERE NOT ${isObject('c0')}
      UNION ALL SELECT "row", "column", reason FROM ${lines.unreadable})`,
    unreadableCount: bad + lines.unreadableCount,
    continental: false,
    warnings: lines.warnings,
    close: () => lines.close(),
  };
}

/** Valid JSON that starts as an object does is an object. */
function isObject(line: string): string {
  return `(json_valid(${line}) AND starts_with(ltrim(${line}, ' \t'), '{'))`;
}

/** DuckDB names are blind to case: two keys that differ in it alone cannot be told apart. */
function refuseTwins(label: string, paths: readonly (readonly string[])[]): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const name = path.join('_');
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined)
      throw new UnusableInput(label, `the keys "${twin}" and "${name}" fall together: rename one in the source.`);
    seen.set(name.toLowerCase(), name);
  }
}

/** The shape that json_transform is to give: every value as text. */
function structureOf(paths: readonly (readonly string[])[]): string {
  type Shape = Map<string, Shape | 'VARCHAR'>;
  const root: Shape = new Map();
  for (const path of paths) {
    let at = root;
    for (const [depth, key] of path.entries()) {
      if (depth === path.length - 1) at.set(key, 'VARCHAR');
      else {
        const inner = at.get(key);
        const next: Shape = inner instanceof Map ? inner : new Map();
        at.set(key, next);
        at = next;
      }
    }
  }
  const json = (shape: Shape): string =>
    `{${[...shape].map(([key, inner]) => `${JSON.stringify(key)}:${inner === 'VARCHAR' ? '"VARCHAR"' : json(inner)}`).join(',')}}`;
  return json(root);
}

interface Survey {
  /** Every key of every object, down to `MAX_DEPTH`, that leads to a value and not to an object. */
  readonly paths: readonly (readonly string[])[];
  readonly readable: number;
  readonly bad: number;
}

async function surveyObjects(connection: DuckDBConnection, lines: string): Promise<Survey> {
  const top = await keySets(connection, lines, []);
  const paths: string[][] = [];
  let parents: { path: string[]; keys: readonly string[] }[] = [{ path: [], keys: top.keys }];
  for (let depth = 1; depth <= MAX_DEPTH && parents.length > 0; depth += 1) {
    const inner: { path: string[]; keys: readonly string[] }[] = [];
    for (const { path, keys } of parents) {
      for (const { key, holdsObject } of await kindsUnder(connection, lines, path, keys)) {
        const child = [...path, key];
        if (!holdsObject) paths.push(child);
        else if (depth < MAX_DEPTH) inner.push({ path: child, keys: (await keySets(connection, lines, child)).keys });
      }
    }
    parents = inner;
  }
  return { paths, readable: top.objects, bad: top.others };
}

/** The keys of the objects at a place in each line, and how many lines have an object there. Few sets of keys occur in a file. */
async function keySets(
  connection: DuckDBConnection,
  lines: string,
  path: readonly string[],
): Promise<{ keys: readonly string[]; objects: number; others: number }> {
  const object = path.length === 0 ? 'c0' : `json_extract(c0, ${literal(pointer(path))})`;
  const keys = path.length === 0 ? 'json_keys(o)' : `CASE WHEN json_type(o) = 'OBJECT' THEN json_keys(o) END`;
  const reader = await connection.runAndReadAll(`
    WITH sets AS (
      SELECT ${keys} AS keys, count(*) AS times
      FROM (SELECT CASE WHEN ${isObject('c0')} THEN ${object} END AS o FROM ${lines}) GROUP BY keys)
    SELECT (SELECT list_sort(list_distinct(flatten(list(keys)))) FROM sets WHERE keys IS NOT NULL)::JSON::VARCHAR,
      coalesce(sum(times) FILTER (WHERE keys IS NOT NULL), 0)::DOUBLE, coalesce(sum(times) FILTER (WHERE keys IS NULL), 0)::DOUBLE
    FROM sets`);
  const [names, objects, others] = reader.getRows()[0] ?? [];
  const parsed: unknown = typeof names === 'string' ? JSON.parse(names) : [];
  return {
    keys: Array.isArray(parsed) ? parsed.map(String) : [],
    objects: Number(objects ?? 0),
    others: Number(others ?? 0),
  };
}

/** Whether each key leads to an object, from the first lines; for a key that is not seen there, from all. */
async function kindsUnder(
  connection: DuckDBConnection,
  lines: string,
  parent: readonly string[],
  keys: readonly string[],
): Promise<{ key: string; holdsObject: boolean }[]> {
  // So many are refused by the caller; what they hold does not matter.
  if (keys.length > MAX_COLUMNS) return keys.map((key) => ({ key, holdsObject: false }));
  if (keys.length === 0) return [];
  const kinds = await kindsOf(connection, `(SELECT c0 FROM ${lines} LIMIT ${SAMPLE_LINES})`, parent, keys);
  const unseen = keys.filter((key) => !kinds.has(key));
  const rare = unseen.length === 0 ? kinds : await kindsOf(connection, lines, parent, unseen);
  return keys.map((key) => ({ key, holdsObject: (kinds.get(key) ?? rare.get(key)) === 'object' }));
}

/**
 * Whether a key leads to an object or to values, whichever is more often: one odd record must not hide the field of all others.
 * Absent when it is null or missing everywhere.
 */
async function kindsOf(
  connection: DuckDBConnection,
  lines: string,
  parent: readonly string[],
  keys: readonly string[],
): Promise<Map<string, 'object' | 'value'>> {
  const types = keys.map((key) => `json_type(o, ${literal(pointer([...parent, key]))})`);
  const counted = await connection.runAndReadAll(`
    SELECT ${types.map((type) => `count(*) FILTER (${type} = 'OBJECT')::DOUBLE, count(*) FILTER (${type} NOT IN ('OBJECT', 'NULL'))::DOUBLE`).join(', ')}
    FROM (SELECT CASE WHEN ${isObject('c0')} THEN c0 END AS o FROM ${lines})`);
  const found = counted.getRows()[0] ?? [];
  const kinds = new Map<string, 'object' | 'value'>();
  for (const [index, key] of keys.entries()) {
    const [objects, values] = [Number(found[2 * index] ?? 0), Number(found[2 * index + 1] ?? 0)];
    if (objects + values > 0) kinds.set(key, objects >= values ? 'object' : 'value');
  }
  return kinds;
}

/** RFC 6901. The whole document is '' there; DuckDB wants '$'. */
function pointer(path: readonly string[]): string {
  if (path.length === 0) return '$';
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
