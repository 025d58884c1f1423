import { ApiProblem, NoAnswer } from '../api/api-problem.ts';
import { pageHeaders, problemOf } from '../api/client.ts';
import { apiBase } from '../api/practice.ts';

/** Sends a file as it is, of any size, and tells how much has gone. Throws ApiProblem, or NoAnswer when the server is gone. */
export function sendFile(unit: string, file: File, sent: (share: number) => void): Promise<string> {
  // `fetch` does not tell how much of a body has been sent.
  const request = new XMLHttpRequest();
  request.open('PUT', `${apiBase}/api/imports/files?${new URLSearchParams({ unit, name: file.name })}`);
  request.setRequestHeader('accept-language', document.documentElement.lang);
  request.setRequestHeader('content-type', 'application/octet-stream');
  for (const [name, value] of Object.entries(pageHeaders())) request.setRequestHeader(name, value);
  return new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => sent(total === 0 ? 1 : loaded / total));
    request.addEventListener('error', () => reject(new NoAnswer(file.name)));
    request.addEventListener('abort', () => reject(new NoAnswer(file.name)));
    request.addEventListener('load', () => {
      const answer = read(request.responseText);
      const { status, statusText } = request;
      if (status === 201 && typeof answer.id === 'string') resolve(answer.id);
      else reject(new ApiProblem(problemOf(answer, new Response(null, { status: status || 500, statusText }))));
    });
    request.send(file);
  });
}

function read(text: string): { readonly id?: unknown } {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch {
    return {};
  }
}
