import { sqlText, withDuckDB } from '../duckdb.ts';

export const SUBJECT_KINDS = ['payer', 'payee'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
export const EVALUATED_QUEUES = ['investigation', 'safeguarding'] as const;
export type EvaluatedQueue = (typeof EVALUATED_QUEUES)[number];

/** One row of subjects.csv, as far as the evaluation needs it. */
export interface RankedSubject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly queue: EvaluatedQueue;
  readonly tier: string;
}

/** One row of truth.csv. */
export interface TrueSubject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly class: string;
  readonly harmful: boolean;
  readonly queue: EvaluatedQueue | '';
}

const YES_OR_NO = ['true', 'false', '1', '0'] as const;
/** As `harmful` says it of who should be surfaced, in any case of letters. */
export const HARMFUL_WORDS: ReadonlySet<string> = new Set<(typeof YES_OR_NO)[number]>(['true', '1']);

/**
 * The ranking in the order of `rank`; equal ranks (one ranking for each queue) keep the order of the file. Throws a
 * sentence that names file and column when the file cannot be used.
 */
export async function readSubjects(path: string): Promise<RankedSubject[]> {
  const rows = await readTextColumns(path, ['rank', 'subject_kind', 'subject_id', 'queue', 'tier']);
  return rows
    .map(([rank, kind, id, queue, tier]) => ({
      rank: wholeNumber(rank, path, 'rank'),
      subject: {
        kind: oneOf(SUBJECT_KINDS, kind, path, 'subject_kind'),
        id: id ?? '',
        queue: oneOf(EVALUATED_QUEUES, queue, path, 'queue'),
        tier: tier ?? '',
      },
    }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ subject }) => subject);
}

/** The whole list of what is true. Throws a sentence that names file and column when it cannot be used. */
export async function readTruth(path: string): Promise<TrueSubject[]> {
  const rows = await readTextColumns(path, ['kind', 'id', 'class', 'harmful', 'queue']);
  return rows.map(([kind, id, className, harmful, queue]) => ({
    kind: oneOf(SUBJECT_KINDS, kind, path, 'kind'),
    id: id ?? '',
    class: className ?? '',
    harmful: HARMFUL_WORDS.has(oneOf(YES_OR_NO, harmful?.toLowerCase(), path, 'harmful')),
    queue: oneOf([...EVALUATED_QUEUES, ''] as const, queue ?? '', path, 'queue'),
  }));
}

/** The named columns as text, read by DuckDB, which knows quotes; other columns are left unread. */
async function readTextColumns(path: string, columns: readonly string[]): Promise<(string | null)[][]> {
  return withDuckDB(async (connection) => {
    const source = `read_csv(${sqlText(path)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', null_padding = false)`;
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
    const present = described.getRows().map(([name]) => String(name));
    const missing = columns.filter((column) => !present.includes(column));
    if (missing.length > 0)
      throw new Error(`${path}: there is no column ${missing.join(', ')}; it has ${present.join(', ')}.`);
    const rows: (string | null)[][] = [];
    const result = await connection.stream(`SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM ${source}`);
    for await (const chunk of result.yieldRows()) {
      for (const row of chunk) rows.push(row.map((value) => (value === null ? null : String(value))));
    }
    return rows;
  });
}

function oneOf<T extends string>(
  allowed: readonly T[],
  value: string | null | undefined,
  path: string,
  column: string,
): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) {
    throw new Error(
      `${path}: ${column} must be one of ${allowed.map((each) => each || '(empty)').join(', ')}, not ${value ?? '(empty)'}.`,
    );
  }
  return found;
}

function wholeNumber(value: string | null | undefined, path: string, column: string): number {
  if (value === null || value === undefined || !/^\d+$/.test(value)) {
    throw new Error(`${path}: ${column} must be a whole number, not ${value ?? '(empty)'}.`);
  }
  return Number(value);
}
