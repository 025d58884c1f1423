import { useState } from 'react';
import type { LeadState, NewDecision } from '../api/schema.ts';

/** A decision as it is typed. */
export interface Draft {
  readonly kind: Exclude<LeadState, 'new'> | null;
  readonly explanation: string;
  readonly words: string;
}

const NOTHING: Draft = { kind: null, explanation: '', words: '' };
const KINDS = ['follow_up', 'ordinary', 'need_more'] as const;

/** What was typed about a lead outlives a refusal, a reload and a new sign-in; it goes when it is recorded or the tab is closed. */
export function useDraft(memberId: string, leadId: string): readonly [Draft, (draft: Draft) => void] {
  const key = `vigie.draft.${memberId}.${leadId}`;
  const [draft, setDraft] = useState(() => read(key));
  return [
    draft,
    (next) => {
      setDraft(next);
      if (next.kind === null && next.words === '') sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(next));
    },
  ];
}

export const EMPTY_DRAFT = NOTHING;

/** What would be sent; null while it does not say enough. */
export function decisionOf({ kind, explanation, words }: Draft): NewDecision | null {
  const said = words.trim();
  switch (kind) {
    case null:
      return null;
    case 'follow_up':
      return { kind, words: said };
    case 'ordinary':
      return explanation === '' || (explanation === 'other' && said === '') ? null : { kind, explanation, words: said };
    case 'need_more':
      return said === '' ? null : { kind, words: said };
  }
}

function read(key: string): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return NOTHING;
    const text = (name: string): string => {
      const value: unknown = Object.entries(kept).find(([each]) => each === name)?.[1];
      return typeof value === 'string' ? value : '';
    };
    return {
      kind: KINDS.find((kind) => kind === text('kind')) ?? null,
      explanation: text('explanation'),
      words: text('words'),
    };
  } catch {
    return NOTHING;
  }
}
