/** More of a detail than this is one click away. */
const MOST_LINES = 4;
const LONGEST = 60;

/** The parts of an entry's detail, a line each, lists by their length; and whether that is all of it. */
export function briefDetail(detail: Readonly<Record<string, unknown>>): {
  readonly lines: readonly string[];
  readonly isWhole: boolean;
} {
  const all = Object.entries(detail).flatMap(([key, value]) =>
    isRecord(value) ? Object.entries(value).map(([inner, each]) => [inner, each] as const) : [[key, value] as const],
  );
  const lines = all.map(([key, value]) => `${key}: ${brief(value)}`);
  const isWhole =
    lines.length <= MOST_LINES && all.every(([key, value], index) => lines[index] === `${key}: ${plain(value)}`);
  return { lines: lines.slice(0, MOST_LINES), isWhole };
}

function brief(value: unknown): string {
  if (Array.isArray(value) && value.length > 3) return `[${value.length}]`;
  const text = plain(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(plain).join(', ') : JSON.stringify(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
