import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import type { Engine } from '../engine/engine.ts';
import { identifierHashSql, LEDGER_TABLES } from '../facts/ledger-store.ts';
import { findKnown, payeesKnownFrom, readKnown } from './known.ts';

let engine: Engine;
let folder: string;
withEngine(async (opened, own) => {
  engine = opened;
  folder = own;
  const person = (code: number, id: string, phone: string, account: string, device: string): string =>
    `(${code}, '${id}', ${[phone, account, device].map((text) => `${text === 'NULL' ? 'NULL' : identifierHashSql(text)}::UBIGINT, NULL::UBIGINT`).join(', ')})`;
  for (const side of ['payers', 'payees'] as const)
    await engine.run(`CREATE TEMP TABLE ${LEDGER_TABLES[side]} AS SELECT * FROM (VALUES
      ${person(0, 'SP-0', `'+33612345678'`, 'NULL', 'NULL')}, ${person(1, 'SP-1', 'NULL', `'FR7630001'`, 'NULL')}, ${person(2, 'SP-2', 'NULL', 'NULL', `'SD-2'`)}
    ) t(code, id, phone, phone_2, account, account_2, device, device_2)`);
});

const DAY = Date.UTC(2025, 2, 1) / 1000;

async function found(lines: readonly string[], asOf = DAY): Promise<{ payers: number[]; payees: number[] }> {
  const file = join(folder, 'known.csv');
  writeFileSync(file, ['kind,id,role,source,date', ...lines, ''].join('\n'));
  await readKnown(engine, file);
  const known = await findKnown(engine, asOf, { payers: 3, payees: 3 });
  return { payers: [...known.payers], payees: [...known.payees] };
}

describe('A list of known subjects', () => {
  it('names payers and payees by their own kind: a payer is not the payee of the same id', async () => {
    expect(await found(['payer,SP-0,,,'])).toEqual({ payers: [1, 0, 0], payees: [0, 0, 0] });
    expect(await found(['payee,SP-1,,,'])).toEqual({ payers: [0, 0, 0], payees: [0, 1, 0] });
  });

  it('finds whoever has a phone, an account or a device, however it is spaced', async () => {
    expect(await found(['phone,+33 6 12-34.56 78,,,', 'account,fr76 30001,,,'])).toEqual({
      payers: [1, 1, 0],
      payees: [1, 1, 0],
    });
    expect(await found(['Device, SD-2 ,,,'])).toEqual({ payers: [0, 0, 1], payees: [0, 0, 1] });
  });

  it('tells only what was written before the as-of instant; an entry without a date counts as known', async () => {
    const list = ['payer,SP-0,,,2025-02-28', 'payer,SP-1,,,2025-03-01', 'payer,SP-2,,,'];
    expect((await found(list)).payers).toEqual([1, 0, 1]);
    expect((await found(list, DAY + 1)).payers).toEqual([1, 1, 1]);
  });

  it('tells from when on each payee is known: the first day that names it, or always', async () => {
    const file = join(folder, 'known.csv');
    const lines = ['payee,SP-0,,,2025-03-01', 'phone,+33612345678,,,2025-02-01', 'payee,SP-1,,,', 'payer,SP-2,,,'];
    writeFileSync(file, ['kind,id,role,source,date', ...lines, ''].join('\n'));
    await readKnown(engine, file);
    const from = [...(await payeesKnownFrom(engine))].sort(([one], [other]) => one - other);
    expect(from).toEqual([
      [0, Date.UTC(2025, 1, 1) / 1000],
      [1, Number.NEGATIVE_INFINITY],
    ]);
  });

  it.for([
    ['payer,,,,', 'line 3 of the list of known subjects has no id'],
    ['villain,SP-1,,,', 'line 3 of the list of known subjects has a kind that is none'],
    ['payer,SP-1,,,tomorrow', 'line 3 of the list of known subjects has a date'],
  ])('with the line %s says which one is wrong', async ([line, message]) => {
    await expect(found(['payer,SP-0,,,', String(line)])).rejects.toThrow(message);
  });
});
