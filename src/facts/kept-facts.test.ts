import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Contents } from './contents.ts';
import { catalogueOf, type SubjectKind } from './fact-batch.ts';
import type { FactTable } from './fact-table.ts';
import { FactWindows, layOutFactFile } from './fact-windows.ts';
import { KeptFacts, keepFacts } from './kept-facts.ts';
import { computeFacts, computePayerFacts } from './kernel-run.ts';
import type { KernelContext } from './ledger.ts';
import { type LedgerRow, ledgerOf } from './ledger-columns.ts';
import { rowsOf } from './ledger-rows.ts';
import type { LedgerSlice } from './ledger-slice.ts';
import { madeUpSubject, ofOne } from './oracle/made-up-transfers.ts';
import { orderBySubject } from './subject-order.ts';
import { lookedUp, takenOverFrom } from './taken-over.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'facts');

/** A transfer that stands somewhere in the records; never two at one place. */
interface Placed {
  readonly row: LedgerRow;
  readonly place: number;
}
type World = readonly (readonly Placed[])[];

/** Subjects, of whom some have no transfers. */
const world: fc.Arbitrary<World> = fc
  .array(fc.oneof({ weight: 5, arbitrary: madeUpSubject }, { weight: 1, arbitrary: fc.constant(null) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((subjects) =>
    subjects.map((subject, code) => (subject?.rows ?? []).map((row, line) => ({ row, place: code * 2 ** 32 + line }))),
  );

const KEYS = Int32Array.from({ length: 80 }, (_, file) => Math.imul(file + 1, 0x9e3779b1));
const CONTEXT: KernelContext = {
  asOf: Date.UTC(2035, 0, 1) / 1000,
  dataStart: 0,
  zones: (fc.sample(madeUpSubject, { numRuns: 1, seed: 1 })[0] as { context: KernelContext }).context.zones,
};

/** Two slices, as where the transfers do not fit into memory. */
async function* slicesOf(subjects: World, side: SubjectKind): AsyncGenerator<LedgerSlice> {
  const half = Math.ceil(subjects.length / 2);
  for (const [first, some] of [
    [0, subjects.slice(0, half)],
    [half, subjects.slice(half)],
  ] as const) {
    const placed = some.flatMap((own, index) =>
      ofOne(
        own.map(({ row }) => row),
        side,
      ).map((row, line) => ({ row: { ...row, [side]: first + index }, place: own[line]?.place ?? -1 })),
    );
    const ledger = rowsOf(
      ledgerOf(placed.map(({ row }) => row)),
      placed.map(({ place }) => place),
    );
    yield { ledger, order: orderBySubject(ledger, side, first, some.length).order };
  }
}

interface Run {
  readonly side: SubjectKind;
  readonly made: string;
  readonly workers: number;
  readonly asOf?: number;
  /** An open file in which the facts are; without it they are in memory. */
  readonly descriptor?: number;
}

/** Computes what is not known from the run before, and keeps the facts. */
async function run(subjects: World, { side, made, workers, asOf = CONTEXT.asOf, descriptor }: Run) {
  const opened = await KeptFacts.open(path, catalogueOf(side), made);
  const kept = typeof opened === 'string' ? null : opened;
  const contents = new Contents(subjects.length, KEYS);
  const before = kept && { index: kept.index(), takenOver: takenOverFrom(kept.table, subjects.length) };
  const slices = lookedUp(slicesOf(subjects, side), side, contents, before);
  const file =
    descriptor === undefined
      ? null
      : layOutFactFile(descriptor, catalogueOf(side), subjects.length, ({ id }) => id === 'transfers');
  const options = {
    file,
    subjects: subjects.length,
    context: { ...CONTEXT, asOf },
    workers,
    takenOver: before?.takenOver ?? null,
  };
  const { facts, pairs } =
    side === 'payer'
      ? await computePayerFacts(slices, options)
      : { facts: await computeFacts(slices, { ...options, subject: side }), pairs: null };
  keepFacts(path, facts, contents, made);
  kept?.close();
  const rows = before?.takenOver.rows ?? new Int32Array(subjects.length).fill(-1);
  return {
    found: { facts: bytesOf(facts), pairs },
    takenOver: [...rows.keys()].filter((subject) => (rows[subject] as number) >= 0),
  };
}

/** Those of order 1, from memory or from the file. */
function bytesOf(table: FactTable): string[] {
  const columns = table.catalogue.map(() => '');
  for (const { facts } of new FactWindows(table, ({ order }) => order === 1).read())
    for (const [place, { buffer, byteOffset, byteLength }] of facts.columns.entries())
      if (table.catalogue[place]?.order === 1)
        columns[place] += Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  return columns;
}

async function fromScratch(subjects: World, options: Run) {
  rmSync(path, { force: true });
  return run(subjects, options);
}

/** What a month brings: more transfers of some, a transfer that came back, people who are new, people who are gone. */
const change = fc.record({
  kind: fc.constantFrom('more', 'fewer', 'returned', 'new', 'gone'),
  at: fc.nat(),
  subject: madeUpSubject,
});
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

/** @param place where the transfer stands that comes with this change */
function changed(
  subjects: readonly (readonly Placed[] & { readonly old?: number })[],
  { kind, at, subject }: Change,
  place: number,
): World {
  const chosen = at % Math.max(1, subjects.length);
  const own = subjects[chosen] ?? [];
  const added = subject.rows.slice(0, 1).map((row) => ({ row: { ...row, at: (own.at(-1)?.row.at ?? 0) + 60 }, place }));
  switch (kind) {
    case 'more':
      return subjects.with(chosen, [...own, ...added]);
    case 'fewer':
      return subjects.with(chosen, own.slice(1));
    case 'returned':
      return subjects.with(
        chosen,
        own.map((one, line) => (line === 0 ? { ...one, row: { ...one.row, state: (one.row.state + 1) % 4 } } : one)),
      );
    case 'new':
      return subjects.toSpliced(chosen, 0, added);
    case 'gone':
      return subjects.length > 1 ? subjects.toSpliced(chosen, 1) : subjects;
  }
}

describe.each(['payer', 'payee'] as const)('Facts of %ss that are kept', (side) => {
  it('are those computed from scratch, whatever the next month brings; who has the same transfers is not computed again', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.array(change, { maxLength: 4 }), fc.nat(1e7), async (first, changes, later) => {
        const options = { side, made: 'a', workers: 0 };
        await fromScratch(first, options);
        const second = changes.reduce<World>(
          (subjects, one, index) => changed(subjects, one, 20 * 2 ** 32 + index),
          first,
        );
        const now = { ...options, asOf: CONTEXT.asOf + later };
        const again = await run(second, now);
        const scratch = await fromScratch(second, now);
        expect(again.found).toEqual(scratch.found);
        const content = (own: readonly Placed[]): string =>
          own
            .map(({ row, place }) => `${place}:${row.state}`)
            .sort()
            .join();
        const known = new Set(first.map(content));
        const same = [...second.keys()].filter(
          (code) => second[code]?.length !== 0 && known.has(content(second[code] ?? [])),
        );
        expect(again.takenOver).toEqual(same);
        expect((await run(second, now)).found).toEqual(scratch.found);
      }),
      { numRuns: 150 },
    );
  });

  it('are the same on two workers, and where the table is in a file', async () => {
    const [first = []] = fc.sample(world, { numRuns: 1, seed: 8 });
    const options = { side, made: 'a', workers: 2 };
    const scratch = await fromScratch(first, options);
    expect(scratch.takenOver).toEqual([]);
    const again = await run(first, options);
    expect(again.found).toEqual(scratch.found);
    expect(again.takenOver.length).toBeGreaterThan(0);
    const descriptor = openSync(join(folder, 'table'), 'w+');
    const inFile = await run(first, { ...options, descriptor });
    expect(inFile.found.facts).toEqual(scratch.found.facts);
    expect(inFile.takenOver).toEqual(again.takenOver);
    expect((await run(first, options)).found).toEqual(scratch.found);
    closeSync(descriptor);
  });

  it.each(['none', 'other', 'damaged'] as const)('are not used when there are «%s» that can be', async (why) => {
    const [first = []] = fc.sample(world, { numRuns: 1, seed: 8 });
    const scratch = await fromScratch(first, { side, made: 'a', workers: 0 });
    if (why === 'none') rmSync(path);
    const made = why === 'other' ? 'b' : 'a';
    const bytes = why === 'none' ? Buffer.alloc(0) : readFileSync(path);
    const places = why === 'damaged' ? [0, 30, 511, 512, 900, bytes.length - 1] : [-1];
    for (const place of places) {
      if (place >= 0)
        writeFileSync(
          path,
          bytes.map((byte, index) => (index === place ? byte ^ 4 : byte)),
        );
      expect(await KeptFacts.open(path, catalogueOf(side), made)).toBe(why);
      const again = await run(first, { side, made, workers: 0 });
      expect(again.found).toEqual(scratch.found);
      expect(again.takenOver).toEqual([]);
    }
    for (const length of why === 'damaged' ? [0, 100, 512, bytes.length - 1] : []) {
      writeFileSync(path, bytes);
      truncateSync(path, length);
      expect(await KeptFacts.open(path, catalogueOf(side), made)).toBe('damaged');
    }
  });

  it('are whole or those of before: what cannot be written leaves nothing behind', async () => {
    const [first = []] = fc.sample(world, { numRuns: 1, seed: 8 });
    await fromScratch(first, { side, made: 'a', workers: 0 });
    const before = readFileSync(path);
    const broken = { catalogue: catalogueOf(side), count: 1, columns: [] } as unknown as FactTable;
    expect(() => keepFacts(path, broken, new Contents(1, KEYS), 'a')).toThrow();
    expect(readFileSync(path)).toEqual(before);
    expect(existsSync(`${path}.incoming`)).toBe(false);
  });
});
