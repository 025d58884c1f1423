import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, NoAnswer } from '../api/api-problem.ts';
import { answered, api, bodyOf, pageHeaders, problemOf } from '../api/client.ts';
import { apiBase } from '../api/practice.ts';
import { purposeHeaders } from '../api/purpose.ts';

export function caseEvidenceQuery(caseId: string) {
  return queryOptions({
    queryKey: ['casework', 'evidence-of-case', caseId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/cases/{id}/evidence', { params: { path: { id: caseId } }, headers: purposeHeaders(), signal }),
      ),
    staleTime: 60_000,
  });
}

/** One item with its whole custody, and its ETag. */
export function itemQuery(id: string) {
  return queryOptions({
    queryKey: ['casework', 'evidence', id],
    queryFn: ({ signal }) =>
      answered(api.GET('/api/evidence/{id}', { params: { path: { id } }, headers: purposeHeaders(), signal })),
    staleTime: 60_000,
  });
}

/** A file of the server, whose reading is audited. Throws ApiProblem, or NoAnswer when the server is gone. */
export async function fileOf(path: string): Promise<Blob> {
  const answer = await ask(path, { headers: { ...said(), ...purposeHeaders() } });
  return answer.blob();
}

/** Sends a file to be attached as it is: what is kept of it, and whether anything is, its bytes decide on the server. */
export async function sendAttachment(
  caseId: string,
  { file, words, item }: { readonly file: File; readonly words: string; readonly item: string | null },
  headers: Record<string, string>,
): Promise<void> {
  const query = new URLSearchParams({ name: file.name, words, ...(item === null ? {} : { item }) });
  await ask(`/api/cases/${caseId}/attachments?${query}`, {
    method: 'PUT',
    headers: { ...said(), ...headers, 'content-type': 'application/octet-stream' },
    body: file,
  });
}

const said = (): Record<string, string> => ({ 'accept-language': document.documentElement.lang, ...pageHeaders() });

async function ask(path: string, options: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`${apiBase}${path}`, { credentials: 'same-origin', ...options });
  } catch (error) {
    throw new NoAnswer(error instanceof Error ? error.message : String(error));
  }
  if (!answer.ok) throw new ApiProblem(problemOf(await answer.json().catch(() => null), answer));
  return answer;
}
