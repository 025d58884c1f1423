import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FakeApi } from './fake-api.ts';
import { serveClient } from './serve-client.ts';

/** Serves the built client and the fake API on a port of the machine itself. */
export function fakeServer(
  api: FakeApi,
  dist: string,
  port = 0,
): Promise<{ readonly server: Server; readonly address: string }> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const text = await textOf(request);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    );
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const given = api.answer({ method: request.method ?? 'GET', url, headers, body });
    response.writeHead(given.status, { 'content-type': 'application/json', ...given.headers });
    response.end(JSON.stringify(given.body));
  };
  return serveClient(dist, (request, response) => void answer(request, response), port);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
