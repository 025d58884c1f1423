export const TRACKS = ['identification', 'protection', 'care'] as const;
export type Track = (typeof TRACKS)[number];

/** How a state ends its track: with a result, or given up by two people; null: something comes next, on a date. */
type Ending = 'result' | 'agreement' | null;

/** How it can stand with a child. The database holds the same table. */
export const CHILD_STATES = {
  identification: { not_identified: null, located: null, identified: 'result', given_up: 'agreement' },
  protection: { not_assessed: null, reported: null, measures: null, safe: 'result', given_up: 'agreement' },
  care: {
    not_referred: null,
    referred: null,
    in_care: null,
    declined_by_child: null,
    completed: 'result',
    given_up: 'agreement',
  },
} as const satisfies Record<Track, Record<string, Ending>>;
export type ChildState = { [T in Track]: keyof (typeof CHILD_STATES)[T] }[Track];

/** Which state of a referral a state of the care rests on; none: no referral may be open. What is not here rests on none. The database holds the same. */
export const RESTS_ON = {
  not_referred: [],
  referred: ['proposed', 'accepted'],
  in_care: ['accepted'],
  completed: ['accepted', 'ended'],
} as const satisfies Partial<Record<keyof (typeof CHILD_STATES)['care'], readonly ReferralState[]>>;

/** What a child that is new to Vigie starts from. */
export const FIRST_STATES = {
  identification: 'not_identified',
  protection: 'not_assessed',
  care: 'not_referred',
} as const satisfies Record<Track, ChildState>;

/** Null when the track does not know the state. */
export function endingOf(track: Track, state: string): { readonly ending: Ending } | null {
  const states: Readonly<Record<string, Ending>> = CHILD_STATES[track];
  return Object.hasOwn(states, state) ? { ending: states[state] ?? null } : null;
}

export const RELEASE_PURPOSES = ['identification', 'protection', 'care', 'proceedings'] as const;
export type ReleasePurpose = (typeof RELEASE_PURPOSES)[number];

export const REFERRAL_ANSWERS = ['accepted', 'declined', 'revoked', 'ended'] as const;
export type ReferralAnswer = (typeof REFERRAL_ANSWERS)[number];
export const REFERRAL_STATES = ['proposed', ...REFERRAL_ANSWERS] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];
