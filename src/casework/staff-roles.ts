import type { QUEUES } from '../leads/lead.ts';

export const STAFF_ROLES = [
  'analyst',
  'investigator',
  'magistrate',
  'victim_services',
  'administrator',
  'auditor',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
type Queue = (typeof QUEUES)[number];

interface Powers {
  /** Queues of the own unit that the role opens, to read and to decide in. */
  readonly handles: readonly Queue[];
  /** Queues of which a record can be opened to the role by name, to read. */
  readonly mayBeGranted: readonly Queue[];
  readonly imports: boolean;
  readonly administers: boolean;
  readonly audits: boolean;
  /** Opens cases, or works on those on which it is a member by name. */
  readonly cases: 'opens' | 'works' | 'none';
  /** Cares for children who are referred to a service. */
  readonly cares: boolean;
}

/**
 * Who may what. The database decides by its policies; this table is what the pages are drawn from and what the policies are
 * tested against, so that a role without a row does not compile.
 */
export const POWERS = {
  analyst: {
    handles: ['investigation', 'safeguarding'],
    mayBeGranted: ['investigation', 'safeguarding'],
    imports: true,
    administers: false,
    audits: false,
    cases: 'opens',
    cares: false,
  },
  investigator: {
    handles: ['investigation'],
    mayBeGranted: ['investigation', 'safeguarding'],
    imports: false,
    administers: false,
    audits: false,
    cases: 'opens',
    cares: false,
  },
  magistrate: {
    handles: [],
    mayBeGranted: ['investigation', 'safeguarding'],
    imports: false,
    administers: false,
    audits: false,
    cases: 'works',
    cares: false,
  },
  victim_services: {
    handles: ['safeguarding'],
    mayBeGranted: ['safeguarding'],
    imports: false,
    administers: false,
    audits: false,
    cases: 'none',
    cares: true,
  },
  administrator: {
    handles: [],
    mayBeGranted: [],
    imports: false,
    administers: true,
    audits: false,
    cases: 'none',
    cares: false,
  },
  auditor: {
    handles: [],
    mayBeGranted: [],
    imports: false,
    administers: false,
    audits: true,
    cases: 'none',
    cares: false,
  },
} as const satisfies Record<StaffRole, Powers>;
