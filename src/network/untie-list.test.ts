import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import type { Engine } from '../engine/engine.ts';
import { readUntieList, UNTIE_TABLE, type UntieRow } from './untie-list.ts';

let engine: Engine;
let folder: string;
withEngine((opened, own) => {
  engine = opened;
  folder = own;
});

async function read(...lines: readonly string[]): Promise<readonly UntieRow[]> {
  const file = join(folder, 'untie.csv');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return readUntieList(engine, file);
}

const HEADER = 'kind,identifier,value,id,source,date';

describe('A list of ties to undo', () => {
  it('is read with who says so and when; without an id a row is about everybody', async () => {
    expect(
      await read(HEADER, 'Payer,Phone,+33612345678,SP-1,"a call, noted",2025-05-02', 'payee,device,D-1,,,'),
    ).toEqual([
      { line: 2, kind: 'payer', identifier: 'phone', id: 'SP-1', source: 'a call, noted', date: '2025-05-02' },
      { line: 3, kind: 'payee', identifier: 'device', id: null, source: null, date: null },
    ]);
  });

  it('has its values written as the records have them: phones without marks, accounts in capitals without blanks', async () => {
    await read(
      HEADER,
      'payer,phone,+33 (6) 12-34.56/78,,,',
      'payer,account,fr76 3000 1,,,',
      'payer,device, d-1 , SP-1 ,,',
    );
    const rows = await engine.rows(`SELECT value, id FROM ${UNTIE_TABLE} ORDER BY line`);
    expect(rows).toEqual([
      { value: '+33612345678', id: null },
      { value: 'FR7630001', id: null },
      { value: 'd-1', id: 'SP-1' },
    ]);
  });

  it.for([
    ['person,phone,1,,,', 'line 3 of the list of ties to undo, column kind: is none of payer, payee'],
    ['payer,name,1,,,', 'column identifier: is none of phone, account, device'],
    ['payer,phone, - ,,,', 'line 3 of the list of ties to undo, column value: is empty'],
    ['payer,phone,n/a,,,', 'column value: is empty'],
    ['payer,phone,1,,,2025-02-30', 'column date: is not YYYY-MM-DD'],
    ['payer,phone,1,,a call, noted,', 'line 3 of the list of ties to undo has 7 cells, not 6'],
  ])('with the row %s says what is wrong with it', async ([line, message]) => {
    await expect(read(HEADER, 'payer,phone,1,,,', String(line))).rejects.toThrow(message);
  });

  it('needs a column for ids: with another header a row about one person would be about everybody', async () => {
    await expect(read('kind,identifier,value,payer_id', 'payer,phone,1,SP-1')).rejects.toThrow('lacks the column id');
  });

  it('may be empty; what is no file is refused', async () => {
    expect(await read(HEADER)).toEqual([]);
    await expect(readUntieList(engine, join(folder, 'nowhere.csv'))).rejects.toThrow('cannot be read');
  });
});
