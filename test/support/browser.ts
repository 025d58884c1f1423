import type { FastifyInstance } from 'fastify';
import { generate } from 'otplib';

/** What a browser got. */
interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
  /** As it was set, attributes and all. */
  readonly cookies: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: an answer as a test looks into it.
  readonly json: any;
}

interface Asking {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Somebody at a browser: keeps cookies and sends the origin, as browsers do. */
export interface Browser {
  readonly cookies: Map<string, string>;
  get(path: string, asking?: Asking): Promise<Got>;
  post(path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<Got>;
  delete(path: string): Promise<Got>;
  ask(method: Method, path: string, asking?: Asking): Promise<Got>;
}

/** @param address from which it asks; one of the documentation block */
export function browserOf(app: FastifyInstance, origin: string, address = '192.0.2.1'): Browser {
  const cookies = new Map<string, string>();
  const ask = async (method: Method, url: string, { body, headers }: Asking = {}): Promise<Got> => {
    const answer = await app.inject({
      ...{ method, url, remoteAddress: address },
      ...(body === undefined ? {} : { payload: body }),
      headers: {
        'accept-language': 'en',
        ...(method === 'GET' ? {} : { origin }),
        ...(cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...headers,
      },
    });
    const set = [answer.headers['set-cookie'] ?? []].flat();
    for (const cookie of set) keep(cookies, cookie);
    const text = answer.body;
    return {
      ...{ status: answer.statusCode, headers: answer.headers, text, cookies: set },
      json: answer.headers['content-type']?.toString().includes('json') ? JSON.parse(text) : null,
    };
  };
  return {
    ...{ cookies, ask },
    get: (path, asking) => ask('GET', path, asking),
    post: (path, body = {}, headers = {}) => ask('POST', path, { body, headers }),
    delete: (path) => ask('DELETE', path),
  };
}

function keep(cookies: Map<string, string>, cookie: string): void {
  const [pair = '', ...attributes] = cookie.split(/;\s*/);
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  if (value === '' || attributes.some((attribute) => /^max-age=0$/i.test(attribute))) cookies.delete(name);
  else cookies.set(name, value);
}

/** For so long a code is the one of now. */
const STEP_MS = 30_000;
/** So long a busy machine may take until it looks at a code. */
const ON_ITS_WAY_MS = 10_000;

/** A code application: gives codes that it has not given before, as long as the clock allows. */
export interface CodeApplication {
  next(): Promise<string>;
}

/** @param uri as it is shown for scanning */
export function codeApplication(uri: string): CodeApplication {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const given = new Set<number>();
  return {
    async next() {
      const now = Math.floor(Date.now() / STEP_MS);
      const left = (now + 1) * STEP_MS - Date.now();
      // One step of the clock before and after counts as well; the one before only while the code comes in before the next step begins.
      const step = [now, now + 1, ...(left > ON_ITS_WAY_MS ? [now - 1] : [])].find((each) => !given.has(each));
      if (step === undefined) {
        await new Promise((resolve) => setTimeout(resolve, left + 50));
        return this.next();
      }
      given.add(step);
      return generate({ secret, epoch: step * 30 });
    },
  };
}
