import { useSyncExternalStore } from 'react';

/** Why a person or a lead is read; written into the audit log with each reading. */
export const PURPOSES = ['triage', 'inquiry', 'safeguarding', 'supervision', 'training'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface StatedPurpose {
  /** Null: the one that the page is for. */
  readonly purpose: Purpose | null;
  readonly reference: string;
}

/** The server takes 200 characters of reference. */
export const LONGEST_REFERENCE = 200;
const STORED = 'vigie.purpose';
const NOTHING_STATED: StatedPurpose = { purpose: null, reference: '' };

let stated = read();
const listeners = new Set<() => void>();

function read(): StatedPurpose {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORED) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return NOTHING_STATED;
    const purpose = 'purpose' in kept ? (PURPOSES.find((each) => each === kept.purpose) ?? null) : null;
    const reference = 'reference' in kept && typeof kept.reference === 'string' ? kept.reference : '';
    return { purpose, reference };
  } catch {
    return NOTHING_STATED;
  }
}

/** Kept for this session of the browser's tab alone. */
export function statePurpose(purpose: StatedPurpose): void {
  stated = purpose;
  sessionStorage.setItem(STORED, JSON.stringify(purpose));
  for (const listener of listeners) listener();
}

export function useStatedPurpose(): StatedPurpose {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => stated,
  );
}

/** Headers of every reading of a person or a lead. A header holds ASCII: the reference is percent-encoded UTF-8. */
export function purposeHeaders(ofPage: Purpose): Record<string, string> {
  const reference = stated.reference.trim().slice(0, LONGEST_REFERENCE);
  return {
    'x-vigie-purpose': stated.purpose ?? ofPage,
    ...(reference === '' ? {} : { 'x-vigie-purpose-reference': encodeURIComponent(reference) }),
  };
}
