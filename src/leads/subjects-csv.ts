import { spelledOut } from '../engine/spelled-out.ts';
import { isoFromSeconds } from './iso-instant.ts';
import type { RankedSubject } from './rank-subjects.ts';

/** Columns of subjects.csv, in order. */
const SUBJECTS_CSV_COLUMNS = [
  'rank',
  'subject_kind',
  'subject_id',
  'subject_name',
  'queue',
  'role',
  'score',
  'tier',
  'indicators',
  'reasons_against',
  'unknown',
  'transfers',
  'amount_eur',
  'first_transfer_at',
  'last_transfer_at',
  'lead_id',
] as const;

export interface SubjectRow {
  readonly standing: RankedSubject;
  readonly id: string;
  readonly name: string | null;
  readonly leadId: string;
  /** Ids of what fired, applies against, and is unknown, in its queue. */
  readonly indicators: readonly string[];
  readonly reasonsAgainst: readonly string[];
  readonly unknown: readonly string[];
  readonly transfers: number;
  /** Decimal text; null when nothing has a rate. */
  readonly amountEur: string | null;
  /** Seconds UTC. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The header line, without a line end. */
export const subjectsCsvHeader = SUBJECTS_CSV_COLUMNS.join(',');

/** One line of subjects.csv, without a line end. Lists of ids are separated by spaces; missing is empty. */
export function subjectsCsvLine(row: SubjectRow): string {
  const { standing } = row;
  return [
    String(standing.rank),
    standing.kind,
    csvCell(safeId(row.id)),
    csvCell(row.name === null ? '' : safeText(row.name)),
    standing.queue,
    standing.role,
    standing.score.toFixed(4),
    standing.tier,
    row.indicators.join(' '),
    row.reasonsAgainst.join(' '),
    row.unknown.join(' '),
    String(row.transfers),
    row.amountEur ?? '',
    isoFromSeconds(row.firstAt),
    isoFromSeconds(row.lastAt),
    row.leadId,
  ].join(',');
}

/** Quotes a cell where CSV needs it. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a spreadsheet takes for the start of a formula, also in the wide forms that East Asian ones know. */
const FORMULA = /^[\s']*[=+\-@＝＋－＠﹦﹢﹣﹫]/;

/**
 * Free text as a spreadsheet or a terminal may show it: hidden characters are spelled out, and an apostrophe stands before what
 * could be run as a formula. Plain numbers stay as they are.
 */
export function safeText(text: string): string {
  const shown = spelledOut(text);
  return FORMULA.test(shown) && !/^[+-]?\d+([.,]\d+)?$/.test(shown) ? `'${shown}` : shown;
}

/**
 * An identifier must still join with the input, and identifiers such as +33612… or -1 are common: a spreadsheet reads
 * those as numbers or text, not as formulas. Neutralised like text are only ids that could be run: those that begin with
 * = or @, and those that begin with + or - and hold more than digits, spaces, dots and hyphens.
 */
export function safeId(id: string): string {
  const shown = spelledOut(id);
  return FORMULA.test(shown) && !/^[+-][\d .-]*$/.test(shown) ? `'${shown}` : shown;
}
