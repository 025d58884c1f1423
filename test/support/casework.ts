import { expect } from 'vitest';
import type { TestWorkbench } from './workbench.ts';

/** Opens a case as a member, and gives its id. */
export async function openedCase(
  { ask }: TestWorkbench,
  member: string,
  unit: string,
  title = 'Synthetic case',
): Promise<string> {
  const body = { unit, title, country: 'FR', nextStep: 'Ask the provider', nextOn: '2099-01-15' };
  const answer = await ask(member, 'POST', '/api/cases', { body });
  expect(answer.status, answer.body).toBe(200);
  return answer.json().id;
}

/** Makes a record of a person in a case, and gives its id. Whoever is found is somebody else. */
export async function addedPerson(
  { ask }: TestWorkbench,
  member: string,
  caseId: string,
  population: 'concerned' | 'child' | 'other',
  workingName: string,
): Promise<string> {
  const body = {
    ...{ population, workingName, searchedFor: [workingName] },
    capacity: { concerned: 'payer', child: 'possible_victim', other: 'witness' }[population],
    ...(population === 'child' ? { nextStep: 'Compare the clues', nextOn: '2099-01-20' } : {}),
  };
  const notThese: string[] = [];
  for (;;) {
    const answer = await ask(member, 'POST', `/api/cases/${caseId}/people`, { body: { ...body, notThese } });
    expect(answer.status, answer.body).toBe(200);
    const { id, found = [] } = answer.json();
    if (id !== undefined) return id;
    notThese.push(...found.map((other: { id: string }) => other.id));
  }
}

/** Says something of a person; gives the id of the statement. */
export async function said(
  { ask }: TestWorkbench,
  member: string,
  personId: string,
  caseId: string,
  field: string,
  value: object,
  basis = '',
): Promise<string> {
  const body = { caseId, field, value, basis, sourceKind: 'document', source: 'Synthetic record 1' };
  const answer = await ask(member, 'POST', `/api/people/${personId}/statements`, { body });
  expect(answer.status, answer.body).toBe(200);
  return answer.json().id;
}

/** The server's own role, acting for a member, has no right to this statement. */
export async function expectNoRightTo({ database }: TestWorkbench, member: string, sql: string): Promise<void> {
  const client = await database.pools.app.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('vigie.member', $1, true)`, [member]);
    await expect(client.query(sql)).rejects.toThrow(/permission denied/);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
