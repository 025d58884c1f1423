import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UnusableInput } from '../reader.ts';
import { type TableRead, TabularFixture } from './tabular-fixture.ts';

const HEADER = ['source_ref', 'executed_at', 'payer_id', 'payee_id', 'amount', 'currency', 'purpose'];
const ROW = ['R1', '2024-03-05T10:00:00Z', 'P1', 'Q1', '12.50', 'EUR', 'rent'];

let fixture: TabularFixture;
beforeAll(async () => {
  fixture = await TabularFixture.open();
});
afterAll(() => fixture.close());

/** Reads the table; what is given in file order must be the same rows without their numbers. */
async function read(content: string | Buffer): Promise<TableRead> {
  const found = await fixture.read(content, 'csv');
  if (found.inFileOrder !== null) {
    expect(found.inFileOrder).toEqual(found.rows.map(({ source_row: _, ...fields }) => fields));
  }
  return found;
}

function refusal(content: string | Buffer): Promise<string> {
  return fixture.refusal(content, 'csv');
}

function csv(rows: readonly (readonly string[])[], delimiter = ',', newline = '\n'): string {
  return rows.map((row) => row.join(delimiter) + newline).join('');
}

const fieldText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('"', "'", ',', ';', '\t', '|', '\n', '\r', ' ', 'a', 'é', '€', '1', '\\'),
    maxLength: 10,
  }),
);

/** What a value becomes on its way: '' is missing, and no value holds what cannot stand in text. */
function expected(text: string): string | null {
  return text === '' ? null : text;
}

function quoted(text: string, quote: string, always: boolean): string {
  const needs = always || /[",;|'\t\r\n]|^\s|\s$|\\/.test(text) || text === '';
  return needs ? quote + text.replaceAll(quote, quote + quote) + quote : text;
}

describe('a table of random texts', () => {
  it('comes back exactly, whatever the delimiter, quotes, line ends and encoding, with the right record numbers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fieldText, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('utf8', 'utf8-bom', 'utf16le', 'utf16be'),
        fc.boolean(),
        async (texts, delimiter, newline, encoding, always) => {
          const clean = texts.map((row) => row.map((text) => text.replaceAll('\0', '').toWellFormed()));
          const rows = clean.map(([ref = '', purpose = '']) => [ref, ...ROW.slice(1, 6), purpose]);
          const text = csv(
            [HEADER, ...rows.map((row) => row.map((value) => quoted(value, '"', always)))],
            delimiter,
            newline,
          );
          const bytes =
            encoding === 'utf8'
              ? Buffer.from(text)
              : iconv.encode(text, encoding === 'utf8-bom' ? 'utf8' : encoding, { addBOM: true });
          const { rows: found, unreadable } = await read(bytes);
          expect(unreadable).toEqual([]);
          expect(found.map((row) => [row.source_row, row.source_ref, row.purpose])).toEqual(
            rows.map((row, index) => [String(index + 1), expected(row[0] ?? ''), expected(row[6] ?? '')]),
          );
        },
      ),
      { numRuns: 80 },
    );
  });

  it('in Windows-1252 comes back exactly', async () => {
    const purpose = 'Loyer d’été – 50 €';
    const text = csv([HEADER, [...ROW.slice(0, 6), purpose]]);
    const { rows, table } = await read(iconv.encode(text, 'windows-1252'));
    expect(rows[0]?.purpose).toBe(purpose);
    expect(table.warnings.join()).toContain('Windows-1252');
  });
});

describe('a file with damaged records', () => {
  /** A damaged line, and whether the record is lost. */
  const damaged = fc.constantFrom(
    'too,few',
    [...ROW, 'x', 'y'].join(','),
    `"R"x,${ROW.slice(1).join(',')}`,
    `R,${ROW.slice(1, 6).join(',')},"never closed`,
  );

  it('loses only those, numbers the others rightly, and says why', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(damaged, { freq: 4 }), { minLength: 1, maxLength: 60 }), async (plan) => {
        const wellQuoted = (row: number) => [`R${row}`, ...ROW.slice(1, 6), '"rent, ""March"""'].join(',');
        const lines = [null, ...plan].map((line, index) => line ?? wellQuoted(index + 1));
        const { rows, unreadable } = await read(`${HEADER.join(',')}\n${lines.join('\n')}\n`);
        const good = [null, ...plan].flatMap((line, index) => (line === null ? [index + 1] : []));
        expect(rows.map((row) => [row.source_row, row.source_ref])).toEqual(
          good.map((row) => [String(row), `R${row}`]),
        );
        const bad = plan.flatMap((line, index) => (line === null ? [] : [String(index + 2)]));
        expect(unreadable.map(({ row }) => row)).toEqual(bad);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the numbers when line ends are mixed, lines are blank, and the last line has no end', async () => {
    const line = (ref: string) => [ref, ...ROW.slice(1)].join(',');
    const { rows } = await read(`${HEADER.join(',')}\r\n${line('A')}\n\n${line('B')}\r\n\r\n${line('C')}`);
    expect(rows.map((row) => [row.source_row, row.source_ref])).toEqual([
      ['1', 'A'],
      ['2', 'B'],
      ['3', 'C'],
    ]);
  });

  it('sends only the records with bytes that are not UTF-8 to the quarantine when the rest is UTF-8', async () => {
    const line = (purpose: string) => Buffer.from(`${[...ROW.slice(0, 6), purpose].join(',')}\n`);
    const broken = Buffer.concat([
      Buffer.from(`${ROW.slice(0, 6).join(',')},caf`),
      Buffer.from([0xe9]),
      Buffer.from('\n'),
    ]);
    const { rows, unreadable } = await read(
      Buffer.concat([Buffer.from(`${HEADER.join(',')}\n`), line('été'), broken, line('àéè')]),
    );
    expect(rows.map(({ source_row, purpose }) => [source_row, purpose])).toEqual([
      ['1', 'été'],
      ['3', 'àéè'],
    ]);
    expect(unreadable).toEqual([{ row: '2', column: null, reason: expect.stringContaining('not UTF-8') }]);
  });

  it('survives a line of 100 MB in bounded memory', async () => {
    const line = (ref: string) => Buffer.from(`${[ref, ...ROW.slice(1)].join(',')}\n`);
    const endless = Buffer.alloc(100 << 20, 'x');
    const { rows, unreadable } = await read(
      Buffer.concat([Buffer.from(`${HEADER.join(',')}\n`), line('A'), endless, Buffer.from('\n'), line('B')]),
    );
    expect(rows.map((row) => [row.source_row, row.source_ref])).toEqual([
      ['1', 'A'],
      ['3', 'B'],
    ]);
    expect(unreadable).toEqual([{ row: '2', column: null, reason: expect.stringContaining('longer than 1 MiB') }]);
  });
});

describe('a file that is not a table of transfers', () => {
  it('is refused when it is empty, binary, or under a delimiter that is not known', async () => {
    expect(await refusal('')).toContain('empty');
    expect(await refusal(Buffer.from([0, 1, 2, 3, 255, 254, 7, 8]))).toContain('not those of a text table');
    expect(await refusal(csv([HEADER, ROW], '#'))).toContain('no column was recognised');
  });

  it('is refused with what is missing, what was seen and what to write', async () => {
    const message = await refusal('payer_id,amount,when\nP1,3,x\n');
    expect(message).toContain('the date (executed_at or executed_date)');
    expect(message).toContain('the currency (currency)');
    expect(message).toContain('who is paid');
    expect(message).toContain('Headers seen: "payer_id", "amount", "when"');
    expect(message).toContain('--mapping');
  });

  it('whose first line is a record already is refused without repeating names, accounts or phones', async () => {
    const person = [
      'R1',
      '2025-01-01T10:00:00Z',
      'Synthetic Payer 1',
      '+99900000001',
      'Synthetic Payee 1',
      '25.00',
      'EUR',
    ];
    for (const record of [person, [...person, 'EUR'], ['R1', 'Synthetic Payer 1', 'XX6130006000011234567890189']]) {
      const message = await refusal(csv([record, record]));
      expect(message).toContain('header: false');
      for (const cell of record) if (cell !== 'EUR') expect(message).not.toContain(`"${cell}"`);
    }
  });

  it('is refused when a header stands twice or two headers fit one field', async () => {
    expect(
      await refusal(
        csv([
          [...HEADER, 'Amount'],
          [...ROW, '3'],
        ]),
      ),
    ).toContain('stands twice');
    const twoDates = csv([['sender id', 'receiver id', 'amount', 'currency', 'transaction date', 'send date']]);
    expect(await refusal(twoDates)).toContain('executed_at could be "transaction date" or "send date"');
  });

  it('never breaks anything but itself: random bytes are read or refused', async () => {
    const headerBytes = Buffer.from(`${HEADER.join(',')}\n`);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (noise, withHeader) => {
        const bytes = withHeader ? Buffer.concat([headerBytes, noise]) : Buffer.from(noise);
        await read(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(UnusableInput));
      }),
      { numRuns: 80 },
    );
    expect((await read(csv([HEADER, ROW]))).rows).toHaveLength(1);
  });
});

describe('a file with a header', () => {
  it('and no records has none, and says so', async () => {
    const { rows, table } = await read(`${HEADER.join(',')}\n`);
    expect(rows).toEqual([]);
    expect(table.warnings.join()).toContain('no records');
  });

  it('below a title is found, and the lines above are named', async () => {
    const { rows, table } = await read(`Export of March\n\n${csv([HEADER, ROW], ';')}`);
    expect(rows).toMatchObject([{ source_row: '1', source_ref: 'R1' }]);
    expect(table.warnings.join()).toContain('after 1 other line');
  });

  it('with a line end inside, as spreadsheets write it, costs no record', async () => {
    for (const [inside, outside] of [
      ['\n', '\r\n'],
      ['\r\n', '\n'],
      ['\r', '\n'],
      ['\n', '\n'],
    ] as const)
      for (const extra of [`"note${inside}of the clerk"`, `"note${inside}"`]) {
        const { rows, table } = await read(
          csv(
            [
              [...HEADER, extra],
              [...ROW, 'x'],
              [...ROW, 'y'],
            ],
            ',',
            outside,
          ),
        );
        expect(rows).toMatchObject([{ source_row: '1' }, { source_row: '2', amount: '12.50', currency: 'EUR' }]);
        expect(table.warnings).toEqual([]);
      }
  });

  it('lists the columns that mean nothing', async () => {
    const { table } = await read(
      csv([
        [...HEADER, 'colour of the folder'],
        [...ROW, 'blue'],
      ]),
    );
    expect(table.ignored).toEqual(['colour of the folder']);
  });

  it('names a column without a header by its number', async () => {
    const { table } = await read(
      csv([
        ['', ...HEADER],
        ['1', ...ROW],
      ]),
    );
    expect(table.ignored).toEqual(['(column 1)']);
  });

  it('takes the currency that the header of the amount says', async () => {
    const { rows, table } = await read(
      csv([
        ['Réf. transaction', 'Date (UTC)', 'N° client', 'Nom du bénéficiaire', 'Montant envoyé (EUR)'],
        ['R1', '2024-03-05 10:00:00', 'C1', 'Synthetic Payee', '12.50'],
      ]),
    );
    expect(rows).toMatchObject([{ source_ref: 'R1', payer_id: 'C1', amount: '12.50', currency: 'EUR' }]);
    expect(table.formats.zone).toBe('UTC');
    expect(table.fields.filter(({ certainty }) => certainty === 'likely').map(({ field }) => field)).toEqual(
      expect.arrayContaining(['payer_id', 'amount', 'currency']),
    );
  });
});

it('A delimited file of which the reading is interrupted is not read a second time', async () => {
  const rows = Array.from({ length: 60_000 }, (_, row) => [`R${row}`, ...ROW.slice(1)]);
  const { connection } = fixture.engine;
  const run = connection.run.bind(connection);
  const first = vi.spyOn(connection, 'run').mockImplementationOnce(async (sql) => {
    const interrupt = setInterval(() => connection.interrupt(), 1);
    return run(sql).finally(() => clearInterval(interrupt));
  });
  try {
    await expect(fixture.read(csv([HEADER, ...rows]), 'csv')).rejects.toThrow('INTERRUPT');
  } finally {
    first.mockRestore();
  }
});
