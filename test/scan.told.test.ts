import { describe, expect, it } from 'vitest';
import { Place } from './support/place.ts';
import type { Results } from './support/results.ts';
import { doneHere, type Ended } from './support/vigie.ts';

const place = new Place();
const HEADER = 'Référence;Date;Heure;Nom payeur;Pays payeur;Ville payeur;Nom bénéficiaire;Montant;Devise;Statut';

interface Row {
  readonly date?: string;
  readonly time?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly status?: string;
}

/** Sound rows of made-up people, but for those that are told otherwise by their number from 1. */
async function scan(
  name: string,
  count: number,
  odd: Readonly<Record<number, Row>>,
  ...more: string[]
): Promise<{ out: Results; ended: Ended }> {
  const rows = Array.from({ length: count }, (_, index) => {
    const { date, time, amount, currency, status } = odd[index + 1] ?? {};
    const day = `${String((index % 28) + 1).padStart(2, '0')}/0${(index % 6) + 1}/2025`;
    return [
      ...[`R${index}`, date ?? day, time ?? '12:10', `Synth ${index % 7}`, 'FR', 'Lyon', `Synth B${index % 4}`],
      ...[amount ?? `${20 + index},50`, currency ?? 'EUR', status ?? 'Payé'],
    ].join(';');
  });
  const out = place.output();
  const ended = await doneHere(
    ...['scan', place.file(`${name}.csv`, `${[HEADER, ...rows].join('\n')}\n`), '--threads', '1'],
    ...['--out', out.directory, ...more],
  );
  return { out, ended };
}

describe('Rows in quarantine', () => {
  it('are told on the terminal, with the reasons and one row for each', async () => {
    const { ended } = await scan('few', 60, { 7: { amount: 'much' } });
    expect(ended.stdout).toContain('1 in quarantine');
    expect(ended.stdout).toMatch(/1 × amount \(“Montant”\): .*record 7/);
    expect(ended.stdout).not.toContain('Attention');
  });

  it('are told first, with what to do next, when they are a large share', async () => {
    const odd = Object.fromEntries([7, 8, 9, 10].map((row) => [row, { amount: 'much' }]));
    const english = await scan('many', 60, odd);
    expect(english.ended.stdout).toMatch(/Attention: 4 of 60 records \(6\.6%\)[\s\S]*--mapping/);
    expect(english.out.text('report.html')).toContain('4 of 60 rows (6.6%)');
    expect(english.out.run.quarantineReasons).toMatchObject([
      { column: 'amount', rows: 4, first: { file: expect.stringMatching(/many\.csv$/), row: 7 } },
    ]);
    const french = await scan('many', 60, odd, '--lang', 'fr');
    expect(french.ended.stdout).toMatch(/Attention : 4 enregistrements sur 60/);
    expect(french.ended.stdout).toContain('4 × montant («\u00a0Montant\u00a0») : Le montant');
  });

  it('are told even to who asked for silence, when they are a large share, and never into what another program reads', async () => {
    const odd = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [index + 1, { amount: 'much' }]));
    const quiet = await scan('most', 60, odd, '--quiet');
    expect(quiet.ended.stdout).toBe('');
    expect(quiet.ended.stderr).toMatch(/^Attention: 40 of 60/);
    expect(quiet.ended.stderr).toContain('More than half of all records fail in one column, amount (“Montant”)');
    const json = await scan('most', 60, odd, '--json');
    expect(JSON.parse(json.ended.stdout)).toMatchObject({ counts: { quarantined: 40 } });
    expect(json.ended.stderr).toContain('Attention');
  });
});

describe('quarantine.csv', () => {
  it('names its columns in French when it speaks French', async () => {
    const odd = { 2: { date: '31/02/2025' }, 3: { time: '25:71' }, 4: { amount: '25,50 £' }, 5: { amount: '25,50 €' } };
    const { out } = await scan('french', 60, odd, '--lang', 'fr');
    expect(out.quarantine.rows.map(({ row, column }) => [row, column])).toEqual([
      ['2', 'date'],
      ['3', 'heure'],
      ['4', 'montant'],
    ]);
    expect(out.run.quarantineReasons.map(({ column }) => column).sort()).toEqual([
      ...['amount', 'executed_date', 'executed_time'],
    ]);
  });
});

describe('The instant that the data end', () => {
  it('is told with where it came from', async () => {
    const { out, ended } = await scan('end', 60, {});
    expect(ended.stdout).toMatch(/As of 26 Jun 2025, \d\d:\d\d UTC, the last transfer that was read/);
    expect(out.run).toMatchObject({ asOfFrom: 'last_transfer', strayEnd: null });
    const given = await scan('end', 60, {}, '--as-of', '2025-06-01', '--lang', 'fr');
    expect(given.ended.stdout).toContain('État au 1er juin 2025, 00:00 UTC, comme le dit --as-of');
    expect(given.out.run.asOfFrom).toBe('option');
  });

  it('is called in question when one transfer moves it far, by file and row, and --as-of sets it right', async () => {
    const odd = { 9: { date: '28/03/2062' } };
    const { out, ended } = await scan('typo', 60, odd);
    expect(ended.stdout).toMatch(/Attention: 1 transfer .* 26 Jun 2025: record 9 of .*typo\.csv \(28 Mar 2062\)/);
    expect(ended.stdout).toContain('--as-of 2025-06-27');
    expect(out.text('report.html')).toContain('dated long after all others');
    expect(out.run.strayEnd).toMatchObject({ transfers: 1, suggestedAsOf: '2025-06-27', examples: [{ row: 9 }] });
    const again = await scan('typo', 60, odd, '--as-of', '2025-06-27', '--quiet');
    expect(again.ended.stderr).toBe('');
    expect(again.out.run.counts.excluded.afterAsOf).toBe(1);
  });
});

describe('A lake', () => {
  it('still names the file and the row of a date that lies far off, when no file is read', async () => {
    const lake = place.path('lake');
    await scan('kept', 60, { 9: { date: '28/03/2062' } }, '--lake', lake, '--quiet');
    const again = await doneHere('scan', '--lake', lake, '--threads', '1', '--out', place.output().directory);
    expect(again.stdout).toMatch(/record 9 of .*kept\.csv \(28 Mar 2062\)/);
  });
});

describe('What was assumed', () => {
  it('of times is told on the terminal and in the report', async () => {
    const { out, ended } = await scan('times', 30, {});
    expect(ended.stdout).toContain('Times: written without a zone, they were taken as local to the payer’s place');
    expect(out.run.inputs[0]?.times).toBe('payer');
    expect(out.text('report.html')).toContain('How times were taken');
    const french = await scan('times', 30, {}, '--lang', 'fr');
    expect(french.ended.stdout).toContain('Heures\u00a0: écrites sans fuseau');
  });

  it('of people who have nothing but a name is counted', async () => {
    const { out, ended } = await scan('names', 30, {});
    expect(ended.stdout).toMatch(/Known by name alone .* 7 payers, 4 payees\./);
    expect(out.run.counts.byNameAlone).toEqual({ payers: 7, payees: 4 });
    expect(out.text('report.html')).toContain('7 payers and 4 payees are known by name alone');
  });

  it('of currencies that do not exist is told; those of old are currencies', async () => {
    const { out, ended } = await scan('currencies', 60, {
      1: { currency: 'XYZ' },
      2: { currency: 'DEM' },
      3: { currency: 'XTS' },
    });
    expect(ended.stdout).toContain('Attention: ISO 4217 has no such currency: XTS (1), XYZ (1).');
    expect(ended.stdout).toContain('amounts in euro are unknown: DEM (1)');
    expect(out.run.counts).toMatchObject({ accepted: 60, withoutRate: 3 });
  });

  it('of transfers under way is counted apart from those that were cancelled', async () => {
    const { out } = await scan('pending', 30, { 1: { status: 'En cours' }, 2: { status: 'Annulé' } });
    expect(out.run.counts.excluded).toMatchObject({ pending: 1, cancelled: 1 });
  });
});

describe('People as context', () => {
  it('are said to stand where they do stand', async () => {
    const { ended } = await scan('context', 60, {});
    expect(ended.stdout).toMatch(/as context only \(in subjects\.csv and in the report\)/);
    const one = await scan('context', 60, {}, '--budget', '1');
    expect(one.ended.stdout).toMatch(/as context only \(in subjects\.csv, of which the report shows 1\)/);
  });
});
