import type { CaseDetail, RequestRecord } from '../api/schema.ts';
import type { CasePowers } from '../casework/powers.ts';

/** What each part of the page of a request is given. */
export interface OfRequest {
  readonly request: RequestRecord;
  readonly etag: string | null;
  /** The case, once it is read: its colleagues and its agreements. */
  readonly detail: CaseDetail | undefined;
  readonly powers: CasePowers;
}
