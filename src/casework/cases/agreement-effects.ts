import type { AgreementKind } from '../case-tables.ts';
import { giveUpTrack } from '../children/child-status.ts';
import { endRequest } from '../requests/end-request.ts';
import type { Effect } from './agreements.ts';
import { closeCase } from './case-stage.ts';
import { endSearch } from './child-search.ts';

/** What each kind of agreement brings about: one without an effect does not compile. */
export const AGREEMENT_EFFECTS = {
  close_case: closeCase,
  end_child_search: endSearch,
  end_child_status: giveUpTrack,
  end_request: endRequest,
  // The item is destroyed later, elsewhere: the entry that says so names this agreement.
  destroy_evidence: async () => undefined,
} as const satisfies Record<AgreementKind, Effect>;
