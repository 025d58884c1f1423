import type { MessageId } from '../messages/say.ts';

const WORDS: Readonly<Record<string, MessageId>> = {
  child_search: 'owes.child_search',
  child_identification: 'owes.child_identification',
  child_protection: 'owes.child_protection',
  child_care: 'owes.child_care',
  referral: 'owes.referral',
  request: 'owes.request',
  evidence_check: 'owes.evidence_check',
  evidence_handover: 'owes.evidence_handover',
};

/** How a kind of thing that a case owes is called. */
export function owedWords(kind: string): MessageId {
  return WORDS[kind] ?? 'owes.other';
}
