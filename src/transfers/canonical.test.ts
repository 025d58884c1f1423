import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEngine } from '../engine/engine.fixture.ts';
import { type Engine, literal } from '../engine/engine.ts';
import { canonicalSelect, hasLocalTimes } from './canonical.ts';
import { registerCountries } from './geography/countries.ts';
import { registerLocalTimes } from './local-times.ts';
import { registerCurrencySigns } from './money/dressed-amounts.ts';
import { loadRates } from './money/rates.ts';
import { registerRates } from './money/rates-sql.ts';
import type { RawRelation } from './raw-relation.ts';
import { NORMAL_FORMATS, type ValueFormats } from './reader.ts';
import { registerStatusWords } from './status-words.ts';
import type { RawField } from './transfer.ts';

let engine: Engine;
withEngine(async (opened) => {
  engine = opened;
  await registerRates(engine.connection, await loadRates());
  await registerCurrencySigns(engine);
  await registerStatusWords(engine);
});

type Texts = Partial<Record<RawField, string | null>>;
const SOUND: Texts = {
  executed_at: '2025-01-05T10:00:00Z',
  payer_id: 'P',
  payee_id: 'R',
  amount: '12.50',
  currency: 'EUR',
};

/** The canonical rows of records, in order. Every record has the fields of the first. */
async function canonical(records: readonly Texts[], formats: Partial<ValueFormats> = {}) {
  const fields = Object.keys(records[0] ?? {}) as RawField[];
  const cells = records.map(
    (record, row) =>
      `(${row + 1}, ${fields.map((field) => (record[field] == null ? 'NULL' : literal(record[field] ?? ''))).join(', ')})`,
  );
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE raw (source_row BIGINT, ${fields.map((f) => `${f} VARCHAR`).join(', ')})`,
  );
  await engine.run(`INSERT INTO raw VALUES ${cells.join(', ')}`);
  const raw: RawRelation = {
    ...{ relation: 'raw', present: new Set(fields), nativeTypes: {}, sha256: 'f'.repeat(64) },
    formats: { ...NORMAL_FORMATS, ...formats },
  };
  const countries = (['payer_country', 'payee_country'] as const).filter((field) => fields.includes(field));
  await registerCountries(
    engine.connection,
    countries.map((field) => `SELECT nullif(trim(${field}), '') FROM raw`).join(' UNION ') ||
      'SELECT NULL::VARCHAR WHERE false',
  );
  if (hasLocalTimes(raw)) await registerLocalTimes(engine, raw, {});
  return engine.rows(`SELECT * FROM (${canonicalSelect(raw)}) ORDER BY source_row`);
}

const isoOf = (at: unknown): string => `${String(at).replace(' ', 'T')}Z`;

describe('An amount', () => {
  const formats = fc.constantFrom(
    ...([
      { decimal: '.', thousands: '' },
      { decimal: ',', thousands: '' },
      { decimal: '.', thousands: ',' },
      { decimal: ',', thousands: '.' },
      { decimal: ',', thousands: ' ' },
      { decimal: '.', thousands: "'" },
    ] as const),
  );
  /** Ten-thousandths, and how many decimals are written. */
  const amount = fc.record({
    units: fc.bigInt({ min: 1n, max: 999_999_999_999n }),
    decimals: fc.integer({ min: 0, max: 4 }),
  });

  const written = (
    units: bigint,
    decimals: number,
    { decimal, thousands }: { decimal: string; thousands: string },
  ): string => {
    const digits = units.toString().padStart(decimals + 1, '0');
    const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, thousands);
    return decimals === 0 ? whole : `${whole}${decimal}${digits.slice(-decimals)}`;
  };
  const exact = (units: bigint, decimals: number): string => {
    const scaled = (units * 10n ** BigInt(4 - decimals)).toString().padStart(5, '0');
    return `${scaled.slice(0, -4)}.${scaled.slice(-4)}`;
  };

  it('is kept to the last digit, whatever separators the file uses', async () => {
    await fc.assert(
      fc.asyncProperty(formats, fc.array(amount, { minLength: 1, maxLength: 60 }), async (format, amounts) => {
        const rows = await canonical(
          amounts.map(({ units, decimals }) => ({ ...SOUND, amount: written(units, decimals, format) })),
          format,
        );
        expect(rows.map((row) => [row.problem, row.amount])).toEqual(
          amounts.map(({ units, decimals }) => [null, exact(units, decimals)]),
        );
      }),
      { numRuns: 40 },
    );
  });

  it.for([
    ['1,50', { decimal: '.', thousands: ',' }],
    ['1,5,0', { decimal: '.', thousands: ',' }],
    ['12.5.', { decimal: ',', thousands: '.' }],
    ['1.50', { decimal: ',', thousands: '.' }],
    ['1 2 3,5,', { decimal: ',', thousands: ' ' }],
    ['12.34567', {}],
    ['1e3', {}],
    ['0x10', {}],
    ['١٢', {}],
    ['12 EUR 5', {}],
    ['(12', {}],
    ['EUR 12 €', {}],
    ['.50 €', {}],
    ['--5', {}],
    ['1/2', {}],
    ['999999999999999999', {}],
  ] as const)('%s is not guessed at: a wrong sum is worse than a row in quarantine', async ([text, format]) => {
    const [row] = await canonical([{ ...SOUND, amount: text }], format);
    expect(row).toMatchObject({ problem_column: 'amount' });
  });

  it.for([
    ['25,00 €', 'EUR'],
    ['25,00\u00a0€', 'EUR'],
    ['EUR 25,00', 'EUR'],
    ['25,00 eur', 'EUR'],
    ['+25,00€', 'EUR'],
    ['€ 25,00', null],
    ['$25', 'CAD'],
    ['25,00 F CFA', 'XOF'],
  ] as const)(
    'with its currency beside it, as in %s, is read where that is the currency of the row: %s',
    async ([text, code]) => {
      const [row] = await canonical([{ ...SOUND, amount: text.replace('F CFA', 'FCFA'), currency: code }], {
        decimal: ',',
      });
      expect(row).toMatchObject({ problem: null, amount: '25.0000', currency: code ?? 'EUR' });
    },
  );

  it.for([
    ['$25', 'EUR', /several currencies share/],
    ['$25', null, /several currencies share/],
    ['25 £', 'EUR', /another currency than the currency column/],
    ['USD 25', 'CAD', /another currency than the currency column/],
    ['25 Taler', 'EUR', /not a number/],
  ] as const)(
    'with another currency beside it, as in %s where the column says %s, is put aside with the reason',
    async ([text, code, reason]) => {
      const [row] = await canonical([{ ...SOUND, amount: text, currency: code }]);
      expect(row).toMatchObject({ problem_column: 'amount', problem: expect.stringMatching(reason) });
    },
  );

  it.for(['-25.00', '25.00-', '(25.00)', '−25.00', '-25.00 €', '(€25.00)', '- 25.00'])(
    'below zero, as in %s, is told as negative',
    async (text) => {
      const [row] = await canonical([{ ...SOUND, amount: text }]);
      expect(row).toMatchObject({ problem_column: 'amount', problem: expect.stringMatching(/is negative/) });
    },
  );

  it.for([
    ['€', 'EUR'],
    ['Euro', 'EUR'],
    ['£', 'GBP'],
  ] as const)('in %s, which means one currency, is in %s', async ([given, code]) => {
    const [row] = await canonical([{ ...SOUND, currency: given }]);
    expect(row).toMatchObject({ problem: null, currency: code });
  });

  it('costs nothing where nobody asks for it', async () => {
    await canonical([{ ...SOUND, channel: 'cash' }]);
    const raw: RawRelation = {
      ...{ relation: 'raw', present: new Set<RawField>([...(Object.keys(SOUND) as RawField[]), 'channel']) },
      ...{ nativeTypes: {}, sha256: '', formats: NORMAL_FORMATS },
    };
    const [plan] = await engine.rows(`EXPLAIN SELECT channel FROM (${canonicalSelect(raw)})`);
    expect(String(plan?.explain_value)).toContain('channel');
    expect(String(plan?.explain_value)).not.toMatch(/MARK|regexp_replace/);
  });

  it('in $ alone is put aside: several currencies share it', async () => {
    const [row] = await canonical([{ ...SOUND, currency: '$' }]);
    expect(row).toMatchObject({
      problem_column: 'currency',
      problem: expect.stringMatching(/several currencies share/),
    });
  });

  it('grouped as in India is read', async () => {
    const [row] = await canonical([{ ...SOUND, amount: '1,00,000.50' }], { thousands: ',' });
    expect(row).toMatchObject({ problem: null, amount: '100000.5000' });
  });

  it('that came as a number is not called missing when something else is', async () => {
    await engine.run(`CREATE OR REPLACE TEMP TABLE typed AS SELECT * FROM (VALUES
      (1, '2025-01-05T10:00:00Z', NULL, 'R', 12.50, 'EUR'), (2, '2025-01-05T10:00:00Z', 'P', 'R', 12.50, NULL),
      (3, '2025-01-05T10:00:00Z', 'P', 'R', NULL, 'EUR')) t(source_row, executed_at, payer_id, payee_id, amount, currency)`);
    const raw: RawRelation = {
      ...{ relation: 'typed', present: new Set(Object.keys(SOUND) as RawField[]), sha256: 'f'.repeat(64) },
      ...{ nativeTypes: { amount: 'DECIMAL(4,2)' }, formats: NORMAL_FORMATS },
    };
    const rows = await engine.rows(`SELECT problem_column FROM (${canonicalSelect(raw)}) ORDER BY source_row`);
    expect(rows.map((row) => row.problem_column)).toEqual(['payer_id', 'currency', 'amount']);
  });

  it('of a payout that cannot be read is unknown, and the transfer stays', async () => {
    const [row] = await canonical([{ ...SOUND, payout_amount: 'NaN', payout_currency: '₱' }]);
    expect(row).toMatchObject({ problem: null, payout_amount: null, payout_currency: 'PHP' });
  });

  it('in a currency without a rate has no euro amount: unknown, never 0', async () => {
    const [row] = await canonical([{ ...SOUND, currency: 'XXA' }]);
    expect(row).toMatchObject({ problem: null, amount_eur: null });
  });
});

describe('A time', () => {
  const instant = fc.integer({ min: Date.UTC(1995, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 });
  const pad = (n: number): string => String(n).padStart(2, '0');
  const utc = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);

  it('with an offset is that instant, +05:45 and -03:30 too', async () => {
    const offset = fc.constantFrom(0, 345, 330, -210, 60, 840, -720, 765);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(instant, offset), { minLength: 1, maxLength: 60 }), async (cases) => {
        const texts = cases.map(([at, minutes]) => {
          const sign = minutes < 0 ? '-' : '+';
          const size = Math.abs(minutes);
          return `${utc(at + minutes * 60)}${sign}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
        });
        const rows = await canonical(
          texts.map((executed_at) => ({ ...SOUND, executed_at })),
          { zone: 'payer' },
        );
        expect(rows.map((row) => [row.problem, isoOf(row.executed_at)])).toEqual(
          cases.map(([at]) => [null, `${utc(at)}Z`]),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('with the name of a zone is not read, and changes nothing for the times after it', async () => {
    const plain = '2024-01-01 10:00:00';
    const texts = [plain, `${plain} Europe/Paris`, plain, '2024-01-01 10:00', `${plain} UTC`, '2024-01-01t10:00:00z'];
    const rows = await canonical(texts.map((executed_at) => ({ ...SOUND, executed_at })));
    const read = '2024-01-01T10:00:00Z';
    expect(rows.map((row) => (row.problem === null ? isoOf(row.executed_at) : null))).toEqual([
      ...[read, null, read, read, read],
      null,
    ]);
  });

  it.for(['Europe/Paris', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Manila'])(
    'local to %s is the instant at which clocks there show it',
    async (zone) => {
      const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
      await fc.assert(
        fc.asyncProperty(fc.array(instant, { minLength: 1, maxLength: 60 }), async (instants) => {
          const shown = instants.map((at) => clock.format(at * 1000));
          const rows = await canonical(
            shown.map((executed_at) => ({ ...SOUND, executed_at })),
            { zone },
          );
          rows.forEach((row, i) => {
            const read = Date.parse(isoOf(row.executed_at));
            if (shown[i]?.endsWith('00:00:00')) expect(isoOf(row.executed_at)).toBe(`${shown[i]?.replace(' ', 'T')}Z`);
            else expect(clock.format(read)).toBe(shown[i]);
          });
        }),
        { numRuns: 15 },
      );
    },
  );

  it('local to the payer’s place follows the place, and the column of zones where there is one', async () => {
    const local = { ...SOUND, executed_at: '2025-07-01T23:30:00', payer_place: null, time_zone: null };
    const rows = await canonical(
      [
        { ...local, payer_country: 'NP' },
        { ...local, payer_country: 'FR' },
        { ...local, payer_country: 'FR', time_zone: 'Asia/Kolkata' },
        { ...local, payer_country: null },
      ],
      { zone: 'payer' },
    );
    expect(rows.map((row) => String(row.executed_at).slice(11, 16))).toEqual(['17:45', '21:30', '18:00', '23:30']);
  });

  it('of day first is not taken for month first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(instant, { minLength: 1, maxLength: 40 }), async (instants) => {
        const text = (at: number): string => utc(at).replace(/^(\d+)-(\d+)-(\d+)T(.*)$/, '$3/$2/$1 $4');
        const rows = await canonical(
          instants.map((at) => ({ ...SOUND, executed_at: text(at) })),
          {
            dates: ['%d/%m/%Y %H:%M:%S'],
          },
        );
        expect(rows.map((row) => isoOf(row.executed_at))).toEqual(instants.map((at) => `${utc(at)}Z`));
      }),
      { numRuns: 15 },
    );
  });

  it.for([
    ['1735725600', 'epoch_s'],
    ['1735725600000', 'epoch_ms'],
  ] as const)('as a count (%s) is an instant with an hour, in no zone', async ([executed_at, format]) => {
    const [row] = await canonical([{ ...SOUND, executed_at }], { dates: [format], zone: 'Asia/Manila' });
    expect(row).toMatchObject({ executed_at: '2025-01-01 10:00:00', date_only: false });
  });

  it.for([
    ['05/01/2025 18h30', ['%d/%m/%Y %Hh%M'], false],
    ['05/01/2025 18.30', ['%d/%m/%Y %H.%M'], false],
    ['05/01/2025', ['%d/%m/%Y'], true],
    ['05/01/2025', ['%d/%m/%Y %H:%M', '%d/%m/%Y'], true],
    ['05/01/2025 18:30', ['%d/%m/%Y', '%d/%m/%Y %H:%M'], false],
    ['45662', ['excel'], true],
    ['45662.75', ['excel'], false],
    ['2025-01-05', ['iso'], true],
  ] as const)('%s in %j says an hour, or only the day', async ([executed_at, dates, dateOnly]) => {
    const [row] = await canonical([{ ...SOUND, executed_at }], { dates });
    expect(row).toMatchObject({ problem: null, date_only: dateOnly });
    expect(String(row?.executed_at).slice(0, 10)).toBe('2025-01-05');
  });

  it('that is only a day stays on its day and never becomes an hour of the night, wherever the payer is', async () => {
    const days = ['2025-01-05', '2025-01-05T00:00:00', '05/01/2025'];
    for (const zone of ['Asia/Manila', 'America/New_York', 'payer'])
      for (const executed_at of days) {
        const dates = executed_at.includes('/') ? ['%d/%m/%Y'] : ['iso'];
        const [row] = await canonical([{ ...SOUND, executed_at, payer_country: 'PH' }], { dates, zone });
        expect(row?.executed_at).toBe('2025-01-05 00:00:00');
      }
  });

  it.for([
    ['1e300', 'excel'],
    ['-1', 'excel'],
    ['99999999999999999999', 'epoch_s'],
    ['-99999999999999999999', 'epoch_ms'],
    ['NaN', 'excel'],
    ['infinity', 'iso'],
    ['2025-02-29', 'iso'],
    ['99/99/9999', '%d/%m/%Y'],
  ] as const)(
    '%s in the format %s sends its row to quarantine and does not end the run',
    async ([executed_at, format]) => {
      const rows = await canonical(
        [
          { ...SOUND, executed_at },
          { ...SOUND, executed_at },
        ],
        { dates: [format] },
      );
      expect(rows.map((row) => row.problem_column)).toEqual(['executed_at', 'executed_at']);
    },
  );
});

describe('A person without an identifier', () => {
  const nobody: Texts = {
    ...SOUND,
    payer_id: null,
    payer_account: null,
    payer_phone: null,
    payer_name: null,
    payer_country: null,
  };

  it('is known by account, else phone, else name with country; spaces and accents do not make two of one', async () => {
    const rows = await canonical([
      { ...nobody, payer_account: 'fr76 3000 1', payer_phone: '+33 1' },
      { ...nobody, payer_account: 'FR7630001', payer_name: 'Synthetic Payer 1' },
      { ...nobody, payer_phone: '+33 (0)6-12.34', payer_name: 'Synthetic Payer 1' },
      { ...nobody, payer_name: 'Synthétic Payer 1', payer_country: 'France' },
      { ...nobody, payer_name: ' SYNTHETIC Payer 1 ', payer_country: 'FR' },
      { ...nobody, payer_name: 'Synthetic Payer 1', payer_country: 'BE' },
    ]);
    expect(rows.map((row) => row.payer_id)).toEqual([
      'account:FR7630001',
      'account:FR7630001',
      'phone:+33061234',
      'name:synthetic payer 1|FR|',
      'name:synthetic payer 1|FR|',
      'name:synthetic payer 1|BE|',
    ]);
  });

  it('is not one person called NULL, N/A or unknown, however many rows say so', async () => {
    const [byAccount, nobody, byName] = await canonical([
      { ...SOUND, payer_id: 'NULL', payer_account: 'fr76 00', payer_name: 'unknown' },
      { ...SOUND, payer_id: 'n/a', payer_account: '-', payer_name: 'Inconnu' },
      { ...SOUND, payer_id: ' N/A ', payer_account: '(null)', payer_name: 'Synthetic Nullson' },
    ]);
    expect(byAccount).toMatchObject({ payer_id: 'account:FR7600', payer_name: null });
    expect(nobody).toMatchObject({ payer_id: null, problem_column: 'payer_id' });
    expect(String(byName?.payer_id)).toMatch(/^name:synthetic nullson/);
  });

  it('or anything else is nobody: the row goes to quarantine, and blanks are no name', async () => {
    const [row] = await canonical([{ ...nobody, payer_name: '   ', payer_phone: ' - ' }]);
    expect(row).toMatchObject({ problem_column: 'payer_id' });
  });
});

describe('The id of a transfer', () => {
  it('hangs on system and reference alone when there is one, on the content when there is none', async () => {
    const rows = await canonical([
      { ...SOUND, source_system: 'A', source_ref: '1', purpose: null },
      { ...SOUND, source_system: 'A', source_ref: '1', purpose: 'EDUC', amount: '99' },
      { ...SOUND, source_system: 'B', source_ref: '1', purpose: null },
      { ...SOUND, source_system: 'A', source_ref: null, purpose: null },
      { ...SOUND, source_system: 'B', source_ref: null, purpose: null },
      { ...SOUND, source_system: 'A', source_ref: null, purpose: 'EDUC' },
    ]);
    const ids = rows.map((row) => row.transfer_id);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[4]).toBe(ids[3]);
    expect(new Set(ids).size).toBe(4);
    expect(rows.map((row) => row.identity_hash === rows[0]?.identity_hash)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('An instant that cannot be read', () => {
  const told = async (executed_date: string, executed_time: string, dates: readonly string[]) => {
    const { executed_at: _, ...rest } = SOUND;
    const [row] = await canonical([{ ...rest, executed_date, executed_time }], { dates });
    return [row?.problem_column, row?.problem];
  };

  it.for([
    ['31/02/2025', '10:00', '%d/%m/%Y %H:%M'],
    ['02/30/2025', '10:00', '%m/%d/%Y %H:%M'],
    ['2025-04-31', '10:00', 'iso'],
    ['29.02.2025', '10:00', '%d.%m.%Y %H:%M'],
  ] as const)('because no month has such a day (%s) is told so', async ([date, time, format]) => {
    expect(await told(date, time, [format])).toEqual(['executed_date', expect.stringMatching(/a day that its month/)]);
  });

  it('because of its time is told so, in the column of the time', async () => {
    expect(await told('28/03/2025', '25:71', ['%d/%m/%Y %H:%M'])).toEqual([
      'executed_time',
      expect.stringMatching(/The time of day/),
    ]);
    const [row] = await canonical([{ ...SOUND, executed_at: '2025-03-28T25:71:00Z' }]);
    expect([row?.problem_column, row?.problem]).toEqual(['executed_at', expect.stringMatching(/The time of day/)]);
  });

  it.for([
    ['28/13/2025', '10:00'],
    ['32/01/2025', '10:00'],
    ['yesterday', '10:00'],
  ] as const)('because of its form (%s) is told so', async ([date, time]) => {
    expect(await told(date, time, ['%d/%m/%Y %H:%M'])).toEqual([
      'executed_date',
      expect.stringMatching(/not in the format/),
    ]);
  });
});

describe('A status', () => {
  it.for([
    ['Completed', 'completed'],
    ['PAYÉ', 'completed'],
    ['Annulé', 'cancelled'],
    ['pending', 'pending'],
    ['En cours', 'pending'],
    ['failed', 'cancelled'],
    ['Remboursé', 'refunded'],
    [null, 'completed'],
  ] as const)('%s is %s', async ([given, status]) => {
    const [row] = await canonical([{ ...SOUND, status: given }]);
    expect(row).toMatchObject({ problem: null, status });
  });

  it('that nobody understands sends the row to quarantine: it may not have moved money', async () => {
    const [row] = await canonical([{ ...SOUND, status: 'frobnicated' }]);
    expect(row).toMatchObject({ problem_column: 'status' });
  });
});
