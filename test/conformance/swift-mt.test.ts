import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf, reasonsIn, recordsIn, warningsIn } from '../../src/transfers/iso20022/fixture.ts';
import { looksLikeSwiftMt } from '../../src/transfers/swift-mt/detect.ts';
import { readSwiftMt } from '../../src/transfers/swift-mt/read-swift-mt.ts';

const SAMPLES = join(import.meta.dirname, '../../../shared/data/swift_mt');

/** Amounts in each file, in order, copied by reading the files. */
const AMOUNTS: Readonly<Record<string, readonly string[]>> = {
  'prowide_MT101.fin': ['14.00'],
  'prowide_MT103-out-ack.rje': [
    ...['1814.28', '111222.33', '54321.23', '19999', '1765432', '12345.67', '754321', '100000', '74321', '66969.52'],
    ...['47000', '10000', '10000'],
  ],
};

describe('SWIFT messages made by standards people', () => {
  it('are all known to this test', (ctx) => {
    if (!existsSync(SAMPLES)) return ctx.skip('not available: ../shared/data/swift_mt');
    expect(readdirSync(SAMPLES).sort()).toEqual(Object.keys(AMOUNTS).sort());
  });

  it.for(Object.entries(AMOUNTS))('%s holds these amounts: %j', async ([name, amounts], ctx) => {
    const path = join(SAMPLES, name);
    if (!existsSync(path)) return ctx.skip(`not available: ../shared/data/swift_mt/${name}`);
    const events = await eventsOf(readSwiftMt({ label: name, path, sha256: '', bytes: 0 }));
    expect([...reasonsIn(events), ...warningsIn(events)]).toEqual([]);
    expect(recordsIn(events).map((record) => record.fields.amount)).toEqual(amounts);
    expect(new Set(recordsIn(events).map((record) => record.fields.source_ref)).size).toBe(amounts.length);
    expect(looksLikeSwiftMt(readFileSync(path))).toBe(true);
  });
});
