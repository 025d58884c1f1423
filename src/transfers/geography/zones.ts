/** Offsets of each zone in use: offsets[z][i] seconds east of UTC hold from transitions[z][i] (seconds UTC) on. transitions[z][0] = -Infinity. */
export interface ZoneOffsets {
  readonly transitions: readonly Float64Array[];
  readonly offsets: readonly Int32Array[];
}

const SECONDS_PER_DAY = 86_400;
/** Shorter than any stretch between two changes: the shortest since 1990 is six days and 23 hours (northern Brazil, October 2000). */
const STEP = 5 * SECONDS_PER_DAY;

/**
 * The offsets of the zones between two instants (seconds UTC), in the order of the names. Each zone asks ICU about once in five days of
 * that span and bisects the changes to the second; kernels then never ask it. Before the span the first offset holds, after it the last.
 * @throws RangeError for a name that is no IANA zone.
 */
export function zoneOffsets(zoneNames: readonly string[], fromSeconds: number, toSeconds: number): ZoneOffsets {
  const transitions: Float64Array[] = [];
  const offsets: Int32Array[] = [];
  for (const name of zoneNames) {
    const changes = changesOf(offsetReader(name), Math.floor(fromSeconds), Math.ceil(toSeconds));
    transitions.push(Float64Array.from(changes, (change) => change.at));
    offsets.push(Int32Array.from(changes, (change) => change.offset));
  }
  return { transitions, offsets };
}

/** Seconds east of UTC in a zone (index into the names given to `zoneOffsets`) at an instant; NaN for the unknown zone, -1. */
export function offsetAt(zones: ZoneOffsets, zone: number, at: number): number {
  const transitions = zones.transitions[zone];
  const offsets = zones.offsets[zone];
  if (!transitions || !offsets) return Number.NaN;
  let low = 0;
  let high = transitions.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((transitions[middle] ?? Number.POSITIVE_INFINITY) <= at) low = middle;
    else high = middle;
  }
  return offsets[low] ?? Number.NaN;
}

/** True when one of these instants (seconds UTC) is another time in one zone than in the other. */
export function differAt(instants: readonly number[], one: string, other: string): boolean {
  const [ofOne, ofOther] = [offsetReader(one), offsetReader(other)];
  return instants.some((at) => ofOne(at) !== ofOther(at));
}

/** A list of places names few zones many times, and a formatter takes 0.1 ms. What is no zone is not kept: it could be anything, without end. */
const seenZones = new Set<string>();

/** True for a name that the runtime knows as an IANA zone. */
export function isZone(name: string): boolean {
  if (seenZones.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
  } catch {
    return false;
  }
  seenZones.add(name);
  return true;
}

interface Change {
  /** The new offset holds from this instant on, seconds UTC. */
  readonly at: number;
  readonly offset: number;
}

type OffsetReader = (at: number) => number;

/** Asks ICU, which counts in seconds where a zone's history has them (`GMT-00:44:30`). */
function offsetReader(zone: string): OffsetReader {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (at) => {
    const match = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(at * 1000));
    if (!match) return 0;
    const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
    return match[1] === '-' ? -seconds : seconds;
  };
}

function changesOf(offsetOf: OffsetReader, from: number, to: number): Change[] {
  let known = offsetOf(from);
  const changes: Change[] = [{ at: Number.NEGATIVE_INFINITY, offset: known }];
  for (let start = from; start < to; start += STEP) {
    const end = Math.min(start + STEP, to);
    const endOffset = offsetOf(end);
    // A step may hold more than one change: bisect to the first, then look again from there.
    let low = start;
    while (known !== endOffset) {
      let high = end;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (offsetOf(middle) === known) low = middle;
        else high = middle;
      }
      known = offsetOf(high);
      changes.push({ at: high, offset: known });
      low = high;
    }
  }
  return changes;
}
