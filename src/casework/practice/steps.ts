/** What a learner goes through, in this order. */
export const STEPS = ['import', 'read', 'decide', 'case', 'request', 'file'] as const;
export type Step = (typeof STEPS)[number];

/** What was really done in a training space, as the database has it. */
export interface Done {
  readonly imports: number;
  readonly leadsRead: number;
  /** Of how many queues they are. */
  readonly queuesRead: number;
  readonly followedUp: number;
  readonly setAside: number;
  readonly casesFromLeads: number;
  readonly requestsSent: number;
  readonly files: number;
}

/** So many leads are opened before anything is decided, of both queues: where the payer may be the child is read otherwise. */
const LEADS_TO_READ = 3;
const QUEUES_TO_READ = 2;

/** Which steps are done: by what is there, never by what was clicked. */
export function stepsDone(done: Done): Readonly<Record<Step, boolean>> {
  return {
    import: done.imports > 0,
    read: done.leadsRead >= LEADS_TO_READ && done.queuesRead >= QUEUES_TO_READ,
    decide: done.followedUp > 0 && done.setAside > 0,
    case: done.casesFromLeads > 0,
    request: done.requestsSent > 0,
    file: done.files > 0,
  };
}
