import type { TestWorkbench } from './workbench.ts';

/** A contact as it is entered by hand. */
export const newContact = (changes: object = {}) => ({
  kind: 'contact',
  when: { precision: 'exact', at: '2026-02-03T21:15', zone: 'Europe/Paris' },
  ...{ identifier: 'SYN-A-1', otherIdentifier: 'SYN-B-1', service: 'Example Chat', means: 'message' },
  source: 'Synthetic record 3',
  ...changes,
});

/** Sends a file of contacts or reports. */
export async function sendEvents(
  { ask }: Pick<TestWorkbench, 'ask'>,
  member: string,
  caseId: string,
  text: string | Buffer,
  query: Readonly<Record<string, string>> = {},
  preview = false,
) {
  const asked = new URLSearchParams({ kind: 'contact', name: 'records.csv', order: 'iso', ...query });
  const url = `/api/cases/${caseId}/event-imports${preview ? '/preview' : ''}?${asked}`;
  const headers = { 'content-type': 'application/octet-stream' };
  return ask(member, 'PUT', url, { body: typeof text === 'string' ? Buffer.from(text) : text, headers });
}
