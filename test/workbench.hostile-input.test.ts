import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STAFF_ROLES } from '../src/casework/staff-roles.ts';
import { isSlow } from './support/slow-request.ts';
import {
  addLeads,
  addMember,
  addOrganisation,
  addUnit,
  type TestWorkbench,
  testWorkbench,
} from './support/workbench.ts';

const REQUESTS = 10_000;
/** Stands in everything that the second organisation has, and in nothing that a request sends. */
const SECRET = 'ZQXJKV';

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly body: Schema | null;
}
interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

let workbench: TestWorkbench;
let known: string[];
let operations: readonly Operation[];

beforeAll(async () => {
  workbench = await testWorkbench();
  const { database } = workbench;
  known = [];
  for (const name of ['first', SECRET]) {
    const organisation = await addOrganisation(database, name);
    const unit = await addUnit(database, organisation, `${name} unit`);
    for (const role of STAFF_ROLES) await addMember(database, organisation, `${name}-${role}`, [{ unit, role }]);
    const subject = name === SECRET ? { subject: `SP-${SECRET}` } : {};
    const leads = await addLeads(database, unit, [
      { queue: 'investigation', rank: 1, ...subject },
      { queue: 'safeguarding', rank: 1, ...subject },
    ]);
    known.push(unit, ...leads);
  }
  operations = operationsOf((await workbench.ask('first-analyst', 'GET', '/api/openapi.json')).json());
});
afterAll(() => workbench.close());

describe('whatever is sent, by whomever', () => {
  it('is answered without an error of the server, without a leak, and soon', async () => {
    expect(operations.length).toBeGreaterThan(15);
    const asker = fc.constantFrom(null, ...STAFF_ROLES.map((role) => `first-${role}`));
    const request = fc
      .constantFrom(...operations)
      .chain((operation) => fc.record({ operation: fc.constant(operation), sent: sentFor(operation), asker }));
    const plain = () => workbench.ask('first-analyst', 'GET', '/api/me');
    const faults: string[] = [];
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(request, async ({ operation, sent, asker }) => {
        const ask = () =>
          workbench.ask(asker, operation.method, sent.url, {
            ...(sent.body === undefined ? {} : { body: sent.body }),
            headers: sent.headers,
          });
        const began = performance.now();
        const { status, body } = await ask();
        const took = performance.now() - began;
        answered++;
        const what = `${operation.method} ${operation.path} as ${asker ?? 'nobody'}`;
        if (status >= 500) faults.push(`${what}: ${status} for ${JSON.stringify(sent)}`);
        if (body.includes(SECRET)) faults.push(`${what}: tells of another organisation`);
        if (asker === null && status < 400 && !OPEN.has(operation.path)) faults.push(`${what}: open to nobody`);
        if (!LONG.has(operation.path) && (await isSlow(took, ask, plain)))
          faults.push(`${what}: ${took.toFixed(0)} ms`);
      }),
      { numRuns: REQUESTS },
    );
    expect(answered).toBe(REQUESTS);
    expect([...new Set(faults)].slice(0, 20)).toEqual([]);
  });

  it('is told in a log that still verifies, and leaves the other organisation as it was', async () => {
    const rows = await workbench.database.query(
      `select count(*)::int as leads, min(version) as least, max(version) as most from vigie.lead where subject_name like '%${SECRET}%'`,
    );
    expect(rows).toEqual([{ leads: 2, least: 1, most: 1 }]);
    const breaks = await workbench.database.query(
      `select seq from (select seq, content::jsonb ->> 'previous' as previous, lag(encode(hash, 'hex')) over (order by seq) as before,
         encode(sha256(convert_to(content, 'UTF8')), 'hex') <> encode(hash, 'hex') as edited from audit.entry) chain
       where edited or (before is not null and previous <> before)`,
    );
    expect(breaks).toEqual([]);
  });
});

/** What anybody may read: the description of the API itself. */
const OPEN: ReadonlySet<string> = new Set(['/api/sign-in/state']);

/** What makes a whole synthetic case, at most five times a day for each member. */
const LONG: ReadonlySet<string> = new Set(['/api/practice']);

function operationsOf(document: {
  paths: Record<
    string,
    Record<
      string,
      { parameters?: Operation['parameters']; requestBody?: { content: Record<string, { schema: Schema }> } }
    >
  >;
}): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      parameters,
      body: Object.values(requestBody?.content ?? {})[0]?.schema ?? null,
    })),
  );
}

interface Sent {
  readonly url: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

function sentFor({ path, parameters, body }: Operation): fc.Arbitrary<Sent> {
  const of = (place: string) => parameters.filter((parameter) => parameter.in === place);
  return fc
    .record({
      inPath: fc.tuple(...of('path').map(({ schema }) => anyValue(schema))),
      inQuery: fc.tuple(...of('query').map(({ schema }) => fc.option(anyValue(schema), { freq: 3 }))),
      body:
        body === null
          ? fc.constant(undefined)
          : fc.oneof({ weight: 4, arbitrary: anyValue(body) }, { weight: 1, arbitrary: fc.jsonValue() }),
      purpose: fc.constantFrom('triage', 'inquiry', '', 'nonsense', '\u00e9'),
      key: fc.option(fc.constantFrom('k1', 'k2', 'a b', 'x'.repeat(200))),
      version: fc.option(fc.constantFrom('"1"', '"x"', '*', '"99999999999"')),
    })
    .map(({ inPath, inQuery, body, purpose, key, version }) => {
      let url = path;
      for (const [index, { name }] of of('path').entries())
        url = url.replace(`{${name}}`, encodeURIComponent(textOf(inPath[index]).toWellFormed()) || '%20');
      const query = new URLSearchParams();
      for (const [index, { name }] of of('query').entries()) {
        const value = inQuery[index];
        if (value !== null && value !== undefined) for (const each of [value].flat()) query.append(name, textOf(each));
      }
      const headers = {
        ...(purpose === 'é' ? {} : { 'x-vigie-purpose': purpose }),
        ...(key === null ? {} : { 'idempotency-key': key }),
        ...(version === null ? {} : { 'if-match': version }),
      };
      return { url: `${url}?${query}`, body: typeof body === 'object' && body !== null ? body : undefined, headers };
    });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

const HOSTILE = fc.constantFrom(
  ...[
    "' or 1=1 --",
    '%00',
    '\u0000',
    '../../../etc/passwd',
    '{{7*7}}',
    '\u202e',
    '-1',
    '1e309',
    'NaN',
    'null',
    '',
    ' ',
  ],
  ...[
    'x'.repeat(5000),
    '\ud800',
    '00000000-0000-0000-0000-000000000000',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
  ],
);

/** Mostly what the schema asks for, sometimes what it does not. */
function anyValue(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: valid(schema) }, { weight: 1, arbitrary: HOSTILE });
}

function valid(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map(anyValue));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, of]) => [name, anyValue(of)])),
        { requiredKeys: [] },
      );
    case 'array':
      return fc.array(anyValue(schema.items ?? {}), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -5, max: 300 }), fc.constantFrom(2 ** 31, 2 ** 53, 0.5));
    case 'boolean':
      return fc.boolean();
    default:
      if (schema.format === 'uuid')
        return fc.oneof(
          fc.constantFrom(0, 1, 2, 3, 4, 5).map((n) => known[n]),
          fc.uuid(),
        );
      if (schema.format === 'date-time')
        return fc.constantFrom('2026-01-01T00:00:00Z', '2030-02-28T12:00:00.123Z', '2026-02-30T00:00:00Z');
      return fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('first-analyst', 'SP-', 'SP-ZQ', '1'));
  }
}
