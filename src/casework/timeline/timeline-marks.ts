import type { z } from 'zod';
import type { TimelineItem } from './timeline-items.ts';
import { LANES, type markSchema } from './timeline-schema.ts';

type Mark = z.infer<typeof markSchema>;

/** So many marks lie beside each other in a lane at most. */
const PLACES = 240;

/**
 * What the picture of a window shows: each row a mark, until they lie too close; then one mark says how many they are. What is known exactly and
 * what is not are never one mark.
 */
export function timelineMarks(items: readonly TimelineItem[], window: { from: string; to: string }): Mark[] {
  const begin = Date.parse(window.from);
  const place = Math.max(1, (Date.parse(window.to) - begin) / PLACES);
  const marks = new Map<string, Mark>();
  for (const { key, lane, when } of items) {
    if (when.from === null) continue;
    const from = Date.parse(when.from);
    const to = when.to === null ? from : Date.parse(when.to);
    const drawn = when.precision === 'exact' || when.precision === 'approximate' ? when.precision : 'bounded';
    // What takes up more than a place is drawn with its length.
    const wide = to - from > place ? `${when.from} ${when.to}` : '';
    const at = `${lane} ${drawn} ${Math.floor((from - begin) / place)} ${wide}`;
    const known = marks.get(at);
    if (known === undefined) marks.set(at, { lane, from: when.from, to: when.to, count: 1, drawn, key });
    else marks.set(at, { ...known, count: known.count + 1, key: null, to: later(known.to, when.to) });
  }
  return [...marks.values()].sort(
    (a, b) => LANES.indexOf(a.lane) - LANES.indexOf(b.lane) || Date.parse(a.from) - Date.parse(b.from),
  );
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) > Date.parse(b) ? a : b;
}
