import { expect } from 'vitest';
import type { TestWorkbench } from './workbench.ts';

/** An item as it is registered. */
export function newItem(holderId: string) {
  return {
    ...{ description: 'A telephone, black', kind: 'device', custodian: 'Synthetic custodian', place: 'Safe 3' },
    ...{ custodianService: 'Example Bank', sealNumber: 'S-100', classification: 'Restricted', origin: 'Seizure 5' },
    hash: { algorithm: 'sha256', value: 'AB'.repeat(32) },
    ...{ happenedOn: '2026-03-01', holderId, nextCheckOn: '2099-06-01' },
  };
}

/** Registers an item; gives its id. */
export async function registered({ ask }: TestWorkbench, member: string, caseId: string): Promise<string> {
  const answer = await ask(member, 'POST', `/api/cases/${caseId}/evidence`, { body: newItem(member) });
  expect(answer.status, answer.body).toBe(200);
  return answer.json().id;
}
