import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../engine/engine.ts';
import { loadListMapping } from './list-mapping.ts';
import { isPeopleList, type PeopleList, readPeopleList } from './people-list.ts';
import { peopleOfTransfers } from './people-of-transfers.ts';
import { recognisePersonHeaders } from './person-headers.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-people-'));
let engine: Engine;
let files = 0;
beforeAll(async () => {
  engine = await Engine.open({ memory: '500MB', threads: 1, spillDirectory: join(folder, 'spill') });
});
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

function file(text: string): { label: string; path: string; sha256: string; bytes: number } {
  const path = join(folder, `list-${files++}`);
  writeFileSync(path, text);
  return { label: 'list', path, sha256: '', bytes: Buffer.byteLength(text) };
}

async function read(text: string, mapping?: string): Promise<PeopleList> {
  const mappingFile = mapping === undefined ? null : file(mapping).path;
  return readPeopleList(engine, file(text), 'csv', {
    mapping: mappingFile === null ? null : await loadListMapping(mappingFile),
    tempDir: folder,
  });
}

describe('the headers of a list of people', () => {
  it('are known in English and in French, in several spellings', () => {
    for (const headers of [
      ['Customer ID', 'First name', 'Last Name', 'Date of Birth', 'Passport No', 'E-mail', 'Phone number', 'City'],
      ['Id client', 'Prénom', 'Nom', 'Date de naissance', 'N° de passeport', 'Courriel', 'Téléphone', 'Ville'],
    ]) {
      const fields = ['id', 'given_name', 'surname', 'date_of_birth', 'document', 'email', 'phone', 'place'];
      const found = recognisePersonHeaders(headers);
      expect(fields.map((field) => found.get(field as 'id'))).toEqual(fields.map((_, index) => [index]));
    }
  });

  it('that have an amount among them are those of transfers', async () => {
    const isPeople = (text: string): Promise<boolean> => isPeopleList(engine, file(text), 'csv', folder);
    expect(await isPeople('id,surname,dob\n1,Lund,1971-01-01\n')).toBe(true);
    expect(await isPeople('date,payer name,payee name,amount,currency\n2026-01-01,a,b,5,EUR\n')).toBe(false);
    expect(await isPeople('colour,size\nred,5\n')).toBe(false);
  });
});

describe('a list of people', () => {
  it('is read with what each column was taken for, and an address of several columns', async () => {
    const list = await read(
      'ref;Nom;Prénom;Numéro de rue;Adresse 1;Ville;Né le;Remarque\nx;Lund;Zoé;12;rue Haute;Lyon;24/06/1971;-\n;Berg;;;;;31/31/1971;\n',
    );
    expect(list.records).toEqual([
      {
        id: 'row:1',
        fields: {
          given_name: ['Zoé'],
          surname: ['Lund'],
          date_of_birth: ['19710624'],
          address: ['12 rue Haute'],
          place: ['Lyon'],
        },
      },
      { id: 'row:2', fields: { surname: ['Berg'] } },
    ]);
    expect(list.ignored).toEqual(['ref', 'Remarque']);
    expect(list.columns).toContainEqual({ field: 'address', headers: ['Numéro de rue', 'Adresse 1'] });
    expect(list.warnings).toEqual(['1 date(s) of birth could not be read and count as missing.']);
  });

  it('with unknown headers is read with a mapping, and refused without one', async () => {
    const text = 'Nr,Nachname,Geburt\n7,Lund,06/24/1971\n';
    await expect(read(text)).rejects.toThrow('"Nachname"');
    const { records } = await read(text, 'people:\n  id: Nr\n  surname: [Nachname]\n  date_of_birth: Geburt\n');
    expect(records).toEqual([{ id: '7', fields: { surname: ['Lund'], date_of_birth: ['19710624'] } }]);
    await expect(read(text, 'people:\n  surname: Name\n')).rejects.toThrow('the column "Name", which is not there');
    await expect(read(text, 'people:\n  colour: Nr\n')).rejects.toThrow('write "people:"');
  });
});

describe('payers and payees as records', () => {
  it('are one record an id, with what was said of it on either side', async () => {
    const side = (values: readonly (string | null)[], name: string): string =>
      ['id', 'name', 'phone', 'account', 'device', 'place', 'country']
        .map((field, index) => `${values[index] == null ? 'NULL' : `'${values[index]}'`}::VARCHAR AS ${name}_${field}`)
        .join(', ');
    const transfers = `(SELECT ${side(['A', 'Anna Lund', '0611111111'], 'payer')}, ${side(['B', 'Peter Berg'], 'payee')}
      UNION ALL SELECT ${side(['B', 'P. Berg'], 'payer')}, ${side(['C'], 'payee')})`;
    expect(await peopleOfTransfers(engine, transfers)).toEqual([
      { id: 'A', fields: { name: ['Anna Lund'], phone: ['0611111111'] } },
      { id: 'B', fields: { name: ['P. Berg', 'Peter Berg'] } },
      { id: 'C', fields: {} },
    ]);
  });
});
