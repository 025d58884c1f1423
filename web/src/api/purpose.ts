import { useSyncExternalStore } from 'react';
import { inPractice } from './practice.ts';

/** Why a person or a lead is read; written into the audit log with each reading. */
export const PURPOSES = ['triage', 'inquiry', 'safeguarding', 'supervision', 'training'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface StatedPurpose {
  readonly purpose: Purpose;
  readonly reference: string;
}

/** The server takes 200 characters of reference. */
export const LONGEST_REFERENCE = 200;
const STORED = 'vigie.purpose';

const PRACTISING: StatedPurpose = { purpose: 'training', reference: '' };

/** In practice there is one purpose alone, and it is said. Else null until the reader has said it: nobody's record is asked for before. */
let stated: StatedPurpose | null = inPractice ? PRACTISING : read();
const listeners = new Set<() => void>();

function read(): StatedPurpose | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORED) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('purpose' in kept)) return null;
    const purpose = PURPOSES.find((each) => each === kept.purpose);
    const reference = 'reference' in kept && typeof kept.reference === 'string' ? kept.reference : '';
    return purpose === undefined ? null : { purpose, reference };
  } catch {
    return null;
  }
}

/** Kept for this session of the browser's tab alone. */
export function statePurpose(purpose: StatedPurpose): void {
  stated = purpose;
  // What is said while practising counts for nothing real.
  if (!inPractice) sessionStorage.setItem(STORED, JSON.stringify(purpose));
  tellAll();
}

/** What the next member to sign in reads for is theirs to say. */
export function forgetPurpose(): void {
  stated = inPractice ? PRACTISING : null;
  sessionStorage.removeItem(STORED);
  tellAll();
}

function tellAll(): void {
  for (const listener of listeners) listener();
}

export function useStatedPurpose(): StatedPurpose | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => stated,
  );
}

/** Headers of every reading of a person or a lead. A header holds ASCII: the reference is percent-encoded UTF-8. */
export function purposeHeaders(): Record<string, string> {
  if (stated === null) return {};
  const reference = stated.reference.trim().slice(0, LONGEST_REFERENCE);
  return {
    'x-vigie-purpose': stated.purpose,
    ...(reference === '' ? {} : { 'x-vigie-purpose-reference': encodeURIComponent(reference) }),
  };
}
