import { readCsvRecord } from './csv-record.ts';
import { DELIMITERS, type Dialect } from './dialect.ts';

/** A record of the head of a file, and the byte at which it starts. */
export interface HeadRecord {
  readonly at: number;
  readonly fields: readonly string[];
}

export interface DialectGuess {
  readonly dialect: Dialect;
  /** Records of the head as this dialect reads them, bad ones left out. */
  readonly records: readonly HeadRecord[];
}

const HEAD_RECORDS = 300;
const QUOTES = [
  { quote: '"', escape: '"' },
  { quote: '"', escape: '\\' },
  { quote: "'", escape: "'" },
  { quote: '', escape: '' },
] as const satisfies readonly Omit<Dialect, 'delimiter'>[];

/** Another way of quoting must make the table more regular by this much than double quotes do. */
const CLEARLY_BETTER = 1.01;

/**
 * The dialect under which the head of the file makes the most regular table: the share of records with the most common
 * number of columns, times what is known of the header when `headerScore` recognises one. Ties go to double quotes and to the
 * earlier delimiter (comma, semicolon, tab, bar).
 *
 * @param head the first bytes of the file, UTF-8
 * @param complete the head is the whole file
 * @param headerScore how many fields a record names, if it is a header
 */
export function detectDialect(
  head: Buffer,
  complete: boolean,
  headerScore: (record: readonly string[]) => number,
): DialectGuess {
  let best = bestDelimiter(head, complete, headerScore, QUOTES[0]);
  for (const quoting of QUOTES.slice(1)) {
    if (!plausible(quoting.quote, head)) continue;
    const other = bestDelimiter(head, complete, headerScore, quoting);
    if (other.score > best.score * CLEARLY_BETTER) best = other;
  }
  return best;
}

/** Single quotes must enclose a value somewhere to count as quotes; no quotes at all, only where double ones enclose none. */
function plausible(quote: Dialect['quote'], head: Buffer): boolean {
  const text = head.toString('latin1');
  const enclosed = (mark: string): boolean =>
    new RegExp(`(^|[,;\\t|\\n])${mark}(?:[^${mark}\\n]|${mark}${mark})*${mark}([,;\\t|\\r\\n]|$)`).test(text);
  return quote === '' ? !enclosed('"') : enclosed(quote);
}

function bestDelimiter(
  head: Buffer,
  complete: boolean,
  headerScore: (record: readonly string[]) => number,
  quoting: (typeof QUOTES)[number],
): DialectGuess & { readonly score: number } {
  const guesses = DELIMITERS.map((delimiter) => {
    const dialect: Dialect = { delimiter, ...quoting };
    const { records, bad } = headRecords(head, complete, dialect);
    return { dialect, records, score: regularity(records, bad) * (1 + headers(records, headerScore)) };
  });
  return guesses.reduce((best, guess) => (guess.score > best.score ? guess : best));
}

function headers(records: readonly HeadRecord[], headerScore: (record: readonly string[]) => number): number {
  return Math.max(0, ...records.slice(0, 30).map((record) => headerScore(record.fields)));
}

/** Share of regular records; next to nothing for a single column. */
function regularity(records: readonly HeadRecord[], bad: number): number {
  const widths = new Map<number, number>();
  for (const { fields } of records) widths.set(fields.length, (widths.get(fields.length) ?? 0) + 1);
  let [width, count] = [0, 0];
  for (const [candidate, times] of widths) {
    if (times > count || (times === count && candidate > width)) [width, count] = [candidate, times];
  }
  const share = count / (records.length + bad || 1);
  return width <= 1 ? share * 0.01 : share;
}

/** The records at the start of the file, up to 300 of them, and how many lines of it were not records. */
function headRecords(
  head: Buffer,
  complete: boolean,
  dialect: Dialect,
): { records: readonly HeadRecord[]; bad: number } {
  const records: HeadRecord[] = [];
  let bad = 0;
  for (let at = 0; at < head.length && records.length + bad < HEAD_RECORDS; ) {
    const step = readCsvRecord(head, at, complete, dialect);
    if (step.kind === 'more' || step.kind === 'endless') break;
    if (step.kind === 'record') records.push({ at, fields: step.fields });
    if (step.kind === 'bad') bad += 1;
    at = step.next;
  }
  return { records, bad };
}
