import type { ChildState, Track } from '../api/schema.ts';

export const TRACKS = ['identification', 'protection', 'care'] as const satisfies readonly Track[];

const STATES = {
  identification: ['not_identified', 'located', 'identified'],
  protection: ['not_assessed', 'reported', 'measures', 'safe'],
} as const satisfies Record<Exclude<Track, 'care'>, readonly ChildState[]>;

/** States that somebody writes by hand; giving up takes two people, and of the care the server says what goes with the referrals. */
export function statesOf(track: Track, careStates: readonly ChildState[]): readonly ChildState[] {
  return track === 'care' ? careStates : STATES[track];
}

/** What the service that cares writes. */
export const STATES_OF_SERVICE: readonly ChildState[] = ['in_care', 'declined_by_child', 'completed'];

const RESULTS: readonly ChildState[] = ['identified', 'safe', 'completed'];

/** A result ends its track: nothing is due any more. */
export function isResult(state: ChildState): boolean {
  return RESULTS.includes(state);
}
