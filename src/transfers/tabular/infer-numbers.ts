import type { ValueFormats } from '../reader.ts';

export interface NumberFormat {
  readonly decimal: ValueFormats['decimal'];
  readonly thousands: ValueFormats['thousands'];
  /** Said when the texts leave a choice. */
  readonly warning: string | null;
}

type Separator = '.' | ',' | ' ' | "'";

/**
 * How amounts are written, from their texts. A separator that is followed by other than three digits, or that stands last
 * after another one, is the decimal one; one that occurs twice in a number separates thousands. When all that is seen could be
 * either ("1,234"), a comma separates thousands in a file that is otherwise English, and decimals where `european` says so.
 */
export function inferNumbers(texts: readonly string[], european: boolean): NumberFormat {
  const votes = { '.': { decimal: 0, thousands: 0, either: 0 }, ',': { decimal: 0, thousands: 0, either: 0 } };
  let space = 0;
  let apostrophe = 0;
  for (const text of texts) {
    const marks = separators(text);
    if (marks.includes(' ')) space += 1;
    if (marks.includes("'")) apostrophe += 1;
    const points = marks.filter((mark): mark is '.' | ',' => mark === '.' || mark === ',');
    const last = points.at(-1);
    if (last === undefined) continue;
    const different = points.find((mark) => mark !== last);
    if (different !== undefined) {
      votes[last].decimal += 1;
      votes[different].thousands += 1;
    } else if (points.length > 1) votes[last].thousands += 1;
    else if (!/[.,]\d{3}\D*$/.test(text) || marks.length > 1 || /^\D*0[.,]/.test(text)) votes[last].decimal += 1;
    else votes[last].either += 1;
  }
  return decide(votes, space, apostrophe, european);
}

type Votes = Record<'.' | ',', { decimal: number; thousands: number; either: number }>;

function decide(votes: Votes, space: number, apostrophe: number, european: boolean): NumberFormat {
  const grouping = apostrophe > 0 ? "'" : space > 0 ? ' ' : '';
  const { '.': point, ',': comma } = votes;
  // What most amounts show: one amount written otherwise must not send all others to the quarantine.
  const groupingBeside = (mark: '.' | ',', { thousands, either }: Votes['.']): NumberFormat['thousands'] =>
    thousands + either > Math.max(space, apostrophe) ? mark : grouping;
  const sure = comma.decimal + point.thousands - point.decimal - comma.thousands;
  if (sure > 0) return { decimal: ',', thousands: groupingBeside('.', point), warning: mixed(point, ',') };
  if (sure < 0) return { decimal: '.', thousands: groupingBeside(',', comma), warning: mixed(comma, '.') };
  if (comma.either + point.either === 0) return { decimal: '.', thousands: grouping, warning: null };
  const mark = comma.either >= point.either ? ',' : '.';
  const isDecimal = mark === ',' ? european : !european;
  const decimal = isDecimal === (mark === ',') ? ',' : '.';
  return {
    decimal,
    thousands: isDecimal ? grouping : mark,
    warning: `Every amount with a "${mark}" has three digits after it, so it can separate thousands or decimals; it was read as ${isDecimal ? 'decimals' : 'thousands'}. If that is wrong, say "formats: decimal" in a mapping file.`,
  };
}

function mixed(other: Votes['.'], decimal: string): string | null {
  return other.decimal === 0
    ? null
    : `Some amounts are written with another decimal sign than "${decimal}"; they go to the quarantine.`;
}

/** The separators between the digits of a number, in order. */
function separators(text: string): Separator[] {
  const marks: Separator[] = [];
  for (const match of text.matchAll(/(?<=\d)([.,'’]|\s)(?=\d)/gu)) {
    const mark = match[1] ?? '';
    marks.push(mark === '.' || mark === ',' ? mark : mark === "'" || mark === '’' ? "'" : ' ');
  }
  return marks;
}
