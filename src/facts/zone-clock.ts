import { HOUR, UNKNOWN_HOUR } from './calendar.ts';
import type { ZoneOffsets } from './ledger.ts';

/**
 * Local time in a zone at an instant. Remembers per zone the stretch between two transitions that answered last:
 * in time order the next question nearly always falls into it.
 */
export class ZoneClock {
  readonly zones: ZoneOffsets;
  readonly #stretch: Int32Array;

  constructor(zones: ZoneOffsets) {
    this.zones = zones;
    this.#stretch = new Int32Array(zones.transitions.length);
  }

  /**
   * Local time in whole hours since 1970-01-01T00:00 on the wall; UNKNOWN_HOUR when the zone is unknown (-1). Throws on a
   * zone that has no table.
   */
  hourAt(zone: number, at: number): number {
    if (zone < 0) return UNKNOWN_HOUR;
    const transitions = this.zones.transitions[zone];
    const offsets = this.zones.offsets[zone];
    if (!transitions || !offsets) throw new RangeError(`Zone ${zone} has no table of offsets`);
    let stretch = this.#stretch[zone] as number;
    const after = stretch + 1;
    const holds =
      at >= (transitions[stretch] as number) && (after >= transitions.length || at < (transitions[after] as number));
    if (!holds) {
      stretch = lastAtOrBefore(transitions, at);
      this.#stretch[zone] = stretch;
    }
    return Math.floor((at + (offsets[stretch] as number)) / HOUR);
  }
}

function lastAtOrBefore(transitions: Float64Array, at: number): number {
  let low = 0;
  let high = transitions.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((transitions[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
