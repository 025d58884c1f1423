/** One line of the file: what the page shows of it. */
export interface TrendLine {
  readonly facet: string;
  /** As the records write it; empty for the line of what is not told. */
  readonly value: string;
  /** In words of the reader's language. */
  readonly label: string;
  readonly leads: number | null;
}

/** What the page shows, as RFC 4180 in UTF-8 with the mark by which spreadsheets know it. */
export function trendsCsv(heads: readonly [string, string, string, string], lines: readonly TrendLine[]): string {
  const rows = lines.map(({ facet, value, label, leads }) => [
    facet,
    value,
    label,
    leads === null ? '' : String(leads),
  ]);
  return `\ufeff${[heads, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}

/** Channels and places are free text of the records: a spreadsheet must not take one for a formula. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
