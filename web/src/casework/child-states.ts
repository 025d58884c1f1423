import type { ChildState, Track } from '../api/schema.ts';

export const TRACKS = ['identification', 'protection', 'care'] as const satisfies readonly Track[];

/** States that somebody writes by hand; giving up takes two people. */
export const STATES_OF: Readonly<Record<Track, readonly ChildState[]>> = {
  identification: ['not_identified', 'located', 'identified'],
  protection: ['not_assessed', 'reported', 'measures', 'safe'],
  care: ['not_referred', 'referred', 'in_care', 'declined_by_child', 'completed'],
};

/** What the service that cares writes. */
export const STATES_OF_SERVICE: readonly ChildState[] = ['in_care', 'declined_by_child', 'completed'];

const RESULTS: readonly ChildState[] = ['identified', 'safe', 'completed'];

/** A result ends its track: nothing is due any more. */
export function isResult(state: ChildState): boolean {
  return RESULTS.includes(state);
}
