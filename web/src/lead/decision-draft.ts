import { useState } from 'react';
import type { LeadState, NewDecision } from '../api/schema.ts';
import { NOTHING_SAID, type Ordinary, ordinaryDecision, SAID_BY } from '../handling/ordinary.ts';

/** A decision as it is typed. */
export interface Draft extends Ordinary {
  readonly kind: Exclude<LeadState, 'new'> | null;
}

const NOTHING: Draft = { ...NOTHING_SAID, kind: null };
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
export function decisionOf(draft: Draft): NewDecision | null {
  const said = draft.words.trim();
  const { kind } = draft;
  switch (kind) {
    case null:
      return null;
    case 'follow_up':
      return { kind, words: said };
    case 'ordinary':
      return ordinaryDecision(draft);
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
      saidBy: SAID_BY.find((each) => each === text('saidBy')) ?? '',
      whom: text('whom'),
    };
  } catch {
    return NOTHING;
  }
}
