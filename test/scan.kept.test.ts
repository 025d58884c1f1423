import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../src/scan.ts';
import { DEFAULT_OPTIONS, type ScanOptions } from '../src/scan-options.ts';
import { csvLine } from './support/csv.ts';
import { Place, smallWorld } from './support/place.ts';
import { FINDINGS, RESULT_FILES, type Results } from './support/results.ts';
import { doneHere, startVigie, vigieHere } from './support/vigie.ts';

const place = new Place();
const watcher = {
  ...{ file: () => undefined, inLake: () => undefined, refused: () => undefined, stopped: false },
  ...{ started: () => undefined, finished: () => undefined, onStop: () => undefined },
};

async function scanned(options: Partial<ScanOptions>): Promise<Results> {
  const out = place.output();
  await scan({ ...DEFAULT_OPTIONS, files: [], threads: 1, ...options, out: out.directory }, watcher);
  return out;
}

/** The same scan of the same lake, of which nothing is kept. */
async function fromScratch(lake: string, options: Partial<ScanOptions>): Promise<Results> {
  rmSync(join(lake, 'kept'), { recursive: true, force: true });
  return scanned({ ...options, lake });
}

const DAY = 86_400_000;
const COLUMNS = [
  ...['source_ref', 'executed_at', 'payer_id', 'payer_country', 'payer_place', 'payer_phone'],
  ...['payee_id', 'payee_country', 'payee_place', 'payee_phone', 'amount', 'currency', 'status'],
];

/** A transfer on any day: those of a later delivery may lie before those of an earlier one. */
const transfer = fc.record({
  payer: fc.nat(5),
  payee: fc.nat(6),
  day: fc.nat(500),
  hour: fc.nat(23),
  cents: fc.constantFrom(2_500, 5_000, 12_345, 30_000),
  country: fc.nat(3),
  phone: fc.nat(9),
  status: fc.constantFrom('completed', 'completed', 'completed', 'cancelled'),
});
type Transfer = typeof transfer extends fc.Arbitrary<infer One> ? One : never;

/** A payment told by a message, or its return, which may come first. */
const message = fc.record({ payment: fc.nat(3), returned: fc.boolean() });
type Message = typeof message extends fc.Arbitrary<infer One> ? One : never;

const delivery = fc.record({
  transfers: fc.array(transfer, { minLength: 1, maxLength: 25, size: 'max' }),
  messages: fc.array(message, { maxLength: 2 }),
  asOfDay: fc.option(fc.integer({ min: 1, max: 600 }), { freq: 3, nil: null }),
});
type Delivery = typeof delivery extends fc.Arbitrary<infer One> ? One : never;

const PAYER_PLACES = ['FR,Paris', 'US,Chicago', 'DE,Berlin', 'FR,'];
const PAYEE_PLACES = ['PH,Cebu City', 'RO,Cluj-Napoca', 'SN,Dakar', 'PH,'];
const START = Date.UTC(2024, 0, 1);

/** A person mostly keeps to one country and phone; the two that differ may bring new corridors and households. */
function row({ payer, payee, day, hour, cents, country, phone, status }: Transfer, ref: string): string {
  const [payerCountry = '', payerPlace = ''] = (PAYER_PLACES[payer % 4] ?? '').split(',');
  const [payeeCountry = '', payeePlace = ''] = (PAYEE_PLACES[phone === 9 ? country : payee % 4] ?? '').split(',');
  const at = new Date(START + day * DAY + hour * 3_600_000).toISOString();
  return csvLine([
    ...[ref, at, `P${payer}`, payerCountry, payerPlace, phone > 6 ? `+3360000000${phone}` : ''],
    ...[`B${payee}`, payeeCountry, payeePlace, phone < 3 ? `+6390000000${phone}` : ''],
    ...[(cents / 100).toFixed(2), 'EUR', status],
  ]);
}

function xml({ payment, returned }: Message): string {
  const party = (name: string, person: string): string =>
    `<${name}><Nm>Synthetic ${person}</Nm></${name}><${name}Acct><Id><IBAN>FR760000000000000000000000${person}</IBAN></Id></${name}Acct>`;
  const parties = party('Dbtr', String(payment % 2)) + party('Cdtr', String(8 - (payment % 3)));
  const uetr = `00000000-0000-4000-8000-00000000000${payment}`;
  const day = `<IntrBkSttlmDt>2024-03-0${payment + 1}</IntrBkSttlmDt>`;
  const [body, inside] = returned
    ? [
        'PmtRtr',
        `<TxInf><RtrId>R</RtrId><OrgnlUETR>${uetr}</OrgnlUETR><OrgnlIntrBkSttlmAmt Ccy="EUR">40.00</OrgnlIntrBkSttlmAmt><IntrBkSttlmDt>2024-05-20</IntrBkSttlmDt><OrgnlTxRef>${day}${parties}</OrgnlTxRef></TxInf>`,
      ]
    : [
        'FIToFICstmrCdtTrf',
        `<CdtTrfTxInf><PmtId><UETR>${uetr}</UETR></PmtId><IntrBkSttlmAmt Ccy="EUR">40.00</IntrBkSttlmAmt>${day}${parties}</CdtTrfTxInf>`,
      ];
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:x"><${body}><GrpHdr><MsgId>M</MsgId></GrpHdr>${inside}</${body}></Document>`;
}

function written({ transfers, messages }: Delivery, folder: string, number: number): string[] {
  mkdirSync(folder, { recursive: true });
  const csv = join(folder, `${number}.csv`);
  // Every third reference is one of an earlier delivery: a duplicate when its transfer is the same, else a row for the quarantine.
  const rows = transfers.map((one, line) =>
    row(one, line % 3 === 2 && number > 0 ? `R-0-${line}` : `R-${number}-${line}`),
  );
  writeFileSync(csv, `${[csvLine(COLUMNS), ...rows].join('\n')}\n`);
  return [
    csv,
    ...messages.map((one, index) => {
      const file = join(folder, `${number}-${index}.xml`);
      writeFileSync(file, xml(one));
      return file;
    }),
  ];
}

describe('Scans of a lake, one after another', () => {
  it('find the same bytes as from scratch, whatever comes late, comes back, brings new ties and corridors, or moves the as-of instant', async () => {
    let worlds = 0;
    let takenOver = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 2, maxLength: 4 }), async (deliveries) => {
        const folder = place.path(`deliveries-${worlds++}`);
        const [lake, twin] = [join(folder, 'lake'), join(folder, 'twin')];
        for (const [number, one] of deliveries.entries()) {
          const options = {
            files: written(one, folder, number),
            asOf:
              one.asOfDay === null
                ? null
                : new Date(START + one.asOfDay * DAY).toISOString().slice(0, 19).replace('T', ' '),
          };
          const found = await scanned({ ...options, lake });
          const again = await scanned({ ...options, files: [], lake });
          const wanted = await fromScratch(twin, options);
          expect(found.digests(RESULT_FILES.filter((name) => name !== 'run.json'))).toEqual(
            wanted.digests(RESULT_FILES.filter((name) => name !== 'run.json')),
          );
          expect(found.run.counts).toEqual(wanted.run.counts);
          expect(again.digests(FINDINGS)).toEqual(found.digests(FINDINGS));
          expect(again.run.kept?.payers.computed).toBe(0);
          expect(again.run.kept?.payees.computed).toBe(0);
          expect(wanted.run.kept?.payers).toMatchObject({ takenOver: 0, unusable: 'none', written: true });
          takenOver += (found.run.kept?.payers.takenOver ?? 0) + (found.run.kept?.payees.takenOver ?? 0);
        }
      }),
      { numRuns: 4 },
    );
    expect(takenOver).toBeGreaterThan(0);
  });
});

/** A demo world of some 25 months, a file for each; everybody in it is synthetic. */
let months: string[] = [];
/** What a scan and an explanation are told. */
let told: string[] = [];
let options: string[] = [];
const lake = place.path('lake');
const at = (name: string): string => join(lake, 'kept', name);
let whole: Results;

async function run(...args: string[]): Promise<Results> {
  const out = place.output();
  await doneHere('scan', ...args, ...options, '--threads', '2', '--out', out.directory);
  return out;
}

beforeAll(async () => {
  const world = await smallWorld(place, 500, 11);
  told = ['--places', world.places, '--known', world.known];
  options = [...told, '--budget', '10'];
  const [header = '', ...rows] = readFileSync(world.transfers, 'utf8').trimEnd().split('\n');
  const byMonth = Map.groupBy(rows, (line) => /,(20\d\d-\d\d)-/.exec(line)?.[1] ?? '');
  months = [...byMonth.keys()]
    .sort()
    .map((month) => place.file(`${month}.csv`, `${[header, ...(byMonth.get(month) ?? [])].join('\n')}\n`));
  await run(...months.slice(0, -1), '--lake', lake);
  cpSync(lake, place.path('before'), { recursive: true });
  whole = await run(...months);
});

describe('A month more', () => {
  it('computes the facts of those anew who paid or were paid in it, takes over all others, and finds what a scan of all files finds', async () => {
    expect(months.length).toBeGreaterThan(20);
    const out = await run(months.at(-1) ?? '', '--lake', lake);
    expect(out.digests(FINDINGS)).toEqual(whole.digests(FINDINGS));
    const { payers, payees } = out.run.kept ?? { payers: null, payees: null };
    for (const side of [payers, payees]) {
      expect(side).toMatchObject({ unusable: null, written: true });
      expect(side?.takenOver).toBeGreaterThan(100);
      expect(side?.computed).toBeGreaterThan(0);
    }
    expect((payees?.computed ?? 0) + (payees?.takenOver ?? 0)).toBe(out.run.counts.payees);
    expect(whole.run.kept).toBeNull();
  });

  it('is told on the terminal in both languages', async () => {
    const out = place.output();
    for (const [language, text] of [
      ['en', 'facts were taken over'],
      ['fr', 'faits repris'],
    ] as const) {
      const { stdout, stderr } = await doneHere(
        'scan',
        '--lake',
        lake,
        ...options,
        '--lang',
        language,
        '--out',
        out.directory,
      );
      expect(stdout + stderr).toContain(text);
    }
  });
});

describe('Facts that were kept', () => {
  it.each([
    ['the payers are gone', 'none', (): void => rmSync(at('payer-facts'))],
    ['the whole folder is gone', 'none', (): void => rmSync(join(lake, 'kept'), { recursive: true })],
    ['the payers are another file', 'damaged', (): void => writeFileSync(at('payer-facts'), 'id,name\n1,x\n')],
    ['the payers are those of the payees', 'damaged', (): void => cpSync(at('payee-facts'), at('payer-facts'))],
    ['a byte of the payers was changed', 'damaged', (): void => changeByte(at('payer-facts'), 5_000)],
  ] as const)('are not used when %s; the findings stay', async (_, why, spoil) => {
    spoil();
    const out = place.output();
    const { stdout, stderr } = await doneHere('scan', '--lake', lake, ...options, '--out', out.directory);
    expect(out.digests(FINDINGS)).toEqual(whole.digests(FINDINGS));
    expect(out.run.kept?.payers).toMatchObject({ takenOver: 0, unusable: why, written: true });
    expect((stdout + stderr).includes('damaged: they were not used')).toBe(why === 'damaged');
  });

  it('are those of the last scan again after each of these', async () => {
    expect((await run('--lake', lake)).run.kept?.payers).toMatchObject({ computed: 0, unusable: null });
  });

  it('of another lake serve only who has the same transfers of the same files', async () => {
    const other = place.path('other');
    await run(...months.slice(0, 3), '--lake', other);
    cpSync(join(other, 'kept'), join(lake, 'kept'), { recursive: true });
    expect((await run('--lake', lake)).digests(FINDINGS)).toEqual(whole.digests(FINDINGS));
  });

  it('are not used with other places or other links, and the findings are those of these options', async () => {
    const [one, other] = whole.subjects.rows.flatMap(({ subject_kind, subject_id }) =>
      subject_kind === 'payee' ? [subject_id] : [],
    );
    const links = place.file('links.csv', `record,person\n${one},${other}\n${other},${other}\n`);
    for (const more of [[], [...options, '--link', links]]) {
      const out = place.output();
      const { stdout, stderr } = await doneHere('scan', '--lake', lake, ...more, '--out', out.directory);
      expect(stdout + stderr).toContain('other --places or --link');
      expect(out.run.kept?.payers).toMatchObject({ takenOver: 0, unusable: 'other', written: true });
      rmSync(join(lake, 'kept'), { recursive: true });
      const scratch = place.output();
      await doneHere('scan', '--lake', lake, ...more, '--quiet', '--out', scratch.directory);
      expect(out.digests(FINDINGS)).toEqual(scratch.digests(FINDINGS));
    }
    await run('--lake', lake);
  });

  it('are taken over by explain, which leaves them as they are', async () => {
    const before = ['payer-facts', 'payee-facts'].map((name) => readFileSync(at(name)));
    const [{ subject_id = '' } = {}] = whole.subjects.rows;
    const { stdout } = await doneHere('explain', subject_id, '--lake', lake, '--as-of', '2024-06-01', ...told);
    expect(stdout).toContain(subject_id);
    expect(['payer-facts', 'payee-facts'].map((name) => readFileSync(at(name)))).toEqual(before);
  });

  it('that cannot be written do not stop a scan', async () => {
    rmSync(at('payee-facts'));
    mkdirSync(join(at('payee-facts'), 'in the way'), { recursive: true });
    const out = place.output();
    const { stdout, stderr } = await doneHere('scan', '--lake', lake, ...options, '--out', out.directory);
    expect(out.digests(FINDINGS)).toEqual(whole.digests(FINDINGS));
    expect(out.run.kept?.payees).toMatchObject({ takenOver: 0, written: false });
    expect(stdout + stderr).toContain('could not be kept');
    rmSync(at('payee-facts'), { recursive: true });
    expect(readdirSync(join(lake, 'kept'))).toEqual(['payer-facts']);
  });

  it('are whole or those of before after kill -9 at any moment, and the next scan finds the same', async () => {
    for (let kill = 0; kill < 4; kill++) {
      const killed = place.path(`killed-${kill}`);
      cpSync(place.path('before'), killed, { recursive: true });
      const running = startVigie([
        'scan',
        months.at(-1) ?? '',
        '--lake',
        killed,
        ...options,
        '--out',
        place.output().directory,
      ]);
      await running.says(kill % 2 === 0 ? 'measuring payers' : 'measuring payees');
      await sleep(kill * 25);
      running.kill('SIGKILL');
      await running.ended;
      const out = place.output();
      const ended = await vigieHere(
        'scan',
        months.at(-1) ?? '',
        '--lake',
        killed,
        ...options,
        '--quiet',
        '--out',
        out.directory,
      );
      expect(ended.code).toBe(0);
      expect(out.digests(FINDINGS)).toEqual(whole.digests(FINDINGS));
      for (const side of [out.run.kept?.payers, out.run.kept?.payees]) {
        expect(side).toMatchObject({ unusable: null, written: true });
        expect(side?.takenOver).toBeGreaterThan(100);
      }
      expect(readdirSync(join(killed, 'kept')).sort()).toEqual(['payee-facts', 'payer-facts']);
    }
  });
});

function changeByte(file: string, place: number): void {
  const bytes = readFileSync(file);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect(existsSync(file)).toBe(true);
}
