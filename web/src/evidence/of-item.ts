import type { CaseDetail, EvidenceItem } from '../api/schema.ts';
import type { CasePowers } from '../casework/powers.ts';

/** What each part of the page of an item is given. */
export interface OfItem {
  readonly item: EvidenceItem;
  readonly etag: string | null;
  /** The case, once it is read: its colleagues and its agreements. */
  readonly detail: CaseDetail | undefined;
  readonly powers: CasePowers;
}

/** What a dialog of custody is given: the case is there. */
export interface CustodyDialog {
  readonly item: EvidenceItem;
  readonly etag: string | null;
  readonly detail: CaseDetail;
  readonly onClose: () => void;
}
