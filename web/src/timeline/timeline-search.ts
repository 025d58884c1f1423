export const ZOOMS = ['year', 'month', 'day'] as const;
export type Zoom = (typeof ZOOMS)[number];

export const LANES = [
  'transfers',
  'contacts',
  'reports',
  'travel',
  'facts',
  'requests',
  'decisions',
  'custody',
] as const;
export type Lane = (typeof LANES)[number];

/** The query of the address of a timeline. Absent means all of it, in all lanes. */
export interface TimelineSearch {
  readonly lanes?: string;
  readonly zoom?: string;
  /** A day within what is shown. */
  readonly at?: string;
}

export function readTimelineSearch(search: Record<string, unknown>): TimelineSearch {
  const { lanes, zoom, at } = search;
  return {
    ...(typeof lanes === 'string' && lanesOf({ lanes }) !== null ? { lanes } : {}),
    ...(typeof zoom === 'string' && zoomOf({ zoom }) !== null ? { zoom } : {}),
    ...(typeof at === 'string' && isDay(at) ? { at } : {}),
  };
}

/** Null: all. */
export function lanesOf({ lanes }: TimelineSearch): readonly Lane[] | null {
  if (lanes === undefined) return null;
  const named = lanes.split(',');
  const found = LANES.filter((lane) => named.includes(lane));
  return found.length === 0 || found.length === LANES.length ? null : found;
}

/** Null: from the first to the last. */
export function zoomOf({ zoom }: TimelineSearch): Zoom | null {
  return ZOOMS.find((each) => each === zoom) ?? null;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What the address shows; null: all of it. A zoom without a day stands at the end of what there is. */
export function windowOf(search: TimelineSearch, last: string | null): Span | null {
  const zoom = zoomOf(search);
  const at = search.at ?? last?.slice(0, 10);
  if (zoom === null || at === undefined) return null;
  return { from: begin(at, zoom, 0), to: begin(at, zoom, 1) };
}

/** The first day of the year, the month or the day that is so many on from one. */
export function moved(at: string, zoom: Zoom, by: number): string {
  return begin(at, zoom, by).slice(0, 10);
}

/** One step nearer or further; a step further than a year shows all. */
export function zoomed(zoom: Zoom | null, nearer: boolean): Zoom | null {
  const steps = [null, ...ZOOMS];
  const step = steps.indexOf(zoom) + (nearer ? 1 : -1);
  return steps[Math.min(Math.max(step, 0), ZOOMS.length)] ?? null;
}

function begin(at: string, zoom: Zoom, by: number): string {
  const [year = 0, month = 1, day = 1] = at.split('-').map(Number);
  const date =
    zoom === 'year'
      ? new Date(Date.UTC(year + by, 0))
      : zoom === 'month'
        ? new Date(Date.UTC(year, month - 1 + by))
        : new Date(Date.UTC(year, month - 1, day + by));
  return date.toISOString();
}
